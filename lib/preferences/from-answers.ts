import { alikeInLength } from '#lib/generation/contrast.ts'
import type { PairState } from '#lib/generation/step.ts'
import { distance, type Candidate, type Found } from '#lib/preferences/candidate.ts'
import type { ComposedPrompt } from '#lib/preferences/composed-prompt.ts'
import { checkContrast } from '#lib/preferences/gate.ts'

/**
 * Splits the texts that answer a pair's own instruction, its response and what was sampled, by what the checkers say of the constraints in the
 * prompt: each that meets all against each that fails one. Those that fail the fewest and are nearest in length come first, and each
 * failing text is used once.
 */
export function fromAnswers(pair: PairState, { prompt, demands }: ComposedPrompt): Found {
  const answers = pair.answers.filter(({ variantId }) => variantId === null)
  if (answers.length === 0) return { candidates: [], refused: {} }
  const refused: Record<string, number> = {}
  const texts = [...new Set([pair.response, ...answers.map(({ text }) => text)])]
  const ranked: { candidate: Candidate; margin: number }[] = []
  for (const chosen of texts) {
    for (const rejected of texts) {
      if (chosen === rejected) continue
      const answer = checkContrast({ demands, chosen, rejected })
      const reason = !answer.holds ? answer.reason : alikeInLength(chosen, rejected) ? null : 'their lengths differ too much'
      if (reason !== null) refused[reason] = (refused[reason] ?? 0) + 1
      else if (answer.holds) ranked.push({ candidate: { method: 'answers', variantId: null, prompt, demands, chosen, rejected }, margin: answer.margin })
    }
  }
  ranked.sort((a, b) => a.margin - b.margin || distance(a.candidate) - distance(b.candidate))
  const used = new Set<string>()
  const candidates: Candidate[] = []
  for (const { candidate } of ranked) {
    if (used.has(candidate.rejected)) refused['the failing text is in another preference'] = (refused['the failing text is in another preference'] ?? 0) + 1
    else candidates.push(candidate)
    used.add(candidate.rejected)
  }
  return { candidates, refused }
}
