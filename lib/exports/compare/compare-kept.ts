import { join } from 'node:path'
import { z } from 'zod'
import { compareExports } from '#lib/exports/compare/compare-exports.ts'
import type { ExportComparison } from '#lib/exports/compare/contract.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { getExport } from '#lib/exports/list-exports.ts'
import { db } from '#lib/db/client.ts'
import { AppError, notFound } from '#lib/http/errors.ts'

/** `GET /api/v1/exports/:id/comparison`: the earlier export of the same dataset. */
export const comparisonQuery = z.object({ with: z.uuid() })

/** Reading more rows would hold up the server for tens of seconds. */
const mostRows = 200_000

/**
 * Compares two exports of a dataset that this installation keeps. Throws AppError('not_found'), and ('invalid') where they are of different
 * datasets or too large.
 */
export async function compareKept(id: string, earlierId: string): Promise<ExportComparison> {
  const [after, before] = await Promise.all([getExport(id), getExport(earlierId)])
  if (after.datasetId !== before.datasetId) throw new AppError('invalid', 'These exports are of different datasets. "pincer diff-export" compares any two folders.')
  if (after.rows + before.rows > mostRows) throw new AppError('invalid', `Together they have more than ${mostRows.toLocaleString('en')} rows. Compare their folders with "pincer diff-export".`)
  const folders = await db().export.findMany({ where: { id: { in: [id, earlierId] } }, select: { id: true, folder: true } })
  const kept = ({ id: ofId, manifest }: typeof after) => ({ manifest, folder: join(exportsRoot(), folders.find((row) => row.id === ofId)?.folder ?? '') })
  return compareExports(kept(before), kept(after)).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw notFound('file on this machine: the exports folder was moved or emptied')
    throw error
  })
}
