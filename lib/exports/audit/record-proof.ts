import { join } from 'node:path'
import { z } from 'zod'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { columnsOf } from '#lib/exports/extra-columns.ts'
import { fileTypeOf } from '#lib/exports/file-type-names.ts'
import { readRows } from '#lib/exports/file-types/read-rows.ts'
import { MerkleTree, rootFrom, sidesOf } from '#lib/exports/merkle.ts'
import { isFileName } from '#lib/exports/manifest-schema.ts'
import { rowsOfFile } from '#lib/exports/sequence.ts'
import { exportRecipe } from '#lib/exports/recipe.ts'

/** That a record is in a file of an export: whoever has the manifest, or its roots alone, can check it without the file. */
export const recordProof = z.object({
  file: z.string(),
  /** The record's place in the file, from 0, and how many there are. */
  index: z.int().min(0),
  of: z.int().min(1),
  record: z.record(z.string(), z.unknown()),
  /** From the record to the root. */
  path: z.array(z.object({ side: z.enum(['left', 'right']), hash: z.string().regex(/^[0-9a-f]{64}$/) })).max(64),
  root: z.string(),
})
export type RecordProof = z.infer<typeof recordProof>

/**
 * Proves that the record with this id, or with this line of a file such as train.jsonl:12, is in the export. Null where there is none. Throws
 * what the file system says.
 */
export async function proveRecord(folder: string, manifest: ExportManifest, named: string): Promise<RecordProof | null> {
  const recipe = exportRecipe.parse(manifest.recipe)
  const [, ofFile, ofLine] = /^(.+):(\d+)$/.exec(named) ?? []
  for (const { name, rows } of manifest.files) {
    const type = fileTypeOf(name)
    if (rows === null || type === null || !isFileName(name) || (ofFile !== undefined && ofFile !== name)) continue
    const read = (): ReturnType<typeof readRows> => readRows(join(folder, name), type, columnsOf(rowsOfFile(name, recipe).recipe))
    const index = await placeOf(read(), (row, line) => (ofLine === undefined ? isCalled(row, named) : line === Number(ofLine)))
    if (index === null) continue
    const tree = new MerkleTree(index)
    let record: Record<string, unknown> = {}
    for await (const row of read()) {
      const value = 'value' in row ? row.value : null
      if (tree.size === index) record = z.record(z.string(), z.unknown()).parse(value)
      tree.add(JSON.stringify(value))
    }
    return { file: name, index, of: tree.size, record, root: tree.root(), path: [...tree.path] }
  }
  return null
}

/** Whether a proof is right, and its root that of the manifest; otherwise why not. */
export function whyNotProven({ file, index, of, record, path, root }: RecordProof, { files }: ExportManifest): string | null {
  const said = files.find(({ name }) => name === file)
  if (!said) return `The manifest has no file ${file}.`
  if (said.merkleRoot === undefined) return `The manifest names no Merkle root of ${file}: it is of an early version.`
  if (said.merkleRoot !== root) return `The root is not that of ${file} in the manifest.`
  if (said.rows !== of) return `The manifest counts ${said.rows ?? 'no'} rows in ${file}, and the proof ${of}.`
  if (sidesOf(index, of).join() !== path.map(({ side }) => side).join()) return `The path is not that of row ${index + 1} of ${of}.`
  return rootFrom(JSON.stringify(record), path) === root ? null : 'The record and its path do not lead to the root.'
}

async function placeOf(rows: ReturnType<typeof readRows>, isIt: (row: unknown, place: number) => boolean): Promise<number | null> {
  let index = 0
  for await (const row of rows) {
    if ('value' in row && isIt(row.value, index + 1)) return index
    index++
  }
  return null
}

const identified = z.object({ id: z.string().optional(), cnt_id: z.string().optional(), key: z.union([z.string(), z.number()]).optional() })

function isCalled(row: unknown, name: string): boolean {
  const { data } = identified.safeParse(row)
  return data !== undefined && [data.id, data.cnt_id, data.key === undefined ? undefined : String(data.key)].includes(name)
}
