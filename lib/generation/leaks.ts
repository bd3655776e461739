import { rougeWords } from '#lib/text/rouge.ts'
import { isUnspaced } from '#lib/text/script.ts'
import { sentences } from '#lib/text/sentences.ts'

/**
 * How much of the response a text gives away: the words of the longest run that stands in both and not in `known`, which is what the
 * request says anyway. In scripts without spaces two characters count as a word.
 */
export function leakScore(text: string, response: string, known: string): number {
  const words = rougeWords(text)
  const inResponse = runsInto(words, rougeWords(response))
  const inKnown = runsInto(words, rougeWords(known))
  const longest = inResponse.reduce((most, run, at) => (run > (inKnown[at] ?? 0) ? Math.max(most, run) : most), 0)
  return isUnspaced(text) ? longest / 2 : longest
}

/** For each word of `words`, how long the longest run is that ends with it and stands in `other` too. */
function runsInto(words: readonly string[], other: readonly string[]): number[] {
  const places = new Map<string, number[]>()
  for (const [at, word] of other.entries()) {
    const known = places.get(word)
    if (known) known.push(at)
    else places.set(word, [at])
  }
  let before = new Map<number, number>()
  return words.map((word) => {
    const here = new Map<number, number>()
    let longest = 0
    for (const at of places.get(word) ?? []) {
      const run = (before.get(at - 1) ?? 0) + 1
      here.set(at, run)
      longest = Math.max(longest, run)
    }
    before = here
    return longest
  })
}

/** Shorter sentences, such as "Thank you very much!", are phrases that anybody may ask for. */
const leastSentence = 6

/** Whether a text quotes a whole sentence of the response, of at least six words, that `known` does not have. */
export function quotesSentence(text: string, response: string, known: string): boolean {
  const [within, anyway] = [joined(text), joined(known)]
  const { fine, coarse } = sentences(response)
  return [...fine, ...coarse].some(({ start, end }) => {
    const sentence = response.slice(start, end)
    const words = rougeWords(sentence)
    if ((isUnspaced(sentence) ? words.length / 2 : words.length) < leastSentence) return false
    const run = ` ${words.join(' ')} `
    return within.includes(run) && !anyway.includes(run)
  })
}

function joined(text: string): string {
  return ` ${rougeWords(text).join(' ')} `
}
