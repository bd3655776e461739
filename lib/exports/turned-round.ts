import { reverseExample } from '#lib/compose/reverse.ts'
import type { ReverseAsk } from '#lib/compose/reverse-target.ts'
import type { ExportExample } from '#lib/exports/formats/format.ts'
import type { AcceptedPair } from '#lib/exports/accepted-pairs.ts'
import { seededRng } from '#lib/random.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/**
 * Whether a pair becomes a reverse example instead of a forward one, never both. A pair with a system prompt or earlier turns stays as it
 * is: they belong to the instruction that a reverse example asks about.
 */
export function isTurnedRound(pair: AcceptedPair, { reverse }: ExportParams, seed: number): boolean {
  if (pair.system || pair.history.length > 0) return false
  return reverse > 0 && seededRng(seed, pair.contentHash, 'task').next() < reverse
}

/** The reverse example of a pair, with the constraints that its forward one states. Null where the pair does not have what is asked for. */
export function turnedRound(example: ExportExample, pair: AcceptedPair, { reverseAsks, reverseGraded }: ExportParams, seed: number): ExportExample | null {
  const rng = seededRng(seed, pair.contentHash, 'reverse')
  const refined = pair.refinedInstruction?.trim() || null
  const possible: readonly ReverseAsk[] = refined === null ? ['constraints'] : ['constraints', 'refined', 'both']
  const asks = reverseAsks === 'mixed' ? rng.pick(possible) : reverseAsks
  const { instruction, input, response } = pair
  const made = reverseExample({ instruction, input, response, refined, constraints: example.constraints }, asks, reverseGraded, rng)
  if (!made) return null
  return {
    ...example,
    id: `${example.id}-reverse`,
    prompt: made.prompt,
    response: made.answer,
    ...(example.demonstrations ? { demonstrations: [] } : {}),
    task: { kind: 'reverse', asks, format: made.format, graded: reverseGraded, subject: response },
  }
}
