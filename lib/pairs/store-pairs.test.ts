import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { somebodyWaits } from '#lib/db/waiting.fixture.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { refreshPairs } from '#lib/review/constraint-rows.ts'
import { storePairs } from './store-pairs.ts'
import { knownHashes } from './write-rows.ts'

ownDatabase()

it('writes each pair with the counters that counting its constraints gives', async () => {
  const { id: datasetId } = await createDataset(null, { name: 'Counted' })
  const kind = { rawType: 'Tone_Constraints', text: 'Be kind.' }
  const [long, short] = [{ rawType: 'Digit', text: 'Use at least 50 words.' }, { rawType: 'Digit', text: 'Use at most 20 words.' }]
  const constraints = [[], [kind], [kind, kind], [long], [short, long, kind, short], [kind, short]]
  const items = constraints.map((of, index) => ({ line: index + 1, record: pairRecord({ instruction: `Question ${index}`, response: 'One two three.', constraints: of }) }))
  const store = () => db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items), { timeout: 30_000 })
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

it('writes a content that two imports of a dataset, or one batch, bring at once just once', async () => {
  const { id: datasetId } = await createDataset(null, { name: 'At once' })
  const other = await createDataset(null, { name: 'Beside it' })
  const kind = [{ rawType: 'Tone_Constraints', text: 'Be kind.' }, { rawType: 'Digit', text: 'Use at least 50 words.' }]
  const items = Array.from({ length: 40 }, (_, n) => ({ line: n + 1, record: pairRecord({ instruction: `Question ${n % 30}`, response: 'One two three.', constraints: kind }) }))
  const store = (into: string, some: typeof items) => db().$transaction((tx) => storePairs(tx, { datasetId: into, runId: null, source: 'x', license: null }, some), { timeout: 30_000 })
  const stored = await Promise.all([store(datasetId, items), store(datasetId, items.toReversed()), store(datasetId, items.slice(5)), store(other.id, items)])
  expect(stored.slice(0, 3).reduce((sum, { pairs }) => sum + pairs, 0)).toBe(30)
  expect(stored.slice(0, 3).reduce((sum, { constraints }) => sum + constraints, 0)).toBe(60)
  expect(stored.map(({ pairs, duplicates, takenDown }) => pairs + duplicates + takenDown)).toEqual([40, 40, 35, 40])
  expect(stored[3]).toMatchObject({ pairs: 30, duplicates: 10, constraints: 60, refuted: 30 })
  expect(await db().verdict.count({ where: { constraint: { datasetId } } })).toBe(30)
  expect(await db().pair.count({ where: { datasetId, constraintCount: 2, refutedCount: 1, unchecked: false } })).toBe(30)
})

it('stores the same where the connection of a transaction is not known, as behind a pooler', async () => {
  const record = (n: number) => pairRecord({ instruction: `Über\t"${n}"\\n`, response: 'Eins\nzwei.', meta: { 'a\\': ['\t', n] }, constraints: [{ rawType: 'Digit', text: 'Use at least 50 words.' }] })
  const items = [record(1), record(2), record(1)].map((one, index) => ({ line: index + 1, record: one }))
  const stored = async (name: string) => {
    const { id: datasetId } = await createDataset(null, { name })
    const counts = await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items), { timeout: 30_000 })
    const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { importLine: 'asc' }, omit: { id: true, datasetId: true, createdAt: true } })
    const constraints = await db().constraint.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, omit: { id: true, datasetId: true, pairId: true, createdAt: true }, include: { verdicts: { omit: { id: true, constraintId: true, createdAt: true } } } })
    return { counts, pairs, constraints }
  }
  const copied = await stored('Copied')
  const known = globalThis.pincerConnections?.byProcess
  const before = new Map(known)
  known?.clear()
  const inserted = await stored('Inserted')
  for (const [process, client] of before) known?.set(process, client)
  expect(copied.counts).toMatchObject({ pairs: 2, duplicates: 1, constraints: 2, refuted: 2 })
  expect(inserted).toEqual(copied)
})

it('looks each content up by its own index, also in a dataset that came after the planner looked', async () => {
  const fill = (datasetId: string) => db().$executeRaw`
    INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords")
    SELECT gen_random_uuid(), ${datasetId}::uuid, encode(sha256(n::text::bytea), 'hex'), 's', 'Ask ' || n, 'Say', 1 FROM generate_series(1, 4000) n`
  const [before, after] = [await createDataset(null, { name: 'Looked at' }), await createDataset(null, { name: 'Come since' })]
  await fill(before.id)
  await db().$executeRaw`ANALYZE "Pair"`
  await fill(after.id)
  const known = createHash('sha256').update('17').digest('hex')
  const hashes = [known, ...Array.from({ length: 999 }, (_, n) => createHash('sha256').update(`new ${n}`).digest('hex'))]
  for (const { id } of [before, after]) {
    const rows = await db().$transaction(async (tx) => {
      const found = await knownHashes(tx, id, hashes)
      const [fetched] = await tx.$queryRaw<{ n: number }[]>`SELECT sum(pg_stat_get_xact_tuples_returned(indexrelid))::int AS n FROM pg_index WHERE indrelid = '"Pair"'::regclass`
      return { found: [...found], fetched: fetched?.n ?? 0 }
    })
    expect(rows.found).toEqual([known])
    expect(rows.fetched).toBeLessThanOrEqual(3000)
  }
})
