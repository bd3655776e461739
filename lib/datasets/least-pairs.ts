/** How many pairs have so many constraints each. */
export interface PairsOf {
  each: number
  pairs: number
}

/** The fewest pairs that so many constraints can be of: those that have the most. 0 where all together have not so many, so that nothing is known. */
export function leastPairs(constraints: number, of: readonly PairsOf[]): number {
  let [left, least] = [constraints, 0]
  for (const { each, pairs } of of.toSorted((a, b) => b.each - a.each)) {
    if (left <= 0 || each <= 0) break
    const taken = Math.min(pairs, Math.ceil(left / each))
    least += taken
    left -= taken * each
  }
  return left > 0 ? 0 : least
}
