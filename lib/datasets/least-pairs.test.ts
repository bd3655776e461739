import fc from 'fast-check'
import { expect, it } from 'vitest'
import { leastPairs } from './least-pairs.ts'

it('is never more than the pairs that have them, whichever constraints are asked for', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.boolean(), { maxLength: 6 }), { maxLength: 30 }), (dataset) => {
      const sizes = [...new Set(dataset.map((pair) => pair.length))].map((each) => ({ each, pairs: dataset.filter((pair) => pair.length === each).length }))
      const asked = dataset.flat().filter(Boolean).length
      const least = leastPairs(asked, sizes)
      expect(least).toBeLessThanOrEqual(dataset.filter((pair) => pair.includes(true)).length)
      if (asked > 0) expect(least).toBeGreaterThan(0)
    }),
  )
})

it('takes the pairs with the most first', () => {
  const of = [{ each: 1, pairs: 100 }, { each: 7, pairs: 3 }]
  expect([1, 7, 8, 21, 22, 121].map((n) => leastPairs(n, of))).toEqual([1, 1, 2, 3, 4, 103])
})

it('knows nothing of more constraints than the pairs have', () => {
  expect(leastPairs(5, [{ each: 2, pairs: 2 }, { each: 0, pairs: 9 }])).toBe(0)
})
