import { hash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { ChangedRow, ExportComparison } from '#lib/exports/compare/contract.ts'
import { differentFields, differentManifests } from '#lib/exports/compare/compare-manifests.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { columnsOf } from '#lib/exports/extra-columns.ts'
import { fileTypeOf } from '#lib/exports/file-type-names.ts'
import { readRows } from '#lib/exports/file-types/read-rows.ts'
import { partOfFile } from '#lib/exports/sequence.ts'
import { isFileName } from '#lib/exports/manifest-schema.ts'
import { exportRecipe } from '#lib/runs/contract.ts'

/** The folder of an export and what its manifest says. */
export interface ComparedExport {
  folder: string
  manifest: ExportManifest
}

/** So many rows of each kind are named. */
const mostExamples = 20

interface Known {
  split: string
  content: string
  seen: boolean
}

/**
 * What changed from one export to another, told from their folders alone. Rows are matched by their id, and where a format has none by their
 * prompt; a row that stands in an export several times is matched in order. Some 400 bytes of each row of the earlier one are in memory.
 * Throws what the file system says, and an error where a file cannot be read as what it is.
 */
export async function compareExports(before: ComparedExport, after: ComparedExport): Promise<ExportComparison> {
  const known = new Map<string, Known>()
  for await (const { key, split, text } of rowsOf(before)) known.set(key, { split, content: digest(text), seen: false })
  const rows = { before: known.size, after: 0, same: 0, added: 0, removed: 0, changed: 0, moved: 0 }
  const examples: ExportComparison['examples'] = { added: [], removed: [], changed: [], moved: [] }
  const changed = new Map<string, { row: ChangedRow; value: unknown }>()
  const tell = (kind: keyof typeof examples, key: string, place: string): ChangedRow => {
    rows[kind]++
    const row: ChangedRow = { id: nameOf(key), place, fields: [] }
    if (examples[kind].length < mostExamples) examples[kind].push(row)
    return row
  }
  for await (const { key, split, text, place, value } of rowsOf(after)) {
    rows.after++
    const earlier = known.get(key)
    if (!earlier) {
      tell('added', key, place)
      continue
    }
    earlier.seen = true
    if (earlier.split !== split) tell('moved', key, place)
    if (earlier.content === digest(text)) rows.same++
    else {
      const row = tell('changed', key, place)
      if (rows.changed <= mostExamples) changed.set(key, { row, value })
    }
  }
  for await (const { key, place, value } of rowsOf(before)) {
    if (known.get(key)?.seen === false) tell('removed', key, place)
    const other = changed.get(key)
    if (other) other.row.fields = differentFields(value, other.value)
  }
  return { rows, examples, ...differentManifests(before.manifest, after.manifest) }
}

const identified = z.object({ id: z.string().optional(), cnt_id: z.string().optional(), key: z.union([z.string(), z.number()]).optional() })

async function* rowsOf({ folder, manifest }: ComparedExport): AsyncGenerator<{ key: string; split: string; place: string; text: string; value: unknown }> {
  const columns = columnsOf(exportRecipe.parse(manifest.recipe))
  const times = new Map<string, number>()
  for (const { name, rows } of manifest.files) {
    const type = fileTypeOf(name)
    if (rows === null || type === null || !isFileName(name)) continue
    for await (const row of readRows(join(folder, name), type, columns)) {
      const place = `${name}:${row.line}`
      if (!('value' in row)) throw new Error(`${place} ${row.problem}.`)
      const text = JSON.stringify(row.value)
      const id = identified.safeParse(row.value).data
      const named = id?.id ?? id?.cnt_id ?? (id?.key === undefined ? digest(promptOf(row.value)).slice(0, 16) : String(id.key))
      const time = (times.get(named) ?? 0) + 1
      times.set(named, time)
      yield { key: time === 1 ? named : `${named}${again}${time}`, split: partOfFile(name).split, place, text, value: row.value }
    }
  }
}

const again = '\u0000'

function nameOf(key: string): string {
  return key.split(again)[0] ?? key
}

const spoken = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) })

/** All turns but the last, which is the response. */
function promptOf(value: unknown): string {
  const { data } = spoken.safeParse(value)
  return JSON.stringify(data ? data.messages.slice(0, -1) : value)
}

function digest(text: string): string {
  return hash('sha256', text, 'base64').slice(0, 22)
}
