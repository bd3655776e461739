import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellKey, gainOf, goalNow, hashOf, missing, spareOf, wantedOf } from './wanted.ts'

const number = fc.integer({ min: 0, max: 40 })
const gap = fc.record({ wanted: fc.integer({ min: 1, max: 40 }), accepted: number })

describe('how many are wanted', () => {
  it('is what people asked for, or the next double of what was wanted that is more than are accepted, and never fewer than before', () => {
    expect([[0, 0], [0, 99], [0, 100], [0, 950], [7, 500]].map(([asked = 0, accepted = 0]) => goalNow(asked, accepted))).toEqual([100, 100, 200, 1600, 7])
    expect([goalNow(0, 90, 200), goalNow(0, 200, 200)]).toEqual([200, 400])
  })

  it('is of each type its share, rounded up, and of each cell of a facet as many as of any other', () => {
    const wanted = wantedOf({ goal: 0, shares: { 'style.tone': 0.6, 'length.words': 0.399, 'format.json': 0.001, 'format.title': 0 }, languages: ['en', null] }, 100, 2.5)
    expect(wanted.filter(({ of }) => of === 'type').map(({ key, wanted: n }) => [key, n])).toEqual([['style.tone', 60], ['length.words', 40], ['format.json', 1]])
    // 40 pairs over four lengths in two languages.
    expect(new Set(wanted.flatMap(({ of, wanted: n }) => (of === 'cell' ? [n] : [])))).toEqual(new Set([5]))
    expect(wanted.map(({ key }) => key)).toEqual(expect.arrayContaining([cellKey('style', 3, 'en'), cellKey('length', 0, null)]))
    expect(wanted.some(({ key }) => key.startsWith('unmapped'))).toBe(false)
  })

  it('is told apart by what was asked for, in whatever order', () => {
    const asked = { goal: 0, shares: { a: 0.5, b: 0.5 }, languages: ['en', null] }
    expect(hashOf({ ...asked, shares: { b: 0.5, a: 0.5 }, languages: [null, 'en'] })).toBe(hashOf(asked))
    for (const other of [{ goal: 1 }, { shares: { a: 1 } }, { languages: ['en'] }]) expect(hashOf({ ...asked, ...other })).not.toBe(hashOf(asked))
  })
})

describe('what a pair would bring', () => {
  it('is what is missing, summed, where each constraint of a type counts the ones before it', () => {
    expect(gainOf([{ undecided: 2, gap: { wanted: 4, accepted: 1 } }], [{ wanted: 10, accepted: 3 }])).toBeCloseTo(0.75 + 0.5 + 0.7)
    expect(gainOf([{ undecided: 5, gap: { wanted: 2, accepted: 1 } }], [{ wanted: 2, accepted: 9 }])).toBeCloseTo(0.5)
    expect([spareOf(0), spareOf(1.239), spareOf(5000)]).toEqual([100_000, 99_876, 0])
  })

  it('is never less than nothing, never more once others are accepted, and the less for each of its constraints', () => {
    fc.assert(fc.property(fc.array(fc.record({ undecided: number, gap }), { maxLength: 6 }), fc.array(gap, { maxLength: 6 }), number, (types, cells, more) => {
      const later = <G extends { accepted: number }>(one: G): G => ({ ...one, accepted: one.accepted + more })
      const [now, then] = [gainOf(types, cells), gainOf(types.map((type) => ({ ...type, gap: later(type.gap) })), cells.map(later))]
      expect(then).toBeGreaterThanOrEqual(0)
      expect(then).toBeLessThanOrEqual(now + 1e-9)
      for (const { undecided, gap: of } of types) expect(gainOf([{ undecided, gap: of }], [])).toBeLessThanOrEqual(undecided * missing(of) + 1e-9)
    }))
  })
})
