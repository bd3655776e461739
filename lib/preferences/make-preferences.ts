import type { PairState } from '#lib/generation/step.ts'
import { checksOnce } from '#lib/preferences/checks.ts'
import { takeCertain, type Found, type FoundPreference } from '#lib/preferences/candidate.ts'
import { composePrompt } from '#lib/preferences/composed-prompt.ts'
import type { PreferenceMethod, PreferencesParams } from '#lib/preferences/contract.ts'
import { fromAnswers } from '#lib/preferences/from-answers.ts'
import { fromChains } from '#lib/preferences/from-chains.ts'
import { fromEdits } from '#lib/preferences/from-edits.ts'
import { fromMends } from '#lib/preferences/from-mends.ts'
import type { OtherResponse } from '#lib/preferences/other-responses.ts'

/** What came of one pair. */
export interface MadePreferences {
  preferences: FoundPreference[]
  /** Candidates that are none, by reason; together with the preferences these are all that were looked at. */
  refused: Record<string, number>
  /** Why the pair has none; null where it has. */
  dropped: string | null
}

const nothing: Found = { candidates: [], refused: {} }

/**
 * Makes preferences of a pair by the methods asked for: in each the chosen text meets all that the prompt demands and the rejected one fails
 * at least one, both by proof. The same pair, parameters and seed make the same ones. `others`: the responses of pairs that ask the very same.
 */
export function makePreferences(pair: PairState, params: PreferencesParams, seed: number, others: readonly OtherResponse[] = []): MadePreferences {
  const check = checksOnce()
  const composed = composePrompt(pair, params.maxConstraints, seed, check)
  const by: Record<PreferenceMethod, () => Found> = {
    evolved: () => fromChains(pair),
    answers: () => ('reason' in composed ? nothing : fromAnswers(pair, composed, others, check)),
    edits: () => ('reason' in composed ? nothing : fromEdits(pair, composed, seed, check)),
    mends: () => ('reason' in composed ? nothing : fromMends(pair, composed, seed)),
  }
  const preferences: FoundPreference[] = []
  const refused: Record<string, number> = {}
  for (const method of new Set(params.methods)) {
    const taken = takeCertain(by[method](), params.mostPerPair, method === 'edits' || method === 'mends', check)
    preferences.push(...taken.preferences)
    for (const [reason, n] of Object.entries(taken.refused)) refused[reason] = (refused[reason] ?? 0) + n
  }
  if (preferences.length > 0) return { preferences, refused, dropped: null }
  const [commonest] = Object.entries(refused).toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return { preferences, refused, dropped: commonest?.[0] ?? ('reason' in composed && params.methods.some((method) => method !== 'evolved') ? composed.reason : 'nothing to compare') }
}
