import type { Actor } from '#lib/auth/contract.ts'
import { db, type Tx } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { newId } from '#lib/db/id.ts'
import { isRefutedState, statusAfter } from '#lib/review/after-decision.ts'
import { decideCheck } from '#lib/review/checks/decide-check.ts'
import { sightUnder, withoutDecoy } from '#lib/review/checks/decoys.ts'
import { checkText } from '#lib/review/check-text.ts'
import { insertVerdicts, refreshPairs } from '#lib/review/constraint-rows.ts'
import { toJson } from '#lib/db/json.ts'
import { keptState, stateColumns, stateSchema, type ConstraintState } from '#lib/review/constraint-state.ts'
import type { ConstraintView, DecisionInput, DecisionResult } from '#lib/review/contract.ts'
import { decidePlainly } from '#lib/review/decide-plainly.ts'
import { laneActor } from '#lib/review/lane/contract.ts'
import { heldState } from '#lib/review/opinions.ts'
import { constraintView } from '#lib/review/pair-view.ts'
import { policyOf, type ReviewPolicy } from '#lib/review/policy.ts'
import { settlePair } from '#lib/review/settle.ts'
import { reopenSlots } from '#lib/review/slots.ts'
import { finalTrack, sharedTrack } from '#lib/review/tracks.ts'
import { decideRefinement } from '#lib/review/refinement.ts'
import { standingDecision, undoTarget } from '#lib/review/undo-history.ts'
import { mayAdjudicate, wantedFor } from '#lib/review/wanted.ts'

interface LockedConstraint {
  id: string
  datasetId: string
  pairId: string
  response: string
  contentHash: string
  policy: ReviewPolicy
  /** The guidelines that stand, which the decision is taken under; null while there are none. */
  guidelinesVersion: number | null
  /** How many people are wanted to decide the pair. */
  wanted: number
  /** Whose state and version the next two are: see tracks.ts. */
  track: string
  version: number
  state: ConstraintState
}

class Refused extends Error {}

/**
 * Takes decisions: the decision's row, the constraint's state and version, its verdict where the text changed, and the pair's
 * counters. One that was taken before is answered again and changes nothing; one that saw an older version is a conflict and
 * changes nothing. The plain ones of them go together, the others in order, each in a transaction of its own.
 */
export async function decide(actor: Actor, inputs: DecisionInput[]): Promise<DecisionResult[]> {
  const plain = await decidePlainly(actor, inputs)
  const results: DecisionResult[] = []
  for (const input of inputs) {
    const constraint = plain.get(input.id)
    results.push(constraint ? { id: input.id, outcome: 'applied', constraint } : await decideOne(actor, input))
  }
  return results
}

async function decideOne(actor: Actor, input: DecisionInput): Promise<DecisionResult> {
  try {
    return await db().$transaction((tx) => apply(tx, actor, input))
  } catch (error) {
    // What is no constraint may be a check of this reviewer's, which is decided alike.
    if (error instanceof Refused) return (await decideCheck(actor, input)) ?? { id: input.id, outcome: 'refused', message: error.message }
    // Two requests with one id at once: the other one wrote it.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return db().$transaction((tx) => apply(tx, actor, input))
    throw error
  }
}

async function apply(tx: Tx, actor: Actor, input: DecisionInput): Promise<DecisionResult> {
  const constraint = await lockConstraint(tx, actor, input)
  if (!constraint) {
    const result = await decideRefinement(tx, actor, input)
    if (result === null || typeof result === 'string') throw new Refused(result ?? 'There is no such constraint; its pair or dataset may have been deleted.')
    return result
  }
  const adjudicating = constraint.track === finalTrack
  const view = async (): Promise<ConstraintView> => {
    const shown = await constraintView(tx, constraint.id, { id: actor.id, policy: constraint.policy, adjudicating })
    return adjudicating ? shown : withoutDecoy(shown, sightUnder(actor, constraint.policy))
  }
  const known = await tx.decision.findUnique({ where: { id: input.id }, select: { constraintId: true } })
  if (known) {
    if (known.constraintId !== input.constraintId) throw new Refused('Another decision has this id already.')
    return { id: input.id, outcome: 'applied', constraint: await view() }
  }
  await requireMayDecide(tx, actor, constraint)
  if (constraint.wanted > 1 && actor.id === laneActor.id) throw new Refused('Several people decide this pair: a lane is none of them.')
  if (constraint.version !== input.seenVersion) {
    return { id: input.id, outcome: 'conflict', constraint: await view(), message: `This constraint was decided meanwhile${await byWhom(tx, actor, constraint)}.` }
  }
  const next = await nextState(tx, constraint, input)
  await tx.decision.create({
    data: {
      id: input.id,
      datasetId: constraint.datasetId,
      pairId: constraint.pairId,
      constraintId: constraint.id,
      reviewerId: actor.id,
      track: constraint.track,
      kind: input.kind,
      text: input.kind === 'edit' ? next.text : null,
      reason: input.reason ?? null,
      seenVersion: input.seenVersion,
      resultVersion: constraint.version + 1,
      before: toJson(constraint.state),
      undoesId: input.kind === 'undo' ? (input.undoesId ?? null) : null,
      elapsedMs: input.elapsedMs ?? null,
      guidelinesVersion: constraint.guidelinesVersion,
    },
  })
  await write(tx, actor, constraint, next, input.kind)
  return { id: input.id, outcome: 'applied', constraint: await view() }
}

async function write(tx: Tx, actor: Actor, constraint: LockedConstraint, next: ConstraintState, kind: DecisionInput['kind']): Promise<void> {
  const { id, datasetId, pairId, track, version, wanted } = constraint
  if (track === actor.id) {
    // Of the decision that stands: what a redo brings back comes with its reason.
    const reason = (await standing(tx, constraint))?.reason ?? null
    const held = { status: next.status, text: next.text, state: toJson(next), reason, version: version + 1, updatedAt: new Date() }
    const key = { constraintId: id, reviewerId: actor.id }
    await tx.opinion.upsert({ where: { constraintId_reviewerId: key }, create: { ...key, datasetId, pairId, ...held }, update: held })
  } else {
    // An undo brings back what somebody else may have decided, or nobody.
    const decidedById = kind === 'undo' ? ((await standing(tx, constraint))?.reviewerId ?? null) : actor.id
    await tx.constraint.update({ where: { id }, data: { ...stateColumns(next), version: { increment: 1 }, decidedById } })
  }
  if (wanted > 1) await settlePair(tx, datasetId, pairId, wanted)
  // Places that are done from when several were wanted would keep what waits again from everybody.
  else if (next.status === 'pending') await reopenSlots(tx, [pairId])
  await refreshPairs(tx, [pairId])
}

/** The decision of its track that neither an undo nor a later one has taken from a constraint. */
async function standing(tx: Tx, { id, track }: LockedConstraint) {
  const select = { id: true, kind: true, undoesId: true, reason: true, reviewerId: true } as const
  return standingDecision(await tx.decision.findMany({ where: { constraintId: id, track }, orderBy: { resultVersion: 'asc' }, select }))
}

/** Who acted last, were it to take something back; it may be the same person in another window. */
async function byWhom(tx: Tx, actor: Actor, { id, track }: LockedConstraint): Promise<string> {
  const last = await tx.decision.findFirst({
    where: { constraintId: id, track },
    orderBy: { resultVersion: 'desc' },
    select: { reviewer: { select: { id: true, name: true } } },
  })
  if (last?.reviewer?.id === actor.id) return ' by you, elsewhere'
  return last?.reviewer ? ` by ${last.reviewer.name}` : ''
}

async function nextState(tx: Tx, constraint: LockedConstraint, input: DecisionInput): Promise<ConstraintState> {
  switch (input.kind) {
    case 'accept':
      if (isRefutedState(constraint.state)) {
        throw new Refused(`This cannot be accepted: a program refutes it. ${constraint.state.detail ?? ''} Edit it or reject it.`)
      }
      return { ...constraint.state, status: 'accepted' }
    case 'reject':
    case 'skip':
    case 'flag':
      return { ...constraint.state, status: statusAfter[input.kind] }
    case 'edit':
      return edited(tx, constraint, input.text)
    case 'undo':
      return stateBefore(tx, constraint, input.undoesId)
  }
}

const longestConstraint = 4000

/** Edited text is checked again: refuted, it stays undecided; else the reviewer, who wrote it, has accepted it. */
async function edited(tx: Tx, constraint: LockedConstraint, text: string | undefined): Promise<ConstraintState> {
  if (!text) throw new Refused('An edit needs the new text.')
  if (text.length > longestConstraint) throw new Refused(`A constraint has at most ${longestConstraint} characters.`)
  const { checker, type, outcome, measured, detail, evidence } = checkText(text, constraint.response)
  const next: ConstraintState = {
    // A sentence that no program can decide is not of the checkable type that it had before; which one it is, a person says.
    type: type ?? (constraint.state.checkerId === null ? constraint.state.type : 'unmapped'),
    text,
    status: outcome === 'fail' || outcome === 'error' ? 'pending' : 'accepted',
    checkerId: checker?.id ?? null,
    checkerVersion: checker?.version ?? null,
    kwargs: checker?.kwargs ?? null,
    outcome,
    outcomeBy: outcome === null ? null : 'rule',
    measured,
    detail,
    evidence,
  }
  if (outcome) {
    await insertVerdicts(tx, null, [{ ...next, id: newId(), constraintId: constraint.id, contentHash: constraint.contentHash }])
  }
  return next
}

/** Only the last act that stands can be undone, and only the last undo redone, so that neither buries somebody's later act. */
async function stateBefore(tx: Tx, constraint: LockedConstraint, undoesId: string | undefined): Promise<ConstraintState> {
  const decisions = await tx.decision.findMany({
    where: { constraintId: constraint.id, track: constraint.track },
    orderBy: { resultVersion: 'asc' },
    select: { id: true, kind: true, undoesId: true, before: true },
  })
  const target = undoesId ? undoTarget(decisions, undoesId) : null
  if (!target) throw new Refused('There is nothing to undo here, or a later decision stands in the way: undo that one first.')
  return keptState(decisions.find((decision) => decision.id === target)?.before)
}

/** The pair's row is the lock of everything about it: whoever changes its constraints or counters takes it first. */
async function lockConstraint(tx: Tx, actor: Actor, { constraintId: id, final, seenVersion }: DecisionInput): Promise<LockedConstraint | null> {
  await tx.$queryRaw`
    SELECT id FROM "Pair" WHERE id = (SELECT "pairId" FROM "Constraint" WHERE id = ${id}::uuid) FOR UPDATE`
  const row = await tx.constraint.findUnique({
    where: { id },
    include: { pair: { select: { response: true, contentHash: true } }, dataset: { select: { policy: true, guidelinesVersion: true } } },
  })
  if (!row) return null
  const { datasetId, pairId, pair } = row
  const policy = policyOf(row.dataset.policy)
  const wanted = wantedFor(policy, pairId)
  const locked = { id, datasetId, pairId, ...pair, policy, guidelinesVersion: row.dataset.guidelinesVersion || null, wanted }
  if (!final && wanted > 1) {
    return { ...locked, track: actor.id, ...(await heldState(tx, row, actor.id, seenVersion)) }
  }
  const state = stateSchema.parse(row)
  // Before anything else: what is answered to who settles has everybody's word in it.
  if (final && !mayAdjudicate(actor, policy)) throw new Refused('Only the adjudicators of this dataset may settle what people differ on.')
  return { ...locked, track: final ? finalTrack : sharedTrack, version: row.version, state }
}

/** What people differ on nobody but an adjudicator decides for everybody, who may come back to what was settled so. */
async function requireMayDecide(tx: Tx, actor: Actor, { id, policy, state, track }: LockedConstraint): Promise<void> {
  if (track === sharedTrack && state.status === 'disputed' && !mayAdjudicate(actor, policy)) throw new Refused('People differ on this constraint: an adjudicator settles it.')
  if (track === finalTrack && state.status !== 'disputed' && (await tx.decision.count({ where: { constraintId: id, track: finalTrack } })) === 0) {
    throw new Refused('Nobody differs on this constraint any more.')
  }
}
