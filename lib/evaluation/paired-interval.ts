import { wilson } from '#lib/constraints/wilson.ts'

/** Things that were looked at twice: how many passed both times, only before, only after, and neither time. */
export interface PairedCounts {
  both: number
  onlyBefore: number
  onlyAfter: number
  neither: number
}

/** Shares from 0 to 1 of `n` things, and what was gained between them with its 95 % interval. */
export interface Gain extends PairedCounts {
  n: number
  before: number
  after: number
  gain: number
  interval: [low: number, high: number]
}

/** The gain of counts; null where there are none. */
export function gainOf({ both, onlyBefore, onlyAfter, neither }: PairedCounts): Gain | null {
  const n = both + onlyBefore + onlyAfter + neither
  if (n === 0) return null
  const counts = { both, onlyBefore, onlyAfter, neither }
  return { ...counts, n, before: (both + onlyBefore) / n, after: (both + onlyAfter) / n, gain: (onlyAfter - onlyBefore) / n, interval: pairedInterval(counts) }
}

/**
 * The 95 % interval of the share after less the share before, of the same things: the hybrid of the two shares' score intervals, with their
 * correlation (R. G. Newcombe, Statistics in Medicine 17:2635, 1998, method 10). The counts must not all be 0.
 */
export function pairedInterval({ both, onlyBefore, onlyAfter, neither }: PairedCounts): [number, number] {
  const n = both + onlyBefore + onlyAfter + neither
  const [met, metBefore] = [both + onlyAfter, both + onlyBefore]
  const [after, before] = [met / n, metBefore / n]
  const [afterLow, afterHigh] = wilson(met, n)
  const [beforeLow, beforeHigh] = wilson(metBefore, n)
  const phi = correlation({ both, onlyBefore, onlyAfter, neither })
  const down = hybrid(after - afterLow, beforeHigh - before, phi)
  const up = hybrid(afterHigh - after, before - beforeLow, phi)
  return [Math.max(-1, after - before - down), Math.min(1, after - before + up)]
}

/** The phi coefficient, corrected for continuity where it is positive; 0 where a share is 0 or 1. */
function correlation({ both, onlyBefore, onlyAfter, neither }: PairedCounts): number {
  const n = both + onlyBefore + onlyAfter + neither
  const margins = (both + onlyBefore) * (onlyAfter + neither) * (both + onlyAfter) * (onlyBefore + neither)
  if (margins === 0) return 0
  const product = both * neither - onlyBefore * onlyAfter
  return (product > 0 ? Math.max(0, product - n / 2) : product) / Math.sqrt(margins)
}

function hybrid(one: number, other: number, phi: number): number {
  return Math.sqrt(Math.max(0, one * one + other * other - 2 * phi * one * other))
}
