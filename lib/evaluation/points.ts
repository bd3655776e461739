/** A difference of shares in points, with its sign: +12.5 pt. */
export function formatPoints(difference: number): string {
  const points = (Math.abs(difference) * 100).toFixed(1)
  return `${points === '0.0' ? '±' : difference > 0 ? '+' : '−'}${points} pt`
}

/** How far an axis reaches to both sides of 0, so that all intervals are on it. */
export function reachOf(intervals: readonly (readonly [low: number, high: number])[]): number {
  const most = Math.max(0, ...intervals.flat().map(Math.abs))
  return [0.1, 0.2, 0.5].find((reach) => most <= reach) ?? 1
}
