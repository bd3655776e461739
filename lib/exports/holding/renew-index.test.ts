import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { db, pool } from '#lib/db/client.ts'
import { answeredDataset } from '#lib/exports/backtranslation/answers.fixture.ts'
import { exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { exportsHolding } from '#lib/exports/holding/find-holding.ts'
import { IndexEntries, rowIndexPath } from '#lib/exports/holding/row-index.ts'
import { asWriterOfIndex } from '#lib/exports/holding/unfinished-indexes.ts'
import { datasetOf, makeAll } from '#lib/preferences/dataset.fixture.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const { signal } = new AbortController()

interface Row {
  id: string
  meta: { pair: string }
}

/** An export whose index names the pairs of its rows alone, as earlier versions wrote it. */
async function earlierExport(datasetId: string, recipe: Partial<ExportParams>) {
  const path = await exportedFolder(datasetId, recipe)
  const { folder, id } = await db().export.findFirstOrThrow({ where: { datasetId }, orderBy: { id: 'desc' } })
  const rows: Row[] = (await readFile(join(path, 'train.jsonl'), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line))
  const entries = new IndexEntries()
  for (const [n, { meta }] of rows.entries()) entries.add(0, n + 1, [{ id: meta.pair, as: recipe.format === 'backtranslation-sft' ? 'row' : 'preference' }])
  await writeFile(rowIndexPath(folder), entries.take())
  const placesOf = async (wanted: string, thorough = true) => (await exportsHolding({ id: wanted.replace(/-(chosen|rejected)$/, ''), texts: null }, { thorough, signal })).exports.find(({ exportId }) => exportId === id)?.places ?? []
  return { path, folder, rows, placesOf }
}

async function preferences(): Promise<string> {
  const { datasetId } = await datasetOf(Array.from({ length: 3 }, () => ({})))
  await makeAll(datasetId, { methods: ['edits'] })
  await db().preference.updateMany({ where: { datasetId }, data: { status: 'accepted' } })
  return datasetId
}

it.each(['dpo', 'kto', 'sft-chosen', 'backtranslation-sft'] as const)('an index of an earlier version learns the ids of the rows of %s, and keeps those of the pairs', async (format) => {
  const datasetId = format === 'backtranslation-sft' ? await answeredDataset(Array.from({ length: 3 }, () => [{ kind: 'accept' as const }, { kind: 'accept' as const }, { kind: 'reject' as const }])) : await preferences()
  const { folder, rows, placesOf } = await earlierExport(datasetId, { format })
  const before = await readFile(rowIndexPath(folder))
  const pair = rows[0]?.meta.pair ?? ''
  const ofPair = rows.flatMap(({ meta }, n) => (meta.pair === pair ? [n + 1] : []))
  // Who is not to wait finds the pairs, which every index names.
  expect((await placesOf(pair, false)).map(({ row }) => row)).toEqual(ofPair)
  expect(await placesOf(rows[1]?.id ?? '', false)).toEqual([])
  expect(await readFile(rowIndexPath(folder))).toEqual(before)
  for (const { id } of rows) {
    const own = id.replace(/-(chosen|rejected)$/, '')
    const places = rows.flatMap((row, n) => (row.id.startsWith(own) ? [{ file: 'train.jsonl', row: n + 1, as: 'row' }] : []))
    expect(await placesOf(id)).toEqual(places)
  }
  expect((await placesOf(pair)).map(({ row }) => row)).toEqual(ofPair)
  const renewed = await readFile(rowIndexPath(folder))
  expect(renewed.length).toBe(2 * before.length)
  expect(renewed.subarray(before.length)).toEqual(before)
  expect(await placesOf(rows.at(-1)?.id ?? '', false)).not.toEqual([])
})

it('leaves an index of now as it is, and one whose files are gone or broken', async () => {
  const datasetId = await preferences()
  const path = await exportedFolder(datasetId, { format: 'dpo' })
  const { folder } = await db().export.findFirstOrThrow({ where: { datasetId }, orderBy: { id: 'desc' } })
  const now = await readFile(rowIndexPath(folder))
  await exportsHolding({ id: 'pincer-0123456789abcdef', texts: null }, { thorough: true, signal })
  expect(await readFile(rowIndexPath(folder))).toEqual(now)
  const earlier = await earlierExport(datasetId, { format: 'dpo' })
  const before = await readFile(rowIndexPath(earlier.folder))
  const text = await readFile(join(earlier.path, 'train.jsonl'), 'utf8')
  await writeFile(join(earlier.path, 'train.jsonl'), `${text}{"id":`)
  expect(await earlier.placesOf(earlier.rows[0]?.id ?? '')).toEqual([])
  await rm(join(earlier.path, 'train.jsonl'))
  expect(await earlier.placesOf(earlier.rows[0]?.id ?? '')).toEqual([])
  expect(await readFile(rowIndexPath(earlier.folder))).toEqual(before)
  expect(path).not.toBe(earlier.path)
})

it('is written anew by many at once, and says nothing twice', async () => {
  const { folder, rows, placesOf } = await earlierExport(await preferences(), { format: 'dpo' })
  const before = await readFile(rowIndexPath(folder))
  const id = rows[0]?.id ?? ''
  await Promise.all(Array.from({ length: 12 }, () => placesOf(id)))
  expect((await readFile(rowIndexPath(folder))).length).toBe(2 * before.length)
  expect(await placesOf(id)).toEqual([{ file: 'train.jsonl', row: 1, as: 'row' }])
})

it('removes what a killed process left of an index, never what a live one writes', async () => {
  const { folder, rows, placesOf } = await earlierExport(await preferences(), { format: 'dpo' })
  const unfinished = async (): Promise<string[]> => (await readdir(exportsRoot())).filter((name) => name.startsWith(`${folder}.`) && name.includes('.unfinished')).toSorted()
  const path = (name: string): string => join(exportsRoot(), `${folder}.${name}`)
  await writeFile(path('deadbeef.unfinished.rows'), 'half an index')
  // An attempt to make the export has a folder beside its index.
  await mkdir(path('01234567.unfinished'))
  await writeFile(path('01234567.unfinished.rows'), 'of an attempt')
  const attempt = [`${folder}.01234567.unfinished`, `${folder}.01234567.unfinished.rows`]
  const places = [{ file: 'train.jsonl', row: 1, as: 'row' }]
  await asWriterOfIndex(folder, async () => {
    expect(await placesOf(rows[0]?.id ?? '')).toEqual(places)
    expect(await unfinished()).toEqual([...attempt, `${folder}.deadbeef.unfinished.rows`])
  })
  // The index is of now: nothing is written, and what lies there goes all the same.
  expect(await placesOf(rows[0]?.id ?? '')).toEqual(places)
  expect(await unfinished()).toEqual(attempt)
  const { rows: locks } = await pool().query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid::int8 = hashtext($1)::int8 & 4294967295`, [folder])
  expect(locks).toEqual([])
})
