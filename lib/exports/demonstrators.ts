import { createHash } from 'node:crypto'
import { typeWeight } from '#lib/compose/choose-constraints.ts'
import { tellingWords, type Demonstrating } from '#lib/compose/demonstrations.ts'
import type { BenchmarkGrams } from '#lib/contamination/benchmark-grams.ts'
import { contaminationOf } from '#lib/exports/contaminated-by.ts'
import type { ExportFormat } from '#lib/exports/formats/format.ts'
import { leavingConstraints, type Leaving } from '#lib/exports/leaving-constraints.ts'
import { licenseRefusal } from '#lib/exports/license-refusal.ts'
import { refinedRefusal } from '#lib/exports/refined-refusal.ts'
import type { Snapshot } from '#lib/exports/snapshot.ts'
import { splitNames, splitOf, type Split } from '#lib/exports/splits.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'
import type { AcceptedPair } from '#lib/exports/accepted-pairs.ts'

/** Pairs of each split that are drawn to demonstrate: enough to choose from, and few enough to hold in memory. */
const mostOfASplit = 400
/** A demonstration is to leave room for what it demonstrates: instruction, input and response together, in characters. */
const longest = 4000

/** A pair that can demonstrate, with what may be stated of it. */
export interface Demonstrator extends Demonstrating {
  pair: AcceptedPair
  constraints: Leaving['constraints']
}

/** The pairs that may demonstrate, by split. */
export type Demonstrators = ReadonlyMap<Split, readonly Demonstrator[]>

/**
 * Draws the pairs that demonstrate, by the seed: of each split at most some hundred, each a lone exchange with something to state. The same
 * snapshot, recipe and seed draw the same, whatever order the pairs are read in.
 */
export async function drawDemonstrators(snapshot: Snapshot, format: Pick<ExportFormat, 'expresses' | 'refutes'>, recipe: ExportParams, seed: number, datasetLicense: string | null, benchmarks: BenchmarkGrams | null): Promise<Demonstrators> {
  if (recipe.demonstrations === 0) return new Map()
  const draws = new Map<Split, { contentHash: string; draw: string }[]>(splitNames.map((split) => [split, []]))
  for await (const { contentHash, group } of snapshot.lonePairs(longest)) {
    const ofSplit = draws.get(splitOf(group, recipe, seed)) ?? []
    ofSplit.push({ contentHash, draw: createHash('sha256').update(`${seed}\u0000demonstrate\u0000${contentHash}`).digest('hex') })
    if (ofSplit.length >= 2 * mostOfASplit) ofSplit.splice(0, ofSplit.length, ...first(ofSplit))
  }
  const drawn = new Map<Split, Demonstrator[]>()
  for (const [split, ofSplit] of draws) {
    const pairs = await snapshot.pairsOf(first(ofSplit).map(({ contentHash }) => contentHash))
    drawn.set(split, pairs.flatMap((pair) => (mayLeave(pair, recipe, datasetLicense) ? demonstratorOf(pair, format, recipe, benchmarks) : [])))
  }
  return drawn
}

/** Whether the recipe lets the pair out at all. */
function mayLeave(pair: AcceptedPair, recipe: ExportParams, datasetLicense: string | null): boolean {
  return contaminationOf(pair, recipe) === null && refinedRefusal(pair, recipe) === null && licenseRefusal(pair.license ?? datasetLicense, recipe) === null && !(recipe.dropNearDuplicates && pair.isNearDuplicate)
}

/** What choosing looks at; nothing where nothing can be stated of the types that are wanted. */
export function demonstratorOf(pair: AcceptedPair, format: Pick<ExportFormat, 'expresses' | 'refutes'>, recipe: Pick<ExportParams, 'instruction' | 'typeWeights'>, benchmarks: BenchmarkGrams | null): Demonstrator[] {
  const constraints = leavingConstraints(pair, format, recipe, benchmarks).constraints.filter(({ type }) => typeWeight(recipe.typeWeights, type) > 0)
  return constraints.length === 0 ? [] : [{ pair, constraints, ...demonstrating(pair, constraints) }]
}

/** The sides of a pair by which demonstrations are chosen. */
export function demonstrating(pair: Pick<AcceptedPair, 'language' | 'instruction'>, constraints: readonly { type: string }[]): Demonstrating {
  return { language: pair.language, types: new Set(constraints.map(({ type }) => type)), words: tellingWords(pair.instruction) }
}

function first<T extends { draw: string }>(drawn: T[]): T[] {
  return drawn.toSorted((a, b) => (a.draw < b.draw ? -1 : 1)).slice(0, mostOfASplit)
}
