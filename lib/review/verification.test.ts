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

it('takes the checker from a text that asks for more than it checks, or reads it as what it says', async () => {
  const { id: datasetId } = await createDataset(null, { name: `Misread ${randomUUID()}` })
  const more = 'Do not use any commas. Mention the sea.'
  const turned = 'Don\'t include the keywords "One".'
  const plain = 'Do not use any commas.'
  const constraints = [more, turned, plain].map((text) => ({ rawType: 'Note', text }))
  const record = pairRecord({ instruction: 'Short', response: 'One word.', constraints })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 0, record }]))
  // As an earlier program had read them.
  await db().constraint.updateMany({ where: { datasetId, text: more }, data: { checkerId: 'pincer:punctuation_absent', checkerVersion: 2, kwargs: { mark: 'comma' }, type: 'punctuation.absent', outcome: 'pass', outcomeBy: 'rule' } })
  await db().constraint.updateMany({ where: { datasetId, text: turned }, data: { checkerId: 'pincer:keywords', checkerVersion: 1, kwargs: { keywords: ['One'] }, type: 'lexical.include', outcome: 'pass', outcomeBy: 'rule' } })
  const runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'verify', datasetId, seed: 0, params: {} }))
  await executeRun(runId, 'test', new AbortController().signal)

  const read = await db().constraint.findMany({ where: { datasetId }, orderBy: { position: 'asc' } })
  expect(read.map(({ text, checkerId, outcome }) => ({ text, checkerId, outcome }))).toEqual([
    { text: more, checkerId: null, outcome: null },
    { text: turned, checkerId: 'pincer:forbidden_words', outcome: 'fail' },
    { text: plain, checkerId: 'pincer:punctuation_absent', outcome: 'pass' },
  ])
  expect(await runView(runId)).toMatchObject({ counts: { made: { verdicts: 2, 'read anew': 2 } } })
  // Imported again, the same texts are the same constraints.
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 0, record }]))
  expect(await db().constraint.count({ where: { datasetId } })).toBe(3)
})
