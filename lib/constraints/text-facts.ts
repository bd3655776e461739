import { occurrences } from '#lib/constraints/checkers/occurrences.ts'
import { marks } from '#lib/constraints/checkers/punctuation-absent.ts'
import { letter, phraseOf, type Quantity } from '#lib/constraints/quantities.ts'
import { wordRuns } from '#lib/text/words.ts'

/**
 * What texts that stand in a response say of it: the least number of each quantity, which they bring along. `asWritten` texts stand there
 * letter by letter, but for curly quotes and white space; others as whole words in any case.
 */
export function textFacts(texts: readonly string[], { asWritten }: { asWritten: boolean }): { holds: { of: Quantity; min: number; max: number }[]; texts: string[] } {
  const holds = texts.flatMap((text) => Object.entries(brought(text, asWritten)).flatMap(([of, min]) => (min > 0 ? [{ of, min, max: Number.POSITIVE_INFINITY }] : [])))
  // White space and quotes may be written otherwise: a phrase that has them need not be found as it is.
  return { holds, texts: asWritten ? texts.flatMap((text) => text.split(/[\s"'“”‘’]+/u)).filter((part) => part !== '') : [...texts] }
}

/** How often a text that stands in a response has the phrase that a quantity counts. */
export function phrasesIn(texts: readonly string[], quantity: Quantity): number {
  const wanted = phraseOf(quantity)
  return wanted === null ? 0 : Math.max(0, ...texts.map((text) => occurrences(text, wanted).length))
}

function brought(text: string, asWritten: boolean): Record<Quantity, number> {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0
  const letters = new Set(text.toLowerCase().match(/[a-z]/g))
  return {
    tokens: count(/\S+/gu),
    signs: count(/\S/gu),
    'whitespace.inner': count(/\s+/gu),
    digits: count(/\p{Nd}/gu),
    commas: count(marks.comma.pattern),
    colons: count(marks.colon.pattern),
    semicolons: count(marks.semicolon.pattern),
    questionMarks: count(marks.question_mark.pattern),
    exclamationMarks: count(marks.exclamation_mark.pattern),
    longestWord: wordRuns(text).reduce((most, { start, end }) => Math.max(most, Array.from(text.slice(start, end)).length), 0),
    ...Object.fromEntries([...letters].map((one) => [letter(one), text.toLowerCase().split(one).length - 1])),
    ...(asWritten ? { nonAscii: count(/[^\p{ASCII}“”‘’\s]/gu), capitals: count(/\p{Lu}|\p{Lt}/gu), smallLetters: count(/[a-zà-öø-ÿ]/gu) } : {}),
  }
}
