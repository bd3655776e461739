import { expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { somebodyWaits } from '#lib/db/waiting.fixture.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { refreshPairs } from '#lib/review/constraint-rows.ts'
import { storePairs } from './store-pairs.ts'

ownDatabase()

it('writes each pair with the counters that counting its constraints gives', async () => {
  const { id: datasetId } = await createDataset(null, { name: 'Counted' })
  const kind = { rawType: 'Tone_Constraints', text: 'Be kind.' }
  const [long, short] = [{ rawType: 'Digit', text: 'Use at least 50 words.' }, { rawType: 'Digit', text: 'Use at most 20 words.' }]
  const constraints = [[], [kind], [kind, kind], [long], [short, long, kind, short], [kind, short]]
  const items = constraints.map((of, index) => ({ line: index + 1, record: pairRecord({ instruction: `Question ${index}`, response: 'One two three.', constraints: of }) }))
  const store = () => db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
  expect(await store()).toMatchObject({ pairs: 6, duplicates: 0, constraints: 8, refuted: 2 })
  // Nothing is checked or counted of what is there already.
  expect(await store()).toMatchObject({ pairs: 0, duplicates: 6, constraints: 0, refuted: 0 })
  const counters = { constraintCount: true, undecidedCount: true, acceptedCount: true, refutedCount: true, unchecked: true, status: true } as const
  const seen = () => db().pair.findMany({ where: { datasetId }, orderBy: { importLine: 'asc' }, select: counters })
  const written = await seen()
  expect(written.map(({ constraintCount, refutedCount, unchecked }) => [constraintCount, refutedCount, unchecked])).toEqual([
    [0, 0, false], [1, 0, true], [1, 0, true], [1, 1, false], [3, 1, false], [2, 0, false],
  ])
  const ids = (await db().pair.findMany({ where: { datasetId }, select: { id: true } })).map(({ id }) => id)
  await db().$transaction((tx) => refreshPairs(tx, ids))
  expect(await seen()).toEqual(written)
})

it('keeps all that a record has in its meta, whatever its keys are called', async () => {
  const { id: datasetId } = await createDataset(null, { name: 'Meta' })
  const meta = { constraints: ['Be kind.'], record: 7, deep: { constraints: 1, record: { constraints: [] } } }
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, [{ line: 1, record: pairRecord({ meta }) }]))
  expect(await db().pair.findFirstOrThrow({ where: { datasetId }, select: { meta: true } })).toEqual({ meta })
})

it('counts the first of two constraints that say the same, which is the one it writes', async () => {
  const { id: datasetId } = await createDataset(null, { name: 'Said twice' })
  const constraints = ['Keyword', 'keyword'].map((rawType) => ({ rawType, text: 'Sound like the sea.' }))
  const records = [constraints, constraints.toReversed()].map((of, n) => ({ line: n + 1, record: pairRecord({ instruction: `Question ${n}`, constraints: of }) }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, records))
  const seen = () => db().pair.findMany({ where: { datasetId }, orderBy: { importLine: 'asc' }, select: { id: true, constraintCount: true, unchecked: true } })
  const written = await seen()
  expect(written.map(({ constraintCount, unchecked }) => [constraintCount, unchecked])).toEqual([[1, false], [1, true]])
  await db().$transaction((tx) => refreshPairs(tx, written.map(({ id }) => id)))
  expect(await seen()).toEqual(written)
})

it('writes the constraints of a pair that is removed just while it is stored again', async () => {
  const { id: datasetId } = await createDataset(null, { name: 'Removed meanwhile' })
  const record = pairRecord({ response: 'One two three.', constraints: [{ rawType: 'Digit', text: 'Use at least 50 words.' }, { rawType: 'Digit', text: 'Use at most 20 words.' }] })
  const store = () => db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, [{ line: 1, record }]), { timeout: 30_000 })
  await store()
  let again: ReturnType<typeof store> | undefined
  await db().$transaction(
    async (tx) => {
      await tx.pair.deleteMany({ where: { datasetId } })
      again = store()
      await somebodyWaits()
    },
    { timeout: 30_000 },
  )
  expect(await again).toMatchObject({ pairs: 1, duplicates: 0, constraints: 2, refuted: 1 })
  const counters = { constraintCount: true, undecidedCount: true, refutedCount: true, unchecked: true } as const
  expect(await db().pair.findMany({ where: { datasetId }, select: counters })).toEqual([{ constraintCount: 2, undecidedCount: 2, refutedCount: 1, unchecked: false }])
  expect(await db().constraint.count({ where: { datasetId } })).toBe(2)
})
