import { hash } from 'node:crypto'

export const splitNames = ['train', 'validation', 'test'] as const
export type Split = (typeof splitNames)[number]

/** Shares of the groups, 0 to 1; what is left is train. */
export interface SplitShares {
  validation: number
  test: number
}

/**
 * The split of a group of pairs that belong together. A group that was drawn by strata says its split in its name; any other's is decided by the seed and the group's name alone: it does not change when
 * other pairs come or go, and is the same on every machine.
 */
export function splitOf(group: string, { validation, test }: SplitShares, seed: number): Split {
  if (test === 0 && validation === 0) return 'train'
  const drawn = splitNames.find((name) => group.startsWith(`${name}:`))
  if (drawn) return drawn
  const digest = hash('sha256', `${seed}\u0000split\u0000${group}`, 'buffer')
  const draw = digest.readUIntBE(0, 6) / 2 ** 48
  if (draw < test) return 'test'
  return draw < test + validation ? 'validation' : 'train'
}
