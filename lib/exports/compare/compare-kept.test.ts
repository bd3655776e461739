import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { acceptedDataset, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { changedRows, compareKept } from '#lib/exports/compare/compare-kept.ts'
import { changedRowsQuery, longestShown } from '#lib/exports/compare/contract.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let datasetId: string
let whole: string
let half: string

async function exported(recipe: Partial<ExportParams>, of = datasetId): Promise<string> {
  const folder = basename(await exportedFolder(of, recipe))
  return (await db().export.findFirstOrThrow({ where: { folder } })).id
}

beforeAll(async () => {
  datasetId = await acceptedDataset(24)
  whole = await exported({ test: 0.4 })
  half = await exported({ test: 0.4, maxConstraints: 2, usualConstraints: 2, mostRows: 12 })
})

const { signal } = new AbortController()
const page = (query: object, id = half, other = whole) => changedRows(id, changedRowsQuery.parse({ with: other, ...query }), signal)

describe('comparing exports that are kept', () => {
  it('counts rows and says what differs in recipe and counts', async () => {
    const { rows, recipe } = await compareKept(half, whole, signal)
    expect(rows).toEqual({ before: 24, after: 12, same: 0, changed: 12, added: 0, removed: 12, moved: 0 })
    expect(recipe).toContainEqual({ field: 'dropped: more than 12', before: 'nothing', after: '12' })
  })

  it('gives the rows of one kind page by page, each once, with both texts', async () => {
    const seen: string[] = []
    let from: number | null = 0
    while (from !== null) {
      const { rows, total, next }: Awaited<ReturnType<typeof page>> = await page({ from, limit: 5 })
      expect(total).toBe(12)
      for (const { id, before, after, fields } of rows) {
        seen.push(id)
        expect(fields).toEqual(expect.arrayContaining(['messages', 'meta.constraints']))
        expect(before?.prompt).not.toBe(after?.prompt)
        expect(before?.answer).toBe(after?.answer)
        expect(after?.place).toMatch(/^(train|test)\.jsonl:\d+$/)
      }
      from = next
    }
    expect(new Set(seen).size).toBe(12)
    expect(seen).toHaveLength(12)
  })

  it('gives what is in one alone, with nothing on the other side', async () => {
    const removed = await page({ kind: 'removed', limit: 50 })
    expect(removed.rows).toHaveLength(12)
    for (const { before, after } of removed.rows) expect([before === null, after]).toEqual([false, null])
    const added = await page({ kind: 'added', limit: 50 }, whole, half)
    expect(added.rows.map(({ id }) => id).toSorted()).toEqual(removed.rows.map(({ id }) => id).toSorted())
    expect((await page({ kind: 'moved' })).rows).toEqual([])
  })

  it('finds rows in another split by another seed of splits', async () => {
    const other = await exported({ validation: 0.5 })
    const { rows } = await compareKept(other, whole, signal)
    const { rows: moved, total } = await page({ kind: 'moved', limit: 50 }, other, whole)
    expect([moved.length, total]).toEqual([rows.moved, rows.moved])
    expect(rows.moved).toBeGreaterThan(0)
    for (const { before, after } of moved) expect(before?.place.split('.')[0]).not.toBe(after?.place.split('.')[0])
  })

  it('compares formats that name no ids, in every file type, and cuts long texts off', async () => {
    const [parquet, packed] = [await exported({ format: 'alpaca', fileType: 'parquet' }), await exported({ format: 'alpaca', fileType: 'jsonl.gz' })]
    expect((await compareKept(parquet, packed, signal)).rows).toMatchObject({ same: 24, changed: 0 })
    const pair = await db().pair.findFirstOrThrow({ where: { datasetId } })
    await db().pair.update({ where: { id: pair.id }, data: { response: `${pair.response} ${'The harbour is still. '.repeat(2000)}` } })
    const { rows } = await page({ limit: 50 }, await exported({ format: 'alpaca' }), packed)
    await db().pair.update({ where: { id: pair.id }, data: { response: pair.response } })
    expect(rows).toHaveLength(1)
    expect(rows[0]?.after).toMatchObject({ isCut: true })
    expect(rows[0]?.after?.answer).toHaveLength(longestShown)
  })

  it('refuses exports of different datasets, and says when there is none, or its files are gone', async () => {
    const elsewhere = await exported({}, await acceptedDataset(3))
    await expect(compareKept(half, elsewhere, signal)).rejects.toThrow('different datasets')
    await expect(page({}, half, elsewhere)).rejects.toThrow('different datasets')
    await expect(compareKept(half, randomUUID(), signal)).rejects.toMatchObject({ code: 'not_found' })
    const gone = await exported({})
    const { folder } = await db().export.findUniqueOrThrow({ where: { id: gone } })
    await rm(join(exportsRoot(), folder), { recursive: true })
    await expect(compareKept(gone, whole, signal)).rejects.toThrow('moved or emptied')
  })
})
