import type { PairFilter } from '#lib/datasets/contract.ts'

/** The decisions that a rate counts. */
export const metricFilter: Readonly<Record<'accepted' | 'edited' | 'rejected', PairFilter>> = {
  accepted: { decision: 'accepted', edited: 'no' },
  edited: { decision: 'accepted', edited: 'yes' },
  rejected: { decision: 'rejected' },
}
