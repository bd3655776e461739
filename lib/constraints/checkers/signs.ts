import type { Bounds } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { countingChecker } from '#lib/constraints/counting.ts'
import { fits, wholeResponse } from '#lib/constraints/frame.ts'
import { isEnglish } from '#lib/text/english.ts'
import { isAscii } from '#lib/text/script.ts'
import type { Span } from '#lib/text/words.ts'

/** A counted kind of which mostly the absence is asked for: mined where there is none, and read from further sentences. */
function mostlyAbsent(checker: Checker<Bounds>, isWorthSaying: (response: string) => boolean, none: readonly string[], exemplified?: string): Checker<Bounds> {
  const readNone = fits(none)
  const readExemplified = exemplified ? fits([exemplified]) : null
  return {
    ...checker,
    mine: (response) => (checker.check(response, { max: 0 }).outcome === 'pass' && isWorthSaying(response) ? [{ max: 0 }] : []),
    read: (sentence) => checker.read?.(sentence) ?? (readNone(sentence)?.quoted.length === 0 || readExemplified?.(sentence) ? { max: 0 } : null),
  }
}

/** "Avoid contractions", before examples of them. */
const noContractions = '(?:do not use|don\'t use|avoid|avoid using|use no|no)(?: any)? contractions'

/** What every short form has: most texts have none. */
const mayBeContracted = /['’]|gonna|wanna|gotta|gimme|lemme|dunno|kinda/iu

/** Short forms such as don't and it's. */
export const contractionCount = mostlyAbsent(
  countingChecker({
    id: 'pincer:contraction_count', version: 1, type: 'style.contractions', one: 'contraction', many: 'contractions', alsoCalled: ['contracted forms?', 'contracted words?'],
    rule: "English short forms with an apostrophe: n't, 're, 've, 'll, 'd, 'm, and 's behind pronouns and question words. Whether 's behind other words, o'clock, gonna and the like are some makes two readings.",
    doubt: { when: "the answer depends on an 's that may mean possession, or on forms such as o'clock and gonna", witness: "Don't ask. Anna's late." },
    find(response) {
      if (!mayBeContracted.test(response)) return [[]]
      const sure = spansOf(response, /(?<![\p{L}\p{N}])(?:\p{L}+n['’]t|\p{L}+['’](?:re|ve|ll|d|m)|(?:it|that|there|here|he|she|who|what|where|when|why|how|let|this|everyone|someone)['’]s|y['’]all)(?![\p{L}\p{N}])/giu)
      const open = spansOf(response, /(?<![\p{L}\p{N}])(?:\p{L}+['’]s|o['’]clock|ma['’]am|gonna|wanna|gotta|gimme|lemme|dunno|kinda)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])['’](?:tis|twas|em|til|cause|bout|n['’])(?![\p{L}\p{N}])/giu)
      const starts = new Set(sure.map(({ start }) => start))
      const more = open.filter(({ start }) => !starts.has(start))
      return more.length === 0 ? [sure] : [sure, [...sure, ...more].toSorted((a, b) => a.start - b.start)]
    },
  }),
  (response) => response.length >= 300 && isEnglish(response) === true,
  ['write (?:out )?all (?:words|contractions) (?:out )?in full', `write (?:${wholeResponse} )?without (?:using )?(?:any )?contractions`, '(?:no )?contractions (?:are not|must not be|should not be) (?:allowed|used|permitted)', 'contractions are (?:forbidden|prohibited)'],
  `${noContractions}(?:,? ?\\(?(?:like|such as|e\\.g\\.,?|for example,?|including) (?:"#"(?:,? (?:and|or) |, )?)+\\)?|,? ?\\(?(?:e\\.g\\.,? |for example,? )?use "#" (?:instead of|rather than|not) "#"\\)?)`,
)

/** Digits. */
export const digitCount = mostlyAbsent(
  countingChecker({
    id: 'pincer:digit_count', version: 2, type: 'lexical.numbers', one: 'digit', many: 'digits', alsoCalled: ['numeric digits?', 'numerical digits?'],
    rule: 'Each digit of any script is one. Whether raised ones, fractions such as ½ and digits in circles count makes two readings.',
    doubt: { when: 'the answer depends on raised digits, fractions or digits in circles', witness: '5 m²' },
    find(response) {
      const digits = spansOf(response, /\p{Nd}/gu)
      const others = isAscii(response) ? [] : spansOf(response, /\p{No}/gu)
      return others.length === 0 ? [digits] : [digits, [...digits, ...others].toSorted((a, b) => a.start - b.start)]
    },
  }),
  (response) => response.length >= 200,
  ['(?:spell|write)(?: out)? all numbers (?:out )?(?:in|as) words', 'write (?:all )?numbers as words instead of digits', `write (?:${wholeResponse} )?without (?:using )?(?:any )?digits`],
)

/** Characters beyond the 128 of ASCII. */
export const nonAsciiCount = mostlyAbsent(
  countingChecker({
    id: 'pincer:non_ascii_count', version: 1, type: 'format.characters', one: 'non-ASCII character', many: 'non-ASCII characters', alsoCalled: ['non-ascii characters?', 'characters? outside (?:of )?ascii'],
    rule: 'Letters with accents, curly quotes, long dashes, other scripts and emoji are beyond ASCII.',
    find: (response) => [isAscii(response) ? [] : spansOf(response, /[^\p{ASCII}]/gu)],
  }),
  () => false,
  [`use only (?:plain )?ascii characters(?: in ${wholeResponse})?`, `${wholeResponse} (?:must|should) (?:use|contain|consist of) only (?:plain )?ascii characters`, `only use ascii characters(?: in ${wholeResponse})?`, `write (?:${wholeResponse} )?in (?:plain|pure) ascii(?: only)?`],
)

/** White space of any kind. */
export const whitespaceCount = mostlyAbsent(
  countingChecker({
    id: 'pincer:whitespace_count', version: 1, type: 'format.characters', one: 'whitespace character', many: 'whitespace characters', alsoCalled: ['white space characters?', 'blank spaces?'],
    rule: 'Spaces, tabs and line breaks; whether those at the ends of the response count makes two readings.',
    doubt: { when: 'the answer depends on white space at the ends', witness: 'a b \n' },
    find(response) {
      const all = spansOf(response, /\s/gu)
      const [from, to] = [response.length - response.trimStart().length, response.trimEnd().length]
      const inner = all.filter(({ start, end }) => start >= from && end <= to)
      return inner.length === all.length ? [all] : [inner, all]
    },
  }),
  () => false,
  [
    `(?:do not|don't|never) use (?:any )?(?:whitespace|white space)(?: in ${wholeResponse})?`, `${wholeResponse} (?:must|should) (?:not contain any|contain no|have no) (?:whitespace|white space)`,
    `(?:write|answer|respond)(?: ${wholeResponse})? without (?:any |using )?(?:whitespace|white space)`, 'avoid (?:using )?(?:any )?(?:whitespace|white space)', 'use no (?:whitespace|white space)',
  ],
)

function spansOf(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }))
}
