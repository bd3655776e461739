import type { Demand } from '#lib/constraints/conflicts.ts'
import { checkConstraint } from '#lib/constraints/index.ts'
import type { Kwargs } from '#lib/constraints/kwargs.ts'
import { findChecker } from '#lib/constraints/registry.ts'
import { reword } from '#lib/constraints/reword.ts'
import type { Rng } from '#lib/random.ts'

/** A constraint in nearly the same words that a response does not meet. */
export interface FalseTwin {
  text: string
  checker: Demand & { kwargs: Kwargs }
}

const marks = ['comma', 'colon', 'semicolon', 'question_mark', 'exclamation_mark'] as const

/**
 * The constraint with its bound pushed just past what the response does, or about another mark that the response has: so that only whoever reads
 * the constraint can tell that the response is wrong for it. Checked by program to fail. Null for kinds without bound or mark, and where the text
 * cannot be said with another number.
 */
export function falseTwin({ text, checker }: { text: string; checker: { id: string; kwargs: Kwargs } }, response: string, rng: Rng): FalseTwin | null {
  const { measured, outcome } = checkConstraint(checker, response)
  if (outcome !== 'pass') return null
  for (const kwargs of rng.shuffle([...pushed(checker.kwargs, measured, rng), ...ofOtherMarks(checker.kwargs)])) {
    if (!findChecker(checker.id)?.parse(kwargs).ok || checkConstraint({ id: checker.id, kwargs }, response).outcome !== 'fail') continue
    const said = reword(text, checker, kwargs)
    if (said !== null && said !== text) return { text: said, checker: { id: checker.id, kwargs } }
  }
  return null
}

/** One bound past the measure, by one to a quarter of it; never at most one, which the wording's plural does not go with. */
function pushed(kwargs: Kwargs, measured: number | null, rng: Rng): Kwargs[] {
  if (measured === null || !Number.isInteger(measured)) return []
  const by = rng.int(1, Math.max(1, Math.floor(measured / 4)))
  const { min, max } = kwargs
  return [
    ...(typeof min === 'number' ? [{ ...kwargs, min: measured + by, ...(typeof max === 'number' ? { max: Math.max(max, measured + by) } : {}) }] : []),
    ...(typeof max === 'number' && measured - by >= 2 ? [{ ...kwargs, max: measured - by, ...(typeof min === 'number' ? { min: Math.min(min, measured - by) } : {}) }] : []),
  ]
}

function ofOtherMarks(kwargs: Kwargs): Kwargs[] {
  const { mark } = kwargs
  return typeof mark === 'string' ? marks.filter((other) => other !== mark).map((other) => ({ ...kwargs, mark: other })) : []
}
