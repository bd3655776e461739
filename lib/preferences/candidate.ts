import { createHash } from 'node:crypto'
import type { Check } from '#lib/preferences/checks.ts'
import { checkContrast } from '#lib/preferences/gate.ts'
import type { BrokenDemand, PreferenceDemand, PreferenceMethod } from '#lib/preferences/contract.ts'

/** Two texts that may become a preference. */
export interface Candidate {
  method: PreferenceMethod
  /** The evolved instruction that the prompt is. */
  variantId: string | null
  prompt: string
  demands: readonly PreferenceDemand[]
  chosen: string
  rejected: string
  /** The other pairs whose responses the texts are; left out where they are of the pair itself. */
  chosenPairId?: string
  rejectedPairId?: string
}

/** A preference as it is written down. */
export interface FoundPreference extends Candidate {
  violated: string[]
  evidence: BrokenDemand[]
  margin: number
  fingerprint: string
}

/** What a method found for one pair: candidates, the nearest first, and what it refused itself, by reason. */
export interface Found {
  candidates: Candidate[]
  refused: Record<string, number>
}

/** How far apart the lengths of two texts are, in characters: the cheapest of their differences. */
export function distance({ chosen, rejected }: Pick<Candidate, 'chosen' | 'rejected'>): number {
  return Math.abs(chosen.length - rejected.length)
}

const tooMany = 'more than wanted of one method'

/**
 * Holds candidates to the gate: at most `most` of those that pass are taken, in order. Every candidate becomes a preference or is counted
 * under the reason why not; with `breaksOne` one that breaks more than one constraint is refused.
 */
export function takeCertain({ candidates, refused }: Found, most: number, breaksOne: boolean, check: Check): { preferences: FoundPreference[]; refused: Record<string, number> } {
  const preferences: FoundPreference[] = []
  const reasons = { ...refused }
  for (const candidate of candidates) {
    const answer = checkContrast(candidate, undefined, check)
    const reason =
      !answer.holds ? answer.reason
      : breaksOne && answer.broken.length > 1 ? 'the edit breaks more than one constraint'
      : preferences.length >= most ? tooMany
      : null
    if (reason !== null) reasons[reason] = (reasons[reason] ?? 0) + 1
    else if (answer.holds) {
      const { broken, margin } = answer
      preferences.push({ ...candidate, violated: broken.map(({ constraintId }) => constraintId), evidence: broken, margin, fingerprint: fingerprintOf(candidate) })
    }
  }
  return { preferences, refused: reasons }
}

function fingerprintOf({ method, prompt, chosen, rejected }: Candidate): string {
  return createHash('sha256').update(JSON.stringify([method, prompt, chosen, rejected])).digest('hex').slice(0, 32)
}
