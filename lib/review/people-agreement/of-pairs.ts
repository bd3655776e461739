import type { Actor } from '#lib/auth/contract.ts'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import { filterSeenBy, type SeenFilter } from '#lib/datasets/seen-filter.ts'
import { AppError } from '#lib/http/errors.ts'

/** The filter of which the agreement is asked, as this person sees the dataset. Throws AppError('invalid') for what is no filter. */
export async function filterOfPairs(reader: Actor, datasetId: string, pairs: string | undefined): Promise<SeenFilter> {
  const { filter, problems } = parseFilter(pairs ?? '')
  if (problems[0]) throw new AppError('invalid', problems[0].message)
  return filterSeenBy(reader, datasetId, filter)
}
