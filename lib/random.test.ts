import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRng } from '#lib/random.ts'

describe('seededRng', () => {
  it('gives the same numbers for the same seed, on every machine', () => {
    const rng = seededRng(42, 'pair')
    expect([rng.int(0, 999), rng.int(0, 999), rng.int(0, 999)]).toEqual([seededRng(42, 'pair').int(0, 999), expect.any(Number), expect.any(Number)])
    expect(seededRng(0).next()).toBe(seededRng(0).next())
    expect(seededRng(0).next()).not.toBe(seededRng(1).next())
  })

  it('keeps names apart: ("ab", "c") is not ("a", "bc")', () => {
    expect(seededRng('ab', 'c').next()).not.toBe(seededRng('a', 'bc').next())
  })

  it('stays within its bounds and reaches both ends', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 5 }), (seed, min, span) => {
        const rng = seededRng(seed)
        const drawn = Array.from({ length: 300 }, () => rng.int(min, min + span))
        expect(Math.min(...drawn)).toBe(min)
        expect(Math.max(...drawn)).toBe(min + span)
      }),
    )
  })

  it('shuffles to a permutation and leaves the list alone', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.nat(), (items, seed) => {
        const before = [...items]
        const shuffled = seededRng(seed).shuffle(items)
        expect(items).toEqual(before)
        expect(shuffled.toSorted((a, b) => a - b)).toEqual(before.toSorted((a, b) => a - b))
      }),
    )
  })

  it('refuses to pick from nothing', () => {
    expect(() => seededRng(1).pick([])).toThrow(RangeError)
  })
})
