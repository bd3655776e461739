import { besideInstruction } from '#lib/compose/asked-already.ts'
import { findConflicts } from '#lib/constraints/conflicts.ts'
import { falseTwin } from '#lib/constraints/mutation/false-twin.ts'
import type { ExportConstraint } from '#lib/exports/formats/format.ts'
import type { Rng } from '#lib/random.ts'

/** The constraints of a prompt with one of them made false of the response. */
export interface FalseConstraints {
  constraints: ExportConstraint[]
  /** The place of the false one. */
  violated: number
}

/**
 * Makes one constraint false of the response, by a change of its number or its mark, so that none conflicts with another and all others are
 * proven still, and none says what the instruction itself asks for, or what no response to it can meet. `instructions`: all wordings that the
 * prompt may have. Null where no constraint can be made so.
 */
export function falsified(constraints: readonly ExportConstraint[], response: string, instructions: readonly string[], rng: Rng): FalseConstraints | null {
  for (const place of rng.shuffle([...constraints.keys()])) {
    const constraint = constraints[place]
    const twin = constraint?.checker && constraint.proven ? falseTwin({ text: constraint.text, checker: constraint.checker }, response, rng) : null
    if (!constraint || !twin || besideInstruction([twin], instructions).leftOut.length > 0) continue
    const changed = constraints.map((one, n) => (n === place ? { type: one.type, text: twin.text, checker: twin.checker, proven: false } : one))
    const relations = findConflicts(changed.map(({ checker }) => checker)).map(({ relation }) => relation)
    if (!relations.includes('conflict')) return { constraints: changed, violated: place }
  }
  return null
}
