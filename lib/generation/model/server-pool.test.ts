import { describe, expect, test } from 'vitest'
import { adaptiveLimit } from './adaptive-limit.ts'
import { fakeClock } from './clock.fixture.ts'
import { serverPool, type Outcome, type Place } from './server-pool.ts'

const never = new AbortController().signal
const down: Outcome = { health: 'down', why: 'refused', waitMs: null }

/** A pool over servers `a`, `b`, ...; `alive` says which a probe finds well. */
function poolOf(count: number, concurrency: number) {
  const clock = fakeClock()
  const alive = new Set<string>()
  const probes: { url: string; at: number }[] = []
  const changes: (string | null)[] = []
  const pool = serverPool({
    urls: ['a', 'b', 'c', 'd'].slice(0, count),
    concurrency,
    clock,
    random: () => 1,
    async probe(url) {
      probes.push({ url, at: clock.now() - 1_000_000 })
      return alive.has(url) ? null : `${url} does not answer`
    },
    onChange: () => changes.push(pool.state().waiting?.why ?? null),
  })
  const call = async (outcome: Outcome, avoid: string | null = null) => {
    const place = await pool.acquire(never, avoid)
    place.release(outcome)
    return place.url
  }
  return { pool, clock, alive, probes, changes, call }
}

describe('places', () => {
  test('are as many as the limit, first come first served', async () => {
    const { pool } = poolOf(1, 2)
    const granted: number[] = []
    const places: Place[] = []
    for (let i = 0; i < 5; i++) {
      void pool.acquire(never, null).then((place) => {
        granted.push(i)
        places.push(place)
      })
    }
    await Promise.resolve()
    expect(granted).toEqual([0, 1])
    expect(pool.state()).toMatchObject({ inFlight: 2, queued: 3, limit: 2 })
    places[0]?.release({ health: 'answered' })
    await Promise.resolve()
    expect(granted).toEqual([0, 1, 2])
  })

  test('go to the server with the fewest calls in flight', async () => {
    const { pool } = poolOf(3, 100)
    const places = await Promise.all(Array.from({ length: 30 }, () => pool.acquire(never, null)))
    expect(pool.state().servers.map(({ inFlight }) => inFlight)).toEqual([10, 10, 10])
    const atB = places.filter(({ url }) => url === 'b')
    for (const place of atB) place.release({ health: 'answered' })
    const next = await Promise.all(Array.from({ length: 10 }, () => pool.acquire(never, null)))
    expect(next.map(({ url }) => url)).toEqual(Array(10).fill('b'))
  })

  test('go to another server than the one that failed, where there is one', async () => {
    const { call } = poolOf(2, 8)
    for (let i = 0; i < 6; i++) expect(await call({ health: 'answered' }, 'a')).toBe('b')
    expect(await poolOf(1, 8).call({ health: 'answered' }, 'a')).toBe('a')
  })
})

describe('the limit', () => {
  test('halves when a whole round complains, and grows back round by round', () => {
    const limit = adaptiveLimit(64)
    for (let i = 0; i < 64; i++) limit.complained()
    expect(limit.value).toBe(32)
    for (let i = 0; i < 32; i++) limit.answered()
    expect(limit.value).toBe(33)
    for (let round = 0; round < 20; round++) for (let i = limit.value; i > 0; i--) limit.answered()
    expect(limit.value).toBe(64)
  })

  test('stays between one and the concurrency', () => {
    const limit = adaptiveLimit(4)
    for (let i = 0; i < 100; i++) limit.complained()
    expect(limit.value).toBe(1)
    for (let i = 0; i < 100; i++) limit.answered()
    expect(limit.value).toBe(4)
  })

  test('is not held down by one complaint among twenty', () => {
    const limit = adaptiveLimit(64)
    for (let i = 0; i < 64; i++) limit.complained()
    for (let i = 0; i < 4000; i++) (i % 20 === 0 ? limit.complained : limit.answered)()
    expect(limit.value).toBeGreaterThanOrEqual(63)
  })

  test.each(['limited', 'busy', 'slow'] as const)('shrinks when a server is %s', async (health) => {
    const { pool, call } = poolOf(1, 8)
    for (let i = 0; i < 2; i++) await call({ health, why: 'x', waitMs: null })
    expect(pool.state().limit).toBe(7)
  })

  test('does not shrink when a server is down or a call is stopped', async () => {
    const { pool, call } = poolOf(1, 8)
    await call(down)
    await call({ health: 'stopped' })
    expect(pool.state().limit).toBe(8)
  })
})

describe('the breaker', () => {
  test('opens after five failures in a row; calls wait while single probes go out, ever further apart', async () => {
    const { pool, clock, probes, alive, changes, call } = poolOf(1, 8)
    for (let i = 0; i < 5; i++) await call(down)
    expect(pool.open).toBe(true)
    expect(changes).toEqual(['a: refused'])
    const served: string[] = []
    for (let i = 0; i < 20; i++) void pool.acquire(never, null).then(({ url }) => served.push(url))
    await clock.advance(16_000)
    expect(probes.map(({ at }) => at)).toEqual([500, 1500, 3500, 7500, 15_500])
    expect(pool.state()).toMatchObject({ inFlight: 0, queued: 20, waiting: { since: 1_000_000 }, servers: [{ resting: { why: 'a does not answer' } }] })
    alive.add('a')
    await clock.advance(16_000)
    expect(served).toHaveLength(8)
    expect(pool.state()).toMatchObject({ inFlight: 8, waiting: null, servers: [{ resting: null, failuresInRow: 0 }] })
    expect(pool.outages).toBe(1)
    expect(changes).toEqual(['a: refused', null])
  })

  test('counts no outage when the first probe succeeds: one call failed, not the server', async () => {
    const { pool, clock, alive, call } = poolOf(1, 8)
    alive.add('a')
    for (let i = 0; i < 5; i++) await call(down)
    const next = pool.acquire(never, null)
    await clock.advance(500)
    expect((await next).url).toBe('a')
    expect(pool.outages).toBe(0)
  })

  test('stays closed as long as one call in five is answered', async () => {
    const { pool, call } = poolOf(1, 8)
    for (let i = 0; i < 20; i++) await call(i % 5 === 4 ? { health: 'well' } : down)
    expect(pool.open).toBe(false)
  })

  test('probes nobody when nobody waits, and goes on when somebody does', async () => {
    const { pool, clock, probes, call } = poolOf(1, 8)
    for (let i = 0; i < 5; i++) await call(down)
    await clock.advance(100_000)
    expect(probes).toEqual([])
    const waiting = pool.acquire(never, null)
    await clock.advance(999)
    expect(probes).toHaveLength(1)
    pool.close()
    await expect(waiting).rejects.toThrow('closed')
    await clock.advance(100_000)
    expect(probes).toHaveLength(1)
  })

  test('probes a server once at a time that came back by an older call, and was down again, while its next probe was waited for', async () => {
    const { pool, clock, probes, call } = poolOf(1, 8)
    const [older, waiting] = [await pool.acquire(never, null), await pool.acquire(never, null)]
    for (let i = 0; i < 5; i++) await call(down)
    await clock.advance(100)
    older.release({ health: 'answered' })
    for (let i = 0; i < 5; i++) await call(down)
    expect(pool.open).toBe(true)
    await clock.advance(4000)
    expect(probes.map(({ at }) => at)).toEqual([600, 1600, 3600])
    waiting.release({ health: 'stopped' })
    pool.close()
  })

  test('lets a call that waits be stopped', async () => {
    const { pool, call } = poolOf(1, 8)
    for (let i = 0; i < 5; i++) await call(down)
    const stop = new AbortController()
    const waiting = pool.acquire(stop.signal, null)
    stop.abort(new Error('paused'))
    await expect(waiting).rejects.toThrow('paused')
    expect(pool.state().queued).toBe(0)
  })

  test('rests one server of several after two failures, and takes it back when it answers', async () => {
    const { pool, clock, alive, call } = poolOf(2, 8)
    const held = await pool.acquire(never, 'a')
    expect(held.url).toBe('b')
    await call(down, 'b')
    await call(down, 'b')
    for (let i = 0; i < 6; i++) expect(await call({ health: 'answered' })).toBe('b')
    expect(pool.open).toBe(false)
    expect(pool.state().waiting).toBeNull()
    alive.add('a')
    await clock.advance(500)
    expect(await call({ health: 'answered' }, 'b')).toBe('a')
    held.release({ health: 'answered' })
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('hands its place out after a rest of %i ms, however late the time is looked at', async (waitMs) => {
    const timers = new Set<() => void>()
    let now = 0
    const clock = {
      // A rest may end between two looks at the clock.
      now: () => now++,
      after(_milliseconds: number, run: () => void) {
        timers.add(run)
        return () => timers.delete(run)
      },
    }
    const pool = serverPool({ urls: ['a'], concurrency: 8, clock, random: () => 1, probe: async () => null, onChange: () => {} })
    const first = await pool.acquire(never, null)
    first.release({ health: 'limited', why: 'slow down', waitMs })
    const next = pool.acquire(never, null)
    for (let ended = 0; ended < 100; ended++) {
      const [run] = timers
      if (!run) break
      timers.delete(run)
      run()
    }
    expect(pool.state()).toMatchObject({ queued: 0, inFlight: 1 })
    expect((await next).url).toBe('a')
  })

  test('tells of a long rest that a server asked for, not of a short one', async () => {
    const { clock, changes, call } = poolOf(1, 8)
    await call({ health: 'limited', why: 'slow down', waitMs: 2000 })
    await clock.advance(2000)
    await call({ health: 'limited', why: 'slow down', waitMs: 60_000 })
    await clock.advance(59_999)
    expect(changes).toEqual(['a: slow down'])
    await clock.advance(1)
    expect(changes).toEqual(['a: slow down', null])
  })
})
