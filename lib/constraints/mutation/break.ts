import type { Demand } from '#lib/constraints/conflicts.ts'
import { checkConstraint, type CheckResult } from '#lib/constraints/index.ts'
import { applyEdits, editSize, type TextEdit } from '#lib/constraints/mutation/edit.ts'
import { gradualEdits } from '#lib/constraints/mutation/gradual.ts'
import { smallEdits } from '#lib/constraints/mutation/small-edits.ts'
import { mutatorOf } from '#lib/constraints/mutation/mutators.ts'
import { findChecker } from '#lib/constraints/registry.ts'
import type { Rng } from '#lib/random.ts'

/** A response that differs from the original in one thing: it breaks exactly one of its constraints. */
export interface Mutant {
  response: string
  edits: readonly TextEdit[]
}

/**
 * The smallest edit, of those proposed for its kind and then for any, that breaks a constraint and leaves all others as they are, or else many small ones
 * together: what held holds, what was refuted or unsure may be anything. Null when there is none, or when the constraint did not hold.
 * `check` answers what holds of the response itself, which whoever breaks several of its constraints has asked before.
 * Each proposal is checked by program before it is given out, so a mutant is right by proof and not by construction.
 */
export function breakConstraint(response: string, target: Demand, others: readonly Demand[], rng: Rng, check: (demand: Demand, text: string) => CheckResult = checkConstraint): Mutant | null {
  const kwargs = findChecker(target.id)?.parse(target.kwargs)
  const now = check(target, response)
  if (!kwargs?.ok || now.outcome !== 'pass') return null
  const held = others.filter((other) => check(other, response).outcome === 'pass')
  const smallestFirst = (proposals: TextEdit[][]): TextEdit[][] => proposals.toSorted((a, b) => editSize(a) - editSize(b))
  // What was made for the kind reads more naturally than what breaks anything.
  const own = smallestFirst(mutatorOf(target.id)?.(response, kwargs.kwargs, rng) ?? [])
  const aim = {
    broken: (text: string) => text !== response && checkConstraint(target, text).outcome === 'fail',
    held: (text: string) => held.every((other) => checkConstraint(other, text).outcome === 'pass'),
  }
  const single = [...own, ...smallestFirst(smallEdits(response, now.evidence, rng))].find((edits) => {
    const mutant = applyEdits(response, edits)
    return aim.broken(mutant) && aim.held(mutant)
  })
  const edits = single ?? gradualEdits(response, aim, rng)
  return edits && { response: applyEdits(response, edits), edits }
}
