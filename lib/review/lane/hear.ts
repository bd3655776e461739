import { log } from '#lib/config/log.ts'
import { db } from '#lib/db/client.ts'
import { workLane } from '#lib/review/lane/work.ts'

/** What reviewers decide within so many milliseconds is looked up in one go. */
const gatheredMs = 100
let decided: string[] = []

/**
 * Tells lanes that people have just decided these constraints, where they had drawn one of them. Not waited for, and a failure costs neither the
 * decision nor the lane's answer: whenever a lane works it takes up all that it has not heard.
 */
export function tellLanes(constraintIds: readonly string[]): void {
  if (decided.length === 0) setTimeout(tellGathered, gatheredMs)
  decided.push(...constraintIds)
}

function tellGathered(): void {
  const those = decided
  decided = []
  tellIfDrawn(those).catch((error: unknown) => log().error({ err: error }, 'a lane did not hear of a decision; it does when it is looked at'))
}

/** Most constraints were drawn by no lane, which is quickly told. */
async function tellIfDrawn(constraintIds: readonly string[]): Promise<void> {
  const lanes = await db().laneItem.findMany({ where: { constraintId: { in: [...constraintIds] }, audit: true }, distinct: ['datasetId', 'type', 'template'], select: { datasetId: true, type: true, template: true } })
  for (const lane of lanes) workLane(lane)
}
