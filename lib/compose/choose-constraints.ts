import { facetOf, fitTarget, type BitsTarget } from '#lib/compose/fit-target.ts'
import { findConflicts, type Demand } from '#lib/constraints/conflicts.ts'
import type { Rng } from '#lib/random.ts'

/** What choosing needs of a constraint. */
export interface Choosable {
  type: string
  /** What a program can decide of it; null where none can. */
  checker: Demand | null
  /** Whether its checker says that the response meets it. */
  proven: boolean
}

/** How many constraints a prompt gets: with probability `anyShare` any number from `least` up, otherwise `from` to `to`. */
export interface HowMany {
  least: number
  from: number
  to: number
  anyShare: number
  /** How much they are to say together, instead of how many they usually are. */
  target?: BitsTarget | null
  /** By type, or by facet: more than 1 is chosen more often, 0 never. Left out: 1. */
  weights?: Readonly<Record<string, number>>
}

/** Why an accepted constraint is not stated. */
export type LeftOut = 'conflicts with another' | 'implied by another' | 'more than wanted' | 'of a type that is not wanted'

export interface Choice<T> {
  /** In random order. None of them implies or contradicts another. */
  chosen: T[]
  leftOut: { constraint: T; reason: LeftOut }[]
}

/**
 * Chooses constraints for one prompt that can be stated together; all of them when there are fewer than asked for. Types that most
 * pairs have are chosen less often, by Crab's score (arXiv 2410.24175: a uniform draw less the larger of one half and the
 * share of pairs with the type). Of two that no response can both meet, one is wrong: the one that
 * is not proven, or, where neither or each is, nobody knows which, and both are left out. What a chosen one implies is not stated
 * beside it. Every constraint is either chosen or left out for one reason.
 */
export function chooseConstraints<T extends Choosable>(constraints: readonly T[], howMany: HowMany, shareOfPairs: (type: string) => number, rng: Rng): Choice<T> {
  const relation = relationsAmong(constraints)
  if (!relation && !howMany.target) return chooseUnrelated(constraints, howMany, shareOfPairs, rng)
  return chooseRelated(constraints, howMany, shareOfPairs, rng, relation ?? (() => null))
}

/** What most pairs are: whatever is wanted can be stated, until there is enough. */
function chooseUnrelated<T extends Choosable>(constraints: readonly T[], howMany: HowMany, shareOfPairs: (type: string) => number, rng: Rng): Choice<T> {
  const weightOf = weighing<T>(howMany)
  const leftOut: Choice<T>['leftOut'] = []
  const candidates: T[] = []
  for (const constraint of constraints) {
    if (weightOf(constraint) > 0) candidates.push(constraint)
    else leftOut.push({ constraint, reason: 'of a type that is not wanted' })
  }
  const ordered = byScore(candidates, weightOf, shareOfPairs, rng)
  const most = draw(howMany, ordered.length, rng)
  for (const constraint of ordered.slice(most)) leftOut.push({ constraint, reason: 'more than wanted' })
  return { chosen: rng.shuffle(ordered.slice(0, most)), leftOut }
}

/** What one constraint says of another. */
type Told<T> = (one: T, other: T) => 'implies' | 'conflict' | null

function chooseRelated<T extends Choosable>(constraints: readonly T[], howMany: HowMany, shareOfPairs: (type: string) => number, rng: Rng, relation: Told<T>): Choice<T> {
  const wrong = new Set(constraints.filter((constraint) => constraints.some((other) => relation(constraint, other) === 'conflict' && (!constraint.proven || other.proven))))
  const leftOut: Choice<T>['leftOut'] = [...wrong].map((constraint) => ({ constraint, reason: 'conflicts with another' }))
  const weightOf = weighing<T>(howMany)
  const right = constraints.filter((one) => !wrong.has(one))
  leftOut.push(...right.filter((one) => weightOf(one) === 0).map((constraint) => ({ constraint, reason: 'of a type that is not wanted' as const })))
  const candidates = byScore(right.filter((one) => weightOf(one) > 0), weightOf, shareOfPairs, rng)
  const max = howMany.target ? candidates.length : draw(howMany, candidates.length, rng)
  let chosen: T[] = []
  for (const constraint of candidates) {
    if (chosen.some((other) => relation(other, constraint) === 'implies')) {
      leftOut.push({ constraint, reason: 'implied by another' })
      continue
    }
    const weaker = chosen.filter((other) => relation(constraint, other) === 'implies')
    if (weaker.length === 0 && chosen.length >= max) {
      leftOut.push({ constraint, reason: 'more than wanted' })
      continue
    }
    leftOut.push(...weaker.map((other) => ({ constraint: other, reason: 'implied by another' as const })))
    chosen = [...chosen.filter((other) => !weaker.includes(other)), constraint]
  }
  if (howMany.target) {
    const fitting = fitTarget(chosen, { least: howMany.least, most: howMany.to }, howMany.target)
    leftOut.push(...chosen.filter((one) => !fitting.includes(one)).map((constraint) => ({ constraint, reason: 'more than wanted' as const })))
    chosen = fitting
  }
  return { chosen: rng.shuffle(chosen), leftOut }
}

/** How often a type is wanted: by its own name, else by its facet's; 1 where neither is named, 0 for never. */
export function typeWeight(weights: Readonly<Record<string, number>>, type: string): number {
  return weights[type] ?? weights[facetOf(type)] ?? 1
}

function weighing<T extends Choosable>({ weights }: HowMany): (constraint: T) => number {
  for (const _ in weights) return ({ type }) => typeWeight(weights, type)
  return () => 1
}

/** The order of choice. A weight bends the draw as Efraimidis and Spirakis do (Information Processing Letters 97, 2006): u to the power of 1/w. */
function byScore<T extends Choosable>(constraints: readonly T[], weightOf: (constraint: T) => number, shareOfPairs: (type: string) => number, rng: Rng): T[] {
  const ordered: T[] = []
  const scores: number[] = []
  // By insertion: there are few, and this is done for every pair.
  for (const constraint of constraints) {
    const score = rng.next() ** (1 / weightOf(constraint)) - Math.max(shareOfPairs(constraint.type), 0.5)
    let place = ordered.length
    while (place > 0 && (scores[place - 1] ?? 0) < score) place--
    ordered.splice(place, 0, constraint)
    scores.splice(place, 0, score)
  }
  return ordered
}

function draw({ least, from, to, anyShare }: HowMany, available: number, rng: Rng): number {
  const most = Math.min(to, available)
  return rng.next() < anyShare ? rng.int(Math.min(least, most), most) : rng.int(Math.min(from, most), most)
}

/** What one says of the other; who says the same implies it. Null where none says anything of another. */
function relationsAmong<T extends Choosable>(constraints: readonly T[]): Told<T> | null {
  const related = findConflicts(constraints.map(({ checker }) => checker))
  if (related.length === 0) return null
  const told = new Map<T, Map<T, 'implies' | 'conflict'>>(constraints.map((constraint) => [constraint, new Map()]))
  for (const { first, second, relation } of related) {
    const [one, other] = [constraints[first], constraints[second]]
    if (!one || !other) continue
    if (relation !== 'implied') told.get(one)?.set(other, relation === 'conflict' ? 'conflict' : 'implies')
    if (relation !== 'implies') told.get(other)?.set(one, relation === 'conflict' ? 'conflict' : 'implies')
  }
  return (one, other) => told.get(one)?.get(other) ?? null
}
