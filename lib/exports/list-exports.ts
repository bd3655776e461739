import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { db } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import type { ExportView } from '#lib/exports/contract.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { notFound } from '#lib/http/errors.ts'

const include = { dataset: { select: { name: true } } } satisfies Prisma.ExportInclude

/** Exports, newest first. */
export async function listExports(datasetId?: string): Promise<ExportView[]> {
  const rows = await db().export.findMany({
    ...(datasetId ? { where: { datasetId } } : {}),
    orderBy: { id: 'desc' },
    take: 200,
    include,
  })
  return rows.map(toView)
}

/** One export. Throws AppError('not_found'). */
export async function getExport(id: string): Promise<ExportView> {
  const row = await db().export.findUnique({ where: { id }, include })
  if (!row) throw notFound('export')
  return toView(row)
}

/** One file of an export, as a stream. Only names that the manifest lists, and manifest.json, are given out. */
export async function openExportFile(id: string, name: string): Promise<{ stream: ReadableStream; bytes: number }> {
  const row = await db().export.findUnique({ where: { id }, include })
  if (!row) throw notFound('export')
  const known = name === 'manifest.json' || toView(row).manifest.files.some((file) => file.name === name)
  if (!known) throw notFound('file of this export')
  const path = join(exportsRoot(), row.folder, name)
  const { size } = await stat(path).catch(() => {
    throw notFound('file on this machine: the exports folder was moved or emptied')
  })
  return { stream: Readable.toWeb(createReadStream(path)) as ReadableStream, bytes: size }
}

function toView(row: Prisma.ExportGetPayload<{ include: typeof include }>): ExportView {
  return {
    id: row.id,
    runId: row.runId,
    datasetId: row.datasetId,
    datasetName: row.dataset.name,
    format: row.format,
    rows: row.rows,
    bytes: Number(row.bytes),
    manifest: manifestSchema.parse(row.manifest),
    keepsDropped: row.dropReasons.length > 0,
    createdAt: row.createdAt.toISOString(),
  }
}
