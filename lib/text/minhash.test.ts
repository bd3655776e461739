import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandHashes, bandingFor, candidateRate, estimatedJaccard, jaccard, minHash, sameTextHash, shinglesOf, signatureLength } from './minhash.ts'

/** Two sets of whole numbers from `offset`, with so many items in both and in one only. */
function overlapping(both: number, onlyA: number, onlyB: number, offset = 0): [Set<number>, Set<number>] {
  const numbers = Array.from({ length: both + onlyA + onlyB }, (_, i) => (offset + i) >>> 0)
  return [new Set(numbers.slice(0, both + onlyA)), new Set([...numbers.slice(0, both), ...numbers.slice(both + onlyA)])]
}

function estimate(a: Set<number>, b: Set<number>): number {
  const [one, other] = [minHash(a), minHash(b)]
  if (!one || !other) throw new Error('empty sets')
  return estimatedJaccard(one, other)
}

const count = fc.integer({ min: 0, max: 60 })

describe('minHash', () => {
  it('estimates the true Jaccard similarity within the binomial bound', () => {
    fc.assert(
      fc.property(count.map((n) => n + 1), count, count, fc.integer({ min: 0, max: 2 ** 31 }), (both, onlyA, onlyB, offset) => {
        const [a, b] = overlapping(both, onlyA, onlyB, offset)
        const truth = jaccard(a, b)
        // Six standard errors of 128 draws, and three draws for where there is hardly any spread.
        expect(Math.abs(estimate(a, b) - truth)).toBeLessThanOrEqual(6 * Math.sqrt((truth * (1 - truth)) / signatureLength) + 3 / signatureLength)
      }),
    )
  })

  it.each([[20, 90], [50, 50], [80, 20], [160, 40]])('errs by neither more nor less than 128 independent draws: %i in both, %i in one only', (both, single) => {
    const errors = Array.from({ length: 400 }, (_, round) => {
      const [a, b] = overlapping(both, Math.floor(single / 2), Math.ceil(single / 2), round * 1000)
      return estimate(a, b) - jaccard(a, b)
    })
    const truth = both / (both + single)
    const expected = (truth * (1 - truth)) / signatureLength
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
    const variance = errors.reduce((sum, error) => sum + error * error, 0) / errors.length
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(expected / errors.length))
    expect(variance / expected).toBeGreaterThan(0.7)
    expect(variance / expected).toBeLessThan(1.35)
  })

  it('gives the signatures that are stored already', () => {
    const signature = minHash(shinglesOf('The harbour wakes before the town.'))
    expect(signature && Array.from(signature.slice(0, 3))).toEqual([896365506, 1878557250, 313574281])
    expect(signature && bandHashes(signature, bandingFor(0.8)).slice(0, 2)).toEqual([-8760496112612494784n, 5900090723315996876n])
    expect(sameTextHash('The harbour wakes before the town.')).toBe(4419582951693920027n)
  })

  it('has no signature for nothing', () => {
    expect(minHash(new Set())).toBeNull()
    expect(shinglesOf(' ... !')).toEqual(new Set())
    expect(sameTextHash('...')).toBeNull()
  })
})

describe('shinglesOf', () => {
  it('makes one of each run of five words, whatever the case, punctuation and spaces', () => {
    expect(shinglesOf('a b c d e f').size).toBe(2)
    expect(shinglesOf('A, b c --\nd e: F!')).toEqual(shinglesOf('a b c d e f'))
    expect(sameTextHash('A, b c --\nd e: F!')).toBe(sameTextHash('a b c d e f'))
    expect(shinglesOf('a b c d e a b c d e').size).toBe(5)
  })

  it('takes what is shorter as one', () => {
    expect(shinglesOf('Tea, please').size).toBe(1)
    expect(jaccard(shinglesOf('Tea, please'), shinglesOf('tea please'))).toBe(1)
    expect(jaccard(shinglesOf('Tea, please'), shinglesOf('please, tea'))).toBe(0)
  })

  it('goes by characters where no spaces are written', () => {
    const one = '请为从来没有喝过茶的读者介绍一下茶叶以及它的产地。'
    // 24 characters: 20 runs of five, of which a change in the middle touches five.
    expect(shinglesOf(one).size).toBe(20)
    expect(jaccard(shinglesOf(one), shinglesOf(one.replace('读', '听')))).toBeCloseTo(15 / 25)
  })
})

describe('bandingFor', () => {
  it.each([
    [0.8, { bands: 21, rows: 6 }],
    [0.5, { bands: 42, rows: 3 }],
    [0.3, { bands: 64, rows: 2 }],
    [1, { bands: 1, rows: 128 }],
  ])('at a threshold of %f', (threshold, banding) => {
    expect(bandingFor(threshold)).toEqual(banding)
  })

  it('finds at least 99 of 100 pairs at the threshold, with the most rows that do', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 1, noNaN: true }), (threshold) => {
        const { bands, rows } = bandingFor(threshold)
        expect(bands * rows).toBeLessThanOrEqual(signatureLength)
        expect(candidateRate(threshold, { bands, rows })).toBeGreaterThanOrEqual(0.99)
        if (rows < signatureLength) expect(candidateRate(threshold, { rows: rows + 1, bands: Math.floor(signatureLength / (rows + 1)) })).toBeLessThan(0.99)
      }),
    )
  })

  it('makes candidates as often as the formula says', () => {
    const banding = bandingFor(0.8)
    const found = Array.from({ length: 500 }, (_, round) => {
      const [a, b] = overlapping(60, 20, 20, round * 1000).map((set) => bandHashes(minHash(set) ?? new Uint32Array(), banding))
      return a?.some((hash, band) => hash === b?.[band]) ? 1 : 0
    })
    const rate = found.reduce<number>((sum, hit) => sum + hit, 0) / found.length
    const expected = candidateRate(0.6, banding)
    expect(Math.abs(rate - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / found.length))
  })
})
