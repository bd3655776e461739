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
