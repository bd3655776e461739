/** Lengths of responses in words: where each band of the coverage grid begins. */
export const lengthBands = [0, 50, 150, 300] as const

/** In which of them a number of words lies, 0 to 3. */
export function bandOfWords(words: number): number {
  return lengthBands.findLastIndex((from) => from <= words)
}

/** "50–149", or "300+" for the last. */
export function bandWords(bands: readonly number[], band: number): string {
  const [from = 0, to] = [bands[band], bands[band + 1]]
  return to === undefined ? `${from}+` : `${from}–${to - 1}`
}
