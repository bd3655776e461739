import { join } from 'node:path'
import type { z } from 'zod'
import { bothSides, compareExports } from '#lib/exports/compare/compare-exports.ts'
import { differentFields } from '#lib/exports/compare/compare-manifests.ts'
import type { changedRowsQuery, ChangedPage, ComparisonProgress, ExportComparison, RowChange } from '#lib/exports/compare/contract.ts'
import { inTurn, keptMatches, matchingProgress } from '#lib/exports/compare/kept-matches.ts'
import { nameOf, type ComparedExport } from '#lib/exports/compare/match-rows.ts'
import { rowTexts } from '#lib/exports/compare/row-texts.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { getExport } from '#lib/exports/list-exports.ts'
import { db } from '#lib/db/client.ts'
import { AppError, notFound } from '#lib/http/errors.ts'

/**
 * Compares two exports of a dataset that this installation keeps. Throws AppError('not_found'), ('invalid') where they are of different
 * datasets, and the signal's reason: rows are then matched for nobody, and soon no longer.
 */
export async function compareKept(id: string, earlierId: string, signal: AbortSignal): Promise<ExportComparison> {
  const { before, after } = await bothExports(id, earlierId)
  return whereFilesAre(async () => {
    const matches = await keptMatches(before, after, signal)
    return inTurn(() => compareExports(before, after, { matches, signal }), signal)
  })
}

/** A page of the rows that differ in one way. Throws as `compareKept` does. */
export async function changedRows(id: string, { with: earlierId, kind, from, limit }: z.infer<typeof changedRowsQuery>, signal: AbortSignal): Promise<ChangedPage> {
  const { before, after } = await bothExports(id, earlierId)
  return whereFilesAre(async () => {
    const { rows: lists, sizes } = await keptMatches(before, after, signal)
    const list = lists[kind]
    const matches = list.slice(from, limit)
    const sides = await inTurn(() => bothSides(before, after, sizes, matches, signal), signal)
    const rows = matches.map((match): RowChange => {
      const { before: was, after: is } = sides(match)
      return {
        id: nameOf((is ?? was)?.value),
        before: was && rowTexts(was, before.manifest.recipe),
        after: is && rowTexts(is, after.manifest.recipe),
        fields: was && is ? differentFields(was.value, is.value) : [],
      }
    })
    return { rows, total: list.length, next: from + limit < list.length ? from + limit : null }
  })
}

/** How far a comparison is that somebody waits for. Throws AppError('not_found'), and ('invalid') where they are of different datasets. */
export async function comparisonProgress(id: string, earlierId: string): Promise<ComparisonProgress> {
  const { before, after } = await bothExports(id, earlierId)
  return { progress: matchingProgress(before, after) }
}

async function bothExports(id: string, earlierId: string): Promise<{ before: ComparedExport; after: ComparedExport }> {
  const [after, before] = await Promise.all([getExport(id), getExport(earlierId)])
  if (after.datasetId !== before.datasetId) throw new AppError('invalid', 'These exports are of different datasets. "pincer diff-export" compares any two folders.')
  const folders = await db().export.findMany({ where: { id: { in: [id, earlierId] } }, select: { id: true, folder: true } })
  const inFolder = ({ id: ofId, manifest }: typeof after): ComparedExport => ({ manifest, folder: join(exportsRoot(), folders.find((row) => row.id === ofId)?.folder ?? '') })
  return { before: inFolder(before), after: inFolder(after) }
}

async function whereFilesAre<T>(read: () => Promise<T>): Promise<T> {
  return read().catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw notFound('file on this machine: the exports folder was moved or emptied')
    throw error
  })
}
