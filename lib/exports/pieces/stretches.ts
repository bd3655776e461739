/** Content hashes from `from` up to, but not with, `to`: lower-case hexadecimal, null where nothing bounds them. */
export interface Stretch {
  from: string | null
  to: string | null
}

/** So many pairs, or words of their responses, are of one stretch on average: few enough that several of them fit into some dozens of megabytes. */
const pairsOfStretch = 4096
const wordsOfStretch = 1 << 20
/** Hexadecimal digits of a bound. */
const digits = 8

/**
 * Parts all content hashes into stretches of about as many pairs each, of so many pairs in all. Hashes are spread evenly, so that bounds
 * need not be looked for: they follow from the numbers alone, and are the same on every machine.
 */
export function stretches({ pairs, words }: { pairs: number; words: number }): Stretch[] {
  const n = Math.max(1, Math.ceil(pairs / pairsOfStretch), Math.ceil(words / wordsOfStretch))
  const bound = (at: number): string | null => (at === 0 || at === n ? null : boundOf(at, n).toString(16).padStart(digits, '0'))
  return Array.from({ length: n }, (_, at) => ({ from: bound(at), to: bound(at + 1) }))
}

function boundOf(at: number, n: number): number {
  return Math.floor((at / n) * 16 ** digits)
}

/** Which of `n` stretches a content hash is of, by the number that its first eight digits are. */
export function stretchAt(beginning: number, n: number): number {
  let at = Math.min(n - 1, Math.floor((beginning / 16 ** digits) * n))
  while (at > 0 && beginning < boundOf(at, n)) at--
  while (at < n - 1 && beginning >= boundOf(at + 1, n)) at++
  return at
}

/** Holds "Pair" p to a stretch, in SQL that takes no parameters. */
export function within({ from, to }: Stretch): string {
  return `${from === null ? '' : ` AND p."contentHash" >= '${from}'`}${to === null ? '' : ` AND p."contentHash" < '${to}'`}`
}
