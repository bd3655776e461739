import type { Bounds } from '#lib/constraints/bounds.ts'

/** Ways to say bounds before a unit, the most usual first: "at least 5", "no fewer than 5". */
export function amounts({ min, max }: Bounds): string[] {
  if (min !== undefined && min === max) return [`exactly ${min}`, `precisely ${min}`]
  if (min !== undefined && max !== undefined) return [`between ${min} and ${max}`]
  if (min !== undefined) return [`at least ${min}`, `a minimum of ${min}`]
  return max === undefined ? [] : [`at most ${max}`, `no more than ${max}`]
}

/** So many of a unit, which is given in the plural: "1 word", "2 words". */
export function quantity(count: number, units: string): string {
  return count === 1 ? `1 ${units.replace(/s$/, '')}` : `${count} ${units}`
}

/** What several readings of one measure come to: met by all, by none, or by some. */
export function outcomeOf<T>(readings: readonly T[], holds: (reading: T) => boolean): 'pass' | 'fail' | 'unsure' {
  const met = readings.filter(holds).length
  if (met === 0) return 'fail'
  return met === readings.length ? 'pass' : 'unsure'
}
