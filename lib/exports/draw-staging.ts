import type { ExportItem } from '#lib/exports/content.ts'
import type { ExportFormat } from '#lib/exports/formats/format.ts'
import { itemsOf, type CompositionData } from '#lib/exports/pair-items.ts'
import type { Snapshot } from '#lib/exports/snapshot.ts'
import { splitOf } from '#lib/exports/splits.ts'
import { stagingDraws, stagingOf, type StagedRow, type Staging, type StagingDraws, type StagingOf } from '#lib/exports/staging.ts'

/** How rows are placed beside their score; null where the recipe asks for nothing of that. */
export function stagingWanted({ recipe: { curriculum }, seed }: Pick<CompositionData, 'recipe' | 'seed'>): StagingOf | null {
  if (!curriculum || (curriculum.replay === 0 && !curriculum.control)) return null
  return { stages: curriculum.cuts.length + 1, replay: curriculum.replay, control: curriculum.control, seed }
}

/** The rows of training of items that were composed without staging. */
export function stagedRows(items: Iterable<ExportItem>, { recipe, seed }: Pick<CompositionData, 'recipe' | 'seed'>): StagedRow[] {
  const rows: StagedRow[] = []
  for (const item of items) {
    if (!('rows' in item) || splitOf(item.group, recipe, seed) !== 'train') continue
    const [id, stage] = [item.held[0]?.id, item.numbers?.[0]]
    if (id !== undefined && stage !== undefined) rows.push({ id, stage })
  }
  return rows
}

/**
 * Composes all pairs once to learn how many rows of training each stage has, which bounds of exact numbers want; null, and nothing is read, where the
 * recipe asks for none. Holds some dozens of bytes a pair.
 */
export async function drawStaging(snapshot: Snapshot, format: ExportFormat, data: CompositionData): Promise<Staging | null> {
  const wanted = stagingWanted(data)
  if (!wanted) return null
  const draws: StagingDraws[] = []
  for await (const bundle of itemsOf(snapshot.pairs(), { ...data, staging: null }, format)) draws.push(stagingDraws(stagedRows(bundle, data), wanted))
  return stagingOf(draws, wanted)
}
