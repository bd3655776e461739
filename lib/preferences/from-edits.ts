import { breakConstraint } from '#lib/constraints/mutation/break.ts'
import { editSize } from '#lib/constraints/mutation/edit.ts'
import type { PairState } from '#lib/generation/step.ts'
import type { Candidate, Found } from '#lib/preferences/candidate.ts'
import type { Check } from '#lib/preferences/checks.ts'
import type { ComposedPrompt } from '#lib/preferences/composed-prompt.ts'
import { seededRng } from '#lib/random.ts'

/**
 * Pairs a response with small edits of it, each of which breaks one constraint of the prompt and leaves the others as they are: contrasts that
 * differ in nothing else. The smallest edits come first. No model is asked.
 */
export function fromEdits(pair: PairState, { prompt, demands }: ComposedPrompt, seed: number, check: Check): Found {
  const found: { candidate: Candidate; size: number }[] = []
  let unbroken = 0
  for (const [index, { checker }] of demands.entries()) {
    const others = demands.filter((_, other) => other !== index).map((other) => other.checker)
    const mutant = breakConstraint(pair.response, checker, others, seededRng(seed, pair.contentHash, 'edit', index), check)
    if (mutant) found.push({ candidate: { method: 'edits', variantId: null, prompt, demands, chosen: pair.response, rejected: mutant.response }, size: editSize(mutant.edits) })
    else unbroken++
  }
  found.sort((a, b) => a.size - b.size)
  return { candidates: found.map(({ candidate }) => candidate), refused: unbroken > 0 ? { 'no small edit breaks one constraint alone': unbroken } : {} }
}
