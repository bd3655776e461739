import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import { browsePairs, countPairs } from '#lib/datasets/browse.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { createDataset, updateDataset } from '#lib/datasets/datasets.ts'
import { facets } from '#lib/datasets/facets.ts'
import { db, pool } from '#lib/db/client.ts'
import { somebodyWaits } from '#lib/db/waiting.fixture.ts'
import { deletePair, pairHistory } from '#lib/review/pair-history.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { killAtWork, workOn } from '#lib/runs/worker.fixture.ts'
import { changeTags } from './change-tags.ts'
import { tagInput } from './contract.ts'
import { startTagging, tagPair, tagsOfPair } from './tags.ts'

useInstallation()
const owner: Actor = { ...ada, id: 'owner', name: 'Olga', email: 'olga@example.org', role: 'owner' }
let datasetId: string
let ids: string[]

beforeAll(async () => {
  await db().user.create({ data: { id: owner.id, name: owner.name, email: owner.email, role: owner.role } })
  datasetId = (await createDataset(null, { name: 'Tagged' })).id
  const items = Array.from({ length: 60 }, (_, n) => ({ line: n + 1, record: pairRecord({ instruction: `Question ${n}`, source: n < 40 ? 'old' : 'new', tags: n < 2 ? ['From afar'] : [] }) }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
  ids = (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
})

const found = async (filter: PairFilter) => (await browsePairs(datasetId, filter, { sort: 'oldest', limit: 100 })).rows.map(({ id }) => id)
const counts = async () => Object.fromEntries((await facets(datasetId)).tags.map(({ value, count }) => [value, count]))
/** The counts that are kept are those made from scratch. */
const expectCounted = async () => {
  const { rows } = await pool().query(`SELECT t.name, count(*)::int AS n FROM "PairTag" g JOIN "Tag" t ON t.id = g."tagId" WHERE g."datasetId" = $1 GROUP BY 1`, [datasetId])
  expect(await counts()).toEqual(Object.fromEntries(rows.map(({ name, n }) => [name, n])))
}

it('puts tags on a pair and takes them off, once each, whatever their capitals', async () => {
  const [id = ''] = ids
  expect(await tagPair(ada, id, { add: ['Todo', 'To check', 'todo'], remove: [] })).toEqual({ tags: ['From afar', 'To check', 'Todo'], mayTag: true })
  expect(await tagPair(ada, id, { add: ['TODO'], remove: ['to CHECK', 'unheard of'] })).toEqual({ tags: ['From afar', 'Todo'], mayTag: true })
  const acts = (await pairHistory(ada, id)).events.flatMap((event) => (event.kind === 'tag' ? [[event.added, event.name, event.by]] : []))
  expect(acts.toSorted()).toEqual([[false, 'To check', 'Ada'], [true, 'From afar', null], [true, 'To check', 'Ada'], [true, 'Todo', 'Ada']].toSorted())
  expect(tagInput.safeParse({ add: ['a,b'] }).success).toBe(false)
  expect(tagInput.safeParse({ add: ['  '] }).success).toBe(false)
  expect(tagInput.safeParse({ add: [' a\n b '] }).data?.add).toEqual(['a b'])
  expect(tagInput.safeParse({}).success).toBe(false)
})

it('says of each row of the list its tags, in order of their names', async () => {
  const { id } = await createDataset(null, { name: 'Listed with tags' })
  const items = [['b', 'A'], []].map((tags, n) => ({ line: n + 1, record: pairRecord({ instruction: `Question ${n}`, tags }) }))
  await db().$transaction((tx) => storePairs(tx, { datasetId: id, runId: null, source: 'x', license: null }, items))
  expect((await browsePairs(id, {}, { sort: 'oldest', limit: 5 })).rows.map(({ tags }) => tags)).toEqual([['A', 'b'], []])
})

it('leaves out pairs that are removed while it tags', async () => {
  const { id: ofPairs } = await createDataset(null, { name: 'Tagged while removed' })
  const items = Array.from({ length: 3 }, (_, n) => ({ line: n + 1, record: pairRecord({ instruction: `Question ${n}` }) }))
  await db().$transaction((tx) => storePairs(tx, { datasetId: ofPairs, runId: null, source: 'x', license: null }, items))
  const all = (await db().pair.findMany({ where: { datasetId: ofPairs }, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
  let tagging: ReturnType<typeof changeTags> | undefined
  await db().$transaction(
    async (tx) => {
      await tx.pair.deleteMany({ where: { id: all[0] ?? '' } })
      tagging = db().$transaction((other) => changeTags(other, all, { datasetId: ofPairs, add: ['Kept'], remove: [], actorId: null, runId: null }), { timeout: 30_000 })
      tagging.catch(() => {})
      await somebodyWaits()
    },
    { timeout: 30_000 },
  )
  expect(await tagging).toEqual({ changed: 2, full: 0 })
})

it('finds pairs by a tag, counts them, and leaves them out with a minus', async () => {
  expect(await found({ tag: 'from AFAR' })).toEqual(ids.slice(0, 2))
  expect(await found({ tag: 'unheard of' })).toEqual([])
  expect(await found({ not: 'tag:"From afar"' })).toEqual(ids.slice(2))
  expect(await found({ tag: 'todo', also: 'tag:"from afar"' })).toEqual(ids.slice(0, 2))
  expect(await countPairs(datasetId, { tag: 'from afar' })).toEqual({ count: 2, more: false })
  expect((await countPairs(datasetId, { tag: 'todo', also: 'tag:"from afar"' })).count).toBe(2)
  expect((await facets(datasetId, { ids: ids.slice(1, 5).join() })).tags).toEqual([{ value: 'From afar', count: 1 }])
  expect(await counts()).toEqual({ 'From afar': 2, Todo: 1 })
  expect(await found({ ids: [ids[3], ids[7]].join() })).toEqual([ids[3], ids[7]])
  expect(await found({ ids: [ids[3], ids[7]].join(), tag: 'todo' })).toEqual([])
})

it('tags all that a filter finds, once when its worker is killed in the middle, and says what had the tag already', async () => {
  const great = (await createDataset(null, { name: 'Tagged, great' })).id
  const items = Array.from({ length: 6000 }, (_, n) => ({ line: n + 1, record: pairRecord({ instruction: `Question ${n}`, source: n % 3 === 0 ? 'old' : 'new' }) }))
  for (let at = 0; at < items.length; at += 1000) await db().$transaction((tx) => storePairs(tx, { datasetId: great, runId: null, source: 'x', license: null }, items.slice(at, at + 1000)))
  const [first] = await db().pair.findMany({ where: { datasetId: great, source: 'new' }, orderBy: { id: 'asc' }, take: 1 })
  await tagPair(ada, first?.id ?? '', { add: ['seen'], remove: [] })
  const run = await startTagging(ada, great, { filter: { source: 'new' }, add: ['Seen'], remove: [] })
  const done = await killAtWork(run.id)
  expect(done).toBeLessThan(4000)
  await workOn(run.id)
  expect(await runView(run.id)).toMatchObject({ status: 'done', total: 4000, progress: 4000, counts: { in: 4000, out: 3999, dropped: { 'tagged so already, at fifty tags, or gone': 1 } } })
  expect(await db().pairTag.count({ where: { datasetId: great } })).toBe(4000)
  expect(await db().tagAct.count({ where: { datasetId: great } })).toBe(4000)
  expect((await facets(great)).tags).toEqual([{ value: 'seen', count: 4000 }])
  expect((await countPairs(great, { tag: 'SEEN', source: 'new' })).count).toBe(4000)
})

it('goes no further once the run is cancelled, and goes on where it was', async () => {
  const run = await startTagging(ada, datasetId, { filter: {}, add: ['late'], remove: ['from afar'] })
  await actOnRun(ada, run.id, { action: 'cancel' })
  await workOn(run.id)
  expect((await counts())['late']).toBeUndefined()
  await actOnRun(ada, run.id, { action: 'retry' })
  await workOn(run.id)
  expect(await counts()).toEqual({ late: 60, Todo: 1 })
  await expectCounted()
})

it('goes with its pair, and is counted off', async () => {
  await deletePair(ada, ids[0] ?? '')
  expect(await counts()).toEqual({ late: 59 })
  await expectCounted()
})

it('is for the owner and admins where several people decide a pair by themselves, for everybody where they see each other', async () => {
  const id = ids[1] ?? ''
  await updateDataset(owner, datasetId, { policy: { overlap: 2 } })
  expect(await tagsOfPair(ada, id)).toEqual({ tags: ['late'], mayTag: false })
  await expect(tagPair(ada, id, { add: ['mine'], remove: [] })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(startTagging(ada, datasetId, { filter: {}, add: ['mine'], remove: [] })).rejects.toMatchObject({ code: 'forbidden' })
  expect((await tagPair(owner, id, { add: ['hers'], remove: [] })).tags).toEqual(['hers', 'late'])
  await updateDataset(owner, datasetId, { policy: { overlap: 2, blind: false } })
  expect((await tagPair(ada, id, { add: ['mine'], remove: [] })).tags).toEqual(['hers', 'late', 'mine'])
})

it('puts no more than fifty tags on a pair: refused by hand, left out of a run', async () => {
  const crowded = (await createDataset(null, { name: 'Tagged, crowded' })).id
  const items = [1, 2].map((n) => ({ line: n, record: pairRecord({ instruction: `Question ${n}` }) }))
  await db().$transaction((tx) => storePairs(tx, { datasetId: crowded, runId: null, source: 'x', license: null }, items))
  const [one = '', other = ''] = (await db().pair.findMany({ where: { datasetId: crowded }, orderBy: { id: 'asc' } })).map(({ id }) => id)
  const fifty = Array.from({ length: 50 }, (_, n) => `tag ${n}`)
  expect((await tagPair(ada, one, { add: fifty, remove: [] })).tags).toHaveLength(50)
  await expect(tagPair(ada, one, { add: ['one more'], remove: [] })).rejects.toMatchObject({ code: 'invalid' })
  expect((await tagPair(ada, one, { add: ['Tag 3'], remove: [] })).tags).toHaveLength(50)
  expect((await tagPair(ada, one, { add: ['instead'], remove: ['tag 0'] })).tags).toHaveLength(50)
  const run = await startTagging(ada, crowded, { filter: {}, add: ['late'], remove: [] })
  await workOn(run.id)
  expect(await runView(run.id)).toMatchObject({ status: 'done', counts: { in: 2, out: 1, dropped: { 'tagged so already, at fifty tags, or gone': 1 } } })
  expect([(await tagsOfPair(ada, one)).tags.length, (await tagsOfPair(ada, other)).tags]).toEqual([50, ['late']])
})
