import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { agreement } from '#lib/review/agreement.ts'
import type { DecisionInput } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { pairView } from '#lib/review/pair-view.ts'
import { filterOfPairs } from '#lib/review/people-agreement/of-pairs.ts'
import { agreementReport, peopleAgreement } from '#lib/review/people-agreement/report.ts'
import { agreementRowsQuery, type AgreementRowsQuery } from '#lib/review/people-agreement/contract.ts'
import { agreementRows } from '#lib/review/people-agreement/rows.ts'
import { savePolicy, usePolicies } from '#lib/review/policy.fixture.ts'
import { reviewPolicy } from '#lib/review/policy.ts'

const [ada, ben, lead] = ['Ada', 'Ben', 'Lea'].map((name) => ({ id: name.toLowerCase(), name, email: `${name.toLowerCase()}@example.org`, role: name === 'Lea' ? 'owner' : 'reviewer' }))
ownDatabase()
usePolicies()
let datasetId: string

type Person = NonNullable<typeof lead>
type Kind = 'accept' | 'edit' | 'reject' | 'skip'

function who(person: Person | undefined): Person {
  if (!person) throw new Error('a person was expected')
  return person
}

async function say(person: Person | undefined, pairId: string, kinds: readonly Kind[]): Promise<void> {
  const { constraints } = await pairView(pairId, who(person))
  const order = (await db().constraint.findMany({ where: { pairId }, orderBy: { position: 'asc' }, select: { id: true } })).map(({ id }) => id)
  const inputs = constraints
    .toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
    .map(({ id, version }, index): DecisionInput => ({ id: randomUUID(), constraintId: id, kind: kinds[index] ?? 'accept', seenVersion: version, ...(kinds[index] === 'edit' ? { text: 'Sound calm.' } : {}) }))
  for (const result of await decide(who(person), inputs)) if (result.outcome !== 'applied') throw new Error(result.message)
}

/** Eight pairs of a constraint that a program proves and one that none can decide; the people differ on three of the sixteen. */
beforeAll(async () => {
  await db().user.createMany({ data: [who(ada), who(ben), who(lead)] })
  datasetId = (await findOrCreateDataset(null, 'Agreement')).id
  await savePolicy(who(lead), datasetId, reviewPolicy.parse({ overlap: 2 }))
  const records = Array.from({ length: 9 }, (_, index) => ({
    line: index + 1,
    record: pairRecord({
      instruction: `Describe harbour ${index}.`,
      response: `Harbour ${index} wakes early.`,
      constraints: [
        { rawType: 'Digit', text: 'Your response should be no more than 40 words long.' },
        { rawType: 'Desired_Writing_Style', text: 'Write in a calm voice.' },
      ],
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, records))
  const pairs = (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' } })).map(({ id }) => id)
  for (const [index, pair] of pairs.slice(0, 8).entries()) {
    await say(ada, pair, ['accept', index < 4 ? 'accept' : 'reject'])
    await say(ben, pair, [index === 0 ? 'reject' : 'accept', index === 1 ? 'reject' : index === 2 ? 'edit' : index === 3 ? 'skip' : index < 4 ? 'accept' : 'reject'])
  }
  // One of two has decided the last pair: it is nobody's yet, and says nothing of agreement.
  await say(ada, pairs[8] ?? '', ['reject', 'reject'])
})

const rowsFor = (reader: Person | undefined, query: Partial<AgreementRowsQuery>) => agreementRows(who(reader), datasetId, agreementRowsQuery.parse(query))

describe('agreement between people', () => {
  it('is alpha of what people first held; a skipped constraint counts as not said', async () => {
    const report = await agreementReport(datasetId)
    // Of the second constraint: a/a is none, reject against accept one, edited against accepted one, four times reject/reject; one was skipped.
    const values = [['accepted', 'rejected'], ...Array.from({ length: 7 }, () => ['accepted', 'accepted']), ['accepted', 'accepted'], ['accepted', 'rejected'], ['accepted', 'edited'], ...Array.from({ length: 4 }, () => ['rejected', 'rejected'])]
    const expected = agreement(values.flatMap((pair, unit) => pair.map((value, rater) => ({ unit: `${unit}`, reviewer: `${rater}`, value, cluster: `${unit}` }))))
    expect(report.overall.units).toBe(15)
    expect(report.overall.alpha).toBeCloseTo(expected.alpha ?? 0, 12)
    expect(report.overall.alike).toBeCloseTo(12 / 15, 12)
    expect(report.types.map(({ type, units }) => [type, units])).toEqual([['length.words', 8], [expect.any(String), 7]])
    expect(report.reviewers.map(({ name, compared }) => [name, compared])).toEqual([['Ada', 15], ['Ben', 15]])
    expect(report.outcomes).toEqual({ agreed: 12, disputed: 4, settled: 0 })
  })

  it('counts people against programs', async () => {
    const { matrix } = await agreementReport(datasetId)
    expect(matrix).toContainEqual({ said: 'rejected', rule: 'pass', judge: 'none', count: 1 })
    expect(matrix).toContainEqual({ said: 'accepted', rule: 'pass', judge: 'none', count: 15 })
    expect(matrix).toContainEqual({ said: 'edited', rule: 'none', judge: 'none', count: 1 })
  })

  it('lists who said what where people differ, and each number’s constraints', async () => {
    const { rows } = await rowsFor(lead, {})
    expect(rows.map(({ people }) => people.map(({ reviewer, said }) => `${reviewer} ${said}`).join(', ')).toSorted()).toEqual(['Ada accepted, Ben edited', 'Ada accepted, Ben rejected', 'Ada accepted, Ben rejected'])
    expect(rows.every(({ text }) => text !== 'Sound calm.')).toBe(true)
    expect((await rowsFor(lead, { which: 'all', said: 'rejected', rule: 'pass' })).rows).toHaveLength(1)
    expect((await rowsFor(lead, { which: 'disputed' })).rows).toHaveLength(4)
    expect((await rowsFor(lead, { which: 'agreed' })).rows).toHaveLength(12)
    expect((await rowsFor(lead, { which: 'compared' })).rows).toHaveLength(15)
    expect((await rowsFor(lead, { which: 'differ', type: 'length.words', reviewer: 'ben' })).rows).toHaveLength(1)
    const first = await rowsFor(lead, { which: 'all' })
    expect(first.rows.length + (await rowsFor(lead, { which: 'all', after: first.rows.at(-1)?.constraintId })).rows.length).toBe(16)
  })

  it('does not tell what somebody said of a pair that is not decided by all', async () => {
    const { rows } = await rowsFor(ben, { which: 'all', said: 'rejected' })
    const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' } })
    expect(rows.map(({ pairId }) => pairId)).not.toContain(pairs[8]?.id)
  })

  it('of the pairs that a filter finds: what is counted, and what is listed', async () => {
    const filter = await filterOfPairs(who(lead), datasetId, 'instruction~"harbour 1"')
    const report = await agreementReport(datasetId, filter)
    expect(report.overall).toMatchObject({ units: 2, alike: 1 / 2 })
    expect(report.outcomes).toEqual({ agreed: 1, disputed: 1, settled: 0 })
    expect(report.matrix.reduce((sum, { count }) => sum + count, 0)).toBe(4)
    expect(await peopleAgreement(datasetId, filter)).toEqual({ wanted: 2, overall: report.overall, types: report.types, outcomes: report.outcomes })
    const rows = async (which: AgreementRowsQuery['which']) => (await agreementRows(who(lead), datasetId, agreementRowsQuery.parse({ which }), filter)).rows.length
    expect([await rows('compared'), await rows('agreed'), await rows('disputed')]).toEqual([2, 1, 1])
    await expect(filterOfPairs(who(lead), datasetId, 'words:many')).rejects.toMatchObject({ code: 'invalid' })
  })

  it('says nothing of a pair that one of two has decided, by whatever filter', async () => {
    const filter = await filterOfPairs(who(ben), datasetId, 'instruction~"harbour 8"')
    expect(await peopleAgreement(datasetId, filter)).toMatchObject({ overall: { units: 0 }, types: [], outcomes: { agreed: 0, disputed: 0, settled: 0 } })
    expect((await agreementReport(datasetId, filter)).reviewers).toEqual([])
  })

  it('tells a reviewer what an adjudicator settled otherwise, and why', async () => {
    const [disputed] = (await rowsFor(lead, { which: 'disputed', type: 'length.words' })).rows
    const row = await db().constraint.findUniqueOrThrow({ where: { id: disputed?.constraintId ?? '' } })
    await decide(who(lead), [{ id: randomUUID(), constraintId: row.id, kind: 'accept', reason: 'Four words are no more than forty.', seenVersion: row.version, final: true }])
    expect((await rowsFor(ben, { which: 'overruled' })).rows).toMatchObject([{ constraintId: row.id, settled: { by: 'Lea', reason: 'Four words are no more than forty.' } }])
    expect((await rowsFor(ada, { which: 'overruled' })).rows).toEqual([])
    expect((await agreementReport(datasetId)).outcomes).toEqual({ agreed: 12, disputed: 3, settled: 1 })
  })

  it('counts no constraint as settled that waits for decisions again, as the list has none', async () => {
    const [settled] = (await rowsFor(lead, { which: 'settled' })).rows
    const id = settled?.constraintId ?? ''
    const { status } = await db().constraint.findUniqueOrThrow({ where: { id } })
    await db().constraint.update({ where: { id }, data: { status: 'pending' } })
    expect((await agreementReport(datasetId)).outcomes).toEqual({ agreed: 12, disputed: 3, settled: 0 })
    expect((await rowsFor(lead, { which: 'settled' })).rows).toEqual([])
    await db().constraint.update({ where: { id }, data: { status } })
    expect((await agreementReport(datasetId)).outcomes).toEqual({ agreed: 12, disputed: 3, settled: 1 })
  })
})

describe('what was taken back', () => {
  async function constraintsOf(overlap: number, pairs: number) {
    const own = (await findOrCreateDataset(null, `Taken back ${overlap}`)).id
    await savePolicy(who(lead), own, reviewPolicy.parse({ overlap }))
    const records = Array.from({ length: pairs }, (_, index) => ({ line: index + 1, record: pairRecord({ instruction: `Describe quay ${index}.`, constraints: [{ rawType: 'Desired_Writing_Style', text: 'Write in a calm voice.' }] }) }))
    await db().$transaction((tx) => storePairs(tx, { datasetId: own, runId: null, source: 'test', license: null }, records))
    return { own, ids: (await db().constraint.findMany({ where: { datasetId: own }, orderBy: { id: 'asc' } })).map(({ id }) => id) }
  }
  async function does(person: Person | undefined, constraintId: string | undefined, kind: 'accept' | 'reject' | 'undo', final = false): Promise<void> {
    const { version } = await db().constraint.findUniqueOrThrow({ where: { id: constraintId ?? '' } })
    const opinion = final ? null : await db().opinion.findFirst({ where: { constraintId: constraintId ?? '', reviewerId: who(person).id } })
    const last = await db().decision.findFirst({ where: { constraintId: constraintId ?? '', reviewerId: who(person).id }, orderBy: { resultVersion: 'desc' } })
    const input = { id: randomUUID(), constraintId: constraintId ?? '', kind, seenVersion: opinion?.version ?? version, ...(kind === 'reject' ? { reason: 'vacuous' } : {}), ...(kind === 'undo' ? { undoesId: last?.id ?? '' } : {}), ...(final ? { final } : {}) }
    expect(await decide(who(person), [input])).toMatchObject([{ outcome: 'applied' }])
  }

  it('is said by nobody: what stands again is its reviewer’s', async () => {
    const { own, ids } = await constraintsOf(1, 3)
    await does(ada, ids[0], 'accept')
    await does(ben, ids[0], 'reject')
    await does(ben, ids[0], 'undo')
    await does(ada, ids[1], 'reject')
    await does(ada, ids[1], 'undo')
    await does(ada, ids[2], 'accept')
    const rows = async (query: object) => (await agreementRows(who(lead), own, agreementRowsQuery.parse({ which: 'all', ...query }))).rows
    expect((await rows({})).map(({ people }) => people)).toMatchObject([[{ reviewer: 'Ada', said: 'accepted', reason: null }], [{ reviewer: 'Ada', said: 'accepted' }]])
    expect([(await rows({ reviewer: 'ada' })).length, (await rows({ reviewer: 'ben' })).length]).toEqual([2, 0])
    expect((await agreementReport(own)).matrix.map(({ said, count }) => [said, count])).toEqual([['accepted', 2]])
  })

  it('settles nothing: where people come to agree after that, they do', async () => {
    const { own, ids } = await constraintsOf(2, 1)
    const [id] = ids
    await does(ada, id, 'accept')
    await does(ben, id, 'reject')
    await does(lead, id, 'accept', true)
    expect((await agreementReport(own)).outcomes).toEqual({ agreed: 0, disputed: 0, settled: 1 })
    await does(lead, id, 'undo', true)
    expect((await agreementReport(own)).outcomes).toEqual({ agreed: 0, disputed: 1, settled: 0 })
    await does(ben, id, 'undo')
    await does(ben, id, 'accept')
    expect((await agreementReport(own)).outcomes).toEqual({ agreed: 1, disputed: 0, settled: 0 })
    const rows = async (which: AgreementRowsQuery['which']) => (await agreementRows(who(lead), own, agreementRowsQuery.parse({ which }))).rows.length
    expect([await rows('agreed'), await rows('settled')]).toEqual([1, 0])
  })
})
