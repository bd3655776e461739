import type { PairFilter } from '#lib/datasets/contract.ts'

/** What finds the pairs with a standing constraint of so many bits and fewer than `below`, where that is not null; bits are told apart in thousandths. */
export function bandFilter(from: number, below: number | null): PairFilter {
  return { minBits: from, ...(below === null ? {} : { maxBits: Math.round(below * 1000 - 1) / 1000 }), decision: 'standing' }
}

/** What finds the pairs of a difficulty from this one up to but without half a point more. */
export function difficultyBandFilter(from: number): PairFilter {
  return { minDifficulty: from, maxDifficulty: Math.round((from + 0.5) * 1000 - 1) / 1000 }
}
