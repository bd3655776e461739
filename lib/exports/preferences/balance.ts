/** What a manifest calls the rows of each label. */
export const wantedRows = 'wanted rows'
export const unwantedRows = 'unwanted rows'

/**
 * What TRL's KTOConfig is to be given so that wanted and unwanted texts weigh the same in all: TRL advises a ratio of their weighed numbers from 1:1 to 4:3. Null where a label has no row.
 */
export function balancingWeights(made: Readonly<Record<string, number>>): { desirable_weight: number; undesirable_weight: number } | null {
  const [wanted, unwanted] = [made[wantedRows] ?? 0, made[unwantedRows] ?? 0]
  if (wanted === 0 || unwanted === 0) return null
  const ratio = (more: number, fewer: number): number => Number((more / fewer).toFixed(3))
  return wanted < unwanted ? { desirable_weight: ratio(unwanted, wanted), undesirable_weight: 1 } : { desirable_weight: 1, undesirable_weight: ratio(wanted, unwanted) }
}
