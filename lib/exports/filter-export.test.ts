import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { keepSelection } from '#lib/datasets/selections.ts'
import { db } from '#lib/db/client.ts'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { previewExport } from '#lib/exports/preview.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { tagPair } from '#lib/tags/tags.ts'

useInstallation()

interface Row {
  meta: { original_instruction: string; tags?: string[]; demonstrations?: { original_instruction: string }[] }
}

async function exported(datasetId: string, recipe: Record<string, unknown>) {
  const { runId } = await exportOf(datasetId, recipe)
  const file = (name: string) => readFile(join(exportsRoot(), runId, name), 'utf8')
  const rows: Row[] = (await file('train.jsonl')).split('\n').filter(Boolean).map((line) => JSON.parse(line))
  return { runId, rows, manifest: JSON.parse(await file('manifest.json')) }
}

const twenty = () => accepted(Array.from({ length: 20 }, (_, n) => ({ instruction: `Tell of it's ${n}`, response: `Of ${n}, that it is so.`, source: n % 2 === 0 ? "the 'even'" : 'odd' })), 'MIT')

it('writes only what the filter finds, demonstrations too, with the counts of these alone', async () => {
  const datasetId = await twenty()
  const filter: PairFilter = { source: "the 'even'", q: "it's" }
  const { runId, rows, manifest } = await exported(datasetId, { filter, demonstrations: 2, demonstrationShare: 1 })
  expect(manifest.counts).toEqual({ in: 10, out: 10, dropped: {} })
  expect(manifest.recipe.filter).toEqual(filter)
  const even = (asked: string) => Number(asked.split(' ').at(-1)) % 2 === 0
  expect(rows.map(({ meta }) => even(meta.original_instruction))).toEqual(Array.from({ length: 10 }, () => true))
  expect(rows.flatMap(({ meta }) => meta.demonstrations ?? []).every((shown) => even(shown.original_instruction))).toBe(true)
  expect((await verifyExport(join(exportsRoot(), runId))).faults).toEqual([])
  const params = exportParams.parse({ format: 'sft-messages', filter })
  expect((await previewExport({ datasetId, params, seed: 1, draw: 0 }, new AbortController().signal)).of).toBe(10)
})

it('takes pairs that were chosen by hand, or by their tag, which stands in their rows', async () => {
  const datasetId = await twenty()
  const ids = (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, take: 3, select: { id: true } })).map(({ id }) => id)
  const byHand = await exported(datasetId, { filter: { ids: ids.join() } })
  expect(byHand.manifest.counts.in).toBe(3)
  expect(byHand.rows[0]?.meta).not.toHaveProperty('tags')
  const kept = await keepSelection(ada, datasetId, { ids })
  const bySelection = await exported(datasetId, { filter: { selection: kept.id } })
  expect(bySelection.manifest.counts.in).toBe(3)
  expect(bySelection.rows).toEqual(byHand.rows)
  expect((await verifyExport(join(exportsRoot(), bySelection.runId))).faults).toEqual([])
  for (const id of ids) await tagPair(ada, id, { add: ['Good', 'also'], remove: [] })
  const byTag = await exported(datasetId, { filter: { tag: 'good' } })
  expect(byTag.rows.map(({ meta }) => meta.original_instruction)).toEqual(byHand.rows.map(({ meta }) => meta.original_instruction))
  expect(byTag.rows.map(({ meta }) => meta.tags)).toEqual([['also', 'Good'], ['also', 'Good'], ['also', 'Good']])
  expect((await verifyExport(join(exportsRoot(), byTag.runId))).faults).toEqual([])
  expect((await exported(datasetId, { filter: { tag: 'unheard of' } })).manifest.counts).toEqual({ in: 0, out: 0, dropped: {} })
})
