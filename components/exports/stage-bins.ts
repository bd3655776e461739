import type { ScoreCounts } from '#lib/exports/stage-cuts.ts'

/** The columns of a histogram, all of one width, from the least score to beyond the greatest. */
export interface StageBins {
  from: number
  to: number
  width: number
  rows: number[]
}

const roundWidths = [1, 2, 2.5, 5, 10]
/** So many columns, at most but for the last, which the greatest score may begin. */
const mostBins = 24

/** Columns of a round width, no narrower than `least`, that begin at its multiples. Null where there are no scores. */
export function stageBins(scores: ScoreCounts, least: number): StageBins | null {
  const [first, last] = [scores[0]?.[0], scores.at(-1)?.[0]]
  if (first === undefined || last === undefined) return null
  const width = Math.max(least, roundUp((last - first) / mostBins))
  const place = (score: number): number => Math.floor(score / width + 1e-9)
  const rows = Array.from({ length: place(last) - place(first) + 1 }, () => 0)
  for (const [score, n] of scores) rows[place(score) - place(first)] = (rows[place(score) - place(first)] ?? 0) + n
  const bound = (n: number): number => Number((n * width).toPrecision(9))
  return { from: bound(place(first)), to: bound(place(last) + 1), width, rows }
}

function roundUp(width: number): number {
  if (width <= 0) return 0
  const power = 10 ** Math.floor(Math.log10(width))
  return Number(((roundWidths.find((round) => round * power >= width * (1 - 1e-9)) ?? 10) * power).toPrecision(3))
}
