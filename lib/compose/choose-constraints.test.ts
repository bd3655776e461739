import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseConstraints, type HowMany } from '#lib/compose/choose-constraints.ts'
import { findConflicts } from '#lib/constraints/conflicts.ts'
import { checkers } from '#lib/constraints/registry.ts'
import { seededRng } from '#lib/random.ts'

const words = (kwargs: Record<string, unknown>, proven = true) => ({ type: 'length.words', checker: { id: 'pincer:word_count', kwargs }, proven })
const exactly = (n: number): HowMany => ({ least: n, from: n, to: n, anyShare: 0 })
const bounds = fc.oneof(fc.integer({ min: 1, max: 40 }).map((min) => ({ min })), fc.integer({ min: 1, max: 40 }).map((max) => ({ max })))
const demand = fc.constantFrom(...checkers).chain(({ id, examples, parse }) =>
  fc.oneof(fc.constantFrom(...examples), bounds).filter((kwargs) => parse(kwargs).ok).map((kwargs) => ({ id, kwargs })),
)
const constraint = fc.record({ type: fc.constantFrom('a', 'b', 'c'), checker: fc.option(demand, { freq: 6 }), proven: fc.boolean() })

describe('chooseConstraints', () => {
  it('chooses or leaves out each one, once, and never more than wanted', () => {
    fc.assert(
      fc.property(fc.array(constraint, { maxLength: 12 }), fc.integer({ min: 1, max: 15 }), fc.nat(), (given, max, seed) => {
        const { chosen, leftOut } = chooseConstraints(given, exactly(max), () => 0, seededRng(seed))
        expect(new Set([...chosen, ...leftOut.map((item) => item.constraint)])).toEqual(new Set(given))
        expect(chosen.length + leftOut.length).toBe(given.length)
        expect(chosen.length).toBeLessThanOrEqual(max)
        if (leftOut.some(({ reason }) => reason === 'more than wanted')) expect(chosen.length).toBeGreaterThan(0)
      }),
    )
  })

  it('states nothing that conflicts with, or follows from, something else it states', () => {
    fc.assert(
      fc.property(fc.array(constraint, { maxLength: 12 }), fc.nat(), (given, seed) => {
        const { chosen } = chooseConstraints(given, exactly(12), () => 0, seededRng(seed))
        expect(findConflicts(chosen.map(({ checker }) => checker))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('chooses the same for the same seed', () => {
    const given = [words({ min: 10 }), words({ max: 90 }), { type: 'style.tone', checker: null, proven: false }, words({ around: 50 })]
    expect(chooseConstraints(given, exactly(2), () => 0, seededRng(4))).toEqual(chooseConstraints(given, exactly(2), () => 0, seededRng(4)))
  })

  it('keeps the stronger of two bounds, whichever comes first', () => {
    const [strong, weak] = [words({ min: 200 }), words({ min: 150 })]
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      expect(chooseConstraints([weak, strong], exactly(5), () => 0, seededRng(seed))).toEqual({ chosen: [strong], leftOut: [{ constraint: weak, reason: 'implied by another' }] })
    }
  })

  it('believes the proven one of two that conflict, and neither where nobody knows', () => {
    const [proven, open, third] = [words({ min: 200 }), words({ max: 100 }, false), words({ max: 120 }, false)]
    expect(chooseConstraints([open, proven], exactly(5), () => 0, seededRng(1))).toEqual({ chosen: [proven], leftOut: [{ constraint: open, reason: 'conflicts with another' }] })
    const { chosen, leftOut } = chooseConstraints([words({ min: 200 }, false), third], exactly(5), () => 0, seededRng(1))
    expect(chosen).toEqual([])
    expect(leftOut.map(({ reason }) => reason)).toEqual(['conflicts with another', 'conflicts with another'])
  })

  it('states as many as asked for, and any number for a share of the prompts', () => {
    const given = Array.from({ length: 8 }, (_, n) => ({ type: `t${n}`, checker: null, proven: false }))
    const sizes = (howMany: HowMany): number[] =>
      [...new Set(Array.from({ length: 300 }, (_, seed) => chooseConstraints(given, howMany, () => 0, seededRng(seed)).chosen.length))].toSorted((a, b) => a - b)
    expect(sizes({ least: 1, from: 6, to: 8, anyShare: 0 })).toEqual([6, 7, 8])
    expect(sizes({ least: 2, from: 6, to: 8, anyShare: 0.3 })).toEqual([2, 3, 4, 5, 6, 7, 8])
    expect(sizes({ least: 1, from: 9, to: 12, anyShare: 0 })).toEqual([8])
  })

  it('chooses types that every pair has less often', () => {
    const given = ['common', 'rare'].map((type) => ({ type, checker: null, proven: false }))
    const share = (type: string): number => (type === 'common' ? 1 : 0.1)
    const first = Array.from({ length: 400 }, (_, seed) => chooseConstraints(given, exactly(1), share, seededRng(seed)).chosen[0]?.type)
    expect(first.filter((type) => type === 'rare').length).toBeGreaterThan(300)
  })
})
