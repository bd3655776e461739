import { describe, expect, it } from 'vitest'
import { disjointSets } from './disjoint-sets.ts'
import { joinBucket } from './near-duplicate-bucket.ts'

/** Sets of numbers by the id of their pair, and how often two were compared: each comparison looks at the sizes. */
function storeOf(sets: Record<string, number[]>) {
  let looks = 0
  class Watched extends Set<number> {
    override get size(): number {
      looks++
      return super.size
    }
  }
  return {
    looks: () => looks,
    store: { atOnce: 50, of: (ids: readonly string[]) => Promise.resolve(new Map(ids.flatMap((id) => (sets[id] ? [[id, new Watched(sets[id])] as const] : [])))) },
  }
}

const { signal } = new AbortController()
const id = (n: number): string => `pair ${String(n).padStart(5, '0')}`
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

describe('joinBucket', () => {
  it('compares all pairs of a small bucket, so that one may connect two that are not alike', async () => {
    // The third shares 8 of 12 with each of the others, and they 6 of 14 with each other.
    const { store } = storeOf({ a: upTo(10), b: upTo(14).slice(4), c: upTo(12).slice(2), d: [99] })
    const clusters = disjointSets()
    await joinBucket(['a', 'b', 'c', 'd', 'gone'], { clusters, store, threshold: 0.6, signal })
    expect(['a', 'b', 'c', 'd'].map(clusters.firstOf)).toEqual(['a', 'a', 'a', 'd'])
  })

  it('looks at no text where all are of one cluster', async () => {
    const { store, looks } = storeOf({ a: [1], b: [1] })
    const clusters = disjointSets()
    clusters.join('a', 'b')
    await joinBucket(['a', 'b'], { clusters, store, threshold: 0.8, signal })
    expect(looks()).toBe(0)
  })

  it('compares each of a large bucket with fifty at most', async () => {
    const different = Object.fromEntries(upTo(2000).map((n) => [id(n), [n]]))
    const { store, looks } = storeOf(different)
    const clusters = disjointSets()
    await joinBucket(upTo(2000).map(id), { clusters, store, threshold: 0.8, signal })
    expect([...clusters.others()]).toEqual([])
    // Each comparison looks at no more than eight sizes; all pairs would be two million of them.
    expect(looks()).toBeLessThanOrEqual(8 * 50 * 2000)
  })

  it('joins a large bucket of what is alike to one cluster', async () => {
    const { store, looks } = storeOf(Object.fromEntries(upTo(2000).map((n) => [id(n), [...upTo(20), 100 + n]])))
    const clusters = disjointSets()
    await joinBucket(upTo(2000).map(id), { clusters, store, threshold: 0.8, signal })
    expect(new Set([...clusters.others()].map(([, first]) => first))).toEqual(new Set([id(0)]))
    expect(looks()).toBeLessThanOrEqual(8 * 2000)
  })
})
