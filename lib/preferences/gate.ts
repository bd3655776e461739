import { checkConstraint } from '#lib/constraints/index.ts'
import type { Check } from '#lib/preferences/checks.ts'
import type { BrokenDemand, PreferenceDemand } from '#lib/preferences/contract.ts'

/** Two texts for one prompt, and all that the prompt demands. */
export interface Contrast {
  demands: readonly PreferenceDemand[]
  chosen: string
  rejected: string
}

export type ContrastAnswer = { holds: true; broken: BrokenDemand[]; margin: number } | { holds: false; reason: string }

/**
 * Whether one text is to be preferred for certain: it meets every demand, and the other fails at least one, both found by program now. With
 * `violated` the other must fail each of those. A check that is unsure or could not run proves nothing, on either side.
 */
export function checkContrast({ demands, chosen, rejected }: Contrast, violated?: readonly string[], check: Check = checkConstraint): ContrastAnswer {
  if (demands.length === 0) return { holds: false, reason: 'the prompt demands nothing that a program can check' }
  if (chosen === rejected) return { holds: false, reason: 'both texts are the same' }
  const reason = whyNeverChosen(demands, chosen, check)
  if (reason !== null) return { holds: false, reason }
  const broken = brokenBy(demands, rejected, check)
  if (broken.length === 0) return { holds: false, reason: failsNothing }
  const fails = new Set(broken.map(({ constraintId }) => constraintId))
  if (violated?.some((id) => !fails.has(id))) return { holds: false, reason: 'the rejected text does not fail what it is said to' }
  return { holds: true, broken, margin: broken.length / demands.length }
}

/** Why a text that fails no demand for certain is never the rejected one. */
export const failsNothing = 'the rejected text fails no constraint'

/** Why a text is not to be preferred to any; null where it meets every demand for certain. */
export function whyNeverChosen(demands: readonly PreferenceDemand[], text: string, check: Check): string | null {
  const outcomes = demands.map(({ checker }) => check(checker, text).outcome)
  if (outcomes.includes('fail')) return 'the chosen text fails a constraint'
  return outcomes.some((outcome) => outcome !== 'pass') ? 'a constraint of the chosen text cannot be proven' : null
}

/** The demands that a text fails for certain, in their order, with what shows it. */
export function brokenBy(demands: readonly PreferenceDemand[], text: string, check: Check = checkConstraint): BrokenDemand[] {
  return demands.flatMap(({ id, checker }) => {
    const { outcome, detail, measured, evidence } = check(checker, text)
    if (outcome !== 'fail') return []
    return [{ constraintId: id, detail, measured, spans: evidence.map(({ start, end }) => ({ start, end })) }]
  })
}
