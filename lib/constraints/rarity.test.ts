import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backTranslate } from '#lib/constraints/index.ts'
import { probes, rarityOf, vacuousRate, withoutVacuous } from '#lib/constraints/rarity.ts'
import reference from '#lib/constraints/reference-measures.json' with { type: 'json' }
import { checkers } from '#lib/constraints/registry.ts'
import { seededRng } from '#lib/random.ts'

const bound = fc.integer({ min: 1, max: 300 })
const words = (kwargs: Record<string, unknown>) => ({ id: 'pincer:word_count', kwargs })

describe('the reference corpus', () => {
  it('was measured by the probes that there are', () => {
    expect(reference.measures).toEqual(probes.map(({ measure }) => measure))
    expect(reference.rows).toHaveLength(1000)
    for (const row of reference.rows) expect(row).toHaveLength(probes.length)
    const unmeasured = probes.filter((_, column) => reference.rows.every((row) => (row[column] ?? null) === null))
    expect(unmeasured).toEqual([])
  })

  it('covers every checker that counts', () => {
    const counting = checkers.filter((checker) => checker.parse({ min: 1 }).ok || checker.parse({ max: 1 }).ok)
    for (const { id } of counting) expect(probes.map((probe) => probe.id)).toContain(id)
  })
})

describe('rarity', () => {
  it('never falls when a bound is loosened, and never rises when a demand is added', () => {
    fc.assert(
      fc.property(bound, bound, bound, (min, more, sentences) => {
        const alone = rarityOf(words({ min }))
        const looser = rarityOf(words({ min: Math.max(1, min - more) }))
        const both = rarityOf(words({ min }), { id: 'pincer:sentence_count', kwargs: { max: sentences } })
        expect(looser?.rate).toBeGreaterThanOrEqual(alone?.rate ?? 1)
        expect(both?.bits).toBeGreaterThanOrEqual(alone?.bits ?? 0)
        for (const { rate, interval } of [alone, looser, both].filter((rarity) => rarity !== null)) {
          expect(rate).toBeGreaterThan(0)
          expect(rate).toBeLessThan(1)
          expect(interval[0]).toBeLessThanOrEqual(rate)
          expect(interval[1]).toBeGreaterThanOrEqual(rate - 0.01)
        }
      }),
    )
  })

  it('says of one constraint what it says of the same one twice', () => {
    fc.assert(
      fc.property(bound, fc.nat(300), (min, more) => {
        for (const kwargs of [{ min }, { max: min }, { min, max: min + more }]) expect(rarityOf(words(kwargs))).toEqual(rarityOf(words(kwargs), words(kwargs)))
        // A measure that is no whole number.
        const average = { id: 'pincer:average_sentence_words', kwargs: { max: Math.min(min, 200) } }
        expect(rarityOf(average)).toEqual(rarityOf(average, average))
      }),
    )
  })

  it('counts what goes together instead of multiplying it', () => {
    const short = words({ max: 50 })
    const few = { id: 'pincer:sentence_count', kwargs: { max: 3 } }
    const [alone, other, joint] = [rarityOf(short), rarityOf(few), rarityOf(short, few)]
    expect(joint?.bits).toBeLessThan((alone?.bits ?? 0) + (other?.bits ?? 0))
  })

  it('is unknown for kinds that were not measured and for kwargs that make no sense', () => {
    expect(rarityOf({ id: 'pincer:keywords', kwargs: { keywords: ['tide'] } })).toBeNull()
    expect(rarityOf({ id: 'pincer:word_count', kwargs: { min: 'many' } })).toBeNull()
    expect(rarityOf(words({ min: 10 }), { id: 'pincer:no_such', kwargs: {} })).toBeNull()
    expect(rarityOf()).toBeNull()
  })

  it('leaves out what goes without saying beside a rarer constraint, and nothing else', () => {
    const constraint = (id: string, kwargs: Record<string, unknown>) => ({ checker: { id: `pincer:${id}`, kwargs } })
    const long = constraint('word_count', { min: 100 })
    const manyCharacters = constraint('character_count', { min: 300 })
    const commas = constraint('punctuation_absent', { mark: 'comma' })
    const keywords = constraint('keywords', { keywords: ['tide'] })
    expect(withoutVacuous([manyCharacters, keywords, long, commas])).toEqual([keywords, long, commas])
    expect(withoutVacuous([manyCharacters, commas])).toEqual([manyCharacters, commas])
  })

  it('keeps back-translation from stating what nearly every response meets', () => {
    const response = 'Rivers carve valleys over long ages. They carry silt down to the sea and build deltas there. Floods renew the fields beside them every year.'
    for (let seed = 0; seed < 50; seed++) {
      for (const { checker, text } of backTranslate({ instruction: 'Describe rivers', response }, seededRng(seed))) {
        expect(rarityOf(checker)?.rate ?? 0, text).toBeLessThanOrEqual(vacuousRate)
      }
    }
  })
})
