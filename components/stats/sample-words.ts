import { formatNumber } from '#components/ui/format.ts'
import type { Sample } from '#lib/stats/contract.ts'

/** What stands before a number that a sample stands for. */
export function about({ whole }: Sample): string {
  return whole ? '' : 'about '
}

/** The head of a column of such numbers of pairs. */
export function pairsHead({ whole }: Sample): string {
  return whole ? 'Pairs' : 'Pairs, about'
}

/** On what a figure rests that is not counted on all pairs; empty where it is. */
export function sampleWords({ pairs, whole }: Sample, stands = ''): string {
  return whole ? '' : `Counted on a sample of ${formatNumber(pairs)} pairs${stands}.`
}
