import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findOrCreateDataset, updateDataset } from '#lib/datasets/datasets.ts'
import { db, disconnect } from '#lib/db/client.ts'
import { testDatabase } from '#lib/db/testing.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { applyPolicy } from '#lib/review/apply-policy.ts'
import type { ConstraintView, DecisionInput } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { pairView } from '#lib/review/pair-view.ts'
import { reviewPolicy } from '#lib/review/policy.ts'

function person(name: string) {
  return { id: name.toLowerCase(), name, email: `${name}@example.org`, role: 'reviewer' }
}

type Person = ReturnType<typeof person>
const [ada, ben] = [person('Ada'), person('Ben')]
const lead = { id: 'lead', name: 'Lea', email: 'lea@example.org', role: 'owner' }
let database: Awaited<ReturnType<typeof testDatabase>>
let datasetId: string
let pairId: string

beforeAll(async () => {
  database = await testDatabase()
  process.env.DATABASE_URL = database.url
  await db().user.createMany({ data: [lead, ada, ben] })
})

beforeEach(async () => {
  datasetId = (await findOrCreateDataset(null, `Settle ${randomUUID()}`)).id
  const constraints = ['Write in a calm, observant voice.', 'Keep a hopeful tone.'].map((text) => ({ rawType: 'Desired_Writing_Style', text }))
  const record = pairRecord({ instruction: 'Describe a harbour.', response: 'The harbour wakes early, before the town.', constraints })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record }]))
  pairId = (await db().pair.findFirstOrThrow({ where: { datasetId } })).id
})

afterAll(async () => {
  await disconnect()
  await database.drop()
})

function setOverlap(overlap: number) {
  return updateDataset(lead, datasetId, { policy: reviewPolicy.parse({ overlap }) })
}

/** Saves the number as a request does that is interrupted before any pair follows it. */
async function saveOnly(overlap: number): Promise<void> {
  await db().dataset.update({ where: { id: datasetId }, data: { policy: reviewPolicy.parse({ overlap }) } })
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

describe('one person again after two were wanted', () => {
  it('leaves alone what somebody decides for everybody before the pair follows the policy', async () => {
    await setOverlap(2)
    await act(ben, 'accept')
    await saveOnly(1)
    await act(ada, 'reject', { reason: 'vacuous' })
    await applyPolicy(datasetId)
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
