import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitsOf } from '#lib/compose/bits.ts'
import { chooseConstraints } from '#lib/compose/choose-constraints.ts'
import { fitTarget, missesTarget } from '#lib/compose/fit-target.ts'
import { seededRng } from '#lib/random.ts'

const constraint = fc.oneof(
  fc.nat(600).map((min) => ({ type: 'length.words', checker: { id: 'pincer:word_count', kwargs: { min } }, proven: true })),
  fc.integer({ min: 1, max: 12 }).map((min) => ({ type: 'format.lists', checker: { id: 'pincer:bullet_count', kwargs: { min } }, proven: true })),
  fc.integer({ min: 1, max: 9 }).map((min) => ({ type: 'structure.headings', checker: { id: 'pincer:heading_count', kwargs: { min } }, proven: true })),
  fc.constant({ type: 'style.tone', checker: null, proven: false }),
)

describe('fitTarget', () => {
  it('never takes more constraints or bits than wanted, and misses the target only for want of something', () => {
    fc.assert(
      fc.property(fc.array(constraint, { maxLength: 10 }), fc.integer({ min: 1, max: 6 }), fc.nat(6), fc.nat(6), fc.nat(3), (constraints, most, least, wider, facets) => {
        const target = { least, most: least + wider, facets }
        const taken = fitTarget(constraints, { least: 1, most }, target)
        expect(taken.length).toBeLessThanOrEqual(most)
        expect(bitsOf(taken)).toBeLessThanOrEqual(target.most)
        expect(new Set(taken).size).toBe(taken.length)
        for (const one of taken) expect(constraints).toContain(one)
        if (missesTarget(taken, target) === null) expect(bitsOf(taken)).toBeGreaterThanOrEqual(least)
      }),
    )
  })

  it('takes one of each facet first, and stops when they say enough', () => {
    const words = (min: number) => ({ type: 'length.words', checker: { id: 'pincer:word_count', kwargs: { min } } })
    const bullets = { type: 'format.lists', checker: { id: 'pincer:bullet_count', kwargs: { min: 3 } } }
    const taken = fitTarget([words(50), words(300), bullets], { least: 1, most: 4 }, { least: 1, most: 40, facets: 2 })
    expect(taken).toContain(bullets)
    expect(missesTarget(taken, { least: 1, most: 40, facets: 2 })).toBeNull()
    expect(missesTarget([words(50)], { least: 0, most: 40, facets: 2 })).toBe('fewer than 2 facets')
    expect(missesTarget([words(50)], { least: 30, most: 40, facets: 0 })).toBe('not 30 to 40 bits')
  })
})

describe('weights of types', () => {
  const given = [{ type: 'length.words', checker: null, proven: false }, { type: 'style.tone', checker: null, proven: false }]
  const chosenOften = (weights: Record<string, number>): number =>
    Array.from({ length: 400 }, (_, seed) => chooseConstraints(given, { least: 1, from: 1, to: 1, anyShare: 0, weights }, () => 0, seededRng(seed))).filter(({ chosen }) => chosen[0]?.type === 'style.tone').length

  it('choose a type more often, by its name or its facet, and none of weight 0', () => {
    expect(chosenOften({})).toBeGreaterThan(150)
    expect(chosenOften({})).toBeLessThan(250)
    expect(chosenOften({ style: 9 })).toBeGreaterThan(320)
    expect(chosenOften({ 'style.tone': 0.1 })).toBeLessThan(80)
    const { chosen, leftOut } = chooseConstraints(given, { least: 1, from: 2, to: 2, anyShare: 0, weights: { length: 0 } }, () => 0, seededRng(1))
    expect(chosen.map(({ type }) => type)).toEqual(['style.tone'])
    expect(leftOut).toMatchObject([{ constraint: { type: 'length.words' }, reason: 'of a type that is not wanted' }])
  })
})
