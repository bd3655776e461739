import { reword } from '#lib/constraints/reword.ts'
import { trueRegion } from '#lib/constraints/region.ts'
import type { EvidenceSpan } from '#lib/constraints/verdict.ts'
import type { Rng } from '#lib/random.ts'
import { boundStops } from '#lib/review/bound-stops.ts'
import { checkText } from '#lib/review/check-text.ts'

/** A constraint as the dataset has it. */
export interface Stated {
  text: string
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
/** Texts that are tried before none is made: most of them settle it at once. */
const tries = 24
/** How far a bound is pushed out of the true region, as shares of the measure: near enough to need a look. */
const pushes = [0.1, 0.2, 0.35]

/**
 * A constraint that holds of the response, or that does not, as asked: one of the pair's own with its bound moved within or out of
 * the true region, or one of another pair that this response meets or violates. Nothing is taken on trust: the finished text is
 * compiled and checked like any other, and only a program's pass or fail counts. Null where none of the tries gives one.
 */
export function makeCheck(response: string, own: readonly Stated[], others: readonly Stated[], holds: boolean, rng: Rng): MadeCheck | null {
  if (response.length > longestResponse) return null
  const taken = new Set(own.map(({ text }) => normal(text)))
  const moved = own.flatMap((constraint) => (holds ? withinRegion(constraint, response) : outOfRegion(constraint, response)))
  const foreign = others.map(({ text }) => text)
  // Half of them from the pair's own bounds, where there are any: either way alone could be told by its look.
  const [first, second] = rng.next() < 0.5 ? [moved, foreign] : [foreign, moved]
  for (const text of [...rng.shuffle(first), ...rng.shuffle(second)].filter((each) => !taken.has(normal(each))).slice(0, tries)) {
    const { type, outcome, detail, evidence } = checkText(text, response)
    if (type !== null && outcome === (holds ? 'pass' : 'fail')) return { text, type, holds, found: { detail, evidence } }
  }
  return null
}

function withinRegion({ text, checker }: Stated, response: string): string[] {
  return checker === null ? [] : boundStops(text, checker, response).flatMap(({ stops }) => stops.map((stop) => stop.text))
}

function outOfRegion({ text, checker }: Stated, response: string): string[] {
  if (checker === null) return []
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

function normal(text: string): string {
  return text.trim().toLowerCase()
}
