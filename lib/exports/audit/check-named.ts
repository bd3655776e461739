import { proofsBeside } from '#lib/exports/audit/proofs-of-rows.ts'
import type { FaultLog } from '#lib/exports/audit/faults.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { fileTypeOf } from '#lib/exports/file-type-names.ts'
import { isFileName } from '#lib/exports/manifest-schema.ts'
import { rowsOfFile, rowsParts } from '#lib/exports/sequence.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

const cardName = 'README.md'
/** What may be beside the rows and their proofs, whatever the version that wrote it: what trainers are configured by, and the report of what benchmarks had. */
const companions: ReadonlySet<string> = new Set([cardName, 'dataset_info.json', 'axolotl.yml', 'contamination.json'])

/**
 * Holds the list of files in the manifest to its recipe: every file with rows that it asks for, the card, and nothing that an export does not have. A file with rows that is
 * called something else would be read by whoever loads the folder, and not be checked here.
 */
export function checkNamed({ files }: ExportManifest, recipe: ExportParams, log: FaultLog): void {
  const parts = rowsParts(recipe)
  for (const { name } of parts) {
    if (!files.some((file) => file.rows !== null && partOf(file.name) === name)) log.add('manifest-broken', { file: 'manifest.json', field: 'files' }, `has no file ${name}, which the recipe asks for`)
  }
  if (!files.some(({ name }) => name === cardName)) log.add('manifest-broken', { file: 'manifest.json', field: 'files' }, `has no ${cardName}, which tells readers which file is which split and what it may be used for`)
  const proofs = new Set(files.flatMap((file) => (file.rows === null ? [] : (proofsBeside(file, rowsOfFile(file.name, recipe).recipe) ?? []))))
  for (const [n, { name, rows }] of files.entries()) {
    const isKnown = parts.some((part) => part.name === partOf(name)) || (rows === null && (companions.has(name) || proofs.has(name)))
    if (!isKnown && isFileName(name)) log.add('manifest-broken', { file: 'manifest.json', field: `files.${n}.name` }, `${name} is no file that an export by this recipe has`)
  }
}

/** What a file with rows is of: its name without its type. */
function partOf(name: string): string {
  const type = fileTypeOf(name)
  return type === null ? name : name.slice(0, -type.length - 1)
}
