import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agreement, agreementByReviewer, type Rating } from '#lib/review/agreement.ts'

/** One row of values a reviewer, one column a unit; a dot is a missing rating. Every unit is a cluster of its own. */
function table(rows: Record<string, string>): Rating[] {
  return Object.entries(rows).flatMap(([reviewer, values]) =>
    values.split(' ').flatMap((value, index) => (value === '.' ? [] : [{ unit: `u${index}`, reviewer, value, cluster: `u${index}` }])),
  )
}

// The examples of K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), each worked out by hand from the definition.
const binary = table({ Meg: '0 1 0 0 0 0 0 0 1 0', Owen: '1 1 1 0 0 1 0 0 0 0' })
const nominal = table({ Ben: 'a a b b d c c c e d d a', Gerry: 'b a b b b c c c e d d d' })
const missing = table({
  A: '1 2 3 3 2 1 4 1 2 . . .',
  B: '1 2 3 3 2 2 4 1 2 5 . 3',
  C: '. 3 3 3 2 3 4 2 2 5 1 .',
  D: '1 2 3 3 2 4 4 1 2 5 1 .',
})

describe('agreement', () => {
  it('is 0.095 of two observers and two values', () => {
    // 4 of 10 units unlike: o_01 = o_10 = 4; n_0 = 14, n_1 = 6, n = 20: 1 - 19 x 8 / (2 x 14 x 6).
    expect(agreement(binary).alpha).toBeCloseTo(1 - (19 * 8) / (2 * 14 * 6), 12)
    expect(agreement(binary).alpha).toBeCloseTo(0.095, 3)
    expect(agreement(binary).alike).toBeCloseTo(0.6, 12)
  })

  it('is 0.692 of two observers and five values', () => {
    // 3 of 12 units unlike: 6 ordered pairs; n = 24 of 4 a, 6 b, 6 c, 6 d, 2 e: 24^2 - 128 = 448.
    expect(agreement(nominal).alpha).toBeCloseTo(1 - (23 * 6) / 448, 12)
    expect(agreement(nominal).alpha).toBeCloseTo(0.692, 3)
  })

  it('is 0.743 of four observers with ratings missing; what one alone rated does not count', () => {
    // Units 2, 6 and 8 are unlike: 6/3 + 12/3 + 6/3 = 8; n = 40 of 9, 13, 10, 5 and 3: 40^2 - 384 = 1216.
    expect(agreement(missing).alpha).toBeCloseTo(1 - (39 * 8) / 1216, 12)
    expect(agreement(missing)).toMatchObject({ units: 11 })
    expect(agreement(missing).alpha).toBeCloseTo(0.743, 3)
  })

  it('says nothing where nothing can be told', () => {
    expect(agreement([])).toEqual({ alpha: null, interval: null, alike: null, units: 0 })
    expect(agreement(table({ Meg: 'a b', Owen: '. .' })).alpha).toBeNull()
    expect(agreement(table({ Meg: 'a a', Owen: 'a a' }))).toEqual({ alpha: null, interval: null, alike: 1, units: 2 })
  })

  it('counts the last of two ratings of one reviewer', () => {
    const [first, ...rest] = binary
    if (!first) throw new Error('a rating was expected')
    expect(agreement([{ ...first, value: '1' }, ...rest, first]).alpha).toBe(agreement(binary).alpha)
  })

  it('has an interval around it that the seed alone decides, and none of fewer than six clusters', () => {
    const { alpha, interval } = agreement(missing, { seed: 7 })
    expect(interval).toEqual(agreement(missing, { seed: 7 }).interval)
    expect(interval).not.toEqual(agreement(missing, { seed: 8, samples: 50 }).interval)
    expect(interval?.[0]).toBeLessThan(alpha ?? 0)
    expect(interval?.[1]).toBeGreaterThan(alpha ?? 0)
    expect(agreement(missing.map((rating) => ({ ...rating, cluster: 'one' }))).interval).toBeNull()
    const inClusters = (count: number) => agreement(missing.map((rating) => ({ ...rating, cluster: String(Number(rating.unit.replace(/\D/g, '')) % count) }))).interval
    expect(inClusters(5)).toBeNull()
    expect(inClusters(6)).not.toBeNull()
  })

  const values = fc.constantFrom('accept', 'reject')
  const twice = fc.array(fc.tuple(values, values), { minLength: 2, maxLength: 40 })
  const ratingsOf = (pairs: readonly (readonly [string, string])[]) =>
    pairs.flatMap(([one, other], index) => ['a', 'b'].map((reviewer, which) => ({ unit: `${index}`, cluster: `${index}`, reviewer, value: which === 0 ? one : other })))

  it('is never above 1, and 1 just where all agree', () => {
    fc.assert(
      fc.property(twice, (pairs) => {
        const { alpha } = agreement(ratingsOf(pairs), { samples: 1 })
        if (alpha === null) return new Set(pairs.flat()).size === 1
        return alpha <= 1 && (alpha === 1) === pairs.every(([one, other]) => one === other)
      }),
    )
  })

  it('asks neither who rated nor what the values are called nor in which order they came', () => {
    fc.assert(
      fc.property(twice, fc.integer({ min: 0, max: 39 }), (pairs, turn) => {
        const other = [...pairs.slice(turn), ...pairs.slice(0, turn)].map(([one, two]) => [`${two}!`, `${one}!`] as const)
        const [a, b] = [agreement(ratingsOf(pairs), { samples: 1 }).alpha, agreement(ratingsOf(other), { samples: 1 }).alpha]
        return a === null || b === null ? a === b : Math.abs(a - b) < 1e-9
      }),
    )
  })
})

describe('agreementByReviewer', () => {
  it('finds who is apart from the others', () => {
    const rows = agreementByReviewer(table({ Ada: 'a a b b a b', Ben: 'a a b b a b', Cid: 'b a a b b a' }))
    expect(rows.map(({ reviewer, compared }) => [reviewer, compared])).toEqual([['Ada', 6], ['Ben', 6], ['Cid', 6]])
    const [ada, ben, cid] = rows.map(({ alpha }) => alpha ?? 0)
    expect(ada).toBe(ben)
    expect(cid).toBeLessThan(ada ?? 0)
    // Cid is unlike both others in 4 of 6; 9 a and 9 b of 18: chance gives 2 x 81 / (18 x 17).
    expect(cid).toBeCloseTo(1 - 4 / 6 / ((2 * 81) / (18 * 17)), 12)
  })

  it('is alpha itself for each of two', () => {
    for (const { alpha } of agreementByReviewer(nominal)) expect(alpha).toBeCloseTo(agreement(nominal).alpha ?? 0, 12)
  })
})
