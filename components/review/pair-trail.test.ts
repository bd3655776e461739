import { expect, test } from 'vitest'
import { uuid } from '#components/review/constraint.fixture.ts'
import { createPairTrail } from '#components/review/pair-trail.ts'
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
