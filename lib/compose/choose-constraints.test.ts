import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chooseConstraints } from '#lib/compose/choose-constraints.ts'
import { seededRng } from '#lib/random.ts'

const constraints = fc.array(fc.record({ type: fc.constantFrom('a', 'b', 'c'), text: fc.string() }), { minLength: 1, maxLength: 15 })

it('takes as many as asked for, none twice, and all when there are no more', () => {
  fc.assert(
    fc.property(constraints, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 8 }), fc.nat(), (given, from, more, seed) => {
      const chosen = chooseConstraints(given, { least: 1, from, to: from + more, anyShare: 0 }, () => 0, seededRng(seed))
      expect(chosen.length).toBeGreaterThanOrEqual(Math.min(from, given.length))
      expect(chosen.length).toBeLessThanOrEqual(Math.min(from + more, given.length))
      expect(new Set(chosen).size).toBe(chosen.length)
      for (const item of chosen) expect(given).toContain(item)
    }),
  )
})

it('takes any number from one up for a share of the prompts', () => {
  const given = Array.from({ length: 8 }, (_, n) => ({ type: `t${n}` }))
  const sizes = new Set(Array.from({ length: 300 }, (_, seed) => chooseConstraints(given, { least: 1, from: 6, to: 8, anyShare: 0.3 }, () => 0, seededRng(seed)).length))
  expect([...sizes].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})

it('chooses types that every pair has less often', () => {
  const given = [{ type: 'common' }, { type: 'rare' }]
  const first = Array.from({ length: 400 }, (_, seed) => chooseConstraints(given, { least: 1, from: 1, to: 1, anyShare: 0 }, (type) => (type === 'common' ? 1 : 0.1), seededRng(seed))[0]?.type)
  const rare = first.filter((type) => type === 'rare').length
  expect(rare).toBeGreaterThan(300)
})
