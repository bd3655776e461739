import { db } from '#lib/db/client.ts'
import { laneActor, type LaneKey } from '#lib/review/lane/contract.ts'
import { standingDecision } from '#lib/review/undo-history.ts'

/**
 * Takes up what people have said of drawn constraints since the lane last heard of them: rejected or edited is refused, accepted as it is is kept, and
 * skipped, flagged or decided in bulk, where nobody has looked, is no answer. An undo takes the answer back. It goes by the versions of the
 * constraints, so that nothing is missed of what came while no process listened, and a second look changes nothing.
 */
export async function takeUpAnswers({ datasetId, type, template }: LaneKey): Promise<void> {
  const unheard = await db().$queryRaw<{ constraintId: string }[]>`
    SELECT i."constraintId" FROM "LaneItem" i JOIN "Constraint" c ON c.id = i."constraintId"
    WHERE i."datasetId" = ${datasetId}::uuid AND i.type = ${type} AND i.template = ${template} AND i.audit
      AND c.version <> coalesce(i."heardVersion", 0)`
  const drawn = await db().laneItem.findMany({
    where: { constraintId: { in: unheard.map(({ constraintId }) => constraintId) } },
    include: { constraint: { select: { status: true, version: true, decisions: { orderBy: { resultVersion: 'asc' } } } } },
  })
  for (const { constraintId, constraint, refused: before } of drawn) {
    const { status, version, decisions } = constraint
    const standing = standingDecision(decisions)
    const inBulk = standing ? await db().decisionBatchItem.count({ where: { constraintId, decisionId: standing.id } }) : 0
    const refused = !standing || inBulk > 0 || standing.reviewerId === laneActor.id ? null : answerOf(status, standing.kind)
    await db().laneItem.updateMany({
      // Who heard of a later decision meanwhile knows better.
      where: { constraintId, OR: [{ heardVersion: null }, { heardVersion: { lt: version } }] },
      data: { heardVersion: version, ...(refused === before ? {} : { refused, answeredAt: refused === null ? null : new Date() }) },
    })
  }
}

function answerOf(status: string, kind: string): boolean | null {
  if (kind === 'edit' || status === 'rejected') return true
  return status === 'accepted' ? false : null
}
