import { join } from 'node:path'
import { z } from 'zod'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { columnsOf } from '#lib/exports/extra-columns.ts'
import { fileTypeOf } from '#lib/exports/file-type-names.ts'
import { readRows } from '#lib/exports/file-types/read-rows.ts'
import { isPreferenceFormat } from '#lib/exports/format-names.ts'
import type { HoldingPlace } from '#lib/exports/holding/contract.ts'
import type { Wanted } from '#lib/exports/holding/find-holding.ts'
import type { HoldKind } from '#lib/exports/holding/row-index.ts'
import type { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { unpackedMeta } from '#lib/exports/unpacked-meta.ts'
import { rowsOfFile } from '#lib/exports/sequence.ts'
import { exportRecipe, type ExportParams } from '#lib/exports/recipe.ts'

/** A response of so many characters is no other pair's by chance. */
const telling = 100

const named = z.looseObject({
  id: z.string().optional(),
  key: z.union([z.string(), z.number()]).optional(),
  meta: z.looseObject({ task: z.string().optional(), original_instruction: z.string().optional() }).optional(),
  messages: z.array(z.looseObject({ content: z.string() })).optional(),
})

/** Reads the rows of an export without an index one by one, and answers which hold a pair. Files that are gone are passed over. */
export async function lookThrough(folder: string, manifest: z.output<typeof manifestSchema>, wanted: Wanted, signal: AbortSignal): Promise<HoldingPlace[]> {
  const recipe = exportRecipe.safeParse(manifest.recipe)
  if (!recipe.success) return []
  const found: HoldingPlace[] = []
  for (const { name, rows } of manifest.files) {
    const type = rows === null ? null : fileTypeOf(name)
    if (type === null) continue
    let row = 0
    for await (const read of readRows(join(exportsRoot(), folder, name), type, columnsOf(rowsOfFile(name, recipe.data).recipe))) {
      if (++row % 1000 === 0) signal.throwIfAborted()
      const as = 'value' in read ? heldAs(read.value, wanted, recipe.data) : null
      if (as) found.push({ file: name, row, as })
    }
  }
  return found
}

/** As what a row holds a pair; null where it does not. Rows of preferences have ids of their own, and some formats have none: there the texts tell. */
function heldAs(value: unknown, { id, texts }: Wanted, { format, demonstrations }: ExportParams): HoldKind | null {
  const json = JSON.stringify(value)
  const row = named.safeParse(unpackedMeta(value)).data ?? {}
  const own = row.id ?? row.key
  // IFEval's keys are the first twelve digits as a number.
  if (typeof own === 'number' ? own === Number.parseInt(id.slice(-16, -4), 16) : own?.startsWith(id)) return row.meta?.task === 'general' ? 'general' : 'row'
  if (json.includes(id)) return isPreferenceFormat(format) ? 'preference' : 'demonstration'
  if (!texts) return null
  const holds = (text: string): boolean => json.includes(JSON.stringify(text).slice(1, -1))
  if (isPreferenceFormat(format)) return holds(texts.response) || row.meta?.original_instruction === texts.instruction ? 'preference' : null
  // A prompt begins its instruction with another letter and ends it with other signs.
  const tells = holds(texts.response) && (texts.response.length >= telling || holds(texts.instruction.slice(1, 60).replace(/[\s.?!:]+$/, '')))
  if (!tells) return null
  if (own === undefined) return row.messages?.at(-1)?.content === texts.response ? 'row' : 'demonstration'
  // Where a row says where it comes from, it names those that demonstrate: what is met in it by chance is another pair's.
  return demonstrations > 0 && row.meta === undefined ? 'demonstration' : null
}
