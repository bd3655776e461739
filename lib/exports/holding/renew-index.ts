import { randomUUID } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { columnsOf } from '#lib/exports/extra-columns.ts'
import { fileTypeOf } from '#lib/exports/file-type-names.ts'
import { readRows } from '#lib/exports/file-types/read-rows.ts'
import { isBacktranslationFormat, isPreferenceFormat } from '#lib/exports/format-names.ts'
import { firstEntry, IndexEntries, keyOf, openRowIndex, RowIndexWriter } from '#lib/exports/holding/row-index.ts'
import { asWriterOfIndex, removeUnfinishedIndexes } from '#lib/exports/holding/unfinished-indexes.ts'
import { exportRecipe, type ExportParams } from '#lib/exports/recipe.ts'

const named = z.looseObject({ id: z.string() })
/** Entries in memory at once: some hundred kilobytes. */
const mostAtOnce = 20_000

/**
 * Has the index of an export name its rows by their own ids where these are not the ids of pairs, as preferences and back-translations have
 * them. Indexes of earlier versions name the pairs of such rows alone, and are written anew, from the rows and from what they say. An index
 * stays as it is where a row cannot be read. What a process left that was killed while it did so is removed. Rejects with the signal's reason.
 */
export async function renewIndex(folder: string, manifest: Pick<ExportManifest, 'recipe' | 'files'>, signal: AbortSignal): Promise<void> {
  const recipe = exportRecipe.safeParse(manifest.recipe)
  if (!recipe.success || !(isPreferenceFormat(recipe.data.format) || isBacktranslationFormat(recipe.data.format))) return
  await removeUnfinishedIndexes(folder)
  const files = manifest.files.filter(({ rows }) => rows !== null).map(({ name }) => name)
  const old = await openRowIndex(folder)
  try {
    const first = await firstEntry(old)
    if (!first || first.row !== 1) return
    // An index that names rows by their own ids names each by it first.
    for await (const id of idsIn(folder, files[first.file] ?? '', recipe.data)) {
      if (id !== null && keyOf(id) !== first.key) await asWriterOfIndex(folder, () => write(folder, { files, old, recipe: recipe.data }, signal))
      return
    }
  } finally {
    await old.close()
  }
}

/** Writes the index anew behind the ids of the rows. Several can at once: each adds what the old one says, and they write the same. */
async function write(folder: string, { files, old, recipe }: { files: readonly string[]; old: FileHandle; recipe: ExportParams }, signal: AbortSignal): Promise<void> {
  const index = new RowIndexWriter(folder, join(exportsRoot(), `${folder}.${randomUUID().slice(0, 8)}.unfinished`))
  const entries = new IndexEntries()
  const rowsBefore = files.map(() => 0)
  try {
    for (const [file, name] of files.entries()) {
      let row = 0
      for await (const id of idsIn(folder, name, recipe)) {
        if (id === null) return
        entries.add(file, ++row, [{ id, as: 'row' }])
        if (row % mostAtOnce !== 0) continue
        signal.throwIfAborted()
        await index.append(entries.take(), rowsBefore)
      }
      await index.append(entries.take(), rowsBefore)
    }
    await index.appendAll(old)
    await index.publish()
  } finally {
    await index.discard()
  }
}

/** The ids of a file's rows, as pairs' ids are; null for a row that has none to read, also where the file is gone. KTO's name the side of the preference behind it. */
async function* idsIn(folder: string, name: string, recipe: ExportParams): AsyncGenerator<string | null> {
  const type = fileTypeOf(name)
  if (type === null) return yield null
  try {
    for await (const read of readRows(join(exportsRoot(), folder, name), type, columnsOf(recipe))) {
      const row = 'value' in read ? named.safeParse(read.value).data : undefined
      yield row ? row.id.replace(/-(chosen|rejected)$/, '') : null
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    yield null
  }
}
