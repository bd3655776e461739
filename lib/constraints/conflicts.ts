import type { Relation } from '#lib/constraints/bounds.ts'
import { factsOf, type Facts, type Range } from '#lib/constraints/facts.ts'
import type { Kwargs } from '#lib/constraints/kwargs.ts'
import { atLeast, phraseOf, type Quantity } from '#lib/constraints/quantities.ts'
import { findChecker } from '#lib/constraints/registry.ts'
import { phrasesIn } from '#lib/constraints/text-facts.ts'

/** A demand that a program can decide. */
export interface Demand {
  id: string
  kwargs: unknown
}

/** Two constraints that cannot both be met, or of which one says nothing beside the other. */
export interface Related {
  /** Places in the list that was asked about, the first before the second. */
  first: number
  second: number
  /** What meeting the first says of meeting the second. */
  relation: Exclude<Relation, 'compatible'>
}

/**
 * Every pair of constraints that conflict, imply one another or say the same. Kinds of which nothing is known are compatible: what is
 * answered holds of every response, what is not answered may still be so. Null stands for a constraint that no program can decide.
 */
export function findConflicts(demands: readonly (Demand | null)[]): Related[] {
  const related: Related[] = []
  for (const [first, a] of demands.entries()) {
    for (let second = first + 1; second < demands.length; second++) {
      const b = demands[second]
      if (!a || !b) continue
      const relation = relate(a, b)
      if (relation !== 'compatible') related.push({ first, second, relation })
    }
  }
  return related
}

/** The places of the constraints that say all that the list says: what another one implies is left out, of equal ones the first is kept. */
export function minimalSet(demands: readonly (Demand | null)[]): number[] {
  const needless = new Set<number>()
  for (const { first, second, relation } of findConflicts(demands)) {
    if (relation === 'same' || relation === 'implies') needless.add(second)
    if (relation === 'implied') needless.add(first)
  }
  return demands.flatMap((_, index) => (needless.has(index) ? [] : [index]))
}

/** What meeting `a` says of meeting `b`. */
export function relate(a: Demand, b: Demand): Relation {
  const [ofA, ofB] = [findChecker(a.id), findChecker(b.id)]
  const [one, other] = [ofA?.parse(a.kwargs), ofB?.parse(b.kwargs)]
  if (!ofA || !one?.ok || !other?.ok) return 'compatible'
  if (a.id === b.id) return ofA.relate(one.kwargs, other.kwargs)
  const known = decided.get(`${a.id} ${b.id}`)?.(one.kwargs, other.kwargs) ?? mirrored[decided.get(`${b.id} ${a.id}`)?.(other.kwargs, one.kwargs) ?? 'compatible']
  if (known !== 'compatible') return known
  const [first, second] = [factsOf(a.id, one.kwargs), factsOf(b.id, other.kwargs)]
  if (exclude(first, second) || exclude(second, first)) return 'conflict'
  const [implies, implied] = [entails(first, second), entails(second, first)]
  if (implies && implied) return 'same'
  return implies ? 'implies' : implied ? 'implied' : 'compatible'
}

const mirrored: Record<Relation, Relation> = { same: 'same', implies: 'implied', implied: 'implies', conflict: 'conflict', compatible: 'compatible' }

/** Whether what one makes sure of, the other forbids. */
function exclude(one: Facts, other: Facts): boolean {
  if (apart(one.first, other.first) || apart(one.last, other.last)) return true
  const least = leastBy(one)
  return other.holds.some((range) => range.max < Math.max(least.get(range.of) ?? 0, phrasesIn(one.texts, range.of)))
}

/** Whether whatever meets the one is sure to meet the other. */
function entails(one: Facts, other: Facts): boolean {
  const least = leastBy(one)
  const isSure = ({ of, min, max }: Range): boolean => (min === 0 || Math.max(least.get(of) ?? 0, phrasesIn(one.texts, of)) >= min) && (max === Number.POSITIVE_INFINITY || mostBy(one, of) <= max)
  return other.enough.some((ranges) => ranges.length > 0 && ranges.every(isSure))
}

/** The least number of each quantity that facts make sure of. */
function leastBy({ holds }: Facts): Map<Quantity, number> {
  const least = new Map<Quantity, number>()
  for (const { of, min } of holds) {
    for (const [quantity, count] of atLeast(of, min)) least.set(quantity, Math.max(count, least.get(quantity) ?? 0))
  }
  return least
}

/** The greatest number of a quantity that facts allow. */
function mostBy({ holds }: Facts, quantity: Quantity): number {
  const [reached, wanted] = [atLeast(quantity, 2), phraseOf(quantity)]
  const limits = holds.flatMap(({ of, max }) => {
    if (max === Number.POSITIVE_INFINITY) return []
    // A longer phrase brings the shorter ones in it along.
    if (wanted !== null && phrasesIn([wanted], of) > 0) return [max]
    return reached.has(of) ? [mostWithin(quantity, of, max)] : []
  })
  return Math.min(Number.POSITIVE_INFINITY, ...limits)
}

/** How many of the smaller there can be, at most, where there are `max` of the larger; found by halving. */
function mostWithin(smaller: Quantity, larger: Quantity, max: number): number {
  const fit = (count: number): boolean => (atLeast(smaller, count).get(larger) ?? 0) <= max
  let [fits, tooMany] = [0, max + 2]
  // One of the larger may be enough for any number of the smaller.
  if (fit(tooMany)) return Number.POSITIVE_INFINITY
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2)
    if (fit(middle)) fits = middle
    else tooMany = middle
  }
  return fits
}

function apart(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && !Array.from(one).some((sign) => other.includes(sign))
}

type Decided = (a: Kwargs, b: Kwargs) => Relation

/** Kinds of which the one's text decides the other by itself. */
const decided = new Map<string, Decided>([
  ['pincer:starts_with pincer:first_word', ({ phrase }, kwargs) => (typeof phrase === 'string' && /^[\p{L}\p{N}]+\s+[\p{L}\p{N}]/u.test(phrase) ? verdictOn(phrase, 'pincer:first_word', kwargs) : 'compatible')],
  // A phrase without a mark at its end is often meant to have one behind it; one that is all marks, or ends with a quote, says less than it seems.
  ['pincer:ends_with pincer:ending_mark', ({ phrase }, kwargs) => (typeof phrase === 'string' && /[\p{L}\p{N}][.!?。！？][)*_\]]{0,4}$/u.test(phrase) ? verdictOn(phrase, 'pincer:ending_mark', kwargs) : 'compatible')],
  ['pincer:json_keys pincer:json', (_, { json }) => (json === 'array' ? 'conflict' : 'implies')],
  // What begins with a tag is no JSON and no Python.
  ['pincer:json pincer:xml', () => 'conflict'],
  ['pincer:json_keys pincer:xml', () => 'conflict'],
  ['pincer:python_literal pincer:xml', () => 'conflict'],
  // A title is measured where there is one.
  ['pincer:title_words pincer:title', (_, { title }) => (title === 'any' ? 'implies' : 'compatible')],
])

function verdictOn(text: string, id: string, kwargs: Kwargs): Relation {
  return findChecker(id)?.check(text, kwargs).outcome === 'pass' ? 'implies' : 'conflict'
}
