import type { Bounds } from '#lib/constraints/bounds.ts'

/** What a quantity in words asks for: an interval, or a number that need be met only about. */
export interface Quantified extends Bounds {
  around?: number
}

/** What a quantity sets for its one or two numbers; null where the numbers make no sense. */
type OfNumbers = (first: number, second: number) => Quantified | null

/** A way of writing a quantity. */
export interface Quantity {
  /** The source of its pattern, with the numbers captured; `unit` stands for what is counted, with the space before it. */
  pattern(unit: string): string
  sets: OfNumbers
  /** What it sets where the words before it negate it; nothing unless told. */
  negated?: OfNumbers
  /** Two numbers; one unless told. */
  two?: true
  /** A number alone, which only asks for something in a sentence that says nothing else. */
  bare?: true
}

const interval: OfNumbers = (min, max) => (min <= max ? { min, max } : null)
const atLeast: OfNumbers = (n) => ({ min: n })
const atMost: OfNumbers = (n) => ({ max: n })
const exactly: OfNumbers = (n) => ({ min: n, max: n })
const moreThan: OfNumbers = (n) => ({ min: n + 1 })
const lessThan: OfNumbers = (n) => (n > 0 ? { max: n - 1 } : null)

/** "A minimum word count of". */
const of = (extreme: string): string =>
  `(?:an? |the )?(?:strict )?(?:${extreme})(?: (?:word|sentence|paragraph|character|letter))?(?: (?:length|count|limit|number|total|size))?(?: (?:of|is|at|to|should be|must be))?(?: (?:up to|at least|at most))?`
const least = `(?:at least|(?:no|not) (?:fewer|less|shorter) than|(?:more|greater) than or equal to|${of('minimum|lower limit')})`
const most = `(?:at most|(?:no|not) (?:more|longer|greater) than|(?:fewer|less) than or equal to|up to|within|${of('maximum|upper limit|limit')})`
const verb = '(?:limit|restrict|cap|confine|limited|restricted|confined|capped|limiting|restricting)'
const whole = '(?: (?:the|your|this|each|every|all|whole|entire|total|overall|number|amount|of|answer|response|reply|output|text|message|word|sentence|paragraph|length|count|size)s?)*'

/** All ways of writing quantities, the most telling first. */
export const quantities: readonly Quantity[] = [
  { pattern: (unit) => `${least} (\\d+)(?:${unit})?(?: and|,? but|,) ${most} (\\d+)${unit}`, sets: interval, two: true },
  { pattern: (unit) => `(?:between|from) (\\d+)(?:${unit})? (?:and|to|-) (\\d+)${unit}`, sets: interval, two: true },
  { pattern: (unit) => `(\\d+) ?(?:-|to) ?(\\d+)${unit}`, sets: interval, two: true },
  { pattern: (unit) => `(?:exactly|precisely) (\\d+)${unit}`, sets: exactly },
  { pattern: (unit) => `(?:about|around|approximately|roughly|nearly|approx\\.?) (\\d+)${unit}`, sets: (n) => ({ around: n }) },
  { pattern: (unit) => `${least} (\\d+)${unit}`, sets: atLeast },
  { pattern: (unit) => `${most} (\\d+)${unit}`, sets: atMost },
  { pattern: eitherSide('or more|or longer|or above|minimum|at (?:the )?least|at a minimum'), sets: atLeast },
  { pattern: eitherSide('or fewer|or less|or shorter|or under|maximum|max|at (?:the )?most|tops'), sets: atMost },
  { pattern: eitherSide('exactly|precisely'), sets: exactly },
  // "Limit the answer to 5 bullet points" allows fewer.
  { pattern: (unit) => `${verb}${whole} (?:to|at) (?:only |just )?(\\d+)${unit}`, sets: atMost },
  { pattern: (unit) => `(?:more than|longer than|greater than|(?:goes |go )?over|above|beyond|exceeds?|exceeding|surpass(?:es|ing)?) (\\d+)${unit}`, sets: moreThan, negated: atMost },
  { pattern: (unit) => `(?:fewer than|less than|shorter than|falls? below|under|below) (\\d+)${unit}`, sets: lessThan, negated: atLeast },
  { pattern: (unit) => `(\\d+)${unit}`, sets: exactly, bare: true },
]

/** What follows the number may stand before the unit or behind it: "5 or more words", "5 words or more". */
function eitherSide(words: string): (unit: string) => string {
  return (unit) => `(\\d+)(?:${unit} (?:${words})| (?:${words})${unit})`
}

const negations = /\b(?:do not|don't|does not|doesn't|must not|mustn't|should not|shouldn't|cannot|can't|not|no|none|nor|without|avoid|never|refrain from|exclude|omit|free of|devoid of|leave out)\b/g

/** Whether words turn round what follows them: an odd number of negations. */
export function negates(words: string): boolean {
  return (words.match(negations) ?? []).length % 2 === 1
}

/** The words without their negations. */
export function withoutNegations(words: string): string {
  return words.replace(negations, ' ')
}

/** The words without "do not forget to", which negates nothing. */
export function withoutReminder(words: string): string {
  return words.replace(/\b(?:do not|don't|never) (?:forget|hesitate)\b/g, '')
}

const anyUnit = '(?: (?:words?|characters?|letters?|sentences?|paragraphs?)(?![\\w-]))?'
const loose = quantities.filter(({ bare }) => !bare).map((quantity) => ({ ...quantity, found: new RegExp(`\\b${quantity.pattern(anyUnit)}(?![\\w-])`) }))

/**
 * The quantity that a plain sentence of one or two numbers sets, whatever else it says; null where it sets none, or two that do not make
 * one interval. A number alone sets nothing.
 */
export function quantityIn(sentence: string): Quantified | null {
  const text = withoutReminder(sentence)
  const numbers = text.match(/\d+/g)?.length ?? 0
  if (numbers === 0 || numbers > 2) return null
  const first = firstQuantity(text)
  if (!first || first.two || numbers === 1) return first?.sets ?? null
  const second = firstQuantity(text.slice(first.end))
  // "At least 60 sentences, but less than 600 words" is two demands.
  if (!first.sets || !second?.sets || (first.unit !== null && first.unit !== second.unit)) return null
  const { min, max, around } = { ...first.sets, ...second.sets }
  if (min === undefined || max === undefined || around !== undefined || Object.keys(first.sets).length > 1 || Object.keys(second.sets).length > 1) return null
  return min <= max ? { min, max } : null
}

/** A quantity in a text: what it sets, where it ends, and its unit in the singular. */
interface FoundQuantity {
  sets: Quantified | null
  end: number
  two: boolean
  unit: string | null
}

/** The quantity that the first number of a text belongs to, as its most telling pattern reads it. */
function firstQuantity(text: string): FoundQuantity | null {
  const digit = text.search(/\d/)
  for (const { found, sets, negated, two } of loose) {
    const match = found.exec(text)
    if (!match || match.index > digit || match.index + match[0].length <= digit) continue
    const [whole, one, other] = match
    const units = new Set(whole.match(/\b(?:word|character|letter|sentence|paragraph)(?=s?\b)/g))
    const setting = units.size > 1 ? undefined : negates(text.slice(0, match.index)) ? negated : sets
    return { sets: setting?.(Number(one), Number(other ?? Number.NaN)) ?? null, end: match.index + whole.length, two: two === true, unit: /\b(?:word|character|letter|sentence|paragraph)(?=s?$)/.exec(whole)?.[0] ?? null }
  }
  return null
}
