import { remembered } from '#lib/text/remembered.ts'
import type { Span } from '#lib/text/words.ts'

/** Where a phrase stands as whole words, case ignored unless asked otherwise. No regular expression is made of the phrase. */
export function occurrences(text: string, phrase: string, caseSensitive = false): Span[] {
  if (phrase === '') return []
  const haystack = caseSensitive ? text : foldCase(text)
  const needle = caseSensitive ? phrase : folded(phrase)
  const spans: Span[] = []
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + needle.length)) {
    const end = at + needle.length
    if (!(isWord(text, at - 1) && isWord(text, at)) && !(isWord(text, end - 1) && isWord(text, end))) spans.push({ start: at, end })
  }
  return spans
}

const foldCase = remembered(folded, 2)

/** A text in lower case, with straight quotes, plain hyphens and plain spaces: "don’t" and "don't" are one word. Offsets stay those of the text. */
function folded(text: string): string {
  return small(text).replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[\u2010\u2011]/g, '-').replace(/\s/g, ' ')
}

/** Lower case, code unit by code unit where lower case would change the length, so that offsets stay those of the text. */
function small(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  let low = ''
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i)
    const lowered = unit.toLowerCase()
    low += lowered.length === 1 ? lowered : unit
  }
  return low
}

/** Letters of scripts without spaces are no obstacle: a phrase may stand inside a run of them. */
function isWord(text: string, at: number): boolean {
  const unit = text.charAt(at)
  return /[\p{L}\p{N}\p{M}_]/u.test(unit) && !/[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/u.test(unit)
}
