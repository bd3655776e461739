import { copyFile, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { projectRoot } from '#lib/config/paths.ts'
import { db } from '#lib/db/client.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { previewSource } from '#lib/pairs/detect.ts'
import { uploadPath } from '#lib/pairs/uploads.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { createRun } from '#lib/runs/start-run.ts'

export const sampleName = 'Sample'
const samplePath = join(projectRoot, 'prisma', 'sample', 'pairs.jsonl')
/** Fixed, so that a start that was interrupted finds what the one before it copied. */
const uploadId = '5a3f1e00-0000-4000-8000-000000000001'

/**
 * Loads the shipped sample into an installation that has never had a dataset, and back-translates it by rule, through the same runs
 * as any other import. Returns whether it did. A sample that somebody deleted does not come back.
 */
export async function seedSample(): Promise<boolean> {
  const everHadOne = await db().auditEvent.findFirst({ where: { action: 'dataset.create' }, select: { id: true } })
  if (everHadOne) return false
  const dataset = await createDataset(null, {
    name: sampleName,
    description: 'Essays, letters, code, tables, lists, JSON and other languages, written for Pincer: something to try everything on.',
    guidelines:
      '# Guidelines\n\nAccept a constraint when it is **true** of the response, **restricts** it (most other answers would not meet it by chance) and is **worded** as a person would.\n\n- Proven ones need only your eye for wording.\n- Refuted ones can be edited until they hold, or rejected.\n- Unsure? Flag it and go on.',
    license: 'CC0-1.0',
  })
  await mkdir(dirname(uploadPath(uploadId)), { recursive: true })
  await copyFile(samplePath, uploadPath(uploadId))
  const { mapping } = await previewSource(uploadPath(uploadId))
  const params = { uploadId, fileName: 'pairs.jsonl', mapping, source: 'pincer-sample', license: 'CC0-1.0' }
  for (const run of [
    { kind: 'import' as const, datasetId: dataset.id, seed: 0, params },
    { kind: 'backtranslate' as const, datasetId: dataset.id, seed: 0, params: { types: 'all' as const } },
  ]) {
    const runId = await db().$transaction((tx) => createRun(tx, null, run))
    await executeRun(runId, 'sample', new AbortController().signal)
  }
  return true
}
