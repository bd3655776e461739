import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { acceptPending } from '#lib/preferences/accept-pending.ts'
import { makeAll } from '#lib/preferences/dataset.fixture.ts'
import { decide } from '#lib/review/decide.ts'
import { backtranslateParams } from '#lib/runs/contract.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { createRun } from '#lib/runs/start-run.ts'

useInstallation()

const folder = process.env.PINCER_REFERENCE_DATA
if (!folder) console.info('Answers of several models are not compared: PINCER_REFERENCE_DATA is not set.')

it.skipIf(!folder)('answers of two models to the same prompts become preferences that leave and hold', async () => {
  const datasetId = (await createDataset(null, { name: `Models ${randomUUID()}`, license: 'Apache-2.0' })).id
  const answered = z.object({ prompt: z.string(), response: z.string() })
  for (const model of ['gpt-4-2023-11-07', 'mistralai__Mistral-7B-Instruct-v0.3']) {
    const lines = gunzipSync(await readFile(join(folder ?? '', `ifeval/${model}.jsonl.gz`))).toString().split('\n').slice(0, 40)
    const records = lines.map((line, n) => ({ line: n + 1, record: pairRecord({ instruction: answered.parse(JSON.parse(line)).prompt, response: answered.parse(JSON.parse(line)).response }) }))
    await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: model, license: null }, records))
  }
  const id = await db().$transaction((tx) => createRun(tx, null, { kind: 'backtranslate', datasetId, seed: 1, params: backtranslateParams.parse({}) }))
  await executeRun(id, 'test', new AbortController().signal)
  const made = await db().constraint.findMany({ where: { datasetId } })
  for (let from = 0; from < made.length; from += 200) await decide(ada, made.slice(from, from + 200).map(({ id: constraintId, version }) => ({ id: randomUUID(), constraintId, kind: 'accept', seenVersion: version })))
  const { preferences, run } = await makeAll(datasetId, { methods: ['answers'] })
  expect(run.counts.dropped['nothing to compare'] ?? 0).toBeLessThan(10)
  expect(preferences.length).toBeGreaterThan(20)
  expect(preferences.every(({ chosenPairId, rejectedPairId }) => chosenPairId !== null || rejectedPairId !== null)).toBe(true)
  expect((await acceptPending(datasetId)).refused).toEqual({})
  const audit = await verifyExport(await exportedFolder(datasetId, { format: 'dpo', test: 0.2 }))
  expect(audit.faults).toEqual([])
  expect(audit.rows).toBe(preferences.length)
}, 240_000)
