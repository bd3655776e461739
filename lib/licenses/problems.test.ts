import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factsOf, licenseFacts, licenseKey, notStated } from '#lib/licenses/facts.ts'
import { licenseProblems, licensesToLeaveOut, licenseUses, misfitOf, rolledUp } from '#lib/licenses/problems.ts'

const conflicts = (licenses: Record<string, number>, use: (typeof licenseUses)[number] = 'unstated') => licenseProblems(licenses, use).filter(({ kind }) => kind === 'conflict')

describe('the facts of licences', () => {
  it('are found by any name and never by two', () => {
    const names = licenseFacts.flatMap(({ id, also }) => [id.toLowerCase(), ...also])
    expect(new Set(names).size).toBe(names.length)
    for (const { id, also } of licenseFacts) for (const name of [id, id.toLowerCase(), ...also, ` ${id.toUpperCase()} `]) expect(factsOf(name)?.id).toBe(id)
    expect(factsOf('my own')).toBeNull()
  })

  it('name a source each, and a word of the Hub no two licences share', () => {
    for (const { source } of licenseFacts) expect(URL.canParse(source)).toBe(true)
    const hub = licenseFacts.flatMap((facts) => facts.hub ?? [])
    expect(new Set(hub).size).toBe(hub.length)
  })

  it('roll up what is one licence, and what is none', () => {
    expect(rolledUp({ 'cc-by-4.0': 2, 'CC-BY-4.0': 3, 'not stated': 1, unknown: 1 }).map(({ key, pairs }) => [key, pairs])).toEqual([['CC-BY-4.0', 5], [notStated, 2]])
    expect(licenseKey(null)).toBe(notStated)
    expect(licenseKey('My  Own')).toBe('my own')
  })
})

describe('licenseProblems', () => {
  it('has none for what may be used and mixed', () => {
    expect(conflicts({ MIT: 5, 'CC-BY-4.0': 5, 'CC0-1.0': 1, 'ODC-By': 2 }, 'commercial')).toEqual([])
    expect(conflicts({ 'CC-BY-SA-3.0': 5, 'CC-BY-SA-4.0': 5, MIT: 1 })).toEqual([])
  })

  it('points out what does not go with the use', () => {
    expect(conflicts({ 'cc-by-nc-4.0': 5 }, 'commercial')).toMatchObject([{ licenses: ['CC-BY-NC-4.0'], pairs: 5, says: expect.stringContaining('not for commercial purposes') }])
    expect(conflicts({ 'cc-by-nc-4.0': 5 }, 'research')).toEqual([])
    expect(conflicts({ 'CC-BY-ND-4.0': 2 }, 'research')).toMatchObject([{ says: expect.stringContaining('changed versions may not be shared') }])
    expect(conflicts({ 'not stated': 2, 'my own': 1 })).toMatchObject([{ says: expect.stringContaining('nobody has said') }, { says: expect.stringContaining('“my own”') }])
    expect(conflicts({ 'openai-terms': 3 }, 'commercial')).toMatchObject([{ says: expect.stringContaining('compete with OpenAI') }])
  })

  it('points out what cannot be mixed', () => {
    expect(conflicts({ 'CC-BY-SA-4.0': 2, 'CC-BY-NC-SA-4.0': 3 })).toMatchObject([{ pairs: 5, says: expect.stringContaining('nothing can be shared under both') }])
    expect(conflicts({ 'CC-BY-SA-4.0': 2, 'CC-BY-NC-4.0': 3 })).toMatchObject([{ says: 'CC-BY-SA-4.0 asks that all of it be shared under CC BY-SA, which allows what CC-BY-NC-4.0 forbids.' }])
    expect(conflicts({ 'CC-BY-NC-SA-4.0': 2, 'CC-BY-NC-4.0': 3 })).toEqual([])
  })

  it('says what is asked for', () => {
    const says = licenseProblems({ 'CC-BY-SA-4.0': 2, 'CC-BY-NC-SA-4.0': 0, MIT: 1 }, 'research').map((problem) => problem.says)
    expect(says).toContainEqual(expect.stringContaining('say whose it is'))
    expect(licenseProblems({ 'CC-BY-SA-4.0': 2 }, 'research')).toMatchObject([{ kind: 'duty', says: expect.stringContaining('has to be shared under CC BY-SA') }, { kind: 'duty' }])
  })
})

it('what is left when licences are left out has no conflict, and no licence goes that need not', () => {
  const name = fc.constantFrom(...licenseFacts.map(({ id }) => id), 'not stated', 'my own')
  fc.assert(
    fc.property(fc.dictionary(name, fc.integer({ min: 1, max: 50 })), fc.constantFrom(...licenseUses), (licenses, use) => {
      const out = new Set(licensesToLeaveOut(licenses, use))
      const left = Object.fromEntries(Object.entries(licenses).filter(([license]) => !out.has(licenseKey(license))))
      expect(conflicts(left, use)).toEqual([])
      if (conflicts(licenses, use).length === 0) expect([...out]).toEqual([])
      for (const key of out) if (misfitOf(key, use) === null) expect(conflicts({ ...left, [key]: 1 }, use)).not.toEqual([])
    }),
  )
})
