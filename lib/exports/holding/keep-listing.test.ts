import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rm, truncate } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { db, pool } from '#lib/db/client.ts'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import { droppedPath } from '#lib/exports/holding/dropped-pairs.ts'
import { keepListing, listNewExports } from '#lib/exports/holding/keep-listing.ts'
import { listPairsOf } from '#lib/exports/holding/pair-list.ts'
import { rowIndexPath } from '#lib/exports/holding/row-index.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { startWorker } from '#lib/runs/worker.fixture.ts'
import type { Piece } from '#lib/stats/give-way.ts'

useInstallation()

const { signal } = new AbortController()
const inTurn = (piece: Piece): Promise<void> => piece(signal)

/** Each test has the exports to itself. */
afterEach(async () => void (await db().export.deleteMany({})))

async function exported(pairs = 20) {
  const datasetId = await accepted(Array.from({ length: pairs }, (_, n) => ({ instruction: `Tell of thing ${n}.`, response: `Of thing ${n}: ${randomUUID()}.`, license: n % 4 === 0 ? 'MIT' : 'CC0-1.0' })))
  const { exportId, runId } = await exportOf(datasetId, { licensesLeftOut: ['MIT'] })
  return { datasetId, exportId, runId }
}

async function listed(exportId: string): Promise<{ held: number; leftOut: number; isListed: boolean }> {
  const { rows } = await pool().query<{ held: number; leftOut: number; isListed: boolean }>(
    `SELECT e."isListed", count(*) FILTER (WHERE p.reason = 0)::int AS held, count(*) FILTER (WHERE p.reason > 0)::int AS "leftOut" FROM "Export" e LEFT JOIN "ExportPair" p ON p."exportId" = e.id WHERE e.id = $1 GROUP BY 1`,
    [exportId],
  )
  return rows[0] ?? { held: 0, leftOut: 0, isListed: false }
}

const whole = { held: 15, leftOut: 5, isListed: true }
const nothing = { held: 0, leftOut: 0, isListed: false }

/** Lets whoever lists pairs wait before it writes the first of them, until it is opened. */
async function closedGate(): Promise<{ waiting: () => Promise<number>; open: () => Promise<void> }> {
  const client = await pool().connect()
  await client.query('BEGIN')
  await client.query('LOCK TABLE "ExportPair" IN SHARE MODE')
  return {
    waiting: async () => (await client.query(`SELECT 1 FROM pg_locks WHERE relation = '"ExportPair"'::regclass AND NOT granted`)).rows.length,
    open: async () => {
      await client.query('COMMIT')
      client.release()
    },
  }
}

describe('the pairs of exports are listed behind them', () => {
  it('where they are new, or the last of their dataset; of others when somebody asks', async () => {
    const first = await exported()
    const second = await exportOf(first.datasetId)
    const other = await exported()
    await db().export.updateMany({ data: { createdAt: new Date(Date.now() - 2 * 86_400_000) } })
    await listNewExports(inTurn, new Set())
    expect(await listed(first.exportId)).toEqual(nothing)
    expect(await listed(second.exportId)).toEqual({ held: 20, leftOut: 0, isListed: true })
    expect(await listed(other.exportId)).toEqual(whole)
    await db().export.update({ where: { id: first.exportId }, data: { createdAt: new Date() } })
    await listNewExports(inTurn, new Set())
    expect(await listed(first.exportId)).toEqual(whole)
  })

  it('and one whose list is broken or not on this machine is in no other one\'s way, and is not tried again', async () => {
    const [elsewhere, broken, whole1] = [await exported(), await exported(), await exported()]
    await rm(rowIndexPath(elsewhere.runId))
    await truncate(droppedPath(broken.runId), 30)
    const failed = new Set<string>()
    await listNewExports(inTurn, failed)
    expect([...failed]).toEqual([broken.exportId])
    expect(await listed(broken.exportId)).toEqual(nothing)
    expect(await listed(whole1.exportId)).toEqual(whole)
    const turns: Piece[] = []
    await listNewExports(async (piece) => void turns.push(piece), failed)
    expect(turns).toEqual([])
  })

  it('once, by several at once and beside who asks for them', async () => {
    const { exportId } = await exported()
    await Promise.all([...Array.from({ length: 4 }, () => listNewExports(inTurn, new Set())), ...Array.from({ length: 4 }, () => listPairsOf(exportId))])
    expect(await listed(exportId)).toEqual(whole)
  })

  it('given up where somebody begins to review, wholly, and done later', async () => {
    const { exportId } = await exported()
    const gate = await closedGate()
    const givingUp = new AbortController()
    const round = listNewExports(async (piece) => {
      const done = piece(givingUp.signal)
      await expect.poll(gate.waiting).toBe(1)
      givingUp.abort()
      await expect(done).rejects.toThrow('cancel')
    }, new Set())
    await round
    await gate.open()
    expect(await listed(exportId)).toEqual(nothing)
    await listNewExports(inTurn, new Set())
    expect(await listed(exportId)).toEqual(whole)
  })

  it('by the worker, and by the next one where it is killed at that', async () => {
    const { exportId } = await exported()
    const gate = await closedGate()
    const killed = await startWorker()
    await expect.poll(gate.waiting, { timeout: 60_000 }).toBe(1)
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    await gate.open()
    // Postgres learns that nobody is there any more once it has an answer for them.
    const stopping = new AbortController()
    const keeping = keepListing(stopping.signal)
    try {
      await expect.poll(() => listed(exportId), { timeout: 60_000 }).toEqual(whole)
    } finally {
      stopping.abort()
      await keeping
    }
  }, 120_000)
})

describe('who asks for pairs that are being listed', () => {
  it('is told so after a moment, and finds them when that is done', async () => {
    const { datasetId, exportId } = await exported()
    const gate = await closedGate()
    const ask = (patienceMs?: number) => filterSeenBy(ada, datasetId, { export: exportId }, patienceMs)
    const run = ask(Number.POSITIVE_INFINITY)
    // However many ask, one lists.
    await Promise.all(Array.from({ length: 5 }, () => expect(ask(20)).rejects.toMatchObject({ code: 'not_yet', status: 503, message: expect.stringContaining('being listed') })))
    expect(await gate.waiting()).toBeLessThanOrEqual(1)
    await gate.open()
    await run
    await ask(0)
    expect(await listed(exportId)).toEqual(whole)
  })
})
