import { thingsOf } from '#lib/exports/format-names.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

interface ExportFacts {
  rows: readonly { split: string; rows: number }[]
  sources: ExportManifest['sources']
  groups(): Promise<number | null>
  recipe: Pick<ExportParams, 'format' | 'splitBy'>
}

/**
 * What whoever trains on an export should know first, in sentences: that it has no row, or none for training. `rows`: of each file, with its split.
 * `groups`: how many groups of pairs stayed together each on one side; null where nothing was held out.
 */
export async function exportWarnings({ rows, sources, groups, recipe }: ExportFacts): Promise<string[]> {
  const of: Record<string, number> = {}
  for (const { split, rows: n } of rows) of[split] = (of[split] ?? 0) + n
  const all = Object.values(of).reduce((sum, n) => sum + n, 0)
  if (all === 0) return [`The export has no row: none of the ${thingsOf(recipe.format)} met the recipe.`]
  if ((of['train'] ?? 0) > 0) return []
  const where = Object.entries(of).flatMap(([split, n]) => (n > 0 ? [`${n.toLocaleString('en')} in ${split}`] : []))
  return [`No row is for training: ${where.join(' and ')}. ${whatTied(Object.keys(sources), await groups(), recipe.splitBy)}`]
}

/** Why no group came to be trained on. */
function whatTied(sources: readonly string[], groups: number | null, splitBy: ExportParams['splitBy']): string {
  if (groups !== 1) return `What leaves is of ${(groups ?? 0).toLocaleString('en')} groups that stay on one side each, and chance put all of them on the others: take another seed, or hold out less.`
  const likeness = 'the same instruction, the same response or near-duplicates'
  if (splitBy === 'pair') return `All that leaves is one group, which stays on one side: tied together by ${likeness}. Hold nothing out, or add other pairs.`
  if (sources.length === 1) return `All that leaves is of one source (${sources.join()}), which the recipe keeps on one side: split by pair.`
  return `All that leaves is one group, which stays on one side: the recipe keeps each source together, and pairs with ${likeness} tie the ${sources.length.toLocaleString('en')} sources to each other. Split by pair.`
}
