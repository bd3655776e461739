import type { DatasetStatistics } from '#lib/stats/contract.ts'

/** How many constraints did not give way to others: what a dataset and each of its pairs are said to have. What did is under its type, origin, verdict and decision, where the same filters find it. */
export function liveConstraints({ total, byStatus }: Pick<DatasetStatistics['constraints'], 'total' | 'byStatus'>): number {
  return total - (byStatus.find(({ status }) => status === 'superseded')?.count ?? 0)
}
