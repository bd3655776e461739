import type { Relation } from '#lib/constraints/bounds.ts'
import { occurrences } from '#lib/constraints/checkers/occurrences.ts'
import { boundsIn, textsIn, type Kwargs } from '#lib/constraints/kwargs.ts'
import { findChecker } from '#lib/constraints/registry.ts'

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
  return across.get(`${a.id} ${b.id}`)?.(one.kwargs, other.kwargs) ?? mirrored[across.get(`${b.id} ${a.id}`)?.(other.kwargs, one.kwargs) ?? 'compatible']
}

const mirrored: Record<Relation, Relation> = { same: 'same', implies: 'implied', implied: 'implies', conflict: 'conflict', compatible: 'compatible' }

type Across = (a: Kwargs, b: Kwargs) => Relation

/** What is known of different kinds, by the ids of both. */
const across = new Map<string, Across>([
  ['pincer:keywords pincer:forbidden_words', (wanted, avoided) => (textsIn(wanted.keywords).some((keyword) => holdsOneOf(keyword, textsIn(avoided.words))) ? 'conflict' : 'compatible')],
  ['pincer:punctuation_absent pincer:question_count', withoutMark('question_mark')],
  ['pincer:punctuation_absent pincer:exclamation_count', withoutMark('exclamation_mark')],
  ['pincer:table_row_count pincer:table_count', partsNeedWhole],
  ['pincer:digit_count pincer:number_count', noneOfNone],
  ['pincer:question_count pincer:sentence_count', partsOfWholes],
  ['pincer:exclamation_count pincer:sentence_count', partsOfWholes],
  // Every word has a character.
  ['pincer:word_count pincer:character_count', (words, characters) => (low(words) > high(characters) ? 'conflict' : 'compatible')],
  // Every sentence has a word.
  ['pincer:sentence_count pincer:word_count', (sentences, words) => (low(sentences) > high(words) ? 'conflict' : 'compatible')],
])

/** No mark at all means no sentence that ends with one. */
function withoutMark(mark: string): Across {
  return (absent, count) => {
    if (absent.mark !== mark) return 'compatible'
    return low(count) > 0 ? 'conflict' : 'implies'
  }
}

/** Where there is not one digit there is no number. */
function noneOfNone(parts: Kwargs, wholes: Kwargs): Relation {
  if (high(parts) > 0) return 'compatible'
  return low(wholes) > 0 ? 'conflict' : 'implies'
}

/** Some of the sentences cannot be more than all. */
function partsOfWholes(some: Kwargs, all: Kwargs): Relation {
  return low(some) > high(all) ? 'conflict' : 'compatible'
}

/** Parts are of something: some of them mean at least one whole. */
function partsNeedWhole(parts: Kwargs, wholes: Kwargs): Relation {
  if (low(parts) === 0) return 'compatible'
  if (high(wholes) === 0) return 'conflict'
  return low(wholes) <= 1 && high(wholes) === Number.POSITIVE_INFINITY ? 'implies' : 'compatible'
}

function low(kwargs: Kwargs): number {
  return boundsIn(kwargs).min ?? 0
}

function high(kwargs: Kwargs): number {
  return boundsIn(kwargs).max ?? Number.POSITIVE_INFINITY
}

function holdsOneOf(text: string, words: readonly string[]): boolean {
  return words.some((word) => occurrences(text, word).length > 0)
}
