import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stageBins } from './stage-bins.ts'

it('puts every row into the column that its score lies in, of a round width, in few columns', () => {
  const scores = fc.uniqueArray(fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 9 })), { selector: ([score]) => score, minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(scores, (unordered) => {
      const ordered = unordered.toSorted(([a], [b]) => a - b)
      const bins = stageBins(ordered, 0.25)
      if (!bins) throw new Error('there are scores')
      const { from, to, width, rows } = bins
      expect(rows.reduce((sum, n) => sum + n, 0)).toBe(ordered.reduce((sum, [, n]) => sum + n, 0))
      expect(rows.length).toBeLessThanOrEqual(26)
      expect([rows[0] !== 0, rows.at(-1) !== 0, width >= 0.25]).toEqual([true, true, true])
      expect(from).toBeLessThanOrEqual((ordered[0]?.[0] ?? 0) + width * 1e-6)
      expect(to).toBeGreaterThanOrEqual((ordered.at(-1)?.[0] ?? 0) - width * 1e-6)
    }),
  )
})

it('begins at multiples of its width', () => {
  expect(stageBins([[1.5, 2], [2, 1], [4.75, 3]], 0.25)).toEqual({ from: 1.5, to: 5, width: 0.25, rows: [2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3] })
  expect(stageBins([[3, 2]], 1)).toEqual({ from: 3, to: 4, width: 1, rows: [2] })
  expect(stageBins([[0.3, 1], [60, 1]], 0.1)).toMatchObject({ from: 0, to: 62.5, width: 2.5 })
  expect(stageBins([], 1)).toBeNull()
})
