import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { db } from '#lib/db/client.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import type { HoldingExport, HoldingPlace } from '#lib/exports/holding/contract.ts'
import { lookThrough } from '#lib/exports/holding/look-through.ts'
import { renewIndex } from '#lib/exports/holding/renew-index.ts'
import { hasRowIndex, indexedPlaces } from '#lib/exports/holding/row-index.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'

/** What is looked for: a pair by the id of its rows, and by its texts where it is still there, for formats whose rows have no ids. */
export interface Wanted {
  id: string
  texts: { instruction: string; response: string } | null
}

/** What of an export holds a pair. */
export type Found = Pick<HoldingExport, 'exportId' | 'places' | 'rows'>

/** What was found, and which exports there were. */
interface Holding {
  exports: HoldingExport[]
  notLookedThrough: number
  gone: number
  lookedAt: string[]
}

/** How many places of an export are named; the others are counted. */
const mostPlaces = 50

/** The exports that hold a pair, newest first. Those without an index are read row by row where `thorough`, and counted where not. */
export async function exportsHolding(wanted: Wanted, { thorough, signal, except = [] }: { thorough: boolean; signal: AbortSignal; except?: readonly string[] }): Promise<Holding> {
  const rows = await db().export.findMany({ where: { id: { notIn: [...except] } }, orderBy: { id: 'desc' }, select: { id: true, folder: true, format: true, createdAt: true, manifest: true, dataset: { select: { id: true, name: true } } } })
  const exports: HoldingExport[] = []
  let notLookedThrough = 0
  let gone = 0
  for (const { id, folder, format, createdAt, manifest: kept, dataset } of rows) {
    signal.throwIfAborted()
    const manifest = manifestSchema.parse(kept)
    const isIndexed = await hasRowIndex(folder)
    if (!isIndexed && !(await isThere(folder))) gone++
    else if (!isIndexed && !thorough) notLookedThrough++
    else {
      // Pairs are named by every index: only who looks for all that there is waits for one of an earlier version to be written anew.
      if (isIndexed && thorough) await renewIndex(folder, manifest, signal)
      const places = isIndexed ? await placesByIndex(folder, wanted.id, manifest) : await lookThrough(folder, manifest, wanted, signal)
      if (places.length > 0) exports.push({ exportId: id, datasetId: dataset.id, datasetName: dataset.name, format, createdAt: createdAt.toISOString(), places: places.slice(0, mostPlaces), rows: places.length })
    }
  }
  return { exports, notLookedThrough, gone, lookedAt: rows.map(({ id }) => id) }
}

async function isThere(folder: string): Promise<boolean> {
  return (await stat(join(exportsRoot(), folder, 'manifest.json')).catch(() => null)) !== null
}

/** The rows of an indexed export that hold a pair, by the id of its rows. */
export async function placesByIndex(folder: string, id: string, manifest: Pick<ExportManifest, 'files'>): Promise<HoldingPlace[]> {
  const files = manifest.files.filter(({ rows }) => rows !== null)
  return (await indexedPlaces(folder, id)).map(({ file, row, as }) => ({ file: files[file]?.name ?? '', row, as }))
}
