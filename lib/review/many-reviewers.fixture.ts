import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach } from 'vitest'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import type { ConstraintView, DecisionInput, DecisionResult } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { lead, people, storeHarbours, voice, type Person } from '#lib/review/harbours.fixture.ts'
import { pairView } from '#lib/review/pair-view.ts'
import { savePolicy, usePolicies } from '#lib/review/policy.fixture.ts'
import { reviewPolicy, type ReviewPolicy } from '#lib/review/policy.ts'
import { takeFromQueue } from '#lib/review/queue.ts'

/** The second constraint of each pair; the first is `voice`. */
export const tone = { rawType: 'Desired_Writing_Style', text: 'Keep a hopeful tone.' }

/** Gives the tests of a file a database with people in it, and each a dataset of its own. Answers what they do there. */
export function manyReviewers() {
  ownDatabase()
  usePolicies()
  const its = { datasetId: '' }
  beforeAll(async () => {
    await db().user.createMany({ data: [lead, ...people] })
  })
  beforeEach(async () => {
    its.datasetId = (await findOrCreateDataset(null, `Many ${randomUUID()}`)).id
  })
  return {
    /** The dataset of the test that runs. */
    its,
    /** Pairs with two constraints each; answers their ids, in order. */
    pairs: (count: number): Promise<string[]> => storeHarbours(its.datasetId, Array.from({ length: count }, () => [voice, tone])),
    setPolicy: (policy: Partial<ReviewPolicy>): Promise<void> => savePolicy(lead, its.datasetId, reviewPolicy.parse(policy)),
    queueOf: (who: Person, limit: number): Promise<string[]> => takeFromQueue(its.datasetId, who.id, { scope: 'undecided', limit }),
  }
}

/** The two constraints of a pair as somebody sees them. */
export async function seenBy(who: Person, pairId: string): Promise<[ConstraintView, ConstraintView]> {
  const [one, other] = (await pairView(pairId, who)).constraints
  if (!one || !other) throw new Error('two constraints were expected')
  return [one, other]
}

/** A decision on a constraint as it was seen. */
export function act(view: ConstraintView, kind: DecisionInput['kind'], more: Partial<DecisionInput> = {}): DecisionInput {
  return { id: randomUUID(), constraintId: view.id, kind, seenVersion: view.version, ...more }
}

/** Decides; answers what became of it. */
export async function take(who: Person, input: DecisionInput): Promise<DecisionResult> {
  const [result] = await decide(who, [input])
  if (!result) throw new Error('one answer was expected')
  return result
}

/** Decides what must be applied. */
export async function applied(who: Person, input: DecisionInput): Promise<ConstraintView> {
  const result = await take(who, input)
  if (result.outcome !== 'applied') throw new Error(`${result.outcome}: ${result.message}`)
  return result.constraint
}

/** Decides both constraints of a pair. */
export async function both(who: Person, pairId: string, kinds: [DecisionInput['kind'], DecisionInput['kind']] = ['accept', 'accept']): Promise<void> {
  const views = await seenBy(who, pairId)
  for (const [index, view] of views.entries()) await applied(who, act(view, kinds[index] ?? 'accept'))
}

/** What stands of each constraint of a pair for everybody. */
export async function stands(pairId: string): Promise<string[]> {
  return (await db().constraint.findMany({ where: { pairId }, orderBy: { position: 'asc' } })).map(({ status }) => status)
}
