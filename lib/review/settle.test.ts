import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { storeFindings } from '#lib/generation/run/store-findings.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import type { ConstraintView, DecisionInput } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { laneActor } from '#lib/review/lane/contract.ts'
import { pairView } from '#lib/review/pair-view.ts'
import { savePolicy, usePolicies, workOffPolicies } from '#lib/review/policy.fixture.ts'
import { reviewPolicy } from '#lib/review/policy.ts'
import { takeFromQueue } from '#lib/review/queue.ts'
import { createRun } from '#lib/runs/start-run.ts'

function person(name: string) {
  return { id: name.toLowerCase(), name, email: `${name}@example.org`, role: 'reviewer' }
}

type Person = Readonly<ReturnType<typeof person>>
const [ada, ben] = [person('Ada'), person('Ben')]
const lead = { id: 'lead', name: 'Lea', email: 'lea@example.org', role: 'owner' }
ownDatabase()
usePolicies()
let datasetId: string
let pairId: string

beforeAll(async () => {
  await db().user.createMany({ data: [lead, ada, ben] })
})

beforeEach(async () => {
  datasetId = (await findOrCreateDataset(null, `Settle ${randomUUID()}`)).id
  const constraints = ['Write in a calm, observant voice.', 'Keep a hopeful tone.'].map((text) => ({ rawType: 'Desired_Writing_Style', text }))
  const record = pairRecord({ instruction: 'Describe a harbour.', response: 'The harbour wakes early, before the town.', constraints })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record }]))
  pairId = (await db().pair.findFirstOrThrow({ where: { datasetId } })).id
})

function setOverlap(overlap: number) {
  return savePolicy(lead, datasetId, reviewPolicy.parse({ overlap }))
}

/** Saves the number, and no pair follows it yet. */
async function saveOnly(overlap: number): Promise<void> {
  await db().dataset.update({ where: { id: datasetId }, data: { policy: reviewPolicy.parse({ overlap }) } })
}

/** Has all pairs follow the policy as it is. */
async function follow(): Promise<void> {
  await db().$transaction((tx) => createRun(tx, lead, { kind: 'settle', datasetId, seed: 0, params: {} }))
  await workOffPolicies(datasetId)
}

async function seenBy(who: Person, position = 0): Promise<ConstraintView> {
  const view = (await pairView(pairId, who)).constraints[position]
  if (!view) throw new Error('a constraint was expected')
  return view
}

/** Decides a constraint as its reader sees it; answers the decision's id. */
async function act(who: Person, kind: DecisionInput['kind'], more: Partial<DecisionInput> = {}, position = 0): Promise<string> {
  const { id: constraintId, version } = await seenBy(who, position)
  const id = randomUUID()
  const [result] = await decide(who, [{ id, constraintId, kind, seenVersion: version, ...more }])
  if (result?.outcome !== 'applied') throw new Error(result ? `${result.outcome}: ${result.message}` : 'one answer was expected')
  return id
}

async function both(who: Person): Promise<void> {
  for (const position of [0, 1]) await act(who, 'accept', {}, position)
}

async function stands(): Promise<string[]> {
  return (await db().constraint.findMany({ where: { pairId }, orderBy: { position: 'asc' } })).map(({ status }) => status)
}

/** How many sessions of this database wait for a lock. */
async function waiting(): Promise<number> {
  const [row] = await db().$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  return row?.n ?? 0
}

describe('one person again after two were wanted', () => {
  it('leaves alone what somebody decides for everybody before the pair follows the policy', async () => {
    await setOverlap(2)
    await act(ben, 'accept')
    await saveOnly(1)
    await act(ada, 'reject', { reason: 'vacuous' })
    await follow()
    expect(await stands()).toEqual(['rejected', 'pending'])
  })

  it('and two once more: what was decided in between follows what the same person decided before', async () => {
    await setOverlap(2)
    await act(ada, 'undo', { undoesId: await act(ada, 'accept') })
    await setOverlap(1)
    const between = await act(ada, 'accept')
    await setOverlap(2)
    expect(await seenBy(ada)).toMatchObject({ status: 'accepted', decision: { id: between } })
    await act(ada, 'undo', { undoesId: between })
    await both(ada)
    await both(ben)
    expect(await stands()).toEqual(['accepted', 'accepted'])
  })

  it('and two once more: who took back what they decided in between decides anew', async () => {
    await setOverlap(2)
    await act(ada, 'undo', { undoesId: await act(ada, 'accept') })
    await setOverlap(1)
    await act(ada, 'undo', { undoesId: await act(ada, 'reject') })
    await setOverlap(2)
    await both(ada)
    await both(ben)
    expect(await stands()).toEqual(['accepted', 'accepted'])
  })
})

describe('a policy that is saved', () => {
  it('two where one was enough: a stale window of who took something back then is a conflict, and what it shows then can be decided', async () => {
    const taken = await act(ada, 'accept')
    await act(ada, 'undo', { undoesId: taken })
    await setOverlap(2)
    const { id: constraintId } = await seenBy(ada)
    const stale = await decide(ada, [{ id: randomUUID(), constraintId, kind: 'reject', seenVersion: 0 }])
    expect(stale).toMatchObject([{ outcome: 'conflict' }])
    await act(ada, 'reject')
    await act(ben, 'accept')
    expect((await seenBy(ada)).status).toBe('rejected')
  })

  it('is followed by a walk that began before it', async () => {
    await setOverlap(2)
    await act(ada, 'accept')
    await setOverlap(1)
    await saveOnly(2)
    const slower = await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM "Pair" WHERE id = ${pairId}::uuid FOR UPDATE`
      const walk = follow()
      await expect.poll(waiting).toBe(1)
      await saveOnly(1)
      return { walk }
    })
    await slower.walk
    expect(await stands()).toEqual(['accepted', 'pending'])
  })

  it('and followed again leaves pairs to those who are at them', async () => {
    await setOverlap(2)
    expect(await takeFromQueue(datasetId, ada.id, { scope: 'undecided', limit: 1 })).toEqual([pairId])
    await act(ada, 'accept')
    await follow()
    expect(await db().reviewSlot.count({ where: { pairId, reviewerId: ada.id } })).toBe(1)
  })
})

describe('where two are wanted', () => {
  it('a lane is nobody: what it accepted before waits for two people, and it accepts nothing more', async () => {
    await db().user.create({ data: laneActor })
    for (const position of [0, 1]) await act(laneActor, 'accept', {}, position)
    await setOverlap(2)
    expect(await db().opinion.count({ where: { pairId } })).toBe(0)
    await both(ada)
    expect(await stands()).toEqual(['pending', 'pending'])
    const { id: constraintId, version: seenVersion } = await seenBy(laneActor)
    expect(await decide(laneActor, [{ id: randomUUID(), constraintId, kind: 'accept', seenVersion }])).toMatchObject([{ outcome: 'refused' }])
    await both(ben)
    expect(await stands()).toEqual(['accepted', 'accepted'])
  })

  it('a pair is decided once the last constraint that they had not decided gives way to another', async () => {
    await setOverlap(2)
    for (const who of [ada, ben]) await act(who, 'accept')
    const [by, constraintId] = [(await seenBy(ada)).id, (await seenBy(ada, 1)).id]
    const found = { pairId, contentHash: 'c'.repeat(64), texts: new Map<string, string>(), findings: { superseded: [{ constraintId, by }] } }
    await db().$transaction((tx) => storeFindings(tx, { id: randomUUID(), datasetId }, [found]))
    expect(await stands()).toEqual(['accepted', 'superseded'])
    expect(await db().pair.findUniqueOrThrow({ where: { id: pairId } })).toMatchObject({ status: 'reviewed', undecidedCount: 0, acceptedCount: 1 })
  })
})
