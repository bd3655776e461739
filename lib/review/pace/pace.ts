import { wilson } from '#lib/constraints/wilson.ts'
import type { DecisionKind } from '#lib/review/contract.ts'
import type { Pace, Share } from '#lib/review/pace/contract.ts'

/** A decision that took longer, in milliseconds: whoever took it was away, and its time says nothing. */
export const idleAfterMs = 120_000
/** Times are counted in bins of so many milliseconds. */
export const binMs = 100

/** How many decisions of one kind took about as long. */
export interface PaceBin {
  kind: DecisionKind
  /** Which bin the time falls in, counted from 0; null where the time is not known. */
  bin: number | null
  count: number
}

/**
 * What a heap of decisions says of pace. The rule for idle gaps: a decision that took more than two minutes is idle; it counts as a
 * decision, but neither it nor its time is in the median and the rate. Decisions without a time of their own, such as those that one
 * key press accepted together, are in the rate and not in the median. Undos are no decisions.
 */
export function paceOf(bins: readonly PaceBin[]): Pace {
  const taken = bins.filter(({ kind }) => kind !== 'undo')
  const idle = taken.filter(isIdle)
  const timed = taken.flatMap(({ bin, count }) => (bin === null || bin * binMs >= idleAfterMs ? [] : [{ ms: (bin + 0.5) * binMs, count }])).toSorted((a, b) => a.ms - b.ms)
  const hours = timed.reduce((sum, { ms, count }) => sum + ms * count, 0) / 3_600_000
  const decisions = total(taken)
  const judged = total(taken.filter(({ kind }) => kind === 'accept' || kind === 'edit' || kind === 'reject'))
  const shareOf = (kind: DecisionKind): Share | null => (judged === 0 ? null : share(total(taken.filter((each) => each.kind === kind)), judged))
  return {
    decisions,
    ...median(timed),
    perHour: hours === 0 ? null : (decisions - total(idle)) / hours,
    idle: total(idle),
    editRate: shareOf('edit'),
    rejectRate: shareOf('reject'),
  }
}

function isIdle({ bin }: PaceBin): boolean {
  return bin !== null && bin * binMs >= idleAfterMs
}

/** The median in seconds with the interval of its order statistics (binomial, normal approximation; W. J. Conover, Practical Nonparametric Statistics, 1999, 3.2). */
function median(sorted: readonly { ms: number; count: number }[]): Pick<Pace, 'medianSeconds' | 'medianInterval'> {
  const n = total(sorted)
  if (n === 0) return { medianSeconds: null, medianInterval: null }
  const at = (rank: number): number => {
    let seen = 0
    for (const { ms, count } of sorted) {
      seen += count
      if (seen >= rank) return ms / 1000
    }
    return (sorted.at(-1)?.ms ?? 0) / 1000
  }
  const spread = 1.959964 * Math.sqrt(n) / 2
  // Of fewer than six, no two order statistics enclose the median with 95 %.
  const interval: [number, number] | null = n < 6 ? null : [at(Math.max(1, Math.floor(n / 2 - spread))), at(Math.min(n, Math.ceil(n / 2 + spread) + 1))]
  return { medianSeconds: at((n + 1) / 2), medianInterval: interval }
}

function share(part: number, whole: number): Share {
  return { share: part / whole, interval: wilson(part, whole) }
}

/** Days in a row, given as YYYY-MM-DD: the run that reaches today or yesterday, and the longest. */
export function streakOf(days: readonly string[], today: string): { now: number; longest: number } {
  const numbers = [...new Set(days.map(dayNumber))].toSorted((a, b) => a - b)
  let longest = 0
  let run = 0
  let last = Number.NEGATIVE_INFINITY
  for (const day of numbers) {
    run = day === last + 1 ? run + 1 : 1
    longest = Math.max(longest, run)
    last = day
  }
  return { now: last >= dayNumber(today) - 1 ? run : 0, longest }
}

function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
}

function total(of: readonly { count: number }[]): number {
  return of.reduce((sum, { count }) => sum + count, 0)
}
