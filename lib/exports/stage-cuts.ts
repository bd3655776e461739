/** How many rows have which score, by rising score. */
export type ScoreCounts = readonly (readonly [score: number, rows: number])[]

/** How many rows each stage has: the cuts are its bounds, and a score at a cut is of the stage above it. */
export function stageSizes(scores: ScoreCounts, cuts: readonly number[]): number[] {
  const sizes = Array.from({ length: cuts.length + 1 }, () => 0)
  for (const [score, rows] of scores) {
    const stage = cuts.filter((cut) => score >= cut).length
    sizes[stage] = (sizes[stage] ?? 0) + rows
  }
  return sizes
}

/** Cuts that give each of so many stages as nearly the same number of rows as scores allow; fewer where there are not so many scores. */
export function equalCuts(scores: ScoreCounts, stages: number): number[] {
  const total = scores.reduce((sum, [, rows]) => sum + rows, 0)
  // Each stage pays for how far it is from its share, squared.
  return bestCuts(scores, stages, (from, to, below) => ((below[to] ?? 0) - (below[from] ?? 0) - total / Math.min(stages, scores.length)) ** 2)
}

/**
 * Natural breaks: the cuts for which scores lie closest to the mean of their own stage, by the sum of squares; the best there are, not the best of some
 * that were tried (Fisher, On Grouping for Maximum Homogeneity, 1958; known as Jenks' breaks).
 */
export function naturalCuts(scores: ScoreCounts, stages: number): number[] {
  const [sum, squares] = [[0], [0]]
  // From the middle: far from nothing, squares of large numbers would lose what is between them.
  const middle = ((scores[0]?.[0] ?? 0) + (scores.at(-1)?.[0] ?? 0)) / 2
  for (const [n, [score, rows]] of scores.entries()) {
    sum.push((sum[n] ?? 0) + rows * (score - middle))
    squares.push((squares[n] ?? 0) + rows * (score - middle) ** 2)
  }
  return bestCuts(scores, stages, (from, to, below) => {
    const rows = (below[to] ?? 0) - (below[from] ?? 0)
    return (squares[to] ?? 0) - (squares[from] ?? 0) - ((sum[to] ?? 0) - (sum[from] ?? 0)) ** 2 / rows
  })
}

/** The cuts into so many stages, none of them empty, for which costs of stages are least together. A cost is of the scores from `from` up to but without `to`; `below` has the rows before each. */
function bestCuts(scores: ScoreCounts, stages: number, costOf: (from: number, to: number, below: readonly number[]) => number): number[] {
  const n = scores.length
  const most = Math.min(stages, n)
  if (most < 2) return []
  const below = [0]
  for (const [, rows] of scores) below.push((below.at(-1) ?? 0) + rows)
  /** By stages and by how many scores they take up: the least cost, and where the last of them begins. */
  let cost = Array.from({ length: n + 1 }, (_, to) => (to === 0 ? Number.POSITIVE_INFINITY : costOf(0, to, below)))
  const begins: number[][] = []
  for (let stage = 2; stage <= most; stage++) {
    const next = Array.from({ length: n + 1 }, () => Number.POSITIVE_INFINITY)
    const begin = Array.from({ length: n + 1 }, () => 0)
    for (let to = stage; to <= n; to++) {
      for (let from = stage - 1; from < to; from++) {
        const together = (cost[from] ?? Number.POSITIVE_INFINITY) + costOf(from, to, below)
        if (together < (next[to] ?? 0)) [next[to], begin[to]] = [together, from]
      }
    }
    cost = next
    begins.push(begin)
  }
  const cuts: number[] = []
  let to = n
  for (const begin of begins.toReversed()) {
    to = begin[to] ?? 0
    cuts.unshift(scores[to]?.[0] ?? 0)
  }
  return cuts
}
