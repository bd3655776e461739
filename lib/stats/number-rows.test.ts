import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { browsePairs } from '#lib/datasets/browse.ts'
import { buildRecipe, printBuildFilter } from '#lib/datasets/build-filter.ts'
import { pairFilter, type PairFilter } from '#lib/datasets/contract.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'
import { savePolicy, usePolicies } from '#lib/review/policy.fixture.ts'
import { reviewPolicy } from '#lib/review/policy.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'
import { decisionRates } from '#lib/stats/rates.ts'
import { heldFilter, reasonFilter, rejectionFilter } from './rate-filters.ts'
import { rowsFilter } from './rows-filter.ts'
import { simulateBuild } from './simulate.ts'

ownDatabase()
usePolicies()

const [lea, ben, cid] = ['lea', 'ben', 'cid'].map((id) => ({ id, name: id, email: `${id}@example.org`, role: id === 'lea' ? 'owner' : 'reviewer' })) as [Person, Person, Person]
type Person = { id: string; name: string; email: string; role: string }

beforeAll(async () => {
  await db().user.createMany({ data: [lea, ben, cid] })
})

/** A dataset of pairs with one constraint each, so that numbers of constraints are numbers of pairs, and the ids of the constraints. */
async function datasetOf(pairs: number): Promise<{ datasetId: string; constraints: string[] }> {
  const { id: datasetId } = await createDataset(null, { name: `Numbers ${randomUUID()}` })
  const items = Array.from({ length: pairs }, (_, n) => ({
    line: n + 1,
    record: pairRecord({ instruction: `Question ${n}`, response: `Answer ${n}, kindly.`, source: n % 2 === 0 ? 'even' : 'odd', constraints: [{ rawType: 'Tone_Constraints', text: 'Be kind.' }] }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
  const constraints = await db().constraint.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })
  return { datasetId, constraints: constraints.map(({ id }) => id) }
}

type Act = { kind: 'accept' | 'undo' | 'flag' } | { kind: 'edit'; text: string } | { kind: 'reject'; reason?: string }

/** Decides, and takes back what is undone last. */
async function does(who: Person, constraintId: string | undefined, ...acts: Act[]): Promise<void> {
  if (constraintId === undefined) throw new Error('a constraint was expected')
  for (const act of acts) {
    const last = await db().decision.findFirst({ where: { constraintId, reviewerId: who.id }, orderBy: { resultVersion: 'desc' } })
    const { version } = await db().constraint.findUniqueOrThrow({ where: { id: constraintId } })
    const opinion = await db().opinion.findFirst({ where: { constraintId, reviewerId: who.id } })
    const [answer] = await decide(who, [{ id: randomUUID(), constraintId, seenVersion: opinion?.version ?? version, ...act, ...(act.kind === 'undo' ? { undoesId: last?.id } : {}) }])
    expect(answer?.outcome).toBe('applied')
  }
}

const reject = (reason?: string): Act => ({ kind: 'reject', ...(reason === undefined ? {} : { reason }) })

/** Everything that is compared: the page's filters, of which each finds some and leaves some. */
const pages: PairFilter[] = [{}, { source: 'even' }, { by: 'ben' }, { act: 'reject' }, { act: 'undo', by: 'ben' }, { decision: 'accepted' }, { did: 'act:accept', act: 'reject' }, { not: 'act:undo' }]

/** Counts compared: of each number the page says and the rows found, those that differ. */
async function differing(datasetId: string, reader: Person): Promise<{ compared: number; differ: string[] }> {
  const differ: string[] = []
  let compared = 0
  const same = (number: number, found: number | undefined, words: string): void => {
    compared++
    if (number !== found) differ.push(`${words}: ${number}, rows ${found}`)
  }
  const seen = (filter: PairFilter) => filterSeenBy(reader, datasetId, filter)
  const rows = async (page: PairFilter, own: PairFilter | null): Promise<string[] | null> => {
    const filter = own && rowsFilter(page, own)
    if (!filter) return null
    expect(pairFilter.parse(filter)).toEqual(filter)
    const found = await browsePairs(datasetId, await seen(filter), { sort: 'oldest', limit: 100 })
    expect(found.total?.count).toBe(found.rows.length)
    return found.rows.map(({ id }) => id)
  }
  for (const page of pages) {
    const words = JSON.stringify(page)
    const { reviewers, reasons } = await decisionRates(datasetId, await seen(page), reader)
    for (const row of reviewers ?? []) {
      same(row.decided, (await rows(page, heldFilter(row.key, 'decided')))?.length, `${words} decided by ${row.key}`)
      for (const count of ['accepted', 'edited', 'rejected'] as const) same(row[count].count, (await rows(page, heldFilter(row.key, count)))?.length, `${words} ${count} by ${row.key}`)
    }
    for (const { reason, constraints } of reasons) same(constraints, (await rows(page, reasonFilter(reason)))?.length, `${words} stand rejected for ${reason}`)
    const { decisions, licenses, constraints: { byType } } = await datasetStatistics(datasetId, await seen(page), reader)
    for (const { type, putOff } of byType) same(putOff, (await rows(page, { type, decision: 'flagged', also: 'decision:skipped' }))?.length, `${words} put off`)
    for (const { license, pairs } of licenses) same(pairs, (await rows(page, { license: license ?? 'none' }))?.length, `${words} under ${license}`)
    const within = await rows(page, {})
    for (const { reason, count } of decisions.byReason) {
      const behind = await rows(page, rejectionFilter(reason))
      const those = await db().decision.findMany({ where: { datasetId, kind: 'reject', reason, pairId: { in: behind ?? [] } } })
      same(count, those.length, `${words} rejected for ${reason}`)
      same(new Set(those.map(({ pairId }) => pairId)).size, behind?.filter((id) => within?.includes(id)).length, `${words} rows for ${reason}`)
    }
  }
  return { compared, differ }
}

describe('a number leads to as many rows as it says', () => {
  it('where each constraint is decided once, with decisions taken back and taken anew', async () => {
    const { datasetId, constraints: c } = await datasetOf(10)
    await does(ben, c[0], { kind: 'accept' })
    await does(ben, c[1], reject('vacuous'))
    await does(ben, c[2], reject('vacuous'), { kind: 'undo' }, { kind: 'accept' })
    await does(ben, c[3], reject('false'), { kind: 'undo' })
    await does(ben, c[4], { kind: 'accept' })
    await does(cid, c[4], reject('false'))
    await does(cid, c[5], { kind: 'edit', text: 'Be very kind.' })
    await does(cid, c[6], reject())
    await does(cid, c[7], { kind: 'flag' })
    await does(cid, c[8], { kind: 'accept' })
    for (const reader of [lea, ben]) expect(await differing(datasetId, reader)).toEqual({ compared: expect.toSatisfy((n: number) => n > 30), differ: [] })
  })

  it('where a decision stands again because what came after it was taken back, or because its own undo was', async () => {
    for (const overlap of [1, 2]) {
      const { datasetId, constraints: c } = await datasetOf(7)
      await savePolicy(lea, datasetId, reviewPolicy.parse({ overlap }))
      for (const who of overlap === 1 ? [ben] : [ben, cid]) {
        await does(who, c[0], { kind: 'accept' }, reject('false'), { kind: 'undo' })
        await does(who, c[1], reject('vacuous'), { kind: 'undo' }, { kind: 'undo' })
        await does(who, c[2], { kind: 'edit', text: 'Be very kind.' }, { kind: 'flag' }, { kind: 'undo' }, { kind: 'undo' }, { kind: 'undo' })
        await does(who, c[3], { kind: 'accept' }, { kind: 'undo' }, { kind: 'undo' }, { kind: 'undo' })
        await does(who, c[4], { kind: 'accept' }, { kind: 'edit', text: 'Be very kind.' }, reject('vacuous'), { kind: 'undo' })
        await does(who, c[5], { kind: 'accept' })
      }
      const { types: [type], reasons, reviewers } = await decisionRates(datasetId, {}, lea)
      expect([type?.decided, type?.accepted.count, type?.edited.count, type?.rejected.count, reasons]).toEqual([5, 2, 2, 1, [{ reason: 'vacuous', constraints: 1 }]])
      expect(reviewers?.map(({ decided }) => decided)).toEqual(overlap === 1 ? [5] : [5, 5])
      for (const reader of [lea, ben]) expect(await differing(datasetId, reader)).toEqual({ compared: expect.toSatisfy((n: number) => n > 20), differ: [] })
    }
  })

  it('where a build asks whether people agree, of whom one took back that they took something back', async () => {
    const { datasetId, constraints: c } = await datasetOf(4)
    await does(ben, c[0], reject(), { kind: 'undo' }, { kind: 'undo' })
    await does(ben, c[1], reject(), { kind: 'undo' })
    await does(ben, c[2], reject(), { kind: 'undo' }, { kind: 'undo' }, { kind: 'undo' })
    await does(ben, c[3], { kind: 'accept' }, { kind: 'undo' }, { kind: 'undo' })
    for (const id of c) await does(lea, id, { kind: 'accept' })
    const recipe = buildRecipe.parse({ agreement: 0.6 })
    const { steps, kept } = await simulateBuild(datasetId, {}, recipe)
    expect([kept.pairs, steps.find(({ step }) => step === 'agreement')?.pairs]).toEqual([3, 1])
    for (const step of ['kept', 'agreement'] as const) expect((await browsePairs(datasetId, { build: printBuildFilter(step, recipe) }, { sort: 'oldest', limit: 10 })).rows).toHaveLength(step === 'kept' ? 3 : 1)
  })

  it('where two decide each pair by themselves, and know nothing of each other', async () => {
    const { datasetId, constraints: c } = await datasetOf(8)
    await savePolicy(lea, datasetId, reviewPolicy.parse({ overlap: 2 }))
    const both: [Act[], Act[]][] = [
      [[{ kind: 'accept' }], [{ kind: 'accept' }]],
      [[{ kind: 'accept' }], [reject('false')]],
      [[reject('false')], [reject('vacuous')]],
      [[reject('vacuous'), { kind: 'undo' }, { kind: 'accept' }], [{ kind: 'accept' }]],
      [[{ kind: 'edit', text: 'Be very kind.' }], [{ kind: 'edit', text: 'Be very kind.' }]],
      [[reject('false')], []],
      [[], [{ kind: 'accept' }]],
    ]
    for (const [n, [bens, cids]] of both.entries()) {
      await does(ben, c[n], ...bens)
      await does(cid, c[n], ...cids)
    }
    for (const reader of [lea, ben, cid]) expect(await differing(datasetId, reader)).toEqual({ compared: expect.toSatisfy((n: number) => n > 20), differ: [] })
  })
})
