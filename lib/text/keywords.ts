import { stopwords } from './stopwords.ts'
import { wordRuns } from './words.ts'

/**
 * Phrases of one to three words that stand out in a text: runs without stopwords or punctuation, scored by how often their words
 * occur and how long they are (after RAKE, Rose et al. 2010). Several words are a phrase only where they recur together or make a
 * name: else a run such as "bright screen shows" would pass for one. Literal substrings, best first, none within another.
 */
export function keyPhrases(text: string, limit = 6): string[] {
  const candidates = new Map<string, { phrase: string; words: string[]; count: number }>()
  const frequency = new Map<string, number>()
  let run: { start: number; end: number }[] = []
  const close = (): void => {
    for (let size = 1; size <= 3 && size <= run.length; size++) {
      for (let at = 0; at + size <= run.length; at += size === run.length ? 1 : size) {
        const first = run[at]
        const last = run[at + size - 1]
        if (!first || !last) continue
        const phrase = text.slice(first.start, last.end)
        const key = phrase.toLowerCase()
        const known = candidates.get(key)
        if (known) known.count++
        else candidates.set(key, { phrase, words: key.split(' '), count: 1 })
      }
    }
    run = []
  }
  let previousEnd = 0
  for (const span of wordRuns(text)) {
    const word = text.slice(span.start, span.end)
    const lower = word.toLowerCase()
    if (run.length > 0 && text.slice(previousEnd, span.start) !== ' ') close()
    previousEnd = span.end
    if (apostropheJoins(text, span.start - 1) || apostropheJoins(text, span.end)) {
      close()
      continue
    }
    if (stopwords.has(lower) || lower.length < 4 || lower.length > 24 || !/^\p{L}+$/u.test(word)) {
      close()
      continue
    }
    frequency.set(lower, (frequency.get(lower) ?? 0) + 1)
    run.push(span)
  }
  close()
  const scored = [...candidates.values()].filter(standsByItself).map((candidate) => ({
    ...candidate,
    score: candidate.words.reduce((sum, word) => sum + (frequency.get(word) ?? 0), 0) * (1 + 0.3 * (candidate.words.length - 1)) * Math.sqrt(candidate.count),
  }))
  scored.sort((a, b) => b.score - a.score || b.phrase.length - a.phrase.length || (a.phrase < b.phrase ? -1 : 1))
  const chosen: string[] = []
  for (const { phrase } of scored) {
    if (chosen.length >= limit) break
    const lower = phrase.toLowerCase()
    if (!chosen.some((other) => other.toLowerCase().includes(lower) || lower.includes(other.toLowerCase()))) chosen.push(phrase)
  }
  return chosen
}

/** Whether an apostrophe joins what stands before and behind it to one word: of "didn't", neither half is a word to quote. */
function apostropheJoins(text: string, at: number): boolean {
  return joining.has(text.charAt(at)) && letter.test(text.charAt(at - 1)) && letter.test(text.charAt(at + 1))
}

const joining: ReadonlySet<string> = new Set(["'", '’'])
const letter = /\p{L}/u

/** Adverbs and most verb forms name nothing. Known by their endings, which errs on the safe side: fewer keywords. */
const nameless = /(?:ly|ing|ed|ize|ise|ized|ates?)$/

function standsByItself({ phrase, words, count }: { phrase: string; words: readonly string[]; count: number }): boolean {
  if (words.length === 1) return phrase.length >= 5 && !nameless.test(words[0] ?? '')
  return count > 1 || phrase.split(' ').every((word) => /^\p{Lu}/u.test(word))
}
