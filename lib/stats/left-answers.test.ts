import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { db, pool } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { curatedDataset } from './curated.fixture.ts'
import { keptAnswer, renewAnswer } from './kept-answers.ts'

const { atWork } = vi.hoisted(() => ({ atWork: vi.fn<() => Promise<boolean>>() }))
vi.mock('#lib/review/at-work.ts', () => ({ reviewersAtWork: atWork }))
ownDatabase()

const never = new AbortController().signal
let great: string

beforeAll(async () => {
  great = await curatedDataset()
  await db().$executeRaw`
    INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords")
    SELECT gen_random_uuid(), ${great}::uuid, md5(n::text) || md5(n::text), 'many', 'Q', 'A', 1 FROM generate_series(1, 20001) n`
})
beforeEach(() => void atWork.mockReset().mockResolvedValue(false))

const sleepingSql = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()`
const sleeping = async () => (await pool().query(sleepingSql)).rowCount ?? 0
/** A question of its own each, and its count: it says how often it was begun, and takes as long as its statement. */
function question(sql: () => string) {
  const part = randomUUID()
  const count = vi.fn<() => Promise<object>>(async () => {
    await pool().query(sql())
    return { part }
  })
  const asked = { datasetId: great, part, filter: {}, reader: null }
  return { part, count, asked, ask: (signal?: AbortSignal) => keptAnswer(asked, count, signal) }
}
/** A statement that waits, and what lets it go on. */
async function held(): Promise<{ sql: string; letGo: () => Promise<void> }> {
  const key = Math.floor(Math.random() * 1e9)
  const client = await pool().connect()
  await client.query('SELECT pg_advisory_lock($1)', [key])
  return {
    sql: `SELECT pg_advisory_xact_lock_shared(${key}), pg_sleep(0)`,
    letGo: async () => {
      await client.query('SELECT pg_advisory_unlock_all()')
      client.release()
    },
  }
}

describe('an answer that is waited for', () => {
  it.each([false, true])('is given up with the last who waits, and counted anew for who asks then (somebody reviews: %s)', async (busy) => {
    atWork.mockResolvedValue(busy)
    let sql = 'SELECT pg_sleep(600)'
    const { part, count, ask } = question(() => sql)
    const [one, other] = [new AbortController(), new AbortController()]
    const asked = Promise.allSettled([ask(one.signal), ask(other.signal)])
    await expect.poll(sleeping).toBe(1)
    one.abort()
    other.abort()
    sql = 'SELECT 1'
    expect(await ask()).toEqual({ part })
    expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect.poll(sleeping).toBe(0)
    expect(count).toHaveBeenCalledTimes(2)
  })

  it('goes on while somebody else waits for the same, and who leaves does not wait for it', async () => {
    const { sql, letGo } = await held()
    const { part, count, ask } = question(() => sql)
    const leaving = new AbortController()
    // It is counted for who stays, whoever of the two comes to it first: had only the other come, it would be given up with them.
    const stays = ask()
    await expect.poll(sleeping).toBe(1)
    const gone = ask(leaving.signal).catch(String)
    leaving.abort()
    expect(await gone).toContain('aborted')
    await letGo()
    expect(await stays).toEqual({ part })
    expect(await ask()).toEqual({ part })
    expect(count).toHaveBeenCalledTimes(1)
  })

  it('is not begun when its turn comes, where nobody waits any more', async () => {
    const { sql, letGo } = await held()
    const [first, second, third] = [question(() => sql), question(() => sql), question(() => sql)]
    const before = Promise.all([first.ask(), second.ask()])
    await expect.poll(sleeping).toBe(2)
    const leaving = new AbortController()
    const gone = third.ask(leaving.signal).catch(String)
    leaving.abort()
    expect(await gone).toContain('aborted')
    await letGo()
    await before
    // Whoever comes behind it has a turn.
    const last = question(() => 'SELECT 1')
    expect(await last.ask()).toEqual({ part: last.part })
    expect(third.count).not.toHaveBeenCalled()
  })

  it('goes on where it is counted for who asks next, whoever waits for it and leaves', async () => {
    const { sql, letGo } = await held()
    const { part, count, asked, ask } = question(() => sql)
    const ahead = renewAnswer(asked, count, (piece) => piece(never))
    await expect.poll(sleeping).toBe(1)
    const leaving = new AbortController()
    const gone = ask(leaving.signal).catch(String)
    leaving.abort()
    expect(await gone).toContain('aborted')
    await letGo()
    await ahead
    expect(await ask()).toEqual({ part })
    expect(count).toHaveBeenCalledTimes(1)
  })

  it('goes on where an older one was given meanwhile, whose reader has gone', async () => {
    let sql = 'SELECT 1'
    const { part, count, ask } = question(() => sql)
    await ask()
    const { sql: waiting, letGo } = await held()
    sql = waiting
    await db().$executeRaw`UPDATE "KeptAnswer" SET state = 'another'`
    const reading = new AbortController()
    expect(await ask(reading.signal)).toHaveProperty('counted')
    await expect.poll(sleeping).toBe(1)
    reading.abort()
    await letGo()
    await expect.poll(() => ask()).toEqual({ part })
    expect(count).toHaveBeenCalledTimes(2)
  })
})
