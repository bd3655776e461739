import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { browsePairs } from '#lib/datasets/browse.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import type { DecisionInput } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { agreementReport } from '#lib/review/people-agreement/report.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'

useInstallation()

const text = 'Your response should be at least 3 words long.'
let datasetId: string

const ben = { id: 'ben', name: 'Ben', email: 'ben@example.org', role: 'reviewer' }

/** A pair whose one constraint two people accept, each with a check beside it: Ada accepts hers, Ben rejects his. */
beforeAll(async () => {
  await db().user.create({ data: { id: ben.id, name: ben.name, email: ben.email } })
  datasetId = (await createDataset(null, { name: 'Never data', license: 'CC0-1.0' })).id
  await db().dataset.update({ where: { id: datasetId }, data: { policy: { overlap: 2 } } })
  const record = pairRecord({ response: 'The harbour wakes before the town.', constraints: [{ rawType: 'Punctuation', text: 'Do not use any commas.' }] })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record }]))
  const own = await db().constraint.findFirstOrThrow({ where: { datasetId } })
  for (const who of [ada, ben]) {
    const check = { id: randomUUID(), datasetId, pairId: own.pairId, reviewerId: who.id, type: 'length.words', text, origin: 'import' as const, position: 0, standsBefore: true, holds: true, found: { detail: null, evidence: [] } }
    await db().reviewCheck.create({ data: check })
    const take = (constraintId: string, kind: DecisionInput['kind']): DecisionInput => ({ id: randomUUID(), constraintId, kind, seenVersion: 0 })
    const results = await decide(who, [take(own.id, 'accept'), take(check.id, who === ada ? 'accept' : 'reject')])
    expect(results.map(({ outcome }) => outcome)).toEqual(['applied', 'applied'])
  }
})

it('an accepted check is in no export', async () => {
  const params = exportParams.parse({ format: 'sft-messages', anyNumber: 0 })
  const id = await db().$transaction((tx) => createRun(tx, null, { kind: 'export', datasetId, seed: 5, params }))
  await executeRun(id, 'test', new AbortController().signal)
  const [rows, manifest] = await Promise.all(['train.jsonl', 'manifest.json'].map((name) => readFile(join(exportsRoot(), id, name), 'utf8')))
  expect(rows).toContain('commas')
  expect(`${rows}${manifest}`).not.toContain('3 words')
  expect(JSON.parse(manifest ?? '{}').constraints).toMatchObject({ accepted: 1 })
})

it('no filter finds it', async () => {
  const found = async (filter: Parameters<typeof browsePairs>[1]) => (await browsePairs(datasetId, filter, { sort: 'oldest', limit: 10 })).rows.length
  expect(await found({ constraint: 'commas' })).toBe(1)
  expect(await found({ constraint: '3 words' })).toBe(0)
  expect(await found({ type: 'punctuation.absent' })).toBe(1)
  expect(await found({ type: 'length.words' })).toBe(0)
})

it('no statistics count it', async () => {
  const { constraints, decisions } = await datasetStatistics(datasetId)
  expect(constraints).toMatchObject({ total: 1, byType: [{ type: 'punctuation.absent', accepted: 1 }] })
  expect(decisions).toMatchObject({ total: 2 })
})

it('agreement does not see it', async () => {
  const { overall, types } = await agreementReport(datasetId)
  expect(overall).toMatchObject({ units: 1 })
  expect(types.map(({ type }) => type)).toEqual(['punctuation.absent'])
})
