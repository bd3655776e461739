import { existsSync } from 'node:fs'
import { getPriority } from 'node:os'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { behindEverybody } from '#lib/db/behind.ts'
import { db, pool } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'

ownDatabase()

const pidSql = `SELECT pg_backend_pid() AS pid, current_setting('max_parallel_workers_per_gather') AS workers`

test('what nobody waits for has connections of its own, which give way and are closed behind it', async () => {
  const { pid, workers, priority, byPrisma } = await behindEverybody(async () => {
    const { rows: [row] } = await pool().query<{ pid: number; workers: string }>(pidSql)
    if (!row) throw new Error('no row')
    const asked = await db().$queryRawUnsafe<{ pid: number }[]>(pidSql)
    return { ...row, priority: existsSync('/proc') ? getPriority(row.pid) : 10, byPrisma: asked[0]?.pid }
  })
  expect({ workers, priority }).toEqual({ workers: '0', priority: 10 })
  // One after the other they are asked over the same connection, by Prisma too.
  expect(byPrisma).toBe(pid)
  const open = async () => (await pool().query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [pid])).rowCount
  await expect.poll(open).toBe(0)
  const { rows: [outside] } = await pool().query<{ pid: number; workers: string }>(pidSql)
  expect(outside?.workers).not.toBe('0')
  // A machine that gives way to others with all that it does here gives the same to both.
  if (existsSync('/proc') && getPriority() < 10) expect(getPriority(outside?.pid ?? 0)).toBeLessThan(10)
})

test('closes them where the work fails, and says why it did', async () => {
  let pid = 0
  const failing = behindEverybody(async () => {
    pid = (await pool().query<{ pid: number }>(pidSql)).rows[0]?.pid ?? 0
    throw new Error('out of beans')
  })
  await expect(failing).rejects.toThrow('out of beans')
  await expect.poll(async () => (await pool().query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [pid])).rowCount).toBe(0)
})

test('gives up what is under way when it is told to stop, whatever of it would come next', async () => {
  const stopping = new AbortController()
  const begun = Promise.withResolvers<number>()
  const sleeping = behindEverybody(async () => {
    begun.resolve((await pool().query<{ pid: number }>(pidSql)).rows[0]?.pid ?? 0)
    await pool().query('SELECT pg_sleep(600)').catch(() => {})
    await db().$queryRaw`SELECT pg_sleep(600)`
  }, { connections: 1, stop: stopping.signal })
  const pid = await begun.promise
  stopping.abort()
  await expect(sleeping).rejects.toThrow('canceling statement due to user request')
  await expect.poll(async () => (await pool().query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [pid])).rowCount).toBe(0)
  await expect(behindEverybody(async () => 1, { stop: stopping.signal })).rejects.toThrow('aborted')
})

test('cancels only what its own connections answer: the number of one that was closed may be that of somebody else by then', async () => {
  const stopping = new AbortController()
  const outside = pool()
  const closed = vi.fn<(pid: number) => void>()
  const open = vi.fn<(pid: number) => void>()
  const query = vi.spyOn(pg.Client.prototype, 'query')
  const working = behindEverybody(async () => {
    const pidNow = async () => (await pool().query<{ pid: number }>(pidSql)).rows[0]?.pid ?? 0
    const first = await pidNow()
    closed(first)
    await outside.query('SELECT pg_terminate_backend($1)', [first])
    await expect.poll(() => pool().totalCount).toBe(0)
    open(await pidNow())
    await pool().query('SELECT pg_sleep(600)')
  }, { connections: 1, stop: stopping.signal })
  await expect.poll(() => open.mock.calls.length).toBe(1)
  query.mockClear()
  stopping.abort()
  await expect(working).rejects.toThrow('canceling statement due to user request')
  const cancelled = query.mock.calls.flatMap((call: readonly unknown[]) => (String(call[0]).includes('pg_cancel_backend') ? [call[1]] : []))
  query.mockRestore()
  expect(cancelled.length).toBeGreaterThan(0)
  for (const of of cancelled) expect(of).toEqual([open.mock.calls[0]])
  expect(open.mock.calls[0]).not.toEqual(closed.mock.calls[0])
})
