/** How much of two texts is the same, in the same order: 0 to 1 each. */
export interface RougeL {
  precision: number
  recall: number
  f: number
}

/**
 * The words that ROUGE compares: runs of letters, marks and digits in lower case. Scripts that write no spaces between words have
 * one word a character, for a sentence would be one word otherwise.
 */
export function rougeWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|(?:[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]\p{M}*)|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])[\p{L}\p{M}\p{N}])+/gu) ?? []
}

/**
 * ROUGE-L of a candidate against a reference (Lin, 2004, with beta 1): the longest common subsequence of their words over the length of
 * each, and the harmonic mean of both. All are 0 where one of the texts has no words. Time and memory: the product of the lengths, and one row.
 */
export function rougeL(candidate: string, reference: string): RougeL {
  const [a, b] = [rougeWords(candidate), rougeWords(reference)]
  const common = longestCommonSubsequence(a, b)
  if (common === 0) return { precision: 0, recall: 0, f: 0 }
  return { precision: common / a.length, recall: common / b.length, f: (2 * common) / (a.length + b.length) }
}

function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  // row[j]: the longest one of the words of `a` so far and the first j of `b`.
  const row = new Uint32Array(b.length + 1)
  for (const word of a) {
    let diagonal = 0
    for (const [j, other] of b.entries()) {
      const above = row[j + 1] ?? 0
      row[j + 1] = word === other ? diagonal + 1 : Math.max(above, row[j] ?? 0)
      diagonal = above
    }
  }
  return row[b.length] ?? 0
}
