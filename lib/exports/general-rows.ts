import type { BenchmarkGrams } from '#lib/contamination/benchmark-grams.ts'
import { originOf, type ExportExample } from '#lib/exports/formats/format.ts'
import type { GeneralPair } from '#lib/exports/snapshot.ts'
import { asWritten, contaminatedAsWritten, contaminationOf } from '#lib/exports/contaminated-by.ts'
import { exampleId } from '#lib/exports/compose-example.ts'
import { wordsOf } from '#lib/exports/conversation-words.ts'
import { licenseRefusal } from '#lib/exports/license-refusal.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** The dataset that general rows come from. */
export interface GeneralSet {
  id: string
  name: string
  license: string | null
}

/** A pair of the general set that leaves, or why it does not. */
export type GeneralItem = { pair: GeneralPair; example: ExportExample } | { leftOut: string }

/**
 * Pairs of a general set as they are, without constraints, in order of content hash: no clock decides which are taken. What the dataset
 * itself has is left out, and so is what the recipe finds too long, or nearly repeated.
 */
export async function* generalRows(pairs: AsyncIterable<GeneralPair>, from: GeneralSet, recipe: ExportParams, benchmarks: BenchmarkGrams | null): AsyncGenerator<GeneralItem> {
  for await (const pair of pairs) {
    const example = generalExample(pair, from, recipe)
    const asked = contaminatedAsWritten(example, benchmarks)
    const why =
      pair.isAlsoHere ? 'also a pair of the dataset'
      : pair.isTorn ? 'like pairs of the dataset that need not be in one split'
      : contaminationOf(pair, recipe) !== null ? contaminationOf(pair, recipe)
      : asked !== null ? asWritten(asked)
      : licenseRefusal(example.license, recipe) !== null ? licenseRefusal(example.license, recipe)
      : recipe.dropNearDuplicates && pair.isNearDuplicate ? 'near-duplicate of another pair'
      : recipe.longestWords !== null && wordsOf(example) > recipe.longestWords ? `longer than ${recipe.longestWords} words`
      : null
    yield why === null ? { pair, example } : { leftOut: why }
  }
}

function generalExample(pair: GeneralPair, from: GeneralSet, recipe: ExportParams): ExportExample {
  const { instruction, input, response } = pair
  return {
    id: exampleId(pair),
    ...originOf(pair, from.license),
    prompt: input ? `${instruction}\n\n${input}` : instruction,
    response,
    constraints: [],
    ...(recipe.demonstrations === 0 ? {} : { demonstrations: [] }),
    task: { kind: 'general', dataset: from.name },
  }
}
