import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { browsePairs } from '#lib/datasets/browse.ts'
import { buildRecipe } from '#lib/datasets/build-filter.ts'
import { pairFilter, type PairFilter } from '#lib/datasets/contract.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { newId } from '#lib/db/id.ts'
import { decide } from '#lib/review/decide.ts'
import { savePolicy, usePolicies } from '#lib/review/policy.fixture.ts'
import { reviewPolicy } from '#lib/review/policy.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'
import { ada, curatedDataset } from './curated.fixture.ts'
import { funnel } from './funnel.ts'
import { progress } from './progress.ts'
import { decisionRates } from './rates.ts'
import { rowsFilter } from './rows-filter.ts'
import { simulateBuild } from './simulate.ts'

ownDatabase()
usePolicies()
let datasetId: string

beforeAll(async () => {
  datasetId = await curatedDataset()
})

const found = async (filter: PairFilter) => (await browsePairs(datasetId, filter, { sort: 'oldest', limit: 1 })).total?.count ?? 0

describe('funnel', () => {
  it.each<[string, PairFilter]>([['of all', {}], ['of a source', { source: 'alpha' }], ['of a type', { type: 'style.tone', decision: 'accepted' }]])(
    'conserves the pairs %s from stage to stage, and its filters find them',
    async (_, filter) => {
      const { stages } = await funnel(datasetId, filter)
      expect(stages[0]?.pairs).toBe(await found(filter))
      for (const [index, stage] of stages.slice(1).entries()) {
        expect(stage.pairs + stage.drops.reduce((sum, { pairs }) => sum + pairs, 0), stage.key).toBe(stages[index]?.pairs)
      }
    },
  )

  it('says of a whole dataset, by the counts that are kept, what counting says', async () => {
    const all = await funnel(datasetId)
    // The same pairs, as a filter finds them: counted.
    expect((await funnel(datasetId, { minWords: 0 })).stages).toEqual(all.stages)
    const wrong = await db().$queryRaw`
      SELECT p.id FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid AND p.unchecked <> (p."constraintCount" > 0
        AND NOT EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND c.outcome IS NOT NULL AND c.status <> 'superseded'))`
    expect(wrong).toEqual([])
  })

  it('leads to the rows that it counts', async () => {
    const { stages } = await funnel(datasetId)
    expect(stages.map(({ pairs }) => pairs)).toEqual([60, 40, 40, 20, 20].map((n, index) => (index < 2 ? n : expect.any(Number))))
    for (const { key, pairs, filter, drops } of stages) {
      if (filter) expect(await found(filter), key).toBe(pairs)
      for (const drop of drops) if (drop.filter) expect(await found(drop.filter), drop.reason).toBe(drop.pairs)
    }
  })

  it('names the import whose records were not taken, where it was one', async () => {
    const id = await curatedDataset(false)
    const imported = async (dropped: Record<string, number>) => (await db().run.create({ data: { id: newId(), datasetId: id, kind: 'import', params: {}, counts: { in: 9, out: 1, dropped } } })).id
    const [first] = [await imported({ duplicate: 2, 'no response': 3 }), await imported({ duplicate: 4, unreadable: 0 })]
    const [{ drops = [] } = {}] = (await funnel(id)).stages
    expect(drops).toEqual([{ reason: 'duplicate', pairs: 6, filter: null }, { reason: 'no response', pairs: 3, filter: null, told: { kind: 'run', id: first } }])
  })

  it('leads to later stages, too, where the page asks for one', async () => {
    for (const page of [{ reached: 'verdict' }, { reached: 'decision' }, { status: 'reviewed' }] as const) {
      for (const { key, pairs, filter, drops } of (await funnel(datasetId, page)).stages) {
        const rows = rowsFilter(page, filter)
        expect(rows && (await found(rows)), `${JSON.stringify(page)} ${key}`).toBe(pairs)
        for (const drop of drops.filter((each) => each.pairs > 0)) {
          const left = drop.filter && rowsFilter(page, drop.filter)
          expect(left && (await found(left)), `${JSON.stringify(page)} ${drop.reason}`).toBe(drop.pairs)
        }
      }
    }
  })

  it('says what the last export did of what is accepted', async () => {
    const runId = randomUUID()
    await db().run.create({ data: { id: runId, datasetId, kind: 'export', params: {} } })
    const manifest = { counts: { in: 60, out: 5, dropped: { 'no accepted constraint': 48, 'too few constraints': 7 } }, recipe: { kind: 'sft' } }
    const made = await db().export.create({ data: { id: newId(), datasetId, runId, format: 'sft-messages', recipe: {}, manifest, folder: 'x', rows: 5, bytes: 1 } })
    const { stages } = await funnel(datasetId)
    const [accepted, exported] = stages.slice(-2)
    expect(exported).toMatchObject({ key: 'exported', pairs: 5, filter: { export: made.id } })
    expect(exported?.drops[0]).toEqual({ reason: 'too few constraints', pairs: 7, filter: null, told: { kind: 'export', id: made.id } })
    expect((exported?.pairs ?? 0) + (exported?.drops ?? []).reduce((sum, { pairs }) => sum + pairs, 0)).toBe(accepted?.pairs)
    expect((await funnel(datasetId, { source: 'alpha' })).stages.map(({ key }) => key)).not.toContain('exported')
    // Of pairs, whatever was exported since; of a filter's it is not known.
    const later = await db().run.create({ data: { id: randomUUID(), datasetId, kind: 'export', params: {} } })
    const preferences = { counts: { in: 9, out: 9, dropped: {} }, recipe: { kind: 'preferences' } }
    await db().export.create({ data: { id: newId(), datasetId, runId: later.id, format: 'dpo', recipe: {}, manifest: preferences, folder: 'y', rows: 9, bytes: 1 } })
    expect((await datasetStatistics(datasetId)).pairs.exported).toEqual({ id: made.id, pairs: 5 })
    expect((await datasetStatistics(datasetId, { source: 'alpha' })).pairs.exported).toBeNull()
  })
})

describe('decisionRates', () => {
  it('counts each constraint once, by the decision that stands', async () => {
    const owner = { id: 'lead', role: 'owner' }
    const before = await decisionRates(datasetId, {}, owner)
    const [reviewer] = before.reviewers ?? []
    expect(reviewer).toMatchObject({ label: 'Ada', edited: { count: 0, rate: 0 } })
    expect(before.types.reduce((sum, row) => sum + row.decided, 0)).toBe(reviewer?.decided)
    expect(before.reasons).toEqual([{ reason: 'vacuous', constraints: reviewer?.rejected.count }])
    expect(await found({ reason: 'vacuous' })).toBeGreaterThan(0)
    const [low, high] = reviewer?.accepted.interval ?? [1, 0]
    expect(low).toBeLessThan(reviewer?.accepted.rate ?? 0)
    expect(high).toBeGreaterThan(reviewer?.accepted.rate ?? 1)

    const last = await db().decision.findFirstOrThrow({ where: { datasetId, kind: 'reject' }, orderBy: { id: 'desc' } })
    await decide(ada, [{ id: randomUUID(), constraintId: last.constraintId, kind: 'undo', undoesId: last.id, seenVersion: last.resultVersion }])
    const after = await decisionRates(datasetId, {}, owner)
    expect(after.reviewers?.[0]?.rejected.count).toBe((reviewer?.rejected.count ?? 0) - 1)
    expect(after.reviewers?.[0]?.decided).toBe((reviewer?.decided ?? 0) - 1)
  })

  it('leads to the pairs behind each rate: what was edited, by what model and prompt', async () => {
    const id = await curatedDataset()
    const accepted = await db().constraint.findMany({ where: { datasetId: id, status: 'accepted' }, orderBy: { id: 'asc' }, take: 3 })
    const [first, second, third] = accepted
    if (!first || !second || !third) throw new Error('three accepted constraints were expected')
    for (const [n, { id: constraintId, pairId }] of accepted.entries()) {
      const generationId = randomUUID()
      await db().generation.create({ data: { id: generationId, pairId, step: 'extract', promptVersion: n < 2 ? 'p-1' : 'p-2', model: n === 1 ? 'big' : 'small', requestHash: randomUUID(), status: 'ok', request: {} } })
      await db().constraint.update({ where: { id: constraintId }, data: { generationId } })
    }
    await decide(ada, [{ id: randomUUID(), constraintId: second.id, kind: 'edit', text: 'Be very kind.', seenVersion: second.version }])
    const behind = async (filter: PairFilter) => {
      const page = await browsePairs(id, filter, { sort: 'oldest', limit: 100 })
      expect(page.total?.count).toBe(page.rows.length)
      return page.rows.map((item) => item.id)
    }
    const { models, prompts } = await decisionRates(id)
    expect(models.map(({ key, edited, decided }) => [key, edited.count, decided]).toSorted()).toEqual([['big', 1, 1], ['small', 0, 2]])
    expect(await behind({ model: 'big', decision: 'accepted', edited: 'yes' })).toEqual([second.pairId])
    expect(await behind({ model: 'small', prompt: 'p-2' })).toEqual([third.pairId])
    expect(await behind({ model: 'big', prompt: 'p-2' })).toEqual([])
    expect(await behind({ edited: 'yes' })).toEqual([second.pairId])
    expect(prompts.map(({ key }) => key).toSorted()).toEqual(['p-1', 'p-2'])
    // Each act is on another pair of those that carry the type, taken back since or not.
    const rejected = await db().decision.findFirstOrThrow({ where: { datasetId: id, kind: 'reject' } })
    await decide(ada, [{ id: randomUUID(), constraintId: rejected.constraintId, kind: 'undo', undoesId: rejected.id, seenVersion: rejected.resultVersion }])
    const { decisions } = await datasetStatistics(id)
    for (const { kind } of decisions.byKind) {
      const acts = await db().decision.findMany({ where: { datasetId: id, kind: pairFilter.shape.act.unwrap().parse(kind) }, select: { pairId: true, createdAt: true } })
      // One day, but for tests that run at midnight.
      for (const [day, those] of Map.groupBy(acts, ({ createdAt }) => createdAt.toISOString().slice(0, 10))) {
        expect((await behind({ act: pairFilter.shape.act.parse(kind), by: 'Ada', on: day })).toSorted()).toEqual([...new Set(those.map(({ pairId }) => pairId))].toSorted())
      }
    }
    expect(await behind({ act: 'accept', on: '2020-01-01' })).toEqual([])
    expect(await behind({ by: 'Nobody' })).toEqual([])
    // Of one type a pair carries one constraint: as many pairs as the number says.
    for (const { key, accepted: plain, edited, rejected } of (await decisionRates(id)).types) {
      expect(await behind({ type: key, edited: 'no' })).toHaveLength(plain.count)
      expect(await behind({ type: key, edited: 'yes' })).toHaveLength(edited.count)
      expect(await behind({ type: key, decision: 'rejected' })).toHaveLength(rejected.count)
    }
  })

  it('counts of a filter what of its pairs is decided', async () => {
    const [all, alpha, beta] = await Promise.all([decisionRates(datasetId), decisionRates(datasetId, { source: 'alpha' }), decisionRates(datasetId, { source: 'beta' })])
    const decided = ({ types }: typeof all) => types.reduce((sum, row) => sum + row.decided, 0)
    expect(decided(alpha)).toBeGreaterThan(0)
    expect(decided(alpha) + decided(beta)).toBe(decided(all))
  })
})

describe('where several people decide a pair', () => {
  const [lead, ben, cid] = ['lead', 'ben', 'cid'].map((id) => ({ id, name: id, email: `${id}@example.org`, role: id === 'lead' ? 'owner' : 'reviewer' }))

  it('counts each constraint once, and for each reviewer what they hold', async () => {
    if (!lead || !ben || !cid) throw new Error('three people were expected')
    await db().user.createMany({ data: [lead, ben, cid] })
    const id = await curatedDataset(false)
    await savePolicy(lead, id, reviewPolicy.parse({ overlap: 2 }))
    const pairs = await db().pair.findMany({ where: { datasetId: id, constraintCount: 2 }, orderBy: { id: 'asc' }, take: 2, include: { constraints: { orderBy: { position: 'asc' } } } })
    for (const [n, { constraints }] of pairs.entries()) {
      for (const who of [ben, cid]) {
        await decide(
          who,
          constraints.map((constraint) => {
            const differs = n === 1 && constraint.position === 1 && who === cid
            const refused = constraint.outcome === 'fail' || differs
            return { id: randomUUID(), constraintId: constraint.id, seenVersion: 0, ...(refused ? { kind: 'reject', reason: 'false' } : { kind: 'accept' }) }
          }),
        )
      }
    }
    const standing = await db().constraint.count({ where: { datasetId: id, status: { in: ['accepted', 'rejected'] } } })
    expect(standing).toBe(3)
    const { types, reviewers } = await decisionRates(id, {}, lead)
    expect(types.reduce((sum, row) => sum + row.decided, 0)).toBe(standing)
    expect(reviewers?.map(({ label, decided }) => [label, decided]).toSorted()).toEqual([['ben', 4], ['cid', 4]])
    const { total, left, days } = await progress(id)
    expect([total - left, days.reduce((sum, { decided }) => sum + decided, 0)]).toEqual([3, 3])
    const step = async (agreement: number) => (await simulateBuild(id, {}, buildRecipe.parse({ decision: 'open', agreement }))).steps.find((each) => each.step === 'agreement')?.pairs
    expect(await step(0.9)).toBe(0)
  })
})

describe('datasetStatistics of a filter', () => {
  it('adds up over a partition of the pairs', async () => {
    const [all, alpha, beta] = await Promise.all([datasetStatistics(datasetId), datasetStatistics(datasetId, { source: 'alpha' }), datasetStatistics(datasetId, { not: 'source:alpha' })])
    expect(alpha.pairs.total + beta.pairs.total).toBe(all.pairs.total)
    expect(alpha.constraints.total + beta.constraints.total).toBe(all.constraints.total)
    expect(alpha.decisions.total + beta.decisions.total).toBe(all.decisions.total)
    expect(alpha.sources).toEqual([{ source: 'alpha', pairs: 30 }])
    for (const { constraints, pairs } of all.constraints.perPair) expect(await found({ minConstraints: constraints, maxConstraints: constraints })).toBe(pairs)
    for (const { license, pairs } of all.licenses) expect(await found({ license: license ?? '' })).toBe(pairs)
  })
})
