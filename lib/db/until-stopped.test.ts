import { expect, test } from 'vitest'
import { connectionOf, db, pool, poolSize, processOf } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { untilStopped } from '#lib/db/until-stopped.ts'

ownDatabase()

const sleeping = async () => (await pool().query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()`)).rowCount ?? 0
const isOpen = async (pid: number) => (await pool().query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [pid])).rowCount === 1
const pidNow = async () => (await pool().query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0
const never = new AbortController().signal

test('what is asked goes over the connections that are there, which others have afterwards', async () => {
  const before = await pidNow()
  const [inside, byPrisma, inTransaction] = await untilStopped(never, async () => [
    await pidNow(),
    (await db().$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`)[0]?.pid,
    await db().$transaction(async (tx) => (await connectionOf(tx)) !== null),
  ])
  expect([inside, byPrisma, inTransaction]).toEqual([before, before, true])
  expect(await pidNow()).toBe(before)
  await expect(untilStopped(never, () => pool().query('SELECT 1 / 0'))).rejects.toThrow('division by zero')
})

test('all that is under way when it is told to stop is given up, and what would come next is not begun', async () => {
  const stopping = new AbortController()
  let next = 0
  const working = untilStopped(stopping.signal, async () => {
    await Promise.all([pool().query('SELECT pg_sleep(600)'), db().$queryRaw`SELECT pg_sleep(600) IS NULL AS slept`, db().$transaction((tx) => tx.$executeRaw`SELECT pg_sleep(600)`)]).catch(() => {})
    await db().dataset.count().then(() => (next += 1)).catch(() => {})
    return 'as if nothing had been'
  })
  await expect.poll(sleeping).toBe(3)
  stopping.abort(new Error('nobody wants it'))
  await expect(working).rejects.toThrow('nobody wants it')
  expect([await sleeping(), next]).toEqual([0, 0])
  await expect(untilStopped(stopping.signal, pidNow)).rejects.toThrow('nobody wants it')
})

test('one is not given up for another, and a connection that was told to stop answers nobody else', async () => {
  const stopping = new AbortController()
  const goOn = Promise.withResolvers<void>()
  const [one, other] = [Promise.withResolvers<number>(), Promise.withResolvers<number>()]
  /** Over one connection that is kept, and given back as if it were well. */
  const work = (pid: PromiseWithResolvers<number>, then: (ask: (sql: string) => Promise<unknown>) => Promise<unknown>) => async () => {
    const client = await pool().connect()
    pid.resolve((await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0)
    await then((sql) => client.query(sql)).finally(() => client.release(false))
    return 'all of it'
  }
  const left = untilStopped(stopping.signal, work(one, (ask) => ask('SELECT pg_sleep(600)'))).catch(String)
  const stays = untilStopped(never, work(other, (ask) => goOn.promise.then(() => ask('SELECT 1'))))
  const [stopped, untouched] = await Promise.all([one.promise, other.promise])
  await expect.poll(sleeping).toBe(1)
  stopping.abort()
  expect(await left).toContain('aborted')
  // Not only once it has been idle for long.
  const others = await Promise.all(Array.from({ length: 5 }, () => pool().connect()))
  for (const client of others) client.release()
  expect(others.map(processOf)).not.toContain(stopped)
  goOn.resolve()
  expect(await stays).toBe('all of it')
  await expect.poll(() => isOpen(stopped)).toBe(false)
  expect(await isOpen(untouched)).toBe(true)
})

test('of many at once all come to their end', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => untilStopped(never, async () => (await db().$queryRaw<{ n: number }[]>`SELECT ${n}::int AS n`)[0]?.n)))
  expect(answers).toEqual(Array.from({ length: 40 }, (_, n) => n))
})

test('it is given up also where every connection is taken', async () => {
  const others = await Promise.all(Array.from({ length: poolSize - 1 }, () => pool().connect()))
  const stopping = new AbortController()
  const begun = Promise.withResolvers<void>()
  const left = untilStopped(stopping.signal, async () => {
    const client = await pool().connect()
    begun.resolve()
    await client.query('SELECT pg_sleep(600)').finally(() => client.release())
  }).catch(String)
  await begun.promise
  stopping.abort()
  expect(await left).toContain('aborted')
  expect(pool().idleCount).toBe(0)
  for (const client of others) client.release()
  expect(await sleeping()).toBe(0)
})
