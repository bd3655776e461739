import { punktSentences } from '#lib/text/punkt.ts'
import { pyAnyCase, pyBoundary, pySplit } from '#lib/text/python.ts'
import { treebankWords } from '#lib/text/treebank.ts'

/** Takes ASCII punctuation and spaces, but no other white space, off both ends: what the verifiers compare words by. */
export function bare(text: string): string {
  return bareEnd(bareStart(text))
}

/** The same, off the start alone. */
export function bareStart(text: string): string {
  let start = 0
  while (start < text.length && isMarkOrSpace(text.charCodeAt(start))) start++
  return start === 0 ? text : text.slice(start)
}

/** The same, off the end alone. */
export function bareEnd(text: string): string {
  let end = text.length
  while (end > 0 && isMarkOrSpace(text.charCodeAt(end - 1))) end--
  return end === text.length ? text : text.slice(0, end)
}

function isMarkOrSpace(code: number): boolean {
  if (code > 0x7e || code < 0x20) return false
  return code < 0x30 || (code > 0x39 && code < 0x41) || (code > 0x5a && code < 0x61) || code > 0x7a
}

/** The text without any ASCII punctuation, so that "don't" is one word and "1,000" one number. */
export function withoutPunctuation(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/gu, '')
}

/** Lower-case words without punctuation, as white space parts them. */
export function plainWords(text: string): string[] {
  return pySplit(withoutPunctuation(text.toLowerCase()))
}

/** `nltk.sent_tokenize`: the sentences without the white space between them. */
export function sentenceTexts(text: string): string[] {
  return punktSentences(text).map(({ start, end }) => text.slice(start, end))
}

/** `nltk.word_tokenize`: words and marks, sentence by sentence. */
export function wordTokens(text: string): string[] {
  return treebankWords(text)
}

/** The tokens that hold a letter or a number. */
export function wordTokensWithoutMarks(text: string): string[] {
  return wordTokens(text).filter((token) => /[\p{L}\p{N}]/u.test(token))
}

/** The first code point; the empty string has none. */
export function firstCharacter(text: string): string {
  const code = text.codePointAt(0)
  return code === undefined ? '' : String.fromCodePoint(code)
}

/** Accents and whatever else is not ASCII taken away: "São Tomé" is "Sao Tome". */
export function asciiOnly(text: string): string {
  return text.normalize('NFKD').replace(/[^\0-\x7f]/gu, '')
}

/** Whether a relation holds between every item and the next one. */
export function everyNeighbour<T>(items: readonly T[], holds: (before: T, after: T) => boolean): boolean {
  return items.every((item, index) => {
    const before = items[index - 1]
    return index === 0 || before === undefined || holds(before, item)
  })
}

/** Finds a word or phrase in any case where its ends are word boundaries; one that begins or ends with a mark needs a letter beside the mark. */
export function wholeWord(phrase: string): RegExp {
  const literal = pyAnyCase(phrase.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`))
  return new RegExp(`${pyBoundary}${literal}${pyBoundary}`, 'giu')
}
