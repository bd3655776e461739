import { join } from 'node:path'
import type { z } from 'zod'
import { bothSides, compareExports } from '#lib/exports/compare/compare-exports.ts'
import { differentFields } from '#lib/exports/compare/compare-manifests.ts'
import type { changedRowsQuery, ChangedPage, ExportComparison, RowChange } from '#lib/exports/compare/contract.ts'
import { matchRows, nameOf, type ComparedExport, type RowMatches } from '#lib/exports/compare/match-rows.ts'
import { rowTexts } from '#lib/exports/compare/row-texts.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { getExport } from '#lib/exports/list-exports.ts'
import { db } from '#lib/db/client.ts'
import { AppError, notFound } from '#lib/http/errors.ts'
import { slots } from '#lib/runs/slots.ts'

/** Reading more rows would hold up the server for tens of seconds. */
const mostRows = 200_000

/** Comparisons whose matches are kept, some megabytes each: whoever turns the pages of one need not wait for it again. */
const mostKept = 4
const kept = new Map<string, Promise<RowMatches>>()
const readers = slots(1)

/**
 * Compares two exports of a dataset that this installation keeps. Throws AppError('not_found'), and ('invalid') where they are of different
 * datasets or too large.
 */
export async function compareKept(id: string, earlierId: string): Promise<ExportComparison> {
  const { before, after } = await bothExports(id, earlierId)
  return whereFilesAre(async () => {
    const matches = await matchesOf(id, earlierId, before, after)
    return inTurn(() => compareExports(before, after, matches))
  })
}

/** A page of the rows that differ in one way. Throws as `compareKept` does. */
export async function changedRows(id: string, { with: earlierId, kind, from, limit }: z.infer<typeof changedRowsQuery>): Promise<ChangedPage> {
  const { before, after } = await bothExports(id, earlierId)
  return whereFilesAre(async () => {
    const { [kind]: list } = (await matchesOf(id, earlierId, before, after)).rows
    const matches = list.slice(from, limit)
    const sides = await inTurn(() => bothSides(before, after, matches))
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

async function bothExports(id: string, earlierId: string): Promise<{ before: ComparedExport; after: ComparedExport }> {
  const [after, before] = await Promise.all([getExport(id), getExport(earlierId)])
  if (after.datasetId !== before.datasetId) throw new AppError('invalid', 'These exports are of different datasets. "pincer diff-export" compares any two folders.')
  if (after.rows + before.rows > mostRows) throw new AppError('invalid', `Together they have more than ${mostRows.toLocaleString('en')} rows. Compare their folders with "pincer diff-export".`)
  const folders = await db().export.findMany({ where: { id: { in: [id, earlierId] } }, select: { id: true, folder: true } })
  const inFolder = ({ id: ofId, manifest }: typeof after): ComparedExport => ({ manifest, folder: join(exportsRoot(), folders.find((row) => row.id === ofId)?.folder ?? '') })
  return { before: inFolder(before), after: inFolder(after) }
}

/** The matches of two exports, which never change: computed one comparison at a time, and kept for the last few. */
async function matchesOf(id: string, earlierId: string, before: ComparedExport, after: ComparedExport): Promise<RowMatches> {
  const key = `${earlierId} ${id}`
  const found = kept.get(key) ?? inTurn(() => matchRows(before, after))
  // What was asked for last is forgotten last.
  kept.delete(key)
  kept.set(key, found)
  for (const oldest of [...kept.keys()].slice(0, -mostKept)) kept.delete(oldest)
  found.catch(() => kept.delete(key))
  return found
}

/** Reads whole files one at a time, whoever asks: each page of a comparison reads both exports up to its rows. */
async function inTurn<T>(read: () => Promise<T>): Promise<T> {
  const release = await readers.take()
  try {
    return await read()
  } finally {
    release()
  }
}

async function whereFilesAre<T>(read: () => Promise<T>): Promise<T> {
  return read().catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw notFound('file on this machine: the exports folder was moved or emptied')
    throw error
  })
}
