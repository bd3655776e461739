import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import pg from 'pg'
import { disconnect, db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { testDatabase } from '#lib/db/testing.ts'
import { sharedAllowance } from './allowance.ts'
import { createModelClient } from './client.ts'
import { endpointAt, textQuestion } from './endpoint.fixture.ts'
import { startFaultServer } from './fault-server.fixture.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let pools: pg.Pool[]
const never = new AbortController().signal

beforeAll(async () => {
  database = await testDatabase()
  process.env.DATABASE_URL = database.url
  pools = [0, 1].map(() => new pg.Pool({ connectionString: database.url, max: 2 }))
})
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()))
  await disconnect()
  await database.drop()
})

interface Limits {
  requestsPerMinute: number | null
  tokensPerMinute: number | null
}

/** An endpoint, and an allowance for it as each of two workers has it. */
async function workersOf(limits: Limits, { idleSeconds = 0 } = {}) {
  const id = newId()
  const allowanceAt = new Date(Date.now() - idleSeconds * 1000)
  await db().endpoint.create({ data: { id, name: id, baseUrls: ['http://localhost/v1'], model: 'm', allowanceAt, ...limits } })
  let statements = 0
  const workers = pools.map((pool) => {
    const counting = {
      query(sql: string, values: unknown[]) {
        statements++
        return pool.query(sql, values)
      },
    }
    const allowance = sharedAllowance(counting, { id, ...limits }, { random: () => 0 })
    if (!allowance) throw new Error('no allowance')
    return allowance
  })
  const seconds = () => (Date.now() - allowanceAt.getTime()) / 1000
  return { id, workers, statements: () => statements, seconds }
}

/** How many takes of `tokens` go through within `ms`, by callers of all workers at once; on a machine that is too busy for `least` of them, until these have gone through. */
async function within(ms: number, least: number, workers: { take(tokens: number, signal: AbortSignal): Promise<void> }[], tokens: number): Promise<number> {
  const stop = new AbortController()
  let taken = 0
  const calling = workers.flatMap((worker) =>
    Array.from({ length: 4 }, async () => {
      while (!stop.signal.aborted) {
        await worker.take(tokens, stop.signal).then(() => taken++, () => {})
        await Promise.resolve()
      }
    }),
  )
  await sleep(ms)
  for (const end = Date.now() + 60_000; taken < least && Date.now() < end; ) await sleep(10)
  stop.abort()
  await Promise.all(calling)
  return taken
}

describe('an allowance a minute', () => {
  test('is not needed without limits', () => {
    expect(sharedAllowance({ query: () => { throw new Error('asked') } }, { id: newId(), requestsPerMinute: null, tokensPerMinute: null })).toBeUndefined()
  })

  test('of requests holds for all workers together, at few statements', async () => {
    const { workers, statements, seconds } = await workersOf({ requestsPerMinute: 12_000, tokensPerMinute: null })
    // 190 a second, in batches of 100.
    const taken = await within(2000, 201, workers, 50)
    expect(taken).toBeGreaterThan(200)
    expect(taken).toBeLessThanOrEqual(seconds() * 190 + 3)
    expect(statements()).toBeLessThan(taken / 5)
  })

  test('lets a burst of a twentieth through after a rest, and no more', async () => {
    const { workers, seconds } = await workersOf({ requestsPerMinute: 6000, tokensPerMinute: null }, { idleSeconds: 3600 })
    const taken = await within(300, 300, workers, 50)
    expect(taken).toBeGreaterThanOrEqual(300)
    expect(taken).toBeLessThanOrEqual(300 + (seconds() - 3600) * 95 + 3)
  })

  test('of tokens is taken by what requests reserve', async () => {
    const { workers, seconds } = await workersOf({ requestsPerMinute: null, tokensPerMinute: 600_000 })
    // 9,500 tokens a second.
    const taken = await within(1000, 51, workers, 100)
    expect(taken).toBeGreaterThan(50)
    expect(taken).toBeLessThanOrEqual(seconds() * 95 + 3)
  })

  test('is settled by what they turned out to need', async () => {
    const { workers, id } = await workersOf({ requestsPerMinute: null, tokensPerMinute: 60_000 }, { idleSeconds: 60 })
    const [worker] = workers
    // 3,000 tokens lie ready; each request reserves 1,000 and needs 100. Were it not settled, twenty would take 18 seconds.
    const stop = AbortSignal.timeout(15_000)
    for (let taken = 0; taken < 20; taken++) {
      await worker?.take(1000, stop)
      worker?.settle(1000, 100)
    }
    const { tokenAllowance } = await db().endpoint.findUniqueOrThrow({ where: { id } })
    expect(tokenAllowance).toBeLessThan(3000)
  })

  test('lets a request through that is larger than any burst, and makes the next wait for it', async () => {
    const { workers, id } = await workersOf({ requestsPerMinute: null, tokensPerMinute: 60_000 }, { idleSeconds: 60 })
    await workers[0]?.take(10_000, never)
    const { tokenAllowance } = await db().endpoint.findUniqueOrThrow({ where: { id } })
    expect(tokenAllowance).toBeLessThan(-6500)
    const stop = AbortSignal.timeout(200)
    await expect(workers[1]?.take(10, stop)).rejects.toThrow('timeout')
  })

  test('can be stopped while waiting, and the next in line goes on', async () => {
    const { workers } = await workersOf({ requestsPerMinute: 600, tokensPerMinute: null })
    const [worker] = workers
    const stop = new AbortController()
    const takes = [worker?.take(1, never), worker?.take(1, stop.signal), worker?.take(1, never)]
    stop.abort(new Error('paused'))
    await expect(takes[1]).rejects.toThrow('paused')
    await Promise.all([takes[0], takes[2]])
    expect(await Promise.allSettled(takes)).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected' }, { status: 'fulfilled' }])
  })

  test('limits nobody when the endpoint is gone', async () => {
    const { workers, id } = await workersOf({ requestsPerMinute: 1, tokensPerMinute: 1 })
    await db().endpoint.delete({ where: { id } })
    for (let i = 0; i < 5; i++) await expect(workers[0]?.take(100, never)).resolves.toBeUndefined()
  })

  test('holds back the calls of a client', async () => {
    const server = await startFaultServer()
    const { workers, seconds } = await workersOf({ requestsPerMinute: 600, tokensPerMinute: null })
    const client = createModelClient(endpointAt(server.url), workers[0] ? { allowance: workers[0] } : {})
    const replies = await Promise.all(Array.from({ length: 10 }, (_, i) => client.answer(textQuestion(String(i)), never)))
    expect(replies.every(({ status }) => status === 'ok')).toBe(true)
    // 9.5 a second, from nothing.
    expect(seconds()).toBeGreaterThan(0.9)
    client.close()
    await server.stop()
  })
})
