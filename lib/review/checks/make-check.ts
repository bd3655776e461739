import { reword } from '#lib/constraints/reword.ts'
import { trueRegion } from '#lib/constraints/region.ts'
import type { EvidenceSpan } from '#lib/constraints/verdict.ts'
import type { Rng } from '#lib/random.ts'
import { boundStops } from '#lib/review/bound-stops.ts'
import { checkText } from '#lib/review/check-text.ts'
import { relationsOf } from '#lib/review/relations.ts'

/** A constraint as its pair has it. */
export interface Stated {
  type: string
  checker: { id: string; kwargs: Record<string, unknown> } | null
}

/** A constraint of which a program has proven whether it holds. */
export interface MadeCheck {
  text: string
  type: string
  holds: boolean
  found: { detail: string | null; evidence: EvidenceSpan[] }
}

/** Longer responses would keep the page waiting. */
const longestResponse = 50_000
/** Texts of other pairs that are tried before none is made: most of them settle it at once. */
const tries = 24
/** How far a bound is pushed out of the true region, as shares of the measure: near enough to need a look. */
const pushes = [0.1, 0.2, 0.35]

/**
 * A constraint that holds of the response, or that does not, as asked: one of another pair's (by text) that this response meets or violates, as it is or with its
 * bound moved within or out of the true region. None that the pair's own give away: who compares two bounds of one kind, of which a program vouches for one, or
 * knows that one conflicts with the other or implies it, needs not look at the response. Nothing is taken on trust: the finished text is
 * compiled and checked like any other, and only a program's pass or fail counts. Null where none of the tries gives one.
 */
export function makeCheck(response: string, own: readonly Stated[], others: readonly string[], holds: boolean, rng: Rng): MadeCheck | null {
  if (response.length > longestResponse) return null
  let left = tries
  for (const other of rng.shuffle([...others])) {
    const { checker, type } = checkText(other, response)
    if (checker === null || type === null || givenAway(own, { type, checker })) continue
    if (left-- === 0) return null
    const moved = holds ? withinRegion(other, checker, response) : outOfRegion(other, checker, response)
    // Moved where that can be, so that it takes a look; as it is in one of four, or all that another pair has as well would be one's own.
    const texts = rng.next() < 0.25 ? [other, ...rng.shuffle(moved)] : [...rng.shuffle(moved), other]
    for (const text of texts) {
      const checked = checkText(text, response)
      if (checked.type !== type || checked.outcome !== (holds ? 'pass' : 'fail') || (checked.checker && givenAway(own, { type, checker: checked.checker }))) continue
      return { text, type, holds, found: { detail: checked.detail, evidence: checked.evidence } }
    }
  }
  return null
}

/** Whether one of the pair's own is of the same type, counts the same, or conflicts with it, implies it or is implied by it. */
function givenAway(own: readonly Stated[], made: Stated): boolean {
  if (own.some(({ type, checker }) => type === made.type || checker?.id === made.checker?.id)) return true
  const listed = [...own, made].map(({ checker }, at) => ({ id: String(at), checker }))
  return relationsOf(listed).some(({ first, second }) => [first, second].includes(String(own.length)))
}

type Checker = NonNullable<Stated['checker']>

function withinRegion(text: string, checker: Checker, response: string): string[] {
  return boundStops(text, checker, response).flatMap(({ stops }) => stops.map((stop) => stop.text))
}

function outOfRegion(text: string, checker: Checker, response: string): string[] {
  const { min, max, ...fixed } = checker.kwargs
  if (min === max) return []
  const region = trueRegion(checker.id, response, fixed)
  return (['min', 'max'] as const).flatMap((end) => {
    const tight = region?.[end]?.tight
    if (typeof checker.kwargs[end] !== 'number' || tight === undefined) return []
    return pushes.flatMap((share) => {
      const by = Math.max(1, Math.round(tight * share))
      const bound = end === 'min' ? tight + by : tight - by
      return bound < 1 ? [] : (reword(text, checker, { ...checker.kwargs, [end]: bound }) ?? [])
    })
  })
}
