import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gainOf, pairedInterval } from './paired-interval.ts'

describe('the interval of a gain', () => {
  // Complete response before and after consolidation therapy (Cavo et al., 2012), from Fagerland, Lydersen and Laake, Statistical Analysis of Contingency Tables (2017),
  // chapter 8: the interval is the one that the tests of the book's R package, contingencytables, expect of it. That of Bentur et al. (2009), the book's small table, is
  // worked out from its two score intervals, 0.0265 to 0.2891 and 0.2075 to 0.5912: its corrected correlation is 0. Their difference is the first share less the second.
  it.each([
    { of: 'Cavo', both: 59, onlyFirst: 6, onlySecond: 16, neither: 80, gain: -0.0621, interval: [-0.1186, -0.0046] },
    { of: 'Bentur', both: 1, onlyFirst: 1, onlySecond: 7, neither: 12, gain: -0.2857, interval: [-0.5069, -0.0256] },
  ])('is that of published examples: $of', ({ both, onlyFirst, onlySecond, neither, gain, interval }) => {
    const found = gainOf({ both, onlyAfter: onlyFirst, onlyBefore: onlySecond, neither })
    expect(found?.gain).toBeCloseTo(gain, 4)
    expect(found?.interval.map((end) => Number(end.toFixed(4)))).toEqual(interval)
  })

  it('is there where everything or nothing passes', () => {
    expect(pairedInterval({ both: 0, onlyBefore: 0, onlyAfter: 5, neither: 0 })[1]).toBe(1)
    const [low, high] = pairedInterval({ both: 5, onlyBefore: 0, onlyAfter: 0, neither: 0 })
    expect([low < 0, high > 0]).toEqual([true, true])
    expect(gainOf({ both: 0, onlyBefore: 0, onlyAfter: 0, neither: 0 })).toBeNull()
  })

  const count = fc.nat(400)
  const counts = fc.record({ both: count, onlyBefore: count, onlyAfter: count, neither: count }).filter((each) => Object.values(each).some((n) => n > 0))

  it('holds the gain, lies within -1 and 1, and turns round when before and after do', () => {
    fc.assert(
      fc.property(counts, (each) => {
        const found = gainOf(each)
        const [low, high] = pairedInterval(each)
        expect(found?.n).toBe(each.both + each.onlyBefore + each.onlyAfter + each.neither)
        const gain = found?.gain ?? Number.NaN
        expect(gain).toBeCloseTo((found?.after ?? 0) - (found?.before ?? 0), 12)
        expect(low).toBeGreaterThanOrEqual(-1)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(gain + 1e-12)
        expect(high).toBeGreaterThanOrEqual(gain - 1e-12)
        const [downTurned, upTurned] = pairedInterval({ ...each, onlyBefore: each.onlyAfter, onlyAfter: each.onlyBefore })
        expect(downTurned).toBeCloseTo(-high, 12)
        expect(upTurned).toBeCloseTo(-low, 12)
      }),
    )
  })
})
