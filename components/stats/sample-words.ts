import { formatNumber } from '#components/ui/format.ts'
import type { Sample } from '#lib/stats/contract.ts'

/** On what a figure rests that is not counted on all pairs; empty where it is. */
export function sampleWords({ pairs, whole }: Sample): string {
  return whole ? '' : `Counted on a sample of ${formatNumber(pairs)} pairs.`
}
