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

/** Composes one pair, or says why it does not leave. Decided by the pair's content, the recipe and the seed alone. */
export function composeExample(pair: AcceptedPair, { recipe, seed, format, datasetLicense, shareOfPairs }: Composition): ExportExample | { dropped: string } {
  if (recipe.dropNearDuplicates && pair.isNearDuplicate) return { dropped: 'near-duplicate of another pair' }
  const gated = pair.constraints.map((constraint) => ({ constraint, answer: truthGate(constraint, pair.response) }))
  const holding = gated.flatMap(({ constraint, answer }) => (answer.passes ? [{ ...constraint, checker: checkerOf(constraint), proven: answer.proven }] : []))
  if (holding.length === 0) return { dropped: 'every accepted constraint is refuted' }
  const leaving = holding.filter((constraint) => format.expresses?.(constraint) ?? true)
  if (leaving.length === 0) return { dropped: 'no constraint that this format can verify' }
  if (leaving.length < recipe.minConstraints) return { dropped: `fewer than ${recipe.minConstraints} constraints` }
  const rng = seededRng(seed, pair.contentHash, 'compose')
  const { usualConstraints, maxConstraints, minConstraints, anyNumber } = recipe
  const from = Math.max(minConstraints, Math.min(usualConstraints, maxConstraints))
  const chosen = chooseConstraints(leaving, { least: minConstraints, from, to: maxConstraints, anyShare: anyNumber }, shareOfPairs, rng)
  const refined = recipe.instruction === 'refined' || (recipe.instruction === 'mixed' && rng.next() < refinedShare)
  const instruction = refined ? (pair.refinedInstruction ?? pair.instruction) : pair.instruction
  const position = recipe.inputPosition === 'mixed' ? rng.pick(inputPositions) : recipe.inputPosition
  return {
    id: `pincer-${createHash('sha256').update(pair.contentHash).digest('hex').slice(0, 16)}`,
    source: pair.source,
    license: pair.license ?? datasetLicense,
    language: pair.language,
    system: pair.system,
    history: pair.history,
    prompt: composeInstruction({ instruction, input: pair.input }, chosen, rng, position).text,
    response: pair.response,
    originalInstruction: pair.instruction,
    constraints: chosen.map(({ type, text, checker, proven }) => ({ type, text, checker, proven })),
  }
}

function checkerOf({ checkerId, kwargs }: AcceptedPair['constraints'][number]): ExportExample['constraints'][number]['checker'] {
  return checkerId === null ? null : { id: checkerId, kwargs }
}
