import type { PairFilter } from '#lib/datasets/contract.ts'
import { filterOfNobody, filterToTake, type SeenFilter } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'

/**
 * A run's filter as whoever started it sees the dataset: which pairs a run takes tells no more than a list of them would. What the command line
 * started, or somebody who is gone, is for nobody in particular. Throws AppError('not_found') where it names what the dataset has not.
 */
export async function filterOfRun({ runId, datasetId }: { runId: string; datasetId: string }, filter: PairFilter): Promise<SeenFilter> {
  const { createdById } = await db().run.findUniqueOrThrow({ where: { id: runId }, select: { createdById: true } })
  const starter = createdById === null ? null : await db().user.findUnique({ where: { id: createdById }, select: { id: true, role: true } })
  return starter ? filterToTake(starter, datasetId, filter, Number.POSITIVE_INFINITY) : filterOfNobody(datasetId, filter, Number.POSITIVE_INFINITY)
}
