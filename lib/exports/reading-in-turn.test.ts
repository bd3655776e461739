import { rm } from 'node:fs/promises'
import { expect, it, vi } from 'vitest'
import { db } from '#lib/db/client.ts'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import { changedRows } from '#lib/exports/compare/compare-kept.ts'
import { changedRowsQuery } from '#lib/exports/compare/contract.ts'
import type * as Rows from '#lib/exports/compare/match-rows.ts'
import { exportsOfPair } from '#lib/exports/holding/exports-of-pair.ts'
import type * as Look from '#lib/exports/holding/look-through.ts'
import { rowIndexPath } from '#lib/exports/holding/row-index.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const reading = vi.hoisted(() => ({ now: 0, most: 0, begun: 0 }))
const begin = vi.hoisted(() => async () => {
  reading.begun++
  reading.most = Math.max(reading.most, ++reading.now)
  await new Promise((resolve) => setTimeout(resolve, 20))
})

vi.mock('#lib/exports/holding/look-through.ts', async (original) => {
  const real = await original<typeof Look>()
  return {
    ...real,
    lookThrough: async (...asked: Parameters<typeof Look.lookThrough>) => {
      await begin()
      return real.lookThrough(...asked).finally(() => reading.now--)
    },
  }
})

vi.mock('#lib/exports/compare/match-rows.ts', async (original) => {
  const real = await original<typeof Rows>()
  return {
    ...real,
    rowsAt: async (...asked: Parameters<typeof Rows.rowsAt>) => {
      await begin()
      return real.rowsAt(...asked).finally(() => reading.now--)
    },
  }
})

const given = (word: string) => Array.from({ length: 6 }, (_, n) => ({ instruction: `Tell of ${word} ${n}.`, response: `Of ${word} number ${n} there is this to tell.` }))

it('looks through exports for one pair at a time, and not for whoever has gone', async () => {
  const datasetId = await accepted(given('boats'))
  const { runId } = await exportOf(datasetId, {})
  await rm(rowIndexPath(runId))
  const { id } = await db().pair.findFirstOrThrow({ where: { datasetId } })
  Object.assign(reading, { most: 0, begun: 0 })
  const gone = new AbortController()
  const asked = [1, 2, 3].map(() => exportsOfPair(ada, id, true, new AbortController().signal))
  const left = exportsOfPair(ada, id, true, gone.signal)
  gone.abort(new Error('went away'))
  await expect(left).rejects.toThrow('went away')
  for (const { exports } of await Promise.all(asked)) expect(exports).toHaveLength(1)
  expect(reading).toMatchObject({ most: 1, begun: 3 })
})

it('reads the pages of a comparison one at a time', async () => {
  const datasetId = await accepted(given('masts'))
  const before = await exportOf(datasetId, {})
  const after = await exportOf(datasetId, { mostRows: 2 })
  Object.assign(reading, { most: 0, begun: 0 })
  const pages = await Promise.all([0, 1, 2].map((from) => changedRows(after.exportId, changedRowsQuery.parse({ with: before.exportId, kind: 'removed', from, limit: 1 }), new AbortController().signal)))
  expect(pages.map(({ rows }) => rows.length)).toEqual([1, 1, 1])
  expect(reading).toMatchObject({ most: 1, begun: 6 })
})
