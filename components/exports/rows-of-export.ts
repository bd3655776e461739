import { browseHref } from '#components/browse/filter.ts'
import { droppedBy } from '#lib/datasets/dropped-term.ts'
import type { ExportView } from '#lib/exports/contract.ts'
import { thingsOf } from '#lib/exports/format-names.ts'

/** The addresses of the pairs behind an export's counts. Preferences and answers are counted by themselves: of them there are the pairs that they are of, and none of what stayed behind. */
export interface RowsOfExport {
  held: string
  /** Of those that it left out for a reason; undefined where it did not keep which. */
  dropped: (reason: string) => string | undefined
}

/** Where Browse shows the pairs of an export, and those that it left out. */
export function rowsOfExport({ id, datasetId, keepsDropped }: Pick<ExportView, 'id' | 'datasetId' | 'keepsDropped'>): RowsOfExport {
  return {
    held: browseHref(datasetId, { export: id }),
    dropped: (reason) => (keepsDropped ? browseHref(datasetId, { dropped: droppedBy(id, reason) }) : undefined),
  }
}

/** Whether what an export left out are pairs, of which it did not keep which: an early version made it. */
export function lacksDropped({ format, manifest, keepsDropped }: Pick<ExportView, 'format' | 'manifest' | 'keepsDropped'>): boolean {
  return thingsOf(format) === 'pairs' && !keepsDropped && manifest.counts.in > manifest.counts.out
}
