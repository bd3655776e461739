import type { Relation } from '#lib/constraints/bounds.ts'
import type { RegisteredChecker } from '#lib/constraints/checker.ts'
import { factsOf, type Facts, type Range } from '#lib/constraints/facts.ts'
import type { Kwargs } from '#lib/constraints/kwargs.ts'
import { atLeast, phraseOf, type Quantity } from '#lib/constraints/quantities.ts'
import { findChecker } from '#lib/constraints/registry.ts'
import { phrasesIn } from '#lib/constraints/text-facts.ts'

/** A demand that a program can decide. What is known of one is remembered: it must not be changed. */
export interface Demand {
  readonly id: string
  readonly kwargs: unknown
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
  for (let first = 0; first < demands.length; first++) {
    const a = demands[first]
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

/** What is known of two demands: many pairs are asked for the same by the same objects. */
const relations = new WeakMap<Demand, WeakMap<Demand, Relation>>()

/** What meeting `a` says of meeting `b`. */
export function relate(a: Demand, b: Demand): Relation {
  const known = relations.get(a)?.get(b)
  if (known !== undefined) return known
  const relation = relationOf(a, b)
  const ofA = relations.get(a) ?? new WeakMap<Demand, Relation>()
  relations.set(a, ofA.set(b, relation))
  return relation
}

function relationOf(a: Demand, b: Demand): Relation {
  const [one, other] = [known(a), known(b)]
  if (!one || !other) return 'compatible'
  if (a.id === b.id) return one.checker.relate(one.kwargs, other.kwargs)
  const told = decided.get(`${a.id} ${b.id}`)?.(one.kwargs, other.kwargs) ?? mirrored[decided.get(`${b.id} ${a.id}`)?.(other.kwargs, one.kwargs) ?? 'compatible']
  if (told !== 'compatible') return told
  if (exclude(one, other) || exclude(other, one)) return 'conflict'
  const [implies, implied] = [entails(one, other), entails(other, one)]
  if (implies && implied) return 'same'
  return implies ? 'implies' : implied ? 'implied' : 'compatible'
}

/** A demand that a checker takes, with what follows from it. */
interface Known extends Facts {
  checker: RegisteredChecker
  kwargs: Kwargs
  /** The least number of each quantity that it makes sure of. */
  least: ReadonlyMap<Quantity, number>
}

/** Each demand is held against many others, and what follows from it stays the same. */
const remembered = new WeakMap<Demand, Known | null>()

function known(demand: Demand): Known | null {
  const before = remembered.get(demand)
  if (before !== undefined) return before
  const checker = findChecker(demand.id)
  const parsed = checker?.parse(demand.kwargs)
  const facts = parsed?.ok ? factsOf(demand.id, parsed.kwargs) : null
  const found = checker && parsed?.ok && facts ? { ...facts, checker, kwargs: parsed.kwargs, least: leastBy(facts) } : null
  remembered.set(demand, found)
  return found
}

const mirrored: Record<Relation, Relation> = { same: 'same', implies: 'implied', implied: 'implies', conflict: 'conflict', compatible: 'compatible' }

/** Whether what one makes sure of, the other forbids. */
function exclude(one: Known, other: Known): boolean {
  if (apart(one.first, other.first) || apart(one.last, other.last)) return true
  return other.holds.some(({ of, max }) => max < leastOf(one, of))
}

/** Whether whatever meets the one is sure to meet the other. */
function entails(one: Known, other: Known): boolean {
  const isSure = ({ of, min, max }: Range): boolean => (min === 0 || leastOf(one, of) >= min) && (max === Number.POSITIVE_INFINITY || mostBy(one, of) <= max)
  return other.enough.some((ranges) => ranges.length > 0 && ranges.every(isSure))
}

function leastOf({ least, texts }: Known, quantity: Quantity): number {
  return Math.max(least.get(quantity) ?? 0, phrasesIn(texts, quantity))
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
  const bounded = holds.filter(({ max }) => max !== Number.POSITIVE_INFINITY)
  if (bounded.length === 0) return Number.POSITIVE_INFINITY
  const [reached, wanted] = [atLeast(quantity, 2), phraseOf(quantity)]
  return bounded.reduce((most, { of, max }) => {
    // A longer phrase brings the shorter ones in it along.
    if (wanted !== null && phrasesIn([wanted], of) > 0) return Math.min(most, max)
    return reached.has(of) ? Math.min(most, mostWithin(quantity, of, max)) : most
  }, Number.POSITIVE_INFINITY)
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
