import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { db } from '#lib/db/client.ts'
import type { NamedFile } from '#lib/evaluation/compare-answers.ts'
import type { ExportFile } from '#lib/exports/contract.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { evaluationFile } from '#lib/evaluation/evaluation-file.ts'
import { AppError, notFound } from '#lib/http/errors.ts'

/** The file of an export's prompts in IFEval's form. Throws AppError('not_found'), and 'invalid' where it has none or it is not on this machine. */
export async function splitOf(exportId: string): Promise<NamedFile> {
  const row = await db().export.findUnique({ where: { id: exportId }, select: { format: true, manifest: true, folder: true } })
  if (!row) throw notFound('export')
  const file: ExportFile | undefined = evaluationFile(row.format, manifestSchema.parse(row.manifest).files)
  if (!file) throw new AppError('invalid', 'This export has no prompts in IFEval’s form. Export with a test that is also written as IFEval prompts, or give a file of prompts.')
  const path = join(exportsRoot(), row.folder, file.name)
  await access(path).catch(() => {
    throw new AppError('invalid', `${file.name} of this export is not on this machine. Give it as a file of prompts.`)
  })
  return { path, name: file.name }
}
