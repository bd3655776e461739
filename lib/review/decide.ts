import { z } from 'zod'
import type { Actor } from '#lib/auth/contract.ts'
import { guidelinesInForce } from '#lib/datasets/guidelines.ts'
import { db, type Tx } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { newId } from '#lib/db/id.ts'
import { checkText } from '#lib/review/check-text.ts'
import { insertVerdicts, refreshPairs } from '#lib/review/constraint-rows.ts'
import { isRefuted, type ConstraintStatus, type DecisionInput, type DecisionResult } from '#lib/review/contract.ts'
import { constraintView } from '#lib/review/pair-view.ts'
import { undoTarget } from '#lib/review/undo-history.ts'

/** What a decision can change of a constraint, and therefore what an undo puts back. */
const stateSchema = z.object({
  type: z.string(),
  text: z.string(),
  status: z.enum(['pending', 'accepted', 'rejected', 'flagged', 'skipped', 'superseded']),
  checkerId: z.string().nullable(),
  checkerVersion: z.number().nullable(),
  kwargs: z.record(z.string(), z.unknown()).nullable(),
  outcome: z.enum(['pass', 'fail', 'unsure', 'error']).nullable(),
  /** Decisions of early versions do not say it: then only programs spoke. */
  outcomeBy: z.enum(['rule', 'llm', 'human']).nullable().optional(),
  measured: z.number().nullable(),
  detail: z.string().nullable(),
  evidence: z.array(z.object({ start: z.number(), end: z.number(), role: z.enum(['support', 'violation']) })),
})
type ConstraintState = z.infer<typeof stateSchema>

interface LockedConstraint {
  id: string
  datasetId: string
  pairId: string
  version: number
  response: string
  contentHash: string
  state: ConstraintState
}

class Refused extends Error {}

/**
 * Takes decisions in order, each in a transaction of its own: the decision's row, the constraint's state and version, its
 * verdict where the text changed, and the pair's counters. One that was taken before is answered again and changes
 * nothing; one that saw an older version is a conflict and changes nothing.
 */
export async function decide(actor: Actor, inputs: DecisionInput[]): Promise<DecisionResult[]> {
  const results: DecisionResult[] = []
  for (const input of inputs) results.push(await decideOne(actor, input))
  return results
}

async function decideOne(actor: Actor, input: DecisionInput): Promise<DecisionResult> {
  try {
    return await db().$transaction((tx) => apply(tx, actor, input))
  } catch (error) {
    if (error instanceof Refused) return { id: input.id, outcome: 'refused', message: error.message }
    // Two requests with one id at once: the other one wrote it.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return db().$transaction((tx) => apply(tx, actor, input))
    throw error
  }
}

async function apply(tx: Tx, actor: Actor, input: DecisionInput): Promise<DecisionResult> {
  const constraint = await lockConstraint(tx, input.constraintId)
  const known = await tx.decision.findUnique({ where: { id: input.id }, select: { constraintId: true } })
  if (known) {
    if (known.constraintId !== input.constraintId) throw new Refused('Another decision has this id already.')
    return { id: input.id, outcome: 'applied', constraint: await constraintView(tx, input.constraintId) }
  }
  if (constraint.version !== input.seenVersion) {
    const current = await constraintView(tx, input.constraintId)
    return { id: input.id, outcome: 'conflict', constraint: current, message: `This constraint was decided meanwhile${await byWhom(tx, actor, constraint.id)}.` }
  }
  const next = await nextState(tx, constraint, input)
  await tx.decision.create({
    data: {
      id: input.id,
      datasetId: constraint.datasetId,
      pairId: constraint.pairId,
      constraintId: constraint.id,
      reviewerId: actor.id,
      kind: input.kind,
      text: input.kind === 'edit' ? next.text : null,
      reason: input.reason ?? null,
      seenVersion: input.seenVersion,
      resultVersion: constraint.version + 1,
      before: toJson(constraint.state),
      undoesId: input.kind === 'undo' ? (input.undoesId ?? null) : null,
      elapsedMs: input.elapsedMs ?? null,
      guidelinesVersion: await guidelinesInForce(tx, constraint.datasetId),
    },
  })
  await tx.constraint.update({
    where: { id: constraint.id },
    data: {
      ...next,
      kwargs: next.kwargs === null ? Prisma.DbNull : toJson(next.kwargs),
      evidence: toJson(next.evidence),
      version: { increment: 1 },
    },
  })
  await refreshPairs(tx, [constraint.pairId])
  return { id: input.id, outcome: 'applied', constraint: await constraintView(tx, constraint.id) }
}

/** Who acted last, were it to take something back; it may be the same person in another window. */
async function byWhom(tx: Tx, actor: Actor, constraintId: string): Promise<string> {
  const last = await tx.decision.findFirst({
    where: { constraintId },
    orderBy: { resultVersion: 'desc' },
    select: { reviewer: { select: { id: true, name: true } } },
  })
  if (last?.reviewer?.id === actor.id) return ' by you, elsewhere'
  return last?.reviewer ? ` by ${last.reviewer.name}` : ''
}

const statusAfter: Record<'accept' | 'reject' | 'skip' | 'flag', ConstraintStatus> = {
  accept: 'accepted',
  reject: 'rejected',
  skip: 'skipped',
  flag: 'flagged',
}

async function nextState(tx: Tx, constraint: LockedConstraint, input: DecisionInput): Promise<ConstraintState> {
  switch (input.kind) {
    case 'accept':
      // A program's no stands; a judge's is a model's opinion, which a person may overrule.
      if (isRefuted(await constraintView(tx, constraint.id))) {
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

/** Edited text is checked again: refuted, it stays undecided; else the reviewer, who wrote it, has accepted it. */
async function edited(tx: Tx, constraint: LockedConstraint, text: string | undefined): Promise<ConstraintState> {
  if (!text) throw new Refused('An edit needs the new text.')
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
    where: { constraintId: constraint.id },
    orderBy: { resultVersion: 'asc' },
    select: { id: true, kind: true, undoesId: true, before: true },
  })
  const target = undoesId ? undoTarget(decisions, undoesId) : null
  if (!target) throw new Refused('There is nothing to undo here, or a later decision stands in the way: undo that one first.')
  const before = stateSchema.parse(decisions.find((decision) => decision.id === target)?.before)
  return { ...before, outcomeBy: before.outcomeBy ?? (before.outcome === null ? null : 'rule') }
}

/** The pair's row is the lock of everything about it: whoever changes its constraints or counters takes it first. */
async function lockConstraint(tx: Tx, id: string): Promise<LockedConstraint> {
  await tx.$queryRaw`
    SELECT id FROM "Pair" WHERE id = (SELECT "pairId" FROM "Constraint" WHERE id = ${id}::uuid) FOR UPDATE`
  const row = await tx.constraint.findUnique({ where: { id }, include: { pair: { select: { response: true, contentHash: true } } } })
  if (!row) throw new Refused('There is no such constraint; its pair or dataset may have been deleted.')
  const { datasetId, pairId, version, pair } = row
  return { id, datasetId, pairId, version, ...pair, state: stateSchema.parse(row) }
}

function toJson(value: unknown): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value))
}
