import { backTranslate, longestResponse, type MinedConstraint } from '#lib/constraints/index.ts'
import type { Rng } from '#lib/random.ts'

/** What a response meets by rule, or why nothing came of it. */
export type ByRule = { constraints: [MinedConstraint, ...MinedConstraint[]] } | { dropped: string }

/**
 * Measures a response and states what it meets (the corrected generators of Crab's six families, arXiv 2410.24175, and all other kinds
 * that can be checked). Types in `has`, of which the pair has a rule-made constraint, are left as they are, so that running it again adds
 * only what is missing.
 */
export function constraintsByRule(
  pair: { instruction: string; input: string | null; response: string; language: string | null },
  has: ReadonlySet<string>,
  rng: Rng,
  options: { types?: 'all' | 'crab' },
): ByRule {
  if (pair.response.length > longestResponse) return { dropped: 'response of more than 1,000,000 characters' }
  const instruction = pair.input ? `${pair.instruction}\n${pair.input}` : pair.instruction
  const found = backTranslate({ instruction, response: pair.response }, rng, { ...options, language: pair.language })
  if (found.length === 0) return { dropped: 'nothing worth stating' }
  const [first, ...others] = found.filter(({ type }) => !has.has(type))
  return first ? { constraints: [first, ...others] } : { dropped: 'had these constraints already' }
}
