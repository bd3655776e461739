import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { isHeld, isNotHeld, lookForFewNotHeld } from '#lib/datasets/held-pairs.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import { listPairsOf } from '#lib/exports/holding/pair-list.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const sizes = { many: 20, few: 8, remembered: 2 }

/** A dataset of 30 pairs, and an export that leaves so many of them out. */
async function exported(leftOut: number) {
  const datasetId = await accepted(Array.from({ length: 30 }, (_, n) => ({ instruction: `Tell of thing ${n}.`, response: `Of thing ${n}: ${randomUUID()}.`, license: n < leftOut ? 'MIT' : 'CC0-1.0' })))
  const { exportId } = await exportOf(datasetId, { licensesLeftOut: ['MIT'] })
  await listPairsOf(exportId)
  return { datasetId, exportId }
}

async function found(datasetId: string, condition: Prisma.Sql): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`SELECT p.id FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid AND ${condition} ORDER BY 1`
  return rows.map(({ id }) => id)
}

/** What is found once it has been looked, which is held against each pair looked at by itself; and whether it was found by a list of few. */
async function notHeld({ datasetId, exportId }: { datasetId: string; exportId: string }): Promise<{ ids: string[]; byList: boolean }> {
  await lookForFewNotHeld(exportId, sizes)
  const condition = isNotHeld(exportId)
  const ids = await found(datasetId, condition)
  expect(ids).toEqual(await found(datasetId, Prisma.sql`NOT ${isHeld(exportId)}`))
  return { ids, byList: condition.sql.includes('ANY') }
}

async function add(datasetId: string): Promise<string> {
  const id = newId()
  await db().pair.create({ data: { id, datasetId, contentHash: randomUUID().replaceAll('-', '').padEnd(64, '0'), source: 'late', instruction: 'Tell of another thing.', response: randomUUID(), responseWords: 1 } })
  return id
}

it('are few: found by their list, which is another once pairs come or go', async () => {
  const made = await exported(5)
  const before = await notHeld(made)
  expect(before).toEqual({ ids: expect.any(Array), byList: true })
  expect(before.ids).toHaveLength(5)
  const late = await add(made.datasetId)
  expect(await notHeld(made)).toEqual({ ids: [...before.ids, late].toSorted(), byList: true })
  await db().pair.delete({ where: { id: before.ids[0] ?? '' } })
  expect(await notHeld(made)).toEqual({ ids: [...before.ids.slice(1), late].toSorted(), byList: true })
  // As many as before, and not the same.
  const later = await add(made.datasetId)
  await db().pair.delete({ where: { id: late } })
  expect(await notHeld(made)).toEqual({ ids: [...before.ids.slice(1), later].toSorted(), byList: true })
})

it('are many, or of a small dataset: each pair is looked at by itself', async () => {
  const many = await exported(9)
  expect(await notHeld(many)).toMatchObject({ byList: false })
  const none = await exported(0)
  expect(await notHeld(none)).toEqual({ ids: [], byList: true })
  await db().pair.deleteMany({ where: { id: { in: (await found(none.datasetId, isHeld(none.exportId))).slice(0, 10) } } })
  expect(await notHeld(none)).toEqual({ ids: [], byList: false })
})

it('are remembered of the exports that were asked for last, each by itself, however many ask at once', async () => {
  const exports = [await exported(1), await exported(2), await exported(3)]
  const all = await Promise.all([...exports, ...exports].map(notHeld))
  expect(all.map(({ ids }) => ids.length)).toEqual([1, 2, 3, 1, 2, 3])
  const [first, second] = exports
  for (const one of [first, second, first]) if (one) expect((await notHeld(one)).byList).toBe(true)
  if (exports[2]) expect(isNotHeld(exports[2].exportId).sql).not.toContain('ANY')
})
