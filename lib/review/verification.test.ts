import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { findChecker } from '#lib/constraints/registry.ts'
import { db } from '#lib/db/client.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'

useInstallation()

it('gives an error verdict, never a pass, to constraints of a response too long to be measured', async () => {
  const { id: datasetId } = await createDataset(null, { name: `Giant ${randomUUID()}` })
  const constraints = [{ rawType: 'Punctuation', text: 'Please verify that there are no commas in your entire response.' }]
  const records = [pairRecord({ instruction: 'Short', response: 'One word.', constraints }), pairRecord({ instruction: 'Long', response: 'word '.repeat(200_001), constraints })]
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, records.map((record, line) => ({ line, record }))))
  // A verdict from a time before the limit.
  await db().constraint.updateMany({ where: { datasetId }, data: { outcome: 'pass' } })
  const runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'verify', datasetId, seed: 0, params: {} }))
  await executeRun(runId, 'test', new AbortController().signal)

  expect(await runView(runId)).toMatchObject({
    counts: { in: 2, out: 1, dropped: { 'response of more than 1,000,000 characters': 1 }, made: { verdicts: 2 } },
  })
  const checked = await db().constraint.findMany({ where: { datasetId }, include: { pair: true }, orderBy: { pair: { instruction: 'desc' } } })
  expect(checked.map(({ pair, outcome }) => [pair.instruction, outcome])).toEqual([['Short', 'pass'], ['Long', 'error']])
  expect(checked[1]?.detail).toContain('1,000,000 characters')
})

it('says of which version the checker is that it checked with', async () => {
  const { id: datasetId } = await createDataset(null, { name: `Version ${randomUUID()}` })
  const record = pairRecord({ instruction: 'Short', response: 'One word.', constraints: [{ rawType: 'Punctuation', text: 'Please verify that there are no commas in your entire response.' }] })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 0, record }]))
  // As an earlier program has left it.
  await db().constraint.updateMany({ where: { datasetId }, data: { checkerVersion: 0 } })
  const runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'verify', datasetId, seed: 0, params: {} }))
  await executeRun(runId, 'test', new AbortController().signal)

  const constraint = await db().constraint.findFirstOrThrow({ where: { datasetId } })
  const version = findChecker(constraint.checkerId ?? '')?.version
  expect(version).toBeGreaterThan(0)
  expect(constraint.checkerVersion).toBe(version)
  expect(await db().verdict.findMany({ where: { runId } })).toMatchObject([{ checkerVersion: version }])
})
