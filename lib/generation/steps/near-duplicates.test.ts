import { describe, expect, it } from 'vitest'
import { nearDuplicates } from './near-duplicates.ts'
import { pairState, worked } from './working.fixture.ts'

const bandsOf = async (given: Parameters<typeof pairState>[0], settings = {}) => (await worked(nearDuplicates, pairState(given), { settings })).bands ?? []
const shared = (a: { band: number; hash: bigint }[], b: { band: number; hash: bigint }[]) => a.filter(({ band, hash }) => b.some((other) => other.band === band && other.hash === hash)).length

describe('near_duplicates', () => {
  it('gives 21 bands of six rows at 0.8, and one for the same text', async () => {
    const bands = await bandsOf({})
    expect(bands).toHaveLength(22)
    expect(new Set(bands.map(({ band }) => band)).size).toBe(22)
    expect(shared(bands, await bandsOf({ response: 'TEA is a drink; it comes from China -- people like it warm' }))).toBe(22)
    expect(shared(bands, await bandsOf({ response: 'Coffee is another drink that people like.' }))).toBe(0)
  })

  it('gives bands that those of another field or threshold are never compared with', async () => {
    const same = { instruction: 'Tea is warm.', response: 'Tea is warm.' }
    expect(shared(await bandsOf(same, { field: 'instruction' }), await bandsOf(same, { field: 'response' }))).toBe(0)
    expect(shared(await bandsOf(same, { threshold: 0.8 }), await bandsOf(same, { threshold: 0.5 }))).toBe(0)
  })

  it('counts the input to the instruction', async () => {
    expect(shared(await bandsOf({ input: 'green' }, { field: 'instruction' }), await bandsOf({ instruction: 'Tell me about tea. Green.' }, { field: 'instruction' }))).toBe(22)
  })

  it('takes away the bands of what it cannot compare, and says why', async () => {
    expect(await worked(nearDuplicates, pairState({ response: '...' }), { settings: { field: 'response' } })).toEqual({ bands: [], dropped: 'no words to compare' })
    expect(await worked(nearDuplicates, pairState({ response: 'tea '.repeat(250_001) }))).toEqual({ bands: [], dropped: 'text of more than 1,000,000 characters' })
  })
})
