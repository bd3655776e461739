import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import { browsePairs } from '#lib/datasets/browse.ts'
import { buildRecipe, printBuildFilter } from '#lib/datasets/build-filter.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { decide } from '#lib/review/decide.ts'
import { savePolicy, usePolicies } from '#lib/review/policy.fixture.ts'
import { reviewPolicy } from '#lib/review/policy.ts'
import { costs } from './cost.ts'
import { countedStatistics } from './counted-statistics.ts'
import { curatedDataset } from './curated.fixture.ts'
import { datasetStatistics } from './dataset-statistics.ts'
import { decisionRates } from './rates.ts'
import type { Reader } from './reader.ts'
import { scopeOf } from './scope.ts'
import { typeReport } from './type-report.ts'

const [lead, ben, cid] = ['owner', 'reviewer', 'reviewer'].map((role, index) => ({ id: `p${index}`, name: `Person ${index}`, email: `p${index}@example.org`, role }))
if (!lead || !ben || !cid) throw new Error('three people were expected')
ownDatabase()
usePolicies()
let datasetId: string

beforeAll(async () => {
  await db().user.createMany({ data: [lead, ben, cid] })
  datasetId = await curatedDataset(false)
  await savePolicy(lead, datasetId, reviewPolicy.parse({ overlap: 2 }))
})

const pairsOf = (source: string) =>
  db().pair.findMany({ where: { datasetId, constraintCount: 2, source }, orderBy: { id: 'asc' }, take: 2, include: { constraints: { orderBy: { position: 'asc' } } } })

/** Decides both constraints of a pair: rejects the first, accepts the second. */
async function both(who: Actor, { constraints }: Awaited<ReturnType<typeof pairsOf>>[number]): Promise<void> {
  const results = await decide(
    who,
    constraints.map(({ id, position }) => ({ id: randomUUID(), constraintId: id, seenVersion: 0, elapsedMs: 5000, ...(position === 0 ? { kind: 'reject', reason: 'false' } : { kind: 'accept' }) })),
  )
  for (const result of results) if (result.outcome !== 'applied') throw new Error(result.message)
}

const reviewSeconds = async (filter: PairFilter, reader: Reader) => (await costs(datasetId, filter, reader)).rows.reduce((sum, row) => sum + row.reviewSeconds, 0)
const said = async (filter: PairFilter, reader: Reader) => {
  const { decisions } = await datasetStatistics(datasetId, filter, reader)
  return { total: decisions.total, kinds: decisions.byKind.length, reasons: decisions.byReason.length, days: decisions.byDay.length, people: decisions.byReviewer }
}

describe('where several decide a pair by themselves', () => {
  it('tells nobody else what one of them said, before enough of them have', async () => {
    const [pair] = await pairsOf('alpha')
    if (!pair) throw new Error('a pair was expected')
    await both(ben, pair)
    const one = { source: 'alpha', constraint: 'kind' }
    const nothing = { total: 0, kinds: 0, reasons: 0, days: 0 }
    for (const filter of [{}, one]) {
      for (const reader of [null, cid]) expect(await said(filter, reader)).toEqual({ ...nothing, people: null })
      expect(await said(filter, lead)).toEqual({ ...nothing, people: [] })
      expect(await said(filter, ben)).toEqual({ total: 2, kinds: 2, reasons: 1, days: 1, people: null })
      expect((await decisionRates(datasetId, filter, lead)).reviewers).toEqual([])
      expect([await reviewSeconds(filter, cid), await reviewSeconds(filter, ben)]).toEqual([0, 10])
    }
    await both(cid, pair)
    for (const reader of [null, ben, cid]) expect(await said(one, reader)).toEqual({ total: 4, kinds: 2, reasons: 1, days: 1, people: null })
    expect((await said(one, lead)).people).toMatchObject([{ rejected: 1, medianMs: 5000 }, { rejected: 1, medianMs: 5000 }])
    expect(await reviewSeconds({}, null)).toBe(20)
  })

  it('does so of a whole dataset by the counts that are kept as by counting', async () => {
    const [, pair] = await pairsOf('alpha')
    if (!pair) throw new Error('a pair was expected')
    await both(ben, pair)
    for (const reader of [null, lead, ben, cid]) {
      const [kept, counted] = [await datasetStatistics(datasetId, {}, reader), await countedStatistics(scopeOf(datasetId), reader)]
      expect(kept).toEqual(counted)
      expect(kept.decisions.total).toBe(reader === ben ? 6 : 4)
    }
    const spent = async (reader: Reader) => (await typeReport(datasetId, 'style.tone', {}, reader)).reviewSecondsPerAccepted
    expect([await spent(cid), await spent(ben)]).toEqual([10, 15])
  })

  it('asks of agreement only where enough of them have decided', async () => {
    const [pair, other] = await pairsOf('beta')
    if (!pair || !other) throw new Error('two pairs were expected')
    const build = printBuildFilter('agreement', buildRecipe.parse({ decision: 'open', agreement: 0.9, least: 2 }))
    const found = async () => (await browsePairs(datasetId, { build }, { sort: 'oldest', limit: 5 })).rows.map(({ id }) => id)
    await savePolicy(lead, datasetId, reviewPolicy.parse({ overlap: 3 }))
    for (const each of [pair, other]) await both(ben, each)
    const before = await found()
    await decide(cid, other.constraints.map(({ id }) => ({ id: randomUUID(), constraintId: id, seenVersion: 0, kind: 'reject', reason: 'false' })))
    expect(await db().opinion.count({ where: { pairId: other.id, firstSaid: { not: null } } })).toBe(4)
    expect(await found()).toEqual(before)
  })
})

describe('what each reviewer did', () => {
  it('is told to the owner and admins only', async () => {
    for (const reader of [null, ben]) {
      expect((await datasetStatistics(datasetId, {}, reader)).decisions.byReviewer).toBeNull()
      expect((await datasetStatistics(datasetId, { source: 'alpha' }, reader)).decisions.byReviewer).toBeNull()
      expect((await decisionRates(datasetId, {}, reader)).reviewers).toBeNull()
    }
    for (const role of ['owner', 'admin']) {
      expect((await datasetStatistics(datasetId, {}, { id: 'x', role })).decisions.byReviewer).not.toBeNull()
      expect((await decisionRates(datasetId, {}, { id: 'x', role })).reviewers).not.toBeNull()
    }
  })
})
