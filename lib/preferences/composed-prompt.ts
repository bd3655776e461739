import { besideInstruction } from '#lib/compose/asked-already.ts'
import { chooseConstraints } from '#lib/compose/choose-constraints.ts'
import { composeInstruction } from '#lib/compose/compose-instruction.ts'
import type { PairState } from '#lib/generation/step.ts'
import type { Check } from '#lib/preferences/checks.ts'
import type { PreferenceDemand } from '#lib/preferences/contract.ts'
import { seededRng, type Rng } from '#lib/random.ts'

/** A pair's instruction with constraints that its response is proven to meet. */
export interface ComposedPrompt {
  prompt: string
  demands: PreferenceDemand[]
}

/**
 * Composes the prompt that a pair's preferences share: its instruction with accepted constraints whose checker says now that the response
 * meets them. None implies or contradicts another. Decided by the pair's content, its constraints and the seed. Answers why there is none.
 */
export function composePrompt(pair: PairState, maxConstraints: number, seed: number, check: Check): ComposedPrompt | { reason: string } {
  const accepted = pair.constraints.filter(({ status }) => status === 'accepted')
  if (accepted.length === 0) return { reason: 'no accepted constraint' }
  const proven = accepted
    .flatMap(({ id, type, text, checker }) => (checker ? [{ id, type, text, checker: { id: checker.id, kwargs: checker.kwargs }, proven: true }] : []))
    .filter(({ checker }) => check(checker, pair.response).outcome === 'pass')
    // An order that no clock decides.
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  if (proven.length === 0) return { reason: 'no accepted constraint is proven by program' }
  const { stated } = besideInstruction(proven, [pair.instruction])
  if (stated.length === 0) return { reason: 'the instruction asks for it all itself, or for other things' }
  const rng = seededRng(seed, pair.contentHash, 'preferences')
  const { chosen } = chooseConstraints(stated, { least: 1, from: maxConstraints, to: maxConstraints, anyShare: 0 }, () => 0, rng)
  if (chosen.length === 0) return { reason: 'the accepted constraints conflict' }
  return composeDemands(pair, chosen.map(({ id, type, text, checker }) => ({ id, type, text, checker })), rng)
}

/** Writes the pair's instruction with demands into one prompt. Throws RangeError without demands. */
export function composeDemands(pair: PairState, demands: PreferenceDemand[], rng: Rng): ComposedPrompt {
  return { prompt: composeInstruction(pair, demands, rng).text, demands }
}

function keyOf({ type, text, checker }: Omit<PreferenceDemand, 'id'>): string {
  return JSON.stringify([type, text, checker.id, checker.kwargs])
}
