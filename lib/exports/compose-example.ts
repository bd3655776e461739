import { createHash } from 'node:crypto'
import { chooseConstraints } from '#lib/compose/choose-constraints.ts'
import { composeInstruction } from '#lib/compose/compose-instruction.ts'
import { inputPositions } from '#lib/compose/input-position.ts'
import type { ExportExample, ExportFormat } from '#lib/exports/formats/format.ts'
import type { AcceptedPair } from '#lib/exports/snapshot.ts'
import { truthGate } from '#lib/exports/truth-gate.ts'
import { seededRng } from '#lib/random.ts'
import type { ExportParams } from '#lib/runs/contract.ts'

/** The share of refined instructions when a recipe mixes them (Crab, arXiv 2410.24175). */
const refinedShare = 0.7

/** What composing needs beside the pair. */
export interface Composition {
  recipe: ExportParams
  seed: number
  format: Pick<ExportFormat, 'expresses'>
  /** The dataset's licence is that of every pair that names no other. */
  datasetLicense: string | null
  /** Share of the pairs that have a constraint of a type, 0 to 1. */
  shareOfPairs: (type: string) => number
}

/** What becomes of one pair: its row, or why it does not leave; and why each of its accepted constraints that is not stated is not. */
export type ComposedExample = ({ example: ExportExample } | { dropped: string }) & { leftOut: string[] }

/** Composes one pair. Decided by the pair's content, the recipe and the seed alone. */
export function composeExample(pair: AcceptedPair, composition: Composition): ComposedExample {
  const { recipe, seed, format, datasetLicense, shareOfPairs } = composition
  const leftOut: string[] = []
  const holding = pair.constraints.flatMap((constraint) => {
    const answer = truthGate(constraint, pair.response)
    if (!answer.passes) leftOut.push(answer.reason)
    const { type, text, checkerId, kwargs } = constraint
    return answer.passes ? [{ type, text, checker: checkerId === null ? null : { id: checkerId, kwargs }, proven: answer.proven }] : []
  })
  const leaving = holding.filter((constraint) => format.expresses?.(constraint) ?? true)
  leftOut.push(...Array.from({ length: holding.length - leaving.length }, () => 'this format cannot verify it'))
  const rng = seededRng(seed, pair.contentHash, 'compose')
  const { minConstraints, usualConstraints, maxConstraints, anyNumber } = recipe
  const from = Math.max(minConstraints, Math.min(usualConstraints, maxConstraints))
  const choice = chooseConstraints(leaving, { least: minConstraints, from, to: maxConstraints, anyShare: anyNumber }, shareOfPairs, rng)
  leftOut.push(...choice.leftOut.map(({ reason }) => reason))
  const { chosen } = choice
  const why =
    recipe.dropNearDuplicates && pair.isNearDuplicate ? 'near-duplicate of another pair'
    : holding.length === 0 ? 'every accepted constraint is refuted'
    : leaving.length === 0 ? 'no constraint that this format can verify'
    : chosen.length === 0 ? 'the accepted constraints conflict'
    : chosen.length < minConstraints ? `fewer than ${minConstraints} constraints`
    : null
  if (why !== null) return { dropped: why, leftOut: [...leftOut, ...chosen.map(() => 'the pair was left out')] }
  const refined = recipe.instruction === 'refined' || (recipe.instruction === 'mixed' && rng.next() < refinedShare)
  const instruction = refined ? (pair.refinedInstruction ?? pair.instruction) : pair.instruction
  const position = recipe.inputPosition === 'mixed' ? rng.pick(inputPositions) : recipe.inputPosition
  const example: ExportExample = {
    id: `pincer-${createHash('sha256').update(pair.contentHash).digest('hex').slice(0, 16)}`,
    source: pair.source,
    license: pair.license ?? datasetLicense,
    language: pair.language,
    system: pair.system,
    history: pair.history,
    prompt: composeInstruction({ instruction, input: pair.input }, chosen, rng, position).text,
    response: pair.response,
    originalInstruction: pair.instruction,
    originalInput: pair.input,
    constraints: chosen,
  }
  return { example, leftOut }
}
