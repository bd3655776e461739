import { randomUUID } from 'node:crypto'
import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import { browsePairs, countPairs } from '#lib/datasets/browse.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { droppedBy } from '#lib/datasets/dropped-term.ts'
import { facets } from '#lib/datasets/facets.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { db, pool } from '#lib/db/client.ts'
import { accepted, exportOf, type Given } from '#lib/exports/accepted.fixture.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { droppedPath } from '#lib/exports/holding/dropped-pairs.ts'
import { rowIndexPath } from '#lib/exports/holding/row-index.ts'
import { getExport } from '#lib/exports/list-exports.ts'
import { rowIdOf } from '#lib/exports/row-id.ts'
import { datasetOf, makeAll } from '#lib/preferences/dataset.fixture.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { funnel } from '#lib/stats/funnel.ts'

useInstallation()
const actor: Actor = ada

const given = (n: number): Given[] => Array.from({ length: n }, (_, k) => ({ instruction: `Tell of thing ${k}.`, response: `Of thing ${k}: ${randomUUID()}.`, license: k % 5 === 0 ? 'MIT' : 'CC0-1.0' }))

/** The ids of all pairs that a filter finds, in their order. */
async function found(datasetId: string, filter: PairFilter): Promise<string[]> {
  const seen = await filterSeenBy(actor, datasetId, filter)
  const ids: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await browsePairs(datasetId, seen, { sort: 'oldest', limit: 40, ...(after ? { after } : {}) })
    ids.push(...page.rows.map(({ id }) => id))
    if (page.next === null) break
    after = page.next
  }
  expect(await countPairs(datasetId, seen)).toEqual({ count: ids.length, more: false })
  return ids
}

/** The ids of the pairs that the rows of an export's files come from, in order of id. */
async function inFiles(datasetId: string, exportId: string): Promise<string[]> {
  const { manifest, runId } = await getExport(exportId)
  const rows = new Set<string>()
  for (const { name, rows: n } of manifest.files) {
    if (n === null) continue
    for (const line of (await readFile(join(exportsRoot(), runId, name), 'utf8')).trimEnd().split('\n')) rows.add((JSON.parse(line) as { id: string }).id)
  }
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true, contentHash: true } })
  return pairs.filter(({ contentHash }) => rows.has(rowIdOf(contentHash))).map(({ id }) => id)
}

/** A dataset of which an export leaves pairs out for several reasons. */
async function exported(recipe: object = {}) {
  const datasetId = await accepted(given(120))
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })
  const undecided = pairs.filter((_, n) => n % 4 === 3).map(({ id }) => id)
  await db().constraint.updateMany({ where: { pairId: { in: undecided } }, data: { status: 'pending' } })
  await db().pair.updateMany({ where: { id: { in: undecided } }, data: { acceptedCount: 0 } })
  const { exportId, runId } = await exportOf(datasetId, { licensesLeftOut: ['MIT'], validation: 0.2, ...recipe })
  return { datasetId, exportId, runId, undecided }
}

describe('the pairs of an export', () => {
  it.each([{}, { mostRows: 40 }, { demonstrations: 2, demonstrationShare: 1 }])('are found as its files hold them, and as its manifest counts those that it left out: %o', async (recipe) => {
    const { datasetId, exportId, undecided } = await exported(recipe)
    const { manifest: { counts } } = await getExport(exportId)
    const held = await found(datasetId, { export: exportId })
    expect(held).toEqual(await inFiles(datasetId, exportId))
    expect(held).toHaveLength(counts.out)
    const reasons = Object.entries(counts.dropped)
    expect(reasons.length).toBeGreaterThan(1)
    const all = new Set(held)
    for (const [reason, n] of reasons) {
      const those = await found(datasetId, { dropped: droppedBy(exportId, reason) })
      expect([reason, those.length]).toEqual([reason, n])
      if (reason === 'no accepted constraint') expect(those).toEqual(undecided)
      for (const id of those) all.add(id)
    }
    expect(all.size).toBe(counts.in)
    expect(await found(datasetId, { dropped: exportId })).toHaveLength(counts.in - counts.out)
    expect(await found(datasetId, { dropped: droppedBy(exportId, 'for no such reason') })).toEqual([])
    expect(await found(datasetId, { not: `export:${exportId}` })).toHaveLength(counts.in - counts.out)
    expect(await found(datasetId, { export: exportId, dropped: exportId })).toEqual([])
    expect((await facets(datasetId)).exports).toMatchObject([{ value: exportId, format: 'sft-messages', dropped: counts.dropped }])
  })

  it('are behind the numbers of the funnel, where the last export kept what it left out', async () => {
    const { datasetId, exportId } = await exported({ mostRows: 40 })
    const last = (await funnel(datasetId)).stages.at(-1)
    expect(last?.filter).toEqual({ export: exportId })
    const drops = last?.drops.filter(({ filter }) => filter !== null) ?? []
    expect(drops.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['more than 40', 'its licence is left out: MIT']))
    for (const { filter, pairs } of [...drops, ...(last ? [last] : [])]) expect(await found(datasetId, filter ?? {})).toHaveLength(pairs)
  })

  it('are of one export or of the other, and what one has left out the other may hold', async () => {
    const { datasetId, exportId } = await exported()
    const { exportId: second } = await exportOf(datasetId)
    const both = await found(datasetId, { export: second })
    expect(await found(datasetId, { export: exportId, also: `export:${second}` })).toEqual(both)
    const gained = await found(datasetId, { export: second, dropped: exportId })
    expect(gained).toEqual((await found(datasetId, { dropped: exportId })).filter((id) => both.includes(id)))
    expect(gained.length).toBeGreaterThan(0)
  })

  it('are told as they were when it was made, and without those that were deleted since', async () => {
    const { datasetId, exportId, undecided: [first = '', second = ''] } = await exported()
    await db().pair.update({ where: { id: first }, data: { acceptedCount: 1 } })
    await db().pair.delete({ where: { id: second } })
    const left = await found(datasetId, { dropped: droppedBy(exportId, 'no accepted constraint') })
    expect(left).toContain(first)
    expect(left).not.toContain(second)
    const [held = '', ...others] = await found(datasetId, { export: exportId })
    await db().pair.delete({ where: { id: held } })
    expect(await found(datasetId, { export: exportId })).toEqual(others)
  })

  it('are listed once, however many ask at once, and go with the export', async () => {
    const { datasetId, exportId } = await exported()
    await Promise.all(Array.from({ length: 6 }, () => found(datasetId, { export: exportId })))
    const listed = async (): Promise<number> => (await pool().query('SELECT 1 FROM "ExportPair" WHERE "exportId" = $1', [exportId])).rows.length
    expect(await listed()).toBe(120)
    await db().export.delete({ where: { id: exportId } })
    expect(await listed()).toBe(0)
    await expect(found(datasetId, { export: exportId })).rejects.toMatchObject({ status: 404 })
  })

  it('are those of its dataset alone', async () => {
    const { exportId } = await exported()
    const { id: other } = await createDataset(null, { name: `Other ${randomUUID()}` })
    for (const filter of [{ export: exportId }, { dropped: exportId }, { not: `export:${exportId}` }, { not: `dropped:${exportId}` }]) await expect(found(other, filter)).rejects.toMatchObject({ status: 404 })
  })

  it('are told of an export of an early version: what it holds where it has an index, never what it left out', async () => {
    const { datasetId, exportId, runId } = await exported()
    await rm(droppedPath(runId))
    await db().export.update({ where: { id: exportId }, data: { dropReasons: [] } })
    await rename(rowIndexPath(runId), `${rowIndexPath(runId)}.aside`)
    await expect(found(datasetId, { export: exportId })).rejects.toMatchObject({ status: 404, message: expect.stringContaining('early version') })
    await rename(`${rowIndexPath(runId)}.aside`, rowIndexPath(runId))
    expect(await found(datasetId, { export: exportId })).toEqual(await inFiles(datasetId, exportId))
    for (const filter of [{ dropped: exportId }, { not: `dropped:${exportId}` }]) await expect(found(datasetId, filter)).rejects.toMatchObject({ status: 404, message: expect.stringContaining('was not kept') })
  })
})

it('an export whose list of what it left out is not on this machine is not told as one that left nothing out', async () => {
  const { datasetId, exportId, runId, undecided } = await exported()
  await rename(droppedPath(runId), `${droppedPath(runId)}.aside`)
  for (const filter of [{ dropped: exportId }, { export: exportId }]) await expect(found(datasetId, filter)).rejects.toMatchObject({ status: 404, message: expect.stringContaining('not on this machine') })
  await rename(`${droppedPath(runId)}.aside`, droppedPath(runId))
  expect(await found(datasetId, { dropped: droppedBy(exportId, 'no accepted constraint') })).toEqual(undecided)
})

it('the pairs of an export of preferences are those that these are of', async () => {
  const { datasetId, pairIds } = await datasetOf([{}, { instruction: 'Tell me about boats.', response: 'Boats go out at dawn in all weathers. They come home late and lie in a row.' }])
  await makeAll(datasetId, { methods: ['edits'] })
  await db().preference.updateMany({ where: { datasetId, pairId: pairIds[1] ?? '' }, data: { status: 'accepted' } })
  const { exportId } = await exportOf(datasetId, { format: 'dpo' })
  expect(await found(datasetId, { export: exportId })).toEqual([pairIds[1]])
})
