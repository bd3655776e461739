import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { browsePairs } from '#lib/datasets/browse.ts'
import { buildRecipe, printBuildFilter, type BuildRecipe } from '#lib/datasets/build-filter.ts'
import { createDataset, updateDataset } from '#lib/datasets/datasets.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { previewRemoval, startRemoval } from '#lib/datasets/remove-pairs.ts'
import { db } from '#lib/db/client.ts'
import { previewExport } from '#lib/exports/preview.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { previewBulk } from '#lib/review/bulk.ts'
import { plantCheck } from '#lib/review/checks/check.fixture.ts'
import { isDrawnAsDecoy, sightOf } from '#lib/review/checks/decoys.ts'
import { decide } from '#lib/review/decide.ts'
import { agreementRowsQuery } from '#lib/review/people-agreement/contract.ts'
import { agreementReport } from '#lib/review/people-agreement/report.ts'
import { agreementRows } from '#lib/review/people-agreement/rows.ts'
import { policyOf } from '#lib/review/policy.ts'
import { previewWordingEdit } from '#lib/review/templates/edit-wording.ts'
import { exportParams, type ExportParams } from '#lib/exports/recipe.ts'
import { startRunInput } from '#lib/runs/contract.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'
import { funnel } from '#lib/stats/funnel.ts'
import { simulateBuild } from '#lib/stats/simulate.ts'
import { spread } from '#lib/stats/spread.ts'
import { startTagging } from '#lib/tags/tags.ts'

// What is mixed in is drawn by the ids.
vi.mock(import('#lib/db/id.ts'), async (original) => (await import('#lib/review/checks/same-ids.fixture.ts')).sameIds(await original(), 'unseen-filters'))

useInstallation()

const owner = { id: 'owner', name: 'Owner', email: 'owner@example.org', role: 'owner' }
let datasetId: string
/** Pairs with one proven constraint, whose verdict Ada is not to know. */
let hidden: string[]

beforeAll(async () => {
  await db().user.create({ data: { ...owner } })
  datasetId = (await createDataset(owner, { name: 'Unseen', license: 'CC0-1.0' })).id
  const records = Array.from({ length: 120 }, (_, n) =>
    pairRecord({ instruction: `Describe harbour ${n}.`, response: `Harbour ${n} wakes before the town.`, constraints: [{ rawType: 'Digit', text: `Use at most ${20 + n} words.` }, { rawType: 'Tone_Constraints', text: 'Be kind.' }] }),
  )
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, records.map((record, line) => ({ line, record }))))
  await updateDataset(owner, datasetId, { policy: { ...policyOf({}), goldRate: 10 } })
  const sight = await sightOf(ada, datasetId)
  const proven = await db().constraint.findMany({ where: { datasetId, outcome: 'pass' }, select: { id: true, pairId: true } })
  hidden = proven.filter(({ id }) => isDrawnAsDecoy(id, sight)).map(({ pairId }) => pairId)
  expect(hidden.length).toBeGreaterThan(1)
})

const narrowed = (): PairFilter => ({ ids: hidden.join(','), outcome: 'pass' })
const nothing = new AbortController().signal

/** The pairs that a run took, after it ended. */
async function takenBy(id: string): Promise<number> {
  await executeRun(id, 'worker', nothing)
  return db().runItem.count({ where: { runId: id } })
}

describe('what is counted says nothing of verdicts that are hidden from who asks, however far it is narrowed', () => {
  const seen = (who: typeof ada, filter: PairFilter) => filterSeenBy(who, datasetId, filter)
  const found = async (who: typeof ada, filter: PairFilter) => (await browsePairs(datasetId, await seen(who, filter), { sort: 'oldest', limit: 200 })).rows.length
  const only = (id: string): PairFilter => ({ ids: id })

  it('in statistics', async () => {
    const outcomes = async (who: typeof ada, filter: PairFilter) =>
      Object.fromEntries((await datasetStatistics(datasetId, await seen(who, filter), who)).constraints.byOutcome.map(({ outcome, count }) => [outcome, count]))
    const rated = async (who: typeof ada, filter: PairFilter) => (await spread(datasetId, await seen(who, filter))).bits.filter(({ from }) => from !== null).reduce((sum, { constraints }) => sum + constraints, 0)
    const shown = await db().pair.findFirstOrThrow({ where: { datasetId, id: { notIn: hidden } } })
    for (const id of hidden) {
      expect([await outcomes(ada, only(id)), await outcomes(owner, only(id))]).toEqual([{ none: 2 }, { none: 1, pass: 1 }])
      expect([await rated(ada, only(id)), await rated(owner, only(id))]).toEqual([0, 1])
    }
    expect([await outcomes(ada, only(shown.id)), await rated(ada, only(shown.id))]).toEqual([{ none: 1, pass: 1 }, 1])
  })

  it('in the filter on rarity, which is known of what a program can decide', async () => {
    for (const [who, n] of [[ada, 0], [owner, hidden.length]] as const) {
      const filter = { ids: hidden.join(',') }
      for (const asked of [{ minBits: 0 }, { has: 'bits:>=0' }]) expect(await found(who, { ...filter, ...asked })).toBe(n)
      expect(await found(who, { ...filter, not: 'bits:>=0' })).toBe(hidden.length - n)
    }
  })

  it('in the funnel and the filter that leads to it', async () => {
    for (const [who, n] of [[ada, 0], [owner, hidden.length]] as const) {
      const filter = { ids: hidden.join(',') }
      expect((await funnel(datasetId, await seen(who, filter))).stages.find(({ key }) => key === 'verdict')?.pairs).toBe(n)
      expect([await found(who, { ...filter, reached: 'verdict' }), await found(who, { ...filter, not: 'reached:verdict' })]).toEqual([n, hidden.length - n])
    }
    expect(await found(ada, { reached: 'verdict' })).toBe(120 - hidden.length)
  })

  it('in builds and their filters', async () => {
    const recipe = (asked: Partial<BuildRecipe>) => buildRecipe.parse({ decision: 'open', ...asked })
    const kept = async (who: typeof ada, asked: Partial<BuildRecipe>) => (await simulateBuild(datasetId, await seen(who, { ids: hidden.join(',') }), recipe(asked))).kept.pairs
    const n = hidden.length
    expect([await kept(ada, { verdict: 'proven' }), await kept(owner, { verdict: 'proven' })]).toEqual([0, n])
    // What is of unknown rarity passes.
    expect([await kept(ada, { bits: 12, least: 2 }), await kept(owner, { bits: 12, least: 2 })]).toEqual([n, 0])
    const build = printBuildFilter('kept', recipe({ verdict: 'proven' }))
    expect([await found(ada, { ids: hidden.join(','), build }), await found(owner, { ids: hidden.join(','), build })]).toEqual([0, n])
    expect(await found(ada, { build })).toBe(120 - n)
  })

  it('in the preview of another wording, which leaves out what a program could check no longer', async () => {
    const one = await db().constraint.findFirstOrThrow({ where: { datasetId, outcome: 'pass' } })
    const edit = { type: one.type, template: one.template ?? '', to: 'Be brief, think of {1}.' }
    const hidesFrom = async (who: typeof ada) => (await previewWordingEdit(who, datasetId, edit)).count
    expect([await hidesFrom(ada), await hidesFrom(owner)]).toEqual([hidden.length, 0])
  })
})

it('nor does agreement with programs, of what is flagged and not answered', async () => {
  const one = await db().constraint.findFirstOrThrow({ where: { datasetId, pairId: hidden[0] ?? '', outcome: 'pass' } })
  const flag = { id: crypto.randomUUID(), constraintId: one.id, kind: 'flag' as const, seenVersion: one.version }
  await decide(ada, [flag])
  for (const [who, rule] of [[ada, 'none'], [owner, 'pass']] as const) {
    const filter = await filterSeenBy(who, datasetId, { ids: one.pairId })
    expect((await agreementReport(datasetId, filter)).matrix).toEqual([{ said: 'flagged', rule, judge: 'none', count: 1 }])
    const rows = async (query: object) => (await agreementRows(who, datasetId, agreementRowsQuery.parse({ which: 'all', ...query }), filter)).rows
    expect((await rows({})).map((row) => [row.constraintId, row.rule])).toEqual([[one.id, rule]])
    expect(await rows({ rule: 'pass' })).toHaveLength(rule === 'pass' ? 1 : 0)
  }
  await decide(ada, [{ id: crypto.randomUUID(), constraintId: one.id, kind: 'undo', undoesId: flag.id, seenVersion: one.version + 1 }])
})

describe('what a filter takes says nothing of verdicts that are hidden from who asks', () => {
  it('in a removal: its preview counts none, and its run takes none', async () => {
    expect(await previewRemoval(ada, datasetId, narrowed())).toMatchObject({ pairs: 0 })
    expect(await previewRemoval(owner, datasetId, narrowed())).toMatchObject({ pairs: hidden.length })
    expect(await takenBy((await startRemoval(ada, datasetId, { filter: narrowed(), expected: hidden.length })).id)).toBe(0)
    expect(await db().pair.count({ where: { datasetId } })).toBe(120)
  })

  it('in exports and their previews', async () => {
    // Something is accepted in each, so that they are exported.
    const tones = await db().constraint.findMany({ where: { datasetId, pairId: { in: hidden }, outcome: null } })
    await decide(owner, tones.map(({ id, version }) => ({ id: crypto.randomUUID(), constraintId: id, kind: 'accept', seenVersion: version })))
    const params: ExportParams = exportParams.parse({ format: 'sft-messages', filter: narrowed() })
    for (const [who, n] of [[ada, 0], [owner, hidden.length]] as const) {
      expect((await previewExport({ datasetId, params, seed: 1, draw: 0 }, nothing, who)).of).toBe(n)
      const { id } = await startRun(who, startRunInput.parse({ kind: 'export', datasetId, params }))
      await executeRun(id, 'worker', nothing)
      expect(await db().export.findFirst({ where: { runId: id } })).toMatchObject({ manifest: { counts: { in: n } } })
    }
  })

  it('in tagging and in generation', async () => {
    for (const [who, n] of [[ada, 0], [owner, hidden.length]] as const) {
      expect(await takenBy((await startTagging(who, datasetId, { filter: narrowed(), add: [`by ${who.id}`], remove: [] })).id)).toBe(n)
      const input = startRunInput.parse({ kind: 'generate', datasetId, params: { steps: [{ step: 'rules' }], filter: narrowed() } })
      expect(await takenBy((await startRun(who, input)).id)).toBe(n)
    }
  })
})

it('who leads takes no pair for the words of their own check, while others take what their lists find', async () => {
  const { id: pairId } = await db().pair.findFirstOrThrow({ where: { datasetId } })
  for (const who of [ada, owner]) await plantCheck({ datasetId, pairId, reviewerId: who.id, text: 'Name no gulls.' })
  const filter: PairFilter = { q: 'no gulls' }
  const params: ExportParams = exportParams.parse({ format: 'sft-messages', filter })
  for (const [who, n] of [[ada, 1], [owner, 0]] as const) {
    const listed = await browsePairs(datasetId, await filterSeenBy(who, datasetId, filter), { sort: 'oldest', limit: 2 })
    expect(listed.rows.map(({ id }) => id)).toEqual([pairId])
    expect(await previewRemoval(who, datasetId, filter)).toMatchObject({ pairs: n })
    expect(await takenBy((await startTagging(who, datasetId, { filter, add: [`worded by ${who.id}`], remove: [] })).id)).toBe(n)
    const { type } = await db().constraint.findFirstOrThrow({ where: { pairId, status: 'pending' } })
    expect((await previewBulk(who, datasetId, { filter, type, which: 'undecided' })).count).toBe(n)
  }
  await decide(owner, (await db().constraint.findMany({ where: { pairId, status: 'pending' } })).map(({ id, version }) => ({ id: crypto.randomUUID(), constraintId: id, kind: 'accept', seenVersion: version })))
  for (const [who, n] of [[ada, 1], [owner, 0]] as const) expect((await previewExport({ datasetId, params, seed: 1, draw: 0 }, nothing, who)).of).toBe(n)
})
