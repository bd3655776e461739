/** Wilson's score interval at 95% (Wilson, 1927) of a share: `met` of `of`, which must not be 0. */
export function wilson(met: number, of: number): [number, number] {
  const z = 1.959964
  const p = met / of
  const spread = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))
  const middle = p + (z * z) / (2 * of)
  const scale = 1 + (z * z) / of
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)]
}
