import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import { browsePairs, countPairs } from '#lib/datasets/browse.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { previewRemoval, startRemoval } from '#lib/datasets/remove-pairs.ts'
import { createView } from '#lib/datasets/saved-views.ts'
import { mostSelected, selectionInput } from '#lib/datasets/selection-contract.ts'
import { keepSelection, selectionView } from '#lib/datasets/selections.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import { estimateRun } from '#lib/generation/run/estimate.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { previewBulk } from '#lib/review/bulk.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { workOn } from '#lib/runs/worker.fixture.ts'
import { startTagging } from '#lib/tags/tags.ts'

useInstallation()
const actor: Actor = ada
const day = 24 * 60 * 60 * 1000

async function datasetOf(name: string, count: number): Promise<{ datasetId: string; ids: string[] }> {
  const { id: datasetId } = await createDataset(null, { name })
  const items = Array.from({ length: count }, (_, n) => ({ line: n + 1, record: pairRecord({ instruction: `Question ${n}` }) }))
  for (let at = 0; at < items.length; at += 2000) await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items.slice(at, at + 2000)), { timeout: 60_000 })
  const ids = (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
  return { datasetId, ids }
}

let few: { datasetId: string; ids: string[] }
beforeAll(async () => {
  few = await datasetOf('Few', 6)
})

it('lets thirty thousand pairs chosen by hand be browsed, tagged, run on, decided and deleted, and no others', async () => {
  const { datasetId, ids } = await datasetOf('Many', 31_000)
  const chosen = ids.filter((_, n) => n % 31 !== 0)
  expect(chosen).toHaveLength(30_000)
  const input = selectionInput.parse({ ids: chosen.toReversed() })
  const { id, pairs } = await keepSelection(actor, datasetId, input)
  expect(pairs).toBe(30_000)
  expect((await selectionView(id)).ids).toEqual(chosen)
  const filter: PairFilter = { selection: id }
  const found = await browsePairs(datasetId, filter, { sort: 'oldest', limit: 40 })
  expect(found.rows.map((row) => row.id)).toEqual(chosen.slice(0, 40))
  expect(await countPairs(datasetId, filter, { exact: true })).toEqual({ count: 30_000, more: false })
  expect((await countPairs(datasetId, { not: `selection:${id}` })).count).toBe(1000)
  expect((await previewRemoval(actor, datasetId, filter)).pairs).toBe(30_000)
  expect((await estimateRun(datasetId, generateParams.parse({ steps: [{ step: 'near_duplicates' }], filter }))).pairs).toBe(30_000)
  expect((await previewBulk(actor, datasetId, { filter, type: 'length.words', which: 'undecided' })).count).toBe(0)

  const tagging = await startTagging(actor, datasetId, { filter, add: ['chosen'], remove: [] })
  await workOn(tagging.id)
  expect((await runView(tagging.id)).counts).toEqual({ in: 30_000, out: 30_000, dropped: {} })
  expect(await countPairs(datasetId, { tag: 'chosen' })).toEqual({ count: 30_000, more: false })

  const removal = await startRemoval(actor, datasetId, { filter: { not: `selection:${id}` }, expected: 1000 })
  await workOn(removal.id)
  expect((await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })).map((pair) => pair.id)).toEqual(chosen)
}, 240_000)

it('keeps pairs of its dataset alone, each once, and is refused where none is', async () => {
  const other = await datasetOf('Other', 2)
  const [first = '', second = ''] = few.ids
  const { id, pairs } = await keepSelection(actor, few.datasetId, { ids: [second, first, ...other.ids, first, newId()] })
  expect(pairs).toBe(2)
  expect(await selectionView(id)).toMatchObject({ datasetId: few.datasetId, ids: [first, second], by: 'Ada' })
  await expect(keepSelection(actor, few.datasetId, { ids: other.ids })).rejects.toMatchObject({ code: 'invalid' })
  expect(selectionInput.safeParse({ ids: Array.from({ length: mostSelected + 1 }, () => first) }).success).toBe(false)
  expect(selectionInput.safeParse({ ids: ['all'] }).success).toBe(false)
})

it('says of a selection that is not kept, or another dataset’s, that it is not, where a filter would find nothing or all', async () => {
  const { id } = await keepSelection(actor, few.datasetId, { ids: few.ids })
  const other = await datasetOf('Beside', 1)
  for (const [datasetId, selection] of [[few.datasetId, newId()], [other.datasetId, id]] as const) {
    await expect(filterSeenBy(actor, datasetId, { selection })).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('not kept any more') })
    await expect(filterSeenBy(actor, datasetId, { not: `selection:${selection}` })).rejects.toMatchObject({ code: 'not_found' })
  }
  await expect(selectionView(newId())).rejects.toMatchObject({ code: 'not_found' })
})

it('goes after thirty days, unless a run or a saved view names it', async () => {
  const keep = () => keepSelection(actor, few.datasetId, { ids: few.ids })
  const [unused, ofRun, ofView, ofExclusion] = [await keep(), await keep(), await keep(), await keep()]
  const run = await startTagging(actor, few.datasetId, { filter: { selection: ofRun.id }, add: ['kept'], remove: [] })
  await createView(actor, few.datasetId, { name: 'Chosen', filter: { selection: ofView.id }, sort: 'oldest', columns: [] })
  await createView(actor, few.datasetId, { name: 'Others', filter: { not: `selection:${ofExclusion.id}` }, sort: 'oldest', columns: [] })
  const kept = async () => (await db().selection.findMany({ where: { id: { in: [unused, ofRun, ofView, ofExclusion].map(({ id }) => id) } } })).map(({ id }) => id).toSorted()
  await keepSelection(actor, few.datasetId, { ids: few.ids }, Date.now() + 29 * day)
  expect(await kept()).toHaveLength(4)
  await keepSelection(actor, few.datasetId, { ids: few.ids }, Date.now() + 31 * day)
  expect(await kept()).toEqual([ofRun.id, ofView.id, ofExclusion.id].toSorted())
  await workOn(run.id)
  expect((await runView(run.id)).counts).toMatchObject({ in: 6, out: 6 })
})
