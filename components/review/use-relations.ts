'use client'

import { useEffect, useMemo, useState } from 'react'
import { api } from '#components/api/client.ts'
import { alikeDemands, type Alike } from '#lib/text/alike-demands.ts'
import type { ConstraintRelation, ConstraintView, PairView } from '#lib/review/contract.ts'

/** What is said of a constraint beside another one: its number on the screen, its text, and how the two stand. */
export interface Neighbour {
  id: string
  number: number
  text: string
  how: 'conflicts with' | 'implied by' | 'says the same as' | 'says much the same as'
}

/** What of a constraint says how it stands to others. */
type Standing = Pick<ConstraintView, 'id' | 'status' | 'text' | 'checker' | 'outcome'>

const none: readonly Neighbour[] = []

/**
 * How the constraints on the screen stand to each other, by id. What came with the pair is shown at once; after an edit, and with a
 * constraint that was added, the server is asked again, and until it answers what is said of these is left out. Rejected constraints stand to nobody.
 */
export function useRelations(pair: PairView, constraints: readonly Standing[]): (id: string) => readonly Neighbour[] {
  const demands = JSON.stringify(constraints.map(({ id, checker }) => ({ id, checker: checker && { id: checker.id, kwargs: checker.kwargs } })))
  const unknown = unrelatedOf(pair, constraints)
  const changed = unknown.size > 0
  const [answer, setAnswer] = useState<{ demands: string; relations: ConstraintRelation[] } | null>(null)
  useEffect(() => {
    if (!changed) return
    const abort = new AbortController()
    api<{ relations: ConstraintRelation[] }>('/api/v1/relations', { body: { constraints: JSON.parse(demands) }, signal: abort.signal })
      .then(({ relations }) => setAnswer({ demands, relations }))
      // Offline the unchanged ones are still told.
      .catch(() => {})
    return () => abort.abort()
  }, [changed, demands])
  const relations = !changed ? pair.relations : answer?.demands === demands ? answer.relations : pair.relations.filter(({ first, second }) => !unknown.has(first) && !unknown.has(second))
  // As text, so that cards that did not change are not drawn again.
  const places = JSON.stringify(constraints.map(({ id, status, text, outcome }) => ({ id, status, text, outcome })))
  const texts = JSON.stringify(constraints.map(({ id, checker, text }) => ({ id, checker, text })))
  const alike = useMemo(() => alikeAmong(JSON.parse(texts)), [texts])
  const neighbours = useMemo(() => neighboursOf(JSON.parse(places), relations, alike), [places, relations, alike])
  return (id) => neighbours.get(id) ?? none
}

/** A constraint as it is being written, and what a check says of it. */
export type Written = Pick<ConstraintView, 'id' | 'pairId' | 'text' | 'checker' | 'outcome'>

/** The constraints with one of them as it is being written, or with that one behind them where it is new: what it conflicts with is to be seen before it is saved. */
export function asWritten(constraints: readonly ConstraintView[], written: Written | null): readonly Standing[] {
  if (written === null) return constraints
  // Saved, it is undecided or accepted, whatever it is now.
  const saved = { ...written, status: 'pending' as const }
  return constraints.some(({ id }) => id === written.id) ? constraints.map((each) => (each.id === written.id ? saved : each)) : [...constraints, saved]
}

/** The constraints of which the relations that came with the pair say nothing: what they demand was edited since, or they were added. */
export function unrelatedOf({ constraints: came, unrelated = [] }: Pick<PairView, 'constraints' | 'unrelated'>, constraints: readonly Pick<ConstraintView, 'id' | 'checker'>[]): Set<string> {
  const demands = new Map(came.map(({ id, checker }) => [id, demandOf(checker)]))
  const added = new Set(unrelated)
  return new Set(constraints.filter(({ id, checker }) => (added.has(id) ? checker !== null : demands.get(id) !== demandOf(checker))).map(({ id }) => id))
}

/** What two checkers are compared by: the same bounds may be of words and of sentences. */
function demandOf(checker: ConstraintView['checker']): string {
  return checker === null ? '' : JSON.stringify([checker.id, checker.kwargs])
}

/** Two constraints whose words say the same, or much the same. */
interface AlikeWords {
  first: string
  second: string
  how: Alike
}

/** Which of those that no program can decide say the same in words, as far as these tell. */
export function alikeAmong(constraints: readonly Pick<ConstraintView, 'id' | 'checker' | 'text'>[]): AlikeWords[] {
  const soft = constraints.filter(({ checker }) => checker === null)
  return soft.flatMap((one, index) =>
    soft.slice(index + 1).flatMap((other) => {
      const how = alikeDemands(one.text, other.text)
      return how ? [{ first: one.id, second: other.id, how }] : []
    }),
  )
}

/** What each constraint is told of the others: a conflict on both sides, what is implied on the side that says less. What is refuted implies nothing. */
export function neighboursOf(constraints: readonly Pick<ConstraintView, 'id' | 'status' | 'text' | 'outcome'>[], relations: readonly ConstraintRelation[], alike: readonly AlikeWords[] = []): Map<string, Neighbour[]> {
  const places = new Map(constraints.map((constraint, index) => [constraint.id, { ...constraint, number: index + 1 }]))
  const neighbours = new Map<string, Neighbour[]>()
  const tell = (whom: string, of: string, how: Neighbour['how']): void => {
    const [one, other] = [places.get(whom), places.get(of)]
    if (!one || !other || one.status === 'rejected' || other.status === 'rejected') return
    if (how === 'implied by' && (other.outcome === 'fail' || other.outcome === 'error')) return
    neighbours.set(whom, [...(neighbours.get(whom) ?? []), { id: of, number: other.number, text: other.text, how }].toSorted((a, b) => a.number - b.number))
  }
  for (const { first, second, relation } of relations) {
    if (relation === 'implies') tell(second, first, 'implied by')
    else {
      tell(first, second, relation === 'same' ? 'says the same as' : 'conflicts with')
      tell(second, first, relation === 'same' ? 'says the same as' : 'conflicts with')
    }
  }
  for (const { first, second, how } of alike) {
    const words = how === 'same' ? 'says the same as' : 'says much the same as'
    tell(first, second, words)
    tell(second, first, words)
  }
  return neighbours
}
