import type { Tx } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { keptState, stateSchema, type ConstraintState } from '#lib/review/constraint-state.ts'
import { undecidedState } from '#lib/review/settle.ts'

/** A constraint as it is to one reviewer, and the version of their opinion; null where they have none: then it is as before anybody decided. */
export async function heldState(
  tx: Tx,
  row: { id: string },
  reviewerId: string,
): Promise<{ state: ConstraintState; version: number | null }> {
  const opinion = await tx.opinion.findUnique({ where: { constraintId_reviewerId: { constraintId: row.id, reviewerId } } })
  const first = await tx.decision.findFirst({ where: { constraintId: row.id }, orderBy: { createdAt: 'asc' }, select: { before: true } })
  const undecided = undecidedState({ ...stateSchema.parse(row), decisions: first ? [first] : [] })
  return opinion ? { state: opinionState(opinion, undecided), version: opinion.version } : { state: undecided, version: null }
}

/** What an opinion makes of a constraint: verdicts found since of the text that everybody began with count for it too. */
export function opinionState(opinion: { status: ConstraintState['status']; text: string; state: Prisma.JsonValue }, undecided: ConstraintState): ConstraintState {
  return opinion.text === undecided.text ? { ...undecided, status: opinion.status } : keptState(opinion.state)
}
