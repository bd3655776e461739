import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import { people } from '#lib/comments/comments.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db, disconnect } from '#lib/db/client.ts'
import { testDatabase } from '#lib/db/testing.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'
import { rowPage } from '#lib/review/in-a-row.ts'
import { laneSettings } from '#lib/review/lane/contract.ts'
import { tellLanes } from '#lib/review/lane/hear.ts'
import { laneView, setLane } from '#lib/review/lane/lane.ts'
import { lanesAtRest } from '#lib/review/lane/work.ts'
import { templateKey } from '#lib/review/templates/key.ts'
import { listTemplates } from '#lib/review/templates/list.ts'
import { sayOfWording } from '#lib/review/templates/wording.ts'

// What people look at is drawn by the lane's seed and the ids.
vi.mock(import('node:crypto'), async (original) => ({ ...(await original()), randomInt: () => 20_261_123 }))
vi.mock(import('#lib/db/id.ts'), async (original) => (await import('#lib/review/checks/same-ids.fixture.ts')).sameIds(await original(), 'lane'))

const ada: Actor = { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'owner' }
const bo: Actor = { id: 'bo', name: 'Bo', email: 'bo@example.org', role: 'reviewer' }
let database: Awaited<ReturnType<typeof testDatabase>>
let datasetId: string
// A limit that a dozen answers prove.
const settings = laneSettings.parse({ limit: 0.4, audit: 0.3, takeBack: 10, vacuous: 1 })
const wording = { type: 'length.words', template: templateKey('Use at most 20 words.') }

beforeAll(async () => {
  database = await testDatabase()
  process.env.DATABASE_URL = database.url
  for (const { id, name, email, role } of [ada, bo]) await db().user.create({ data: { id, name, email, role } })
  datasetId = (await createDataset(null, { name: 'Lane' })).id
  const items = Array.from({ length: 120 }, (_, n) => ({
    line: n + 1,
    record: pairRecord({
      instruction: `Question ${n}`,
      response: 'word '.repeat(n < 10 ? 90 : 15),
      // Ten are refuted; ten stand beside what nobody can meet together with them.
      constraints: [{ rawType: 'Digit', text: 'Use at most 20 words.' }, ...(n >= 110 ? [{ rawType: 'Digit', text: 'Use at least 50 words.' }] : [])],
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
})

afterAll(async () => {
  await lanesAtRest()
  await disconnect()
  await database.drop()
})

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
const view = async () => {
  await laneView(datasetId, wording)
  await lanesAtRest()
  return laneView(datasetId, wording)
}
const drawn = () => db().laneItem.findMany({ where: { datasetId, audit: true, refused: null, constraint: { status: 'pending' } }, include: { constraint: true } })
async function answer(kind: 'accept' | 'reject', count: number): Promise<void> {
  for (const { constraintId, constraint } of (await drawn()).slice(0, count)) {
    await decide(bo, [{ id: randomUUID(), constraintId, kind, seenVersion: constraint.version }])
    await heard([constraintId])
  }
}

/** Decisions are told as the route of them tells them; the lane has done all that comes of it. */
async function heard(constraintIds: readonly string[]): Promise<void> {
  const versions = await db().constraint.findMany({ where: { id: { in: [...constraintIds] } }, select: { id: true, version: true } })
  tellLanes(constraintIds)
  await expect.poll(() => db().laneItem.count({ where: { OR: versions.map(({ id, version }) => ({ constraintId: id, heardVersion: version })) } })).toBe(versions.length)
  await lanesAtRest()
}

it('is started by managers only, for an approved wording', async () => {
  await expect(setLane(bo, datasetId, { ...wording, on: true, settings })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(setLane(ada, datasetId, { ...wording, on: true, settings })).rejects.toMatchObject({ code: 'conflict' })
  await sayOfWording(bo, datasetId, { ...wording, wording: 'approved' })
  expect(await setLane(ada, datasetId, { ...wording, on: true, settings })).toMatchObject({ state: 'proving', accepted: 0, bound: 1 })
})

it('accepts nothing before it is proven, and draws what people look at from what it may take', async () => {
  expect(await view()).toMatchObject({ state: 'proving', accepted: 0, answered: 0 })
  const audits = await drawn()
  expect(audits.length).toBeGreaterThan(15)
  expect(audits.length).toBeLessThan(50)
  // Neither the refuted ones nor those in conflict.
  const texts = await db().constraint.findMany({ where: { pairId: { in: audits.map(({ constraint }) => constraint.pairId) } }, select: { text: true, outcome: true } })
  for (const { text, outcome } of texts) expect([text, outcome]).toEqual(['Use at most 20 words.', 'pass'])
  const row = await rowPage(bo, datasetId, { ...wording, limit: 10 })
  expect(JSON.stringify(row)).not.toMatch(/audit|lane/i)
})

it('tells nobody what it draws by, and the order of a row does not tell either', async () => {
  const started = await setLane(ada, datasetId, { ...wording, on: true, settings })
  for (const { settings: seen } of [started, await view()]) expect(Object.keys(seen).toSorted()).toEqual(['alpha', 'audit', 'limit', 'takeBack', 'vacuous'])
  expect(JSON.stringify(await db().auditEvent.findMany({ where: { action: 'lane.set' }, select: { before: true, after: true } }))).not.toContain('seed')
  const { settings: kept } = await db().wordingTemplate.findFirstOrThrow({ where: { datasetId, lane: { not: 'off' } } })
  const { seed } = laneSettings.parse(kept)
  const audits = new Set((await drawn()).map(({ constraint }) => constraint.pairId))
  const pairs = await db().pair.findMany({ where: { datasetId }, select: { id: true } })
  const byRow = pairs.toSorted((a, b) => (md5(`in a row ${a.id}`) < md5(`in a row ${b.id}`) ? -1 : 1)).map(({ id }) => id)
  const seen: string[] = []
  for (let after: string | undefined; seen.length < 40; after = seen.at(-1)) seen.push(...(await rowPage(bo, datasetId, { ...wording, limit: 20, after })).pairs.map(({ id }) => id))
  expect(seen).toEqual(byRow.slice(0, 40))
  // What was drawn is in no order that the seed gave before, and not in front of the row.
  const early = pairs.toSorted((a, b) => (md5(`${seed} ${a.id}`) < md5(`${seed} ${b.id}`) ? -1 : 1)).slice(0, audits.size)
  expect(early.every(({ id }) => audits.has(id))).toBe(false)
  expect(byRow.slice(0, audits.size).every((id) => audits.has(id))).toBe(false)
  await db().reviewSlot.deleteMany({ where: { datasetId } })
})

it('opens when its bound is within the limit, and then accepts the others in its own name', async () => {
  const { toOpen } = await view()
  expect(toOpen).toBeLessThan(15)
  await answer('accept', toOpen)
  const open = await view()
  expect(open).toMatchObject({ state: 'open', answered: toOpen, refused: 0 })
  expect(open.bound).toBeLessThanOrEqual(settings.limit)
  expect(open.accepted).toBeGreaterThan(40)
  const byLane = await db().decision.findMany({ where: { datasetId, reviewerId: 'lane' }, include: { reviewer: true, constraint: true } })
  expect(byLane).toHaveLength(open.accepted)
  for (const { reviewer, constraint, kind } of byLane) expect([reviewer?.name, constraint.status, kind]).toEqual(['Lane', 'accepted', 'accept'])
  // What was drawn waits for people all the same.
  expect((await drawn()).length).toBeGreaterThan(0)
  expect(await view()).toMatchObject({ accepted: open.accepted })
})

it('closes itself when people refuse too many, and gives its last ones back', async () => {
  const before = await view()
  while ((await view()).state === 'open') await answer('reject', 1)
  const closed = await view()
  expect(closed).toMatchObject({ state: 'closed', returned: 10, accepted: before.accepted - 10 })
  expect(closed.bound).toBeGreaterThan(settings.limit)
  expect(closed.history.at(-1)?.[1]).toBe(closed.bound)
  // Given back is undone by the lane, so that they are in the queue again; a second look gives no more.
  expect(await db().decision.count({ where: { datasetId, reviewerId: 'lane', kind: 'undo' } })).toBe(10)
  expect(await view()).toMatchObject({ returned: 10 })
  // The lane is nobody: what it accepts is in no acceptance of people, and nobody can mention it.
  const [row] = (await listTemplates(ada, datasetId, { offset: 0, type: 'length.words' })).templates.filter(({ template }) => template === wording.template)
  expect(row?.acceptance).toBeCloseTo((closed.answered - closed.refused) / closed.answered, 10)
  expect((await people()).map(({ id }) => id)).toEqual(['ada', 'bo'])
})

it('accepts nothing once it has closed, not even what it had taken up before a crash', async () => {
  const before = await view()
  const { id: constraintId } = await db().constraint.findFirstOrThrow({ where: { datasetId, ...wording, status: 'pending', outcome: 'pass', lane: null } })
  await db().laneItem.create({ data: { datasetId, ...wording, constraintId, audit: false, decisionId: randomUUID() } })
  expect(await view()).toMatchObject({ state: 'closed', accepted: before.accepted, returned: before.returned })
  const item = await db().laneItem.findUniqueOrThrow({ where: { constraintId }, include: { constraint: true } })
  expect([item.decisionId, item.constraint.status]).toEqual([null, 'pending'])
})

it('counts no answer that was skipped or given in bulk, and takes one back with its undo', async () => {
  const [one] = await drawn()
  if (!one) throw new Error('none is left')
  const before = (await view()).answered
  const say = async (kind: 'skip' | 'undo' | 'accept', undoesId?: string): Promise<string> => {
    const id = randomUUID()
    const { version } = await db().constraint.findUniqueOrThrow({ where: { id: one.constraintId } })
    await decide(bo, [{ id, constraintId: one.constraintId, kind, seenVersion: version, ...(undoesId ? { undoesId } : {}) }])
    await heard([one.constraintId])
    return id
  }
  await say('undo', await say('skip'))
  expect((await view()).answered).toBe(before)
  const accepted = await say('accept')
  expect((await view()).answered).toBe(before + 1)
  await say('undo', accepted)
  expect((await view()).answered).toBe(before)
})

it('takes up what people decided while no process listened, as after a kill between a decision and its hearing', async () => {
  const [one, two] = await drawn()
  if (!one || !two) throw new Error('too few are left')
  const before = await view()
  const decided = (kind: 'accept' | 'reject' | 'undo', { constraintId }: { constraintId: string }, seenVersion: number, undoesId?: string) => {
    const id = randomUUID()
    return decide(bo, [{ id, constraintId, kind, seenVersion, ...(undoesId ? { undoesId } : {}) }]).then(() => id)
  }
  const accepted = await decided('accept', one, one.constraint.version)
  await decided('reject', two, two.constraint.version)
  expect(await view()).toMatchObject({ answered: before.answered + 2, refused: before.refused + 1 })
  // Another answer to one that was answered, and an answer that was taken back.
  await decided('reject', one, one.constraint.version + 2, await decided('undo', one, one.constraint.version + 1, accepted))
  expect(await view()).toMatchObject({ answered: before.answered + 2, refused: before.refused + 2 })
})

it('ends when a manager says so, and keeps what it has done', async () => {
  const { accepted } = await view()
  expect(await setLane(ada, datasetId, { ...wording, on: false })).toMatchObject({ state: 'off', accepted })
})
