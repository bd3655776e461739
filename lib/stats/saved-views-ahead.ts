import { pairFilter, type PairFilter } from '#lib/datasets/contract.ts'
import { filterSeenBy, forReader, type SeenFilter } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { AppError } from '#lib/http/errors.ts'
import { renewOverview } from '#lib/stats/dataset-statistics.ts'
import type { InTurn } from '#lib/stats/give-way.ts'
import { askedOf, hasBareWords, severalDecide } from '#lib/stats/kept-answers.ts'
import { renewPartsOf } from '#lib/stats/parts.ts'

/** Saved views whose statistics are counted ahead, those that were saved or changed last: a dataset can have any number. */
export const mostViews = 10

/** Any of those who lead, and any of those who do not. */
const readers = [{ id: '', role: 'owner' }, { id: '', role: 'reviewer' }] as const

/**
 * Counts what the statistics of a dataset's saved views say, and so their comparison, where it has changed; until it is told to stop. Nothing that each is told by themselves: where several people decide, where
 * verdicts are hidden from who does not lead, and views of `reviewer:me` or of bare words.
 */
export async function renewViews(datasetId: string, signal: Pick<AbortSignal, 'aborted'>, inTurn: InTurn): Promise<void> {
  if (await severalDecide(datasetId)) return
  const views = await db().savedView.findMany({ where: { datasetId }, orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }], take: mostViews, select: { filter: true } })
  for (const view of views) {
    const { data: filter } = pairFilter.safeParse(view.filter)
    if (!filter || askedOf(filter).length === 0 || isPersonal(filter)) continue
    for (const reader of readers) {
      if (signal.aborted) return
      const seen = await seenBy(reader, datasetId, filter)
      if (!seen || (seen.sight?.goldRate ?? 0) > 0) continue
      await renewOverview(datasetId, seen, reader, inTurn)
      await renewPartsOf(datasetId, seen, [reader], signal, inTurn)
    }
  }
}

/** Null where it cannot be told, or not yet, which pairs a view finds: that is told to who asks, and in no other view's way. */
async function seenBy(reader: (typeof readers)[number], datasetId: string, filter: PairFilter): Promise<SeenFilter | null> {
  try {
    return await filterSeenBy(reader, datasetId, filter)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** Whether a filter finds other pairs for somebody else. */
function isPersonal(filter: PairFilter): boolean {
  const [some, other] = ['some', 'other'].map((id) => JSON.stringify(forReader(filter, { id })))
  return hasBareWords(filter) || some !== other
}
