import type { Tx } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { keptState, stateSchema, type ConstraintState } from '#lib/review/constraint-state.ts'
import { undecidedState } from '#lib/review/settle.ts'

/**
 * A constraint as it is to one reviewer who has seen a version of it, and the version of their opinion. Where they have none it is as before anybody decided, and whatever they have seen is
 * the newest there is, but for decisions of theirs that were taken back while one person was enough.
 */
export async function heldState(tx: Tx, row: { id: string }, reviewerId: string, seenVersion: number): Promise<{ state: ConstraintState; version: number }> {
  const opinion = await tx.opinion.findUnique({ where: { constraintId_reviewerId: { constraintId: row.id, reviewerId } } })
  const first = await tx.decision.findFirst({ where: { constraintId: row.id }, orderBy: { createdAt: 'asc' }, select: { before: true } })
  const undecided = undecidedState({ ...stateSchema.parse(row), decisions: first ? [first] : [] })
  if (opinion) return { state: opinionState(opinion, undecided), version: opinion.version }
  const own = await tx.decision.findMany({ where: { constraintId: row.id, track: reviewerId }, orderBy: { resultVersion: 'desc' }, take: 1, select: { resultVersion: true } })
  return { state: undecided, version: Math.max(seenVersion, lastVersion(own)) }
}

/** The version that the last of these decisions made; 0 where there are none. */
export function lastVersion(decisions: readonly { resultVersion: number }[]): number {
  return Math.max(0, ...decisions.map(({ resultVersion }) => resultVersion))
}

/** What an opinion makes of a constraint: verdicts found since of the text that everybody began with count for it too. */
export function opinionState(opinion: { status: ConstraintState['status']; text: string; state: Prisma.JsonValue }, undecided: ConstraintState): ConstraintState {
  return opinion.text === undecided.text ? { ...undecided, status: opinion.status } : keptState(opinion.state)
}
