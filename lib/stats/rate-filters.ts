import type { PairFilter } from '#lib/datasets/contract.ts'
import { plainFilter } from '#lib/datasets/filter-fields.ts'
import { printFilter } from '#lib/datasets/filter-language.ts'

/** What a rate counts, and what it is a rate of. */
export type RateCount = 'accepted' | 'edited' | 'rejected' | 'decided'

/** The constraints that a rate counts, by how they stand. */
export const metricFilter: Readonly<Record<RateCount, PairFilter>> = {
  accepted: { decision: 'accepted', edited: 'no' },
  edited: { decision: 'accepted', edited: 'yes' },
  rejected: { decision: 'rejected' },
  decided: { decision: 'accepted', also: 'decision:rejected' },
}

/** What one person holds, which where several decide a pair need not be how it stands: their own acts that are their last word. */
export function heldFilter(by: string, count: RateCount): PairFilter {
  return { ...acts[count], by, stands: 'yes' }
}
const acts: Readonly<Record<RateCount, PairFilter>> = {
  accepted: { act: 'accept' },
  edited: { act: 'edit' },
  rejected: { act: 'reject' },
  decided: { act: 'accept', also: 'act:edit act:reject' },
}

/** The constraints that stand rejected for this reason, or for none; null for one in more words than a filter takes. */
export function reasonFilter(reason: string | null): PairFilter | null {
  const { data } = plainFilter.shape.reason.safeParse(reason ?? 'none')
  return data === undefined ? null : { reason: data }
}

/** The rejections for this reason, whatever became of them; null as above. */
export function rejectionFilter(reason: string): PairFilter | null {
  const asked = reasonFilter(reason)
  return asked && { did: printFilter({ act: 'reject', ...asked }) }
}
