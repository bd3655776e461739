import { alikeInLength } from '#lib/generation/contrast.ts'
import type { PairState } from '#lib/generation/step.ts'
import { distance, type Candidate, type Found } from '#lib/preferences/candidate.ts'
import type { Check } from '#lib/preferences/checks.ts'
import type { ComposedPrompt } from '#lib/preferences/composed-prompt.ts'
import { confoundOf } from '#lib/preferences/confounds.ts'
import { brokenBy, failsNothing, whyNeverChosen } from '#lib/preferences/gate.ts'
import type { OtherResponse } from '#lib/preferences/other-responses.ts'

/** A text, and the other pair that it is the response of. */
interface Answer {
  text: string
  pairId?: string
}

/**
 * Splits the texts that answer a pair's own instruction, its response, what was sampled, and the responses of other pairs that ask the very
 * same, by what the checkers say of the constraints in the prompt: each that meets all against each that fails one. Those that fail the
 * fewest and are nearest in length come first, and each failing text is used once. A response under another licence is compared with none.
 */
export function fromAnswers(pair: PairState, { prompt, demands }: ComposedPrompt, others: readonly OtherResponse[], check: Check): Found {
  const refused: Record<string, number> = {}
  const refuse = (reason: string, n = 1): void => {
    if (n > 0) refused[reason] = (refused[reason] ?? 0) + n
  }
  refuse('another pair’s response is under another licence', others.filter(({ sameLicense }) => !sameLicense).length)
  const known = new Map<string, Answer>()
  for (const answer of [{ text: pair.response }, ...pair.answers.filter(({ variantId }) => variantId === null).map(({ text }) => ({ text })), ...others.filter(({ sameLicense }) => sameLicense)]) {
    if (!known.has(answer.text)) known.set(answer.text, answer)
  }
  // What a text is by itself is asked once; only what may be chosen is compared with what may be rejected.
  const failing = [...known.values()].flatMap((answer) => {
    const broken = brokenBy(demands, answer.text, check)
    return broken.length > 0 ? [{ ...answer, margin: broken.length / demands.length }] : []
  })
  const ranked: { candidate: Candidate; margin: number }[] = []
  for (const chosen of known.values()) {
    const never = whyNeverChosen(demands, chosen.text, check)
    if (never !== null) {
      refuse(never, known.size - 1)
      continue
    }
    refuse(failsNothing, known.size - 1 - failing.length)
    for (const { text, pairId, margin } of failing) {
      const texts = { chosen: chosen.text, rejected: text }
      const reason = alikeInLength(texts.chosen, texts.rejected) ? confoundOf(texts) : 'their lengths differ too much'
      if (reason !== null) refuse(reason)
      else ranked.push({ candidate: { method: 'answers', variantId: null, prompt, demands, ...texts, ...(chosen.pairId ? { chosenPairId: chosen.pairId } : {}), ...(pairId ? { rejectedPairId: pairId } : {}) }, margin })
    }
  }
  ranked.sort((a, b) => a.margin - b.margin || distance(a.candidate) - distance(b.candidate))
  const used = new Set<string>()
  const candidates: Candidate[] = []
  for (const { candidate } of ranked) {
    if (used.has(candidate.rejected)) refuse('the failing text is in another preference')
    else candidates.push(candidate)
    used.add(candidate.rejected)
  }
  return { candidates, refused }
}
