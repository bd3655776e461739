import { mendings } from '#lib/constraints/mutation/mend.ts'
import type { PairState } from '#lib/generation/step.ts'
import type { Candidate, Found } from '#lib/preferences/candidate.ts'
import { composeDemands, type ComposedPrompt } from '#lib/preferences/composed-prompt.ts'
import { seededRng } from '#lib/random.ts'

/**
 * Asks for one thing more than the response meets, and pairs the response, which fails that alone, with its smallest edit that meets it too:
 * the back-translation variant of Evolutionary Contrastive Distillation (arXiv 2410.07513). The smallest edits come first. No model is asked.
 */
export function fromMends(pair: PairState, { demands }: ComposedPrompt, seed: number): Found {
  const held = demands.map(({ checker }) => checker)
  const candidates = mendings(pair, held, seededRng(seed, pair.contentHash, 'mends')).map(({ type, text, checker, response }, n): Candidate => {
    const rng = seededRng(seed, pair.contentHash, 'mends', n)
    const all = rng.shuffle([...demands, { id: 'mended', type, text, checker }])
    return { method: 'mends', variantId: null, ...composeDemands(pair, all, rng), chosen: response, rejected: pair.response }
  })
  return { candidates, refused: {} }
}
