import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitOf } from '#lib/exports/splits.ts'

it('gives each split its share', () => {
  const counts = { train: 0, validation: 0, test: 0 }
  for (let n = 0; n < 20_000; n++) counts[splitOf(`group ${n}`, { validation: 0.1, test: 0.2 }, 5)]++
  // Five standard deviations of a binomial.
  expect(Math.abs(counts.validation - 2000)).toBeLessThan(5 * Math.sqrt(20_000 * 0.1 * 0.9))
  expect(Math.abs(counts.test - 4000)).toBeLessThan(5 * Math.sqrt(20_000 * 0.2 * 0.8))
})

it('is decided by seed and group alone, and moves nothing out of test when validation grows', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.double({ min: 0, max: 0.4, noNaN: true }), (group, seed, test) => {
      const small = splitOf(group, { validation: 0.1, test }, seed)
      expect(splitOf(group, { validation: 0.1, test }, seed)).toBe(small)
      expect(splitOf(group, { validation: 0.5, test }, seed) === 'test').toBe(small === 'test')
      expect(splitOf(group, { validation: 0, test: 0 }, seed)).toBe('train')
    }),
  )
})
