import { log } from '#lib/config/log.ts'
import { db, pool } from '#lib/db/client.ts'
import { laneActor } from '#lib/review/lane/contract.ts'
import { workLane } from '#lib/review/lane/work.ts'
import { standingDecision } from '#lib/review/undo-history.ts'

/** What reviewers decide within so many milliseconds is looked up in one go. */
const gatheredMs = 100
let decided: string[] = []

/** Tells lanes of what people have just decided, where they had drawn it for them. Not waited for, and a failure costs no decision: the answer is taken up the next time. */
export function tellLanes(constraintIds: readonly string[]): void {
  if (decided.length === 0) setTimeout(hearGathered, gatheredMs)
  decided.push(...constraintIds)
}

function hearGathered(): void {
  const those = decided
  decided = []
  hearIfDrawn(those).catch((error: unknown) => log().error({ err: error }, 'a lane did not hear of a decision'))
}

/** Most constraints were drawn by no lane, which is quickly told. */
async function hearIfDrawn(constraintIds: readonly string[]): Promise<void> {
  const { rows } = await pool().query<{ constraintId: string }>({ name: 'drawn by a lane', text: 'SELECT "constraintId" FROM "LaneItem" WHERE "constraintId" = ANY ($1::uuid[]) AND audit', values: [constraintIds] })
  if (rows.length > 0) await hearAnswers(rows.map(({ constraintId }) => constraintId))
}

/**
 * Takes up what people say of drawn constraints: rejected or edited is refused, accepted as it is is kept, and skipped, flagged or decided in bulk,
 * where nobody has looked, is no answer. An undo takes the answer back.
 */
export async function hearAnswers(constraintIds: readonly string[]): Promise<void> {
  const items = await db().laneItem.findMany({
    where: { constraintId: { in: [...constraintIds] }, audit: true },
    include: { constraint: { select: { status: true, decisions: { orderBy: { resultVersion: 'asc' } } } } },
  })
  for (const item of items) {
    const { constraintId, datasetId, type, template, constraint } = item
    const standing = standingDecision(constraint.decisions)
    const inBulk = standing ? await db().decisionBatchItem.count({ where: { constraintId, decisionId: standing.id } }) : 0
    const refused = !standing || inBulk > 0 || standing.reviewerId === laneActor.id ? null : answerOf(constraint.status, standing.kind)
    if (refused !== item.refused) await db().laneItem.update({ where: { constraintId }, data: { refused, answeredAt: refused === null ? null : new Date() } })
    workLane({ datasetId, type, template })
  }
}

function answerOf(status: string, kind: string): boolean | null {
  if (kind === 'edit' || status === 'rejected') return true
  return status === 'accepted' ? false : null
}
