import type { Bounds } from '#lib/constraints/bounds.ts'

/** Parameters of a checker whose own type is not known where they are read. */
export type Kwargs = Readonly<Record<string, unknown>>

/** The bounds that parameters set on a count: `around` allows ten per cent either way. Both ends are open where they set none. */
export function boundsIn({ min, max, around }: Kwargs): Bounds {
  if (typeof around === 'number') return { min: Math.ceil(0.9 * around), max: Math.floor(1.1 * around) }
  return { ...(typeof min === 'number' ? { min } : {}), ...(typeof max === 'number' ? { max } : {}) }
}

/** The texts of a list; none where it is no list. */
export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
