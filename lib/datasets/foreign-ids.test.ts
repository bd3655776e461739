import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import { addComment, commentsOf } from '#lib/comments/comments.ts'
import { browsePairs, countPairs } from '#lib/datasets/browse.ts'
import { facets } from '#lib/datasets/facets.ts'
import { previewRemoval, startRemoval } from '#lib/datasets/remove-pairs.ts'
import { createView, listViews } from '#lib/datasets/saved-views.ts'
import { db, pool } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { exportOf } from '#lib/exports/accepted.fixture.ts'
import { changedRows, compareKept, comparisonProgress } from '#lib/exports/compare/compare-kept.ts'
import { changedRowsQuery } from '#lib/exports/compare/contract.ts'
import { exportableLicenses } from '#lib/exports/exportable-licenses.ts'
import { takenDownOf } from '#lib/exports/holding/exports-of-pair.ts'
import { takeDown } from '#lib/exports/holding/take-down.ts'
import { listExports } from '#lib/exports/list-exports.ts'
import { promptPreview } from '#lib/exports/prompt-preview.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import { listPushes } from '#lib/hub/list-pushes.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { datasetOf, makeAll } from '#lib/preferences/dataset.fixture.ts'
import { decidePreference } from '#lib/preferences/decide-preference.ts'
import { listPreferences } from '#lib/preferences/list-preferences.ts'
import { batchView, previewBulk, startBulk, undoBulk } from '#lib/review/bulk.ts'
import { decide } from '#lib/review/decide.ts'
import { rowPage } from '#lib/review/in-a-row.ts'
import { laneView, setLane } from '#lib/review/lane/lane.ts'
import { keepLeases } from '#lib/review/leases.ts'
import { conditionsOfView, reviewPage } from '#lib/review/review-page.ts'
import { previewWordingEdit, startWordingEdit } from '#lib/review/templates/edit-wording.ts'
import { templateExamples } from '#lib/review/templates/examples.ts'
import { templateKey } from '#lib/review/templates/key.ts'
import { sayOfWording } from '#lib/review/templates/wording.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { listRuns, runView } from '#lib/runs/run-view.ts'
import { createRun, startRun } from '#lib/runs/start-run.ts'
import { workOn } from '#lib/runs/worker.fixture.ts'
import { startTagging, tagPair } from '#lib/tags/tags.ts'

useInstallation()
const owner: Actor = { ...ada, role: 'owner' }

/** Everything that a dataset has, once. */
interface Whole {
  datasetId: string
  pairs: string[]
  open: string
  constraintId: string
  decisionId: string
  viewId: string
  threadId: string
  preferenceId: string
  runId: string
  exportId: string
  wording: { type: string; template: string }
}
let mine: Whole
let other: Whole

async function whole(wording: string): Promise<Whole> {
  const word = randomUUID()
  const { datasetId } = await datasetOf([{ instruction: `Tell me about ${word}.` }])
  const record = pairRecord({ instruction: `What is open about ${word}?`, response: 'It is open.', constraints: [{ rawType: 'Digit', text: wording }, { rawType: 'Tone_Constraints', text: 'Be kind.' }] })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: `of ${word}`, license: null }, [{ line: 2, record }]))
  const pairs = (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
  const open = await db().pair.findFirstOrThrow({ where: { datasetId, undecidedCount: { gt: 0 } }, include: { constraints: true } })
  const one = open.constraints.find(({ text }) => text === wording)
  const { preferences: [preference] } = await makeAll(datasetId)
  await tagPair(owner, open.id, { add: [`tag of ${word}`], remove: [] })
  // Leased to Ada.
  await reviewPage(owner, datasetId, { scope: 'undecided', limit: 3 })
  const { exportId, runId } = await exportOf(datasetId)
  return {
    datasetId, pairs, exportId, runId, open: open.id, constraintId: one?.id ?? '', preferenceId: preference?.id ?? '',
    decisionId: (await db().decision.findFirstOrThrow({ where: { datasetId } })).id,
    viewId: (await createView(owner, datasetId, { name: 'All', filter: {}, sort: 'oldest', columns: [] })).id,
    threadId: (await addComment(owner, open.id, { text: `About ${word}` })).id,
    wording: { type: one?.type ?? '', template: templateKey(wording) },
  }
}

beforeAll(async () => {
  mine = await whole('Write at least 1 words.')
  other = await whole('Use no more than 200 characters.')
  expect(other.preferenceId).not.toBe('')
  await sayOfWording(owner, other.datasetId, { ...other.wording, wording: 'approved' })
})

/** Every row that the other dataset has, in whatever table. */
async function rowsOfOther(): Promise<string[]> {
  const { rows: tables } = await pool().query<{ table: string }>(
    `SELECT table_name AS table FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'datasetId' ORDER BY 1`)
  expect(tables.length).toBeGreaterThan(20)
  const all = [...tables.map(({ table }) => `SELECT '${table}' || to_jsonb(t)::text AS row FROM "${table}" t WHERE "datasetId" = $1`), `SELECT to_jsonb(d)::text AS row FROM "Dataset" d WHERE id = $1`]
  return (await pool().query<{ row: string }>(`${all.join(' UNION ALL ')} ORDER BY 1`, [other.datasetId])).rows.map(({ row }) => row)
}

let before: string[]
beforeEach(async () => {
  before = await rowsOfOther()
})
/** Nothing that is asked or done here changes a row of the other dataset. */
afterEach(async () => {
  expect(await rowsOfOther()).toEqual(before)
})

describe('what is of another dataset is not there', () => {
  const notFound = { status: 404 }
  it('a wording', async () => {
    await expect(previewWordingEdit(owner, mine.datasetId, { ...other.wording, to: 'Be brief.' })).rejects.toMatchObject(notFound)
    await expect(startWordingEdit(owner, mine.datasetId, { ...other.wording, to: 'Be brief.', expected: 1 })).rejects.toMatchObject(notFound)
    await expect(sayOfWording(owner, mine.datasetId, { ...other.wording, wording: 'rejected' })).rejects.toMatchObject(notFound)
    // Approved in the other dataset; in this one nobody has said anything of the wording that it has.
    await expect(setLane(owner, mine.datasetId, { ...other.wording, on: true })).rejects.toMatchObject(notFound)
    await expect(setLane(owner, mine.datasetId, { ...mine.wording, on: true })).rejects.toMatchObject({ status: 409 })
    expect(await laneView(mine.datasetId, other.wording)).toMatchObject({ state: 'off', accepted: 0, obstacle: expect.stringContaining('Approve') })
    expect(await templateExamples(owner, mine.datasetId, other.wording)).toEqual([])
    expect((await rowPage(owner, mine.datasetId, { ...other.wording, limit: 3 })).pairs).toEqual([])
    // Behind whichever place a pair of elsewhere would have.
    for (const { id } of (await rowPage(owner, mine.datasetId, { ...mine.wording, limit: 3, at: other.open })).pairs) expect(mine.pairs).toContain(id)
  })

  it('a view', async () => {
    await expect(conditionsOfView(owner, mine.datasetId, other.viewId)).rejects.toMatchObject(notFound)
    await expect(reviewPage(owner, mine.datasetId, { scope: 'undecided', limit: 3, view: other.viewId })).rejects.toMatchObject(notFound)
    expect((await listViews(mine.datasetId)).map(({ id }) => id)).toEqual([mine.viewId])
  })

  it('a pair of the queue, and a lease on one', async () => {
    for (const final of [false, true]) {
      expect(await keepLeases(mine.datasetId, owner, { renew: other.pairs, release: [], final })).toEqual([])
      expect(await keepLeases(mine.datasetId, owner, { renew: [], release: other.pairs, final })).toEqual([])
    }
    expect(await db().adjudicationLease.count()).toBe(0)
    const { pairs } = await reviewPage(owner, mine.datasetId, { scope: 'undecided', limit: 3, at: other.open })
    expect(pairs.map(({ id }) => id)).not.toContain(other.open)
  })

  it('an export to push, and one to compare with', async () => {
    const push = { kind: 'push' as const, datasetId: mine.datasetId, seed: 0, params: { exportId: other.exportId, repository: 'ada/mine', private: true, branch: 'main', replace: false, withdraw: false } }
    const runs = await db().run.count()
    await expect(startRun(owner, push)).rejects.toMatchObject(notFound)
    expect(await db().run.count()).toBe(runs)
    await expect(compareKept(mine.exportId, other.exportId, new AbortController().signal)).rejects.toThrow('different datasets')
    await expect(changedRows(mine.exportId, changedRowsQuery.parse({ with: other.exportId }), new AbortController().signal)).rejects.toThrow('different datasets')
    await expect(comparisonProgress(mine.exportId, other.exportId)).rejects.toThrow('different datasets')
    expect((await listExports(mine.datasetId)).map(({ id }) => id)).toEqual([mine.exportId])
    expect((await listRuns(owner, { datasetId: mine.datasetId, limit: 200 })).runs.map(({ datasetId }) => datasetId)).not.toContain(other.datasetId)
  })

  it('a thread, whether of another dataset or of another pair of this one', async () => {
    for (const [pair, thread] of [[mine.open, other.threadId], [mine.pairs.find((id) => id !== mine.open) ?? '', mine.threadId]] as const) {
      await expect(addComment(owner, pair, { text: 'An answer', threadId: thread })).rejects.toMatchObject({ status: 400, details: [{ field: 'threadId' }] })
    }
    expect((await commentsOf(owner, mine.open)).comments).toHaveLength(1)
  })

  it('a pair that a filter names', async () => {
    const filters = [{ ids: other.pairs.join(',') }, { run: other.runId }, { tag: (await db().tag.findFirstOrThrow({ where: { datasetId: other.datasetId } })).name }]
    for (const filter of filters) {
      expect((await browsePairs(mine.datasetId, filter, { sort: 'oldest', limit: 10 })).rows).toEqual([])
      expect(await countPairs(mine.datasetId, filter)).toEqual({ count: 0, more: false })
      expect((await facets(mine.datasetId, filter)).sources).toEqual([])
      expect(await previewRemoval(owner, mine.datasetId, filter)).toMatchObject({ pairs: 0, constraints: 0, decisions: 0 })
      expect(await previewBulk(owner, mine.datasetId, { filter, type: other.wording.type, which: 'undecided' })).toEqual({ count: 0, sample: [] })
    }
  })

  it('a demand in the prompt of a pair', async () => {
    const accepted = (await db().constraint.findMany({ where: { datasetId: other.datasetId } })).map(({ id, type, text }) => ({ id, type, text, checker: null }))
    expect(JSON.stringify(await promptPreview(owner, { pairId: mine.open, accepted }))).not.toContain('200 characters')
  })
})

describe('what is done to pairs of another dataset is done to none', () => {
  const ofOther = () => ({ ids: other.pairs.join(',') })

  it('a batch', async () => {
    const batches = await db().decisionBatch.count()
    await expect(startBulk(owner, mine.datasetId, { filter: ofOther(), type: other.wording.type, which: 'undecided', kind: 'reject', reason: 'other', expected: 1 })).rejects.toMatchObject({ status: 409 })
    expect(await db().decisionBatch.count()).toBe(batches)
  })

  it('tags', async () => {
    const run = await startTagging(owner, mine.datasetId, { filter: ofOther(), add: ['foreign'], remove: [] })
    await workOn(run.id)
    expect(await runView(run.id)).toMatchObject({ status: 'done', counts: { out: 0 } })
    expect(await db().pairTag.count({ where: { tag: { name: 'foreign' } } })).toBe(0)
  })

  it('removal', async () => {
    const run = await startRemoval(owner, mine.datasetId, { filter: ofOther(), expected: other.pairs.length })
    await workOn(run.id)
    expect((await runView(run.id)).status).toBe('failed')
    expect(await db().pair.count({ where: { datasetId: mine.datasetId } })).toBe(mine.pairs.length)
  })

  it('generation', async () => {
    const params = generateParams.parse({ endpointId: null, steps: [{ step: 'rules' }], filter: ofOther() })
    const id = await db().$transaction((tx) => createRun(tx, owner, { kind: 'generate', datasetId: mine.datasetId, seed: 1, params }))
    await workOn(id)
    expect(await runView(id)).toMatchObject({ status: 'done', counts: { in: 0, out: 0 } })
  })

  it('an export', async () => {
    const params = exportParams.parse({ format: 'sft-messages', filter: ofOther() })
    const id = await db().$transaction((tx) => createRun(tx, owner, { kind: 'export', datasetId: mine.datasetId, seed: 1, params }))
    await workOn(id)
    expect((await runView(id)).counts.out).toBe(0)
    expect((await db().export.findUnique({ where: { runId: id } }))?.rows ?? 0).toBe(0)
  })

  it('undoing by a decision about another constraint, or deciding by its id', async () => {
    const { version } = await db().constraint.findUniqueOrThrow({ where: { id: mine.constraintId } })
    const act = { constraintId: mine.constraintId, seenVersion: version }
    const results = await decide(owner, [{ ...act, id: newId(), kind: 'undo', undoesId: other.decisionId }, { ...act, id: other.decisionId, kind: 'accept' }])
    for (const result of results) expect(result).toMatchObject({ outcome: 'refused' })
    expect(JSON.stringify(results)).not.toContain(other.pairs[0])
    expect(await db().constraint.findUniqueOrThrow({ where: { id: mine.constraintId } })).toMatchObject({ status: 'pending', version })
  })

  it('preferences are listed from where one of another stands, and are none of it', async () => {
    const all = await listPreferences(mine.datasetId, { limit: 200 })
    const after = await listPreferences(mine.datasetId, { limit: 200, after: other.preferenceId })
    expect(all.preferences.length).toBeGreaterThan(0)
    for (const { pairId } of [...all.preferences, ...after.preferences]) expect(mine.pairs).toContain(pairId)
  })

  it('taking a pair down', async () => {
    const { id } = await db().pair.create({
      data: { id: newId(), datasetId: mine.datasetId, contentHash: 'e'.repeat(64), source: 'made', instruction: 'To be taken down', response: 'It is gone.', responseWords: 3 },
    })
    expect(await takeDown(owner, id, 'Asked for', new AbortController().signal)).toEqual({ exports: 0 })
    expect(await takenDownOf(other.exportId)).toEqual([])
  })
})

describe('an id that nothing has', () => {
  const nothing = randomUUID()
  it.each<[string, () => Promise<unknown>]>([
    ['licences', () => exportableLicenses(nothing, { of: 'pairs' })],
    ['preferences', () => listPreferences(nothing, { limit: 10 })],
    ['a lane', () => laneView(nothing, other.wording)],
    ['examples', () => templateExamples(owner, nothing, other.wording)],
    ['leases', () => keepLeases(nothing, owner, { renew: other.pairs, release: other.pairs })],
    ['leases of an adjudicator', () => keepLeases(nothing, owner, { renew: other.pairs, release: other.pairs, final: true })],
    ['a batch', () => batchView(owner, nothing)],
    ['undoing a batch', () => undoBulk(owner, nothing)],
    ['pushes', () => listPushes(nothing)],
    ['what was taken down', () => takenDownOf(nothing)],
    ['a comparison', () => compareKept(mine.exportId, nothing, new AbortController().signal)],
    ['how far a comparison is', () => comparisonProgress(nothing, mine.exportId)],
    ['a preference', () => decidePreference(owner, nothing, { act: 'drop', seenVersion: 0 })],
    ['taking down', () => takeDown(owner, nothing, 'Asked for', new AbortController().signal)],
    ['an upload', () => startRun(owner, { kind: 'import', datasetId: mine.datasetId, seed: 0, params: { uploadId: nothing, fileName: 'a.jsonl', mapping: { format: 'alpaca' } } })],
    ['an endpoint', () => startRun(owner, { kind: 'generate', datasetId: mine.datasetId, seed: 0, params: generateParams.parse({ endpointId: nothing, steps: [{ step: 'difficulty', ratings: 1 }] }) })],
  ])('is not found: %s', async (_, ask) => {
    await expect(ask()).rejects.toMatchObject({ status: 404 })
  })
})
