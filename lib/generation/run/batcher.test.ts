import { describe, expect, it } from 'vitest'
import { batcher } from './batcher.ts'

describe('a batcher', () => {
  it('puts what comes together into one call, and answers each its own', async () => {
    const calls: number[][] = []
    const doubling = batcher<number, number>(async (items) => (calls.push(items), items.map((n) => 2 * n)), { most: 3, waitMs: 5 })
    expect(await Promise.all([1, 2, 3, 4, 5].map((n) => doubling.add(n)))).toEqual([2, 4, 6, 8, 10])
    expect(calls).toEqual([[1, 2, 3], [4, 5]])
  })

  it('never works beside itself', async () => {
    let under = 0
    let most = 0
    const slow = batcher<number, number>(async (items) => {
      most = Math.max(most, ++under)
      await new Promise((resolve) => setTimeout(resolve, 5))
      under--
      return items
    }, { most: 2, waitMs: 1 })
    await Promise.all(Array.from({ length: 20 }, (_, n) => slow.add(n)))
    expect(most).toBe(1)
  })

  it('tries a batch again that failed, and then each of its items alone', async () => {
    let tries = 0
    const picky = batcher<number, number>(async (items) => {
      tries++
      if (items.includes(13)) throw new Error('not this one')
      return items
    }, { most: 10, waitMs: 1, retryAfterMs: [1] })
    const settled = await Promise.allSettled([1, 13, 2].map((n) => picky.add(n)))
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    // Twice together, then 1 and 2 once and 13 twice.
    expect(tries).toBe(6)
  })

  it('is idle when all is done, and not before', async () => {
    const done: number[] = []
    const slow = batcher<number, number>(async (items) => (await new Promise((resolve) => setTimeout(resolve, 10)), done.push(...items), items), { most: 1, waitMs: 1 })
    void slow.add(1)
    void slow.add(2)
    await slow.idle()
    expect(done).toEqual([1, 2])
  })
})
