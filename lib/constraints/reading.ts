import type { Bounds } from '#lib/constraints/bounds.ts'
import { negates, quantities, withoutNegations, type Quantity } from '#lib/constraints/quantity-grammar.ts'

const numberWords =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(' ')
const numberWord = new RegExp(`\\b(?:${numberWords.slice(1).join('|')})\\b`, 'g')

/**
 * What stands in quotation marks or backticks: single marks only where they open behind a space and close before one, so that
 * apostrophes are none. One capture is the content.
 */
const quotation = /["“”]([^"“”\n]{1,300})["“”]|(?<![\p{L}\p{N}])['‘]((?:[^'‘’\n]|['’](?=[\p{L}\p{N}])){1,300})['’](?![\p{L}\p{N}])|`([^`\n]{1,300})`/gu

/**
 * A constraint's sentence, made plain for reading: lower case, straight quotes, numbers in digits, one space, no full stop at its end.
 * What it quotes stays as it is written, in double quotation marks.
 */
export function plainSentence(text: string): string {
  let plain = ''
  let at = 0
  for (const match of text.matchAll(quotation)) {
    plain += `${plainWords(text.slice(at, match.index))}"${match[1] ?? match[2] ?? match[3] ?? ''}"`
    at = match.index + match[0].length
  }
  return (plain + plainWords(text.slice(at)))
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\s*[.!]$/, '')
}

function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/(\d),(?=\d{3}\b)/g, '$1')
    .replace(numberWord, (word) => String(numberWords.indexOf(word)))
}

/** Words that ask without adding to what is asked. A sentence with any other word asks for more than was read. */
const fillers = new Set(
  (
    'a an the your you this that it its there is are be has have having with in of to for as must should shall will can may please ensure make sure ' +
    'use uses using include includes including contain contains containing write provide give add insert put feature features display show ' +
    'answer response reply output text message essay piece total overall whole entire altogether in-total and all number ' +
    'need needs required require requires throughout ask asks somewhere limit limited keep respond format formatted structure structured divide divided split break ' +
    'into by made up consist consists comprise comprises composed present presented employ only just'
  ).split(' '),
)

/**
 * The bounds that a plain sentence sets on how often something occurs: "use exactly 3 bullet points". `nouns` is the source of a regular
 * expression for what is counted, singular and plural. Null when the sentence is about anything else, or asks for anything more.
 */
export function readBounds(sentence: string, nouns: string): Bounds | null {
  const { named, quantified, present } = patternsFor(nouns)
  if (!named.test(sentence)) return null
  for (const { found: pattern, sets, negated, two } of quantified) {
    const found = pattern.exec(sentence)
    if (!found) continue
    const [, before = '', first, ...others] = found
    if (!asksNothingElse(`${before} ${others.at(-1) ?? ''}`)) return null
    const asked = (negates(before) ? negated : sets)?.(Number(first), two ? Number(others[0]) : Number.NaN)
    return asked && asked.around === undefined ? { ...(asked.min === undefined ? {} : { min: asked.min }), ...(asked.max === undefined ? {} : { max: asked.max }) } : null
  }
  return readPresence(sentence, present)
}

interface Patterns {
  /** Whether what is counted is named at all. */
  named: RegExp
  quantified: readonly (Quantity & { found: RegExp })[]
  present: RegExp
}

/** A sentence is held against every kind that is counted, so that patterns are made once. */
const patterns = new Map<string, Patterns>()

function patternsFor(nouns: string): Patterns {
  const known = patterns.get(nouns)
  if (known) return known
  const unit = ` (?:${nouns})(?![\\w-])`
  const made: Patterns = {
    named: new RegExp(unit),
    quantified: quantities.map((quantity) => ({ ...quantity, found: new RegExp(`(^|.* )${quantity.pattern(unit)}(?![\\w-])(.*)$`) })),
    present: new RegExp(`(^|.* )(a|an|any|no|without|some|avoid|avoid using|1 or more|${notToUse})(?: any)?${unit}(.*)$`),
  }
  patterns.set(nouns, made)
  return made
}

const notToUse = "(?:do not|don't|never|does not|must not|mustn't|should not|shouldn't|shall not|cannot) (?:use|include|contain|have|add|insert|employ|feature|ask)"

/** "Include a table", "use no headings", "do not use headings": at least one, or none. */
function readPresence(sentence: string, pattern: RegExp): Bounds | null {
  const found = pattern.exec(sentence)
  if (!found) return null
  const [, before = '', word = '', after = ''] = found
  // "Only a table" is not "a table": it forbids the rest.
  if (!asksNothingElse(`${before} ${after}`) || /\b(?:only|just)\b/.test(before)) return null
  const negated = negates(`${before} ${word}`)
  // "Never use no headings": for some it forbids, for others it asks.
  if (!negated && withoutNegations(`${before} ${word}`) !== `${before} ${word}`) return null
  if (word === 'some' || (word === 'any' && !negated)) return null
  return negated ? { max: 0 } : { min: 1 }
}

/** Whether what is left of a plain sentence asks for nothing: whether all its words, but for negations, only ask, or are among `also`. Quotations and numbers are the caller's to take out. */
export function asksNothingElse(rest: string, also: ReadonlySet<string> = none): boolean {
  return withoutNegations(rest)
    .split(/[\s,:;()]+/)
    .every((word) => /^-*$/.test(word) || fillers.has(word) || also.has(word))
}

const none: ReadonlySet<string> = new Set()
