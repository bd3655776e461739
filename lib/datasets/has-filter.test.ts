import { beforeAll, describe, expect, it } from 'vitest'
import { browsePairs, countPairs } from '#lib/datasets/browse.ts'
import { pairFilter, type PairFilter } from '#lib/datasets/contract.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { facets } from '#lib/datasets/facets.ts'
import { parseFilter, printFilter, toggleTerm } from '#lib/datasets/filter-language.ts'
import { forReader } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { newId } from '#lib/db/id.ts'

ownDatabase()
let datasetId: string

const types = ['length.words', 'style.tone'] as const
const statuses = ['pending', 'accepted', 'rejected'] as const
const outcomes = ['pass', 'fail', null] as const
interface Said {
  type: string
  status: (typeof statuses)[number]
  outcome: (typeof outcomes)[number]
}
const saidOf = (pair: number, n: number): Said => ({
  type: types[(pair + n) % 2] ?? types[0], status: statuses[Math.floor(pair / 2 + n) % 3] ?? 'pending', outcome: outcomes[Math.floor(pair / 6 + 2 * n) % 3] ?? null,
})
const pairs = Array.from({ length: 36 }, (_, pair) => ({ id: newId(), said: [saidOf(pair, 0), ...(pair % 4 === 0 ? [] : [saidOf(pair * 5 + 1, 1)])] }))

beforeAll(async () => {
  datasetId = (await createDataset(null, { name: 'Two constraints' })).id
  await db().user.create({ data: { id: 'ada', name: 'Ada', email: 'ada@example.org' } })
  await db().pair.createMany({ data: pairs.map(({ id }, n) => ({ id, datasetId, contentHash: String(n).padStart(64, '0'), source: 's', instruction: 'Ask', response: 'Say', responseWords: 1 })) })
  await db().constraint.createMany({
    data: pairs.flatMap(({ id, said }) => said.map(({ type, status, outcome }, position) => ({
      id: newId(), datasetId, pairId: id, position, type, text: `${type} "${position}"`, origin: 'rule' as const, status, outcome, outcomeBy: outcome && ('rule' as const),
      fingerprint: String(position).padStart(32, '0'), decidedById: status === 'pending' ? null : 'ada',
    }))),
  })
})

const found = async (filter: PairFilter) => (await browsePairs(datasetId, filter, { sort: 'oldest', limit: 100 })).rows.map(({ id }) => id).toSorted()
const wanted = (meets: (said: Said[]) => boolean) => pairs.flatMap(({ id, said }) => (meets(said) ? [id] : [])).toSorted()

describe('has', () => {
  it('asks for a second constraint, where other terms ask for one and the same', async () => {
    const both = wanted((said) => said.some(({ status }) => status === 'accepted') && said.some(({ type, outcome }) => type === 'style.tone' && outcome === 'fail'))
    const same = wanted((said) => said.some(({ status, type, outcome }) => status === 'accepted' && type === 'style.tone' && outcome === 'fail'))
    const { filter, problems } = parseFilter('decision:accepted has:"type:style.tone verdict:fail"')
    expect(problems).toEqual([])
    expect(await found(filter)).toEqual(both)
    expect(await found(parseFilter('decision:accepted type:style.tone verdict:fail').filter)).toEqual(same)
    expect(both.length).toBeGreaterThan(same.length)
    expect(await countPairs(datasetId, filter)).toEqual({ count: both.length, more: false })
    expect((await facets(datasetId, filter)).statuses).toEqual([{ value: 'pending', count: both.length }])
  })

  it('is met by any of several values, can be excluded, and asks by itself', async () => {
    expect(await found(parseFilter('has:"verdict:fail verdict:pass decision:accepted"').filter)).toEqual(wanted((said) => said.some(({ status, outcome }) => status === 'accepted' && outcome !== null)))
    expect(await found(parseFilter('-has:"verdict:fail type:length.words"').filter)).toEqual(wanted((said) => said.every(({ type, outcome }) => type !== 'length.words' || outcome !== 'fail')))
  })

  it('knows who asks', async () => {
    const filter = forReader(parseFilter('type:style.tone has:"reviewer:me decision:rejected"').filter, { id: 'ada' })
    expect(filter.has).toBe('decision:rejected reviewer:ada')
    expect(await found(filter)).toEqual(wanted((said) => said.some(({ type }) => type === 'style.tone') && said.some(({ status }) => status === 'rejected')))
  })

  it('is excluded whoever asks, or nothing is asked: an exclusion that grows too long by a name is not left out', () => {
    const has = `reviewer:me ${Array.from({ length: 49 }, (_, n) => `type:length.words${n}`).join(' ')}`
    const { filter, problems } = parseFilter(`source:s -has:"${has}"`)
    expect(problems).toEqual([])
    expect(forReader(filter, { id: 'ada' }).not).toContain('reviewer:ada')
    expect(() => forReader(filter, { id: 'a'.repeat(36) })).toThrow('Too big')
  })

  it('is refused where it is too long with a name in it: a run could keep it, and nobody read it again', () => {
    const has = `reviewer:me ${Array.from({ length: 49 }, (_, n) => `type:length.words${n}`).join(' ')}`
    expect(pairFilter.safeParse(forReader({ has }, { id: 'ada' })).success).toBe(true)
    expect(() => forReader({ has }, { id: 'a'.repeat(36) })).toThrow('Too big')
  })

  it('asks for several constraints, each by itself, and for each once', async () => {
    const { filter, problems } = parseFilter('type:style.tone has:"verdict:fail decision:accepted" has:verdict:pass has:"decision:accepted verdict:fail"')
    expect(problems).toEqual([])
    expect(filter).toEqual({ type: 'style.tone', has: '"verdict:fail decision:accepted" "verdict:pass"' })
    expect(pairFilter.parse(filter)).toEqual(filter)
    expect(printFilter(filter)).toBe('type:style.tone has:"verdict:fail decision:accepted" has:verdict:pass')
    const all = wanted((said) => said.some(({ type }) => type === 'style.tone') && said.some(({ status, outcome }) => status === 'accepted' && outcome === 'fail') && said.some(({ outcome }) => outcome === 'pass'))
    expect(all.length).toBeGreaterThan(0)
    expect(all.length).toBeLessThan((await found(parseFilter('type:style.tone has:"verdict:fail decision:accepted"').filter)).length)
    expect(await found(filter)).toEqual(all)
    expect(await countPairs(datasetId, filter)).toEqual({ count: all.length, more: false })
    expect((await facets(datasetId, filter)).statuses).toEqual([{ value: 'pending', count: all.length }])
    expect(forReader({ has: '"reviewer:me" "type:length.words"' }, { id: 'ada' }).has).toBe('"reviewer:ada" "type:length.words"')
    expect(toggleTerm(filter, 'has:verdict:pass')).toEqual({ type: 'style.tone', has: 'verdict:fail decision:accepted' })
  })

  it('asks for five at most', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((type) => `has:type:${type}`).join(' ')
    expect(parseFilter(five).problems).toEqual([])
    const { filter, problems } = parseFilter(`${five} has:type:f`)
    expect(filter).toEqual(parseFilter(five).filter)
    expect(problems).toMatchObject([{ column: five.length + 2, message: expect.stringContaining('5 more constraints') }])
    expect(parseFilter(Array.from({ length: 3 }, (_, n) => `has:"constraint~${String(n).repeat(180)} ${Array.from({ length: 18 }, (_, i) => `type:length${n}${i}`).join(' ')}"`).join(' ')).problems[0]?.message).toContain('1,000 characters')
    expect(pairFilter.safeParse({ has: '"type:a" "type:b" "type:c" "type:d" "type:e" "type:f"' }).error?.issues[0]?.message).toContain('5 more constraints')
  })

  it('is printed as it is read, text with quotes in it too', () => {
    for (const has of ['constraint~"say \\"a\\""', 'type:length.* verdict:fail', 'reason:"too vague" edited:no']) {
      const { filter, problems } = parseFilter(printFilter({ has }))
      expect(problems).toEqual([])
      expect(filter).toEqual({ has })
    }
  })

  it.each([['source:x', 'has takes what is asked of a constraint'], ['-type:a', 'without a minus'], ['owl', 'has takes'], ['has:"type:a"', 'has takes'], ['verdict:bad', 'verdict has no “bad”'], ['type:', 'needs a value']])('has no place for %s', (has, message) => {
    expect(parseFilter(printFilter({ has })).problems[0]?.message).toContain(message)
    expect(pairFilter.safeParse({ has }).error?.issues[0]?.message).toContain(message)
  })
})
