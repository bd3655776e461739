import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { WhichRefined } from '#lib/compose/recipe.ts'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { somebodyWaits } from '#lib/db/waiting.fixture.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { newId } from '#lib/db/id.ts'
import { readSnapshot } from '#lib/exports/snapshot.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'
import type { DecisionInput } from '#lib/review/contract.ts'
import { pairView } from '#lib/review/pair-view.ts'
import { savePolicy, usePolicies } from '#lib/review/policy.fixture.ts'
import { reviewPolicy } from '#lib/review/policy.ts'
import { decideRefinement, settleRefinements } from '#lib/review/refinement.ts'
import { reviewPage } from '#lib/review/review-page.ts'

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'reviewer' }
const ben = { id: 'ben', name: 'Ben', email: 'ben@example.org', role: 'reviewer' }
ownDatabase()
usePolicies()

beforeAll(async () => {
  await db().user.createMany({ data: [ada, ben].map(({ id, name, email }) => ({ id, name, email })) })
})

/** A pair with one accepted constraint and these refined instructions, the first by fingerprint first. */
async function refined(...texts: string[]) {
  const datasetId = (await findOrCreateDataset(null, `Refined ${randomUUID()}`)).id
  const record = pairRecord({ instruction: 'Describe a mill.', response: 'It turns.', constraints: [{ rawType: 'Desired_Writing_Style', text: 'Be calm.' }] })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record }]))
  const { id: pairId } = await db().pair.findFirstOrThrow({ where: { datasetId } })
  await db().variant.deleteMany({ where: { pairId } })
  const rows = texts.map((text, index) => ({ id: newId(), datasetId, pairId, kind: 'refined' as const, text, origin: 'llm' as const, fingerprint: String(index).padStart(32, '0') }))
  await db().variant.createMany({ data: rows })
  const [constraint] = (await pairView(pairId, ada)).constraints
  await decide(ada, [{ id: randomUUID(), constraintId: constraint?.id ?? '', kind: 'accept', seenVersion: 0 }])
  const act = async (input: Omit<DecisionInput, 'id' | 'constraintId'> & { id?: string }, of = 0, actor = ada) =>
    (await decide(actor, [{ id: randomUUID(), constraintId: rows[of]?.id ?? randomUUID(), ...input }]))[0]
  const exported = (refined: WhichRefined = 'undecided too') => readSnapshot(datasetId, { groupBy: null, generalId: null, withDifficulty: false, refined }, new AbortController().signal, async (snapshot) => {
    for await (const [pair] of snapshot.pairs()) return pair?.refinedInstruction
    return undefined
  })
  return { pairId, variantId: rows[0]?.id ?? '', act, exported, shown: async () => (await pairView(pairId, ada)).refinement }
}

test('a refined instruction is accepted, edited, rejected and brought back, and an export does as was decided', async () => {
  const { pairId, act, exported, shown } = await refined('Describe an old mill.')
  expect(await shown()).toMatchObject({ type: 'refinement', status: 'pending', text: 'Describe an old mill.', version: 0 })
  expect([await exported(), await exported('accepted')]).toEqual(['Describe an old mill.', null])
  const editId = randomUUID()
  expect(await act({ kind: 'edit', text: 'Describe a mill by a river.', seenVersion: 0, id: editId })).toMatchObject({ outcome: 'applied', constraint: { status: 'accepted', version: 1 } })
  // Sent again it changes nothing.
  expect(await act({ kind: 'edit', text: 'Describe a mill by a river.', seenVersion: 0, id: editId })).toMatchObject({ outcome: 'applied', constraint: { version: 1 } })
  expect([await exported(), await exported('accepted')]).toEqual(['Describe a mill by a river.', 'Describe a mill by a river.'])
  expect((await shown())?.decision).toMatchObject({ kind: 'edit', previousText: 'Describe an old mill.', reviewer: 'Ada', mine: true })
  expect((await pairView(pairId, ben)).refinement?.decision).toMatchObject({ reviewer: 'Ada', mine: false })
  expect(await act({ kind: 'reject', reason: 'leak', seenVersion: 1 })).toMatchObject({ outcome: 'applied', constraint: { status: 'rejected' } })
  expect(await exported()).toBeNull()
  expect((await pairView(pairId, ada)).refinedInstruction).toBeNull()
  expect(await act({ kind: 'undo', undoesId: editId, seenVersion: 2 })).toMatchObject({ outcome: 'refused' })
  const [reject] = await db().refinementDecision.findMany({ where: { kind: 'reject', variant: { pairId } } })
  expect(await act({ kind: 'undo', undoesId: reject?.id ?? '', seenVersion: 2 })).toMatchObject({ outcome: 'applied', constraint: { status: 'accepted', text: 'Describe a mill by a river.' } })
  expect(await act({ kind: 'undo', undoesId: editId, seenVersion: 3 })).toMatchObject({ outcome: 'applied', constraint: { status: 'pending', text: 'Describe an old mill.' } })
  // The pair's own constraints are as they were.
  expect(await db().pair.findUnique({ where: { id: pairId } })).toMatchObject({ constraintCount: 1, acceptedCount: 1, status: 'reviewed' })
})

test('who saw an older version changes nothing, and is told what stands', async () => {
  const { act, exported } = await refined('Describe an old mill.')
  await act({ kind: 'reject', seenVersion: 0 })
  expect(await act({ kind: 'edit', text: 'Describe a mill in autumn.', seenVersion: 0 }, 0, ben)).toMatchObject({ outcome: 'conflict', constraint: { status: 'rejected' }, message: expect.stringContaining('by Ada') })
  expect(await exported()).toBeNull()
})

test('of several the accepted one is shown and exported, else the first that nobody decided against', async () => {
  const { act, exported, shown } = await refined('Describe one mill.', 'Describe two mills.', 'Describe three mills.')
  expect([(await shown())?.text, await exported()]).toEqual(['Describe one mill.', 'Describe one mill.'])
  await act({ kind: 'skip', seenVersion: 0 }, 0)
  expect([(await shown())?.text, await exported()]).toEqual(['Describe two mills.', 'Describe two mills.'])
  await act({ kind: 'accept', seenVersion: 0 }, 2)
  expect([(await shown())?.text, await exported()]).toEqual(['Describe three mills.', 'Describe three mills.'])
})

test('one that lost words is exported only when it was accepted, and keeps no other back', async () => {
  const { act, exported } = await refined('A mill.', 'Describe an old mill.')
  expect(await exported()).toBe('Describe an old mill.')
  await act({ kind: 'accept', seenVersion: 0 }, 0)
  expect(await exported()).toBe('A mill.')
})

test('what is no refined instruction cannot be decided as one', async () => {
  const { act } = await refined()
  expect(await act({ kind: 'accept', seenVersion: 0 })).toMatchObject({ outcome: 'refused' })
})

describe('where two people decide a pair', () => {
  const lead = { id: 'lea', name: 'Lea', email: 'lea@example.org', role: 'owner' }
  /** So many are wanted, and all three accept the constraint beside it. */
  async function overlap(pairId: string, people: number): Promise<void> {
    const { datasetId } = await db().pair.findUniqueOrThrow({ where: { id: pairId } })
    await savePolicy(lead, datasetId, reviewPolicy.parse({ overlap: people }))
    for (const who of [ada, ben, lead]) {
      const [constraint] = (await pairView(pairId, who)).constraints
      if (constraint && people > 1) await decide(who, [{ id: randomUUID(), constraintId: constraint.id, kind: 'accept', seenVersion: constraint.version }])
    }
  }

  beforeAll(async () => {
    await db().user.create({ data: lead })
  })

  test('each decides by themselves, sees nothing of the other, and what they agree on stands', async () => {
    const { pairId, act, exported } = await refined('Describe an old mill.')
    await overlap(pairId, 2)
    const answers = [await act({ kind: 'edit', text: 'Words that only Ada would write.', seenVersion: 0 })]
    expect(answers[0]).toMatchObject({ outcome: 'applied', constraint: { status: 'accepted', version: 1, text: 'Words that only Ada would write.' } })
    const page = async () => reviewPage(ben, (await pairView(pairId, ben)).datasetId, { scope: 'all', limit: 1 })
    for (const seen of [await page(), await pairView(pairId, ben)]) expect(JSON.stringify(seen)).not.toContain('only Ada')
    expect((await pairView(pairId, ben)).refinement).toMatchObject({ status: 'pending', text: 'Describe an old mill.', version: 0, decision: null })
    expect(await exported()).toBe('Describe an old mill.')
    // His answer says nothing of hers either, and is no conflict.
    const bens = await act({ kind: 'reject', seenVersion: 0 }, 0, ben)
    expect(bens).toMatchObject({ outcome: 'applied', constraint: { status: 'rejected', version: 1 } })
    expect(await act({ kind: 'accept', seenVersion: 0 }, 0, ben)).toMatchObject({ outcome: 'conflict', message: 'The refined instruction was decided meanwhile by you, elsewhere.' })
    expect((await pairView(pairId, ada)).refinement).toMatchObject({ status: 'accepted', version: 1 })
    // They differ: it leaves in no export before they agree.
    expect(await exported()).toBeNull()
    await act({ kind: 'edit', text: 'Words that only Ada would write.', seenVersion: 1 }, 0, ben)
    expect(await exported()).toBe('Words that only Ada would write.')
    expect((await pairView(pairId, lead)).refinement).toMatchObject({ status: 'accepted', text: 'Words that only Ada would write.' })
  })

  test('an undo takes back one’s own; an adjudicator’s word stands where they differ; the number may change', async () => {
    const { pairId, act, exported } = await refined('Describe an old mill.')
    await overlap(pairId, 2)
    const id = randomUUID()
    await act({ kind: 'accept', seenVersion: 0 })
    await act({ kind: 'reject', seenVersion: 0, id }, 0, ben)
    expect(await exported()).toBeNull()
    await act({ kind: 'edit', text: 'Describe a mill by a river.', seenVersion: 0 }, 0, lead)
    expect(await exported()).toBe('Describe a mill by a river.')
    expect((await pairView(pairId, ben)).refinement?.status).toBe('rejected')
    const undo = await act({ kind: 'undo', undoesId: id, seenVersion: 1 }, 0, ben)
    expect(undo).toMatchObject({ outcome: 'applied', constraint: { status: 'pending', version: 2 } })
    await overlap(pairId, 3)
    expect(await exported()).toBe('Describe an old mill.')
    expect((await pairView(pairId, lead)).refinement).toMatchObject({ status: 'accepted', text: 'Describe a mill by a river.' })
    await overlap(pairId, 1)
    expect(await exported()).toBe('Describe a mill by a river.')
    expect((await pairView(pairId, ben)).refinement).toMatchObject({ status: 'accepted', version: 4 })
  })

  test('what somebody decides while the pair is settled is waited for', async () => {
    const { pairId, variantId } = await refined('Describe a mill.')
    const policy = reviewPolicy.parse({ overlap: 2 })
    await overlap(pairId, 2)
    let settled: Promise<void> | undefined
    await db().$transaction(async (tx) => {
      for (const actor of [ada, ben]) await decideRefinement(tx, actor, { id: randomUUID(), constraintId: variantId, kind: 'reject', seenVersion: 0 })
      settled = db().$transaction((other) => settleRefinements(other, pairId, 2, policy))
      await somebodyWaits()
    })
    await settled
    expect(await db().variant.findUniqueOrThrow({ where: { id: variantId } })).toMatchObject({ status: 'rejected' })
  })
})
