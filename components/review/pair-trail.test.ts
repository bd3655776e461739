import { expect, test } from 'vitest'
import { uuid } from '#components/review/constraint.fixture.ts'
import { createPairTrail, type PageQuery } from '#components/review/pair-trail.ts'
import { pairOf } from '#components/review/pair.fixture.ts'

test('going on twice while the next pair is on its way, or decisions are, goes on once and passes no pair', async () => {
  const ids = [1, 2, 3, 4, 5, 6].map(uuid)
  let arrive: () => void = () => {}
  let answer: () => void = () => {}
  let waits = false
  const trail = createPairTrail({
    scope: 'all',
    load: async ({ after }) => {
      if (after) await new Promise<void>((done) => (arrive = done))
      const from = after ? ids.indexOf(after) + 1 : 0
      return ids.slice(from, from + 3).map(pairOf)
    },
    settled: () => (waits ? new Promise<void>((done) => (answer = done)) : Promise.resolve()),
  })
  await trail.start(null)
  await trail.next()
  await trail.next()
  expect(trail.snapshot().pair?.id).toBe(ids[2])
  waits = true
  const first = trail.next()
  expect(await trail.next()).toBe('failed')
  arrive()
  await new Promise((later) => setTimeout(later, 0))
  // The pairs are here, and the server has not answered the last decision yet.
  expect(await trail.next()).toBe('failed')
  answer()
  expect(await first).toBe('moved')
  expect(trail.snapshot().pair?.id).toBe(ids[3])
})

test('what was not reached is fetched once the server answers, and the notice that it did not goes', async () => {
  const ids = [1, 2, 3, 4, 5].map(uuid)
  let reached = true
  const trail = createPairTrail({
    scope: 'all',
    load: async ({ at, after }) => {
      if (!reached) throw new Error('The server cannot be reached.')
      const from = after ? ids.indexOf(after) + 1 : at ? ids.indexOf(at) : 0
      return ids.slice(from, from + 1).map(pairOf)
    },
    settled: () => Promise.resolve(),
  })
  await trail.start(null)
  // Where nothing is said to be wrong it only fetches ahead.
  await trail.reconnect()
  reached = false
  while ((await trail.next()) === 'moved');
  expect(trail.snapshot().error).not.toBeNull()
  const shown = trail.snapshot().pair?.id ?? ''
  await trail.reconnect()
  expect(trail.snapshot().error).not.toBeNull()
  reached = true
  await trail.reconnect()
  expect(trail.snapshot()).toMatchObject({ error: null, pair: { id: shown } })
  // The next one is here by now.
  reached = false
  expect(await trail.next()).toBe('moved')
  expect(trail.snapshot().pair?.id).toBe(ids[ids.indexOf(shown) + 1])
})

test('what the server refused stays said', async () => {
  const trail = createPairTrail({
    scope: 'all',
    load: async ({ before }) => {
      if (before) throw Object.assign(new Error('No.'), { status: 403 })
      return [pairOf(uuid(1))]
    },
    settled: () => Promise.resolve(),
  })
  await trail.start(null)
  expect(await trail.previous()).toBe('failed')
  await trail.reconnect()
  expect(trail.snapshot().error).toMatchObject({ message: 'No.' })
})

/** A way through so many pairs, of a server that can be cut off; and what was asked of it. */
function putBy(count: number, refusal?: number) {
  const ids = Array.from({ length: count }, (_, index) => uuid(index + 1))
  const asked: PageQuery[] = []
  const idle: (() => void)[] = []
  const server = { reached: true }
  const trail = createPairTrail({
    scope: 'all',
    load: async (query) => {
      if (!server.reached) throw Object.assign(new Error('The server cannot be reached.'), refusal === undefined ? {} : { status: refusal })
      asked.push(query)
      const from = query.after ? ids.indexOf(query.after) + 1 : 0
      return ids.slice(from, from + query.limit).map(pairOf)
    },
    settled: () => Promise.resolve(),
    whenIdle: (work) => idle.push(work),
  })
  const rest = async (): Promise<void> => {
    await new Promise((later) => setTimeout(later, 0))
    for (let work = idle.shift(); work; work = idle.shift()) {
      work()
      await new Promise((later) => setTimeout(later, 0))
    }
  }
  const goOn = async (): Promise<string[]> => {
    const seen: string[] = []
    while ((await trail.next()) === 'moved') seen.push(trail.snapshot().pair?.id ?? '')
    return seen
  }
  return { ids, asked, server, trail, rest, goOn }
}

test('where the server is not reached the way goes on through sixty pairs that were put by, in order, and behind them once it is again', async () => {
  const { ids, asked, server, trail, rest, goOn } = putBy(100)
  await trail.start(null)
  await rest()
  expect(asked.filter(({ reserve }) => reserve).map(({ limit }) => limit)).toEqual([20, 20, 20])
  server.reached = false
  // Two were fetched ahead.
  expect(await goOn()).toEqual(ids.slice(1, 63))
  expect(trail.snapshot().error).toMatchObject({ message: 'The server cannot be reached.' })
  server.reached = true
  await trail.reconnect()
  expect(trail.snapshot().error).toBeNull()
  expect(await goOn()).toEqual(ids.slice(63))
})

test('what was put by is passed over while the server answers, and replenished', async () => {
  const { ids, asked, trail, rest, goOn } = putBy(90)
  await trail.start(null)
  await rest()
  for (let n = 0; n < 30; n++) await trail.next()
  await rest()
  expect(asked.filter(({ reserve }) => reserve)).toHaveLength(4)
  expect(trail.snapshot().pair?.id).toBe(ids[30])
  expect(await goOn()).toEqual(ids.slice(31))
})

test('what the server refuses is not made good by what was put by', async () => {
  const { server, trail, rest } = putBy(30, 403)
  await trail.start(null)
  await rest()
  server.reached = false
  await trail.next()
  await trail.next()
  expect(await trail.next()).toBe('failed')
})
