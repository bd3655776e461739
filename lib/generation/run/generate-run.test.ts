import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { browsePairs } from '#lib/datasets/browse.ts'
import { db } from '#lib/db/client.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'
import { newId } from '#lib/db/id.ts'
import { startFaultServer, type FaultServer, type FaultServerOptions } from '#lib/generation/model/fault-server.fixture.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { estimateRun } from './estimate.ts'
import { datasetOf, expectConserved, judgeSays, slowAfter } from './run.fixture.ts'

useInstallation()

let server: FaultServer
let endpointId: string

async function serve(options: FaultServerOptions = {}, endpoint: object = {}): Promise<void> {
  server = await startFaultServer({ seed: 1, ...options })
  endpointId = newId()
  await db().endpoint.create({ data: { id: endpointId, name: `server ${endpointId}`, baseUrls: [server.url], model: `made-up ${endpointId}`, concurrency: 16, ...endpoint } })
}

beforeEach(() => serve({ answer: judgeSays }))
afterEach(() => server.stop())

const difficulty = { step: 'difficulty', ratings: 1 }
const judging = { step: 'judge', repair: false }

async function queued(datasetId: string, params: object, seed = 1): Promise<string> {
  return db().$transaction((tx) => createRun(tx, ada, { kind: 'generate', datasetId, seed, params: generateParams.parse({ endpointId, ...params }) }))
}

async function finished(datasetId: string, params: object) {
  const id = await queued(datasetId, params)
  await executeRun(id, 'one', new AbortController().signal)
  return runView(id)
}

describe('a generation run', () => {
  it('takes every pair through the recipe, and pays nothing twice', async () => {
    const datasetId = await datasetOf(60)
    const first = await finished(datasetId, { steps: [judging] })
    expect(first).toMatchObject({ status: 'done', error: null })
    await expectConserved(first.id, 60)
    const asked = server.requests.total
    const again = await finished(datasetId, { steps: [{ ...judging, judged: true }] })
    expect(again).toMatchObject({ status: 'done', usage: { calls: 0, cached: first.usage?.calls } })
    expect(server.requests.total).toBe(asked)
    const paid = await finished(datasetId, { steps: [{ ...judging, judged: true }], again: true })
    expect(paid.usage).toMatchObject({ calls: first.usage?.calls, cached: 0 })
    await expectConserved(paid.id, 60)
  })

  it('keeps what a program refutes refuted, and a judge’s word where no program can tell', async () => {
    const datasetId = await datasetOf(10)
    await finished(datasetId, { steps: [judging] })
    const refuted = await db().constraint.findMany({ where: { datasetId, checkerId: { not: null } } })
    expect(refuted.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 10 }, () => 'fail'))
    const judged = await db().constraint.findMany({ where: { datasetId, checkerId: null }, include: { verdicts: true } })
    for (const { outcome, verdicts } of judged) {
      expect(outcome).not.toBeNull()
      expect(verdicts.map(({ method, outcome: found }) => [method, found])).toEqual([['llm', outcome]])
    }
    const pairs = await db().pair.findMany({ where: { datasetId } })
    for (const pair of pairs) expect(pair.refutedCount).toBeGreaterThanOrEqual(1)
    const found = async (outcome: 'pass' | 'fail' | 'judged-pass' | 'none') => (await browsePairs(datasetId, { outcome }, { sort: 'oldest', limit: 1 })).total?.count
    expect([await found('pass'), await found('fail'), await found('judged-pass'), await found('none')]).toEqual([0, 10, 10, 0])
    const { constraints } = await datasetStatistics(datasetId)
    expect(Object.fromEntries(constraints.byOutcome.map(({ outcome, count }) => [outcome, count]))).toEqual({ fail: 10, 'judged-pass': 10 })
    expect(constraints.byType.find(({ type }) => type === 'unmapped')).toMatchObject({ total: 10, pass: 0, judged: 10, undecidable: 0 })
  })

  it('works on what the filter finds, evenly thinned by a limit', async () => {
    const datasetId = await datasetOf(40)
    const limited = await finished(datasetId, { steps: [{ step: 'rules' }], endpointId: null, limit: 10 })
    await expectConserved(limited.id, 10)
    const worked = await db().runItem.findMany({ where: { runId: limited.id }, orderBy: { pairId: 'asc' } })
    const all = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' } })
    expect(worked.map(({ pairId }) => all.findIndex(({ id }) => id === pairId))).toEqual([3, 7, 11, 15, 19, 23, 27, 31, 35, 39])
    const none = await finished(datasetId, { steps: [{ step: 'rules' }], endpointId: null, filter: { source: 'nowhere' } })
    expect(none).toMatchObject({ status: 'done', counts: { in: 0, out: 0 } })
  })

  it('ends pairs by the name of what went wrong, and takes just those up again', async () => {
    await server.stop()
    await serve({ faults: { wrongJson: 1 } })
    const datasetId = await datasetOf(20)
    const run = await finished(datasetId, { steps: [difficulty] })
    expect(run).toMatchObject({ status: 'partial', counts: { in: 20, out: 0, dropped: { 'failed: bad_json': 20 } } })
    await expectConserved(run.id, 20)
    const [call] = await db().generation.findMany({ where: { runId: run.id }, take: 1 })
    expect([call?.errorClass, call?.rawOutput === '', call?.repaired === null]).toEqual(['bad_json', false, false])
    server.set({ faults: {} })
    await actOnRun(ada, run.id, { action: 'retry' })
    await executeRun(run.id, 'one', new AbortController().signal)
    expect(await runView(run.id)).toMatchObject({ status: 'done', counts: { in: 20, out: 20, dropped: {} } })
    await expectConserved(run.id, 20)
  })

  it('pauses itself when its budget is spent, and goes on with a larger one', async () => {
    const datasetId = await datasetOf(200)
    const id = await queued(datasetId, { steps: [difficulty], budget: { tokens: 3000 } })
    await executeRun(id, 'one', new AbortController().signal)
    const paused = await runView(id)
    expect(paused.status).toBe('paused')
    expect(paused.waitingFor).toContain('budget of 3,000 tokens is spent')
    expect(paused.counts.in).toBeGreaterThan(0)
    expect(paused.counts.in).toBeLessThan(200)
    await actOnRun(ada, id, { action: 'resume', budget: { tokens: 10_000_000 } })
    await executeRun(id, 'one', new AbortController().signal)
    expect(await runView(id)).toMatchObject({ status: 'done', waitingFor: null })
    await expectConserved(id, 200)
    expect(server.requests.total).toBe((await runView(id)).usage?.calls)
  })

  it('pauses itself where a budget is set that no server counts for, and goes on without one', async () => {
    const rating = { dimensions: { knowledge: 1, reasoning: 1, demands: 1, execution: 1 }, overall: 1, reason: 'It is easy.' }
    server.set({ answer: () => ({ status: 200, body: { choices: [{ finish_reason: 'stop', message: { content: JSON.stringify(rating) } }] } }) })
    const datasetId = await datasetOf(200)
    const id = await queued(datasetId, { steps: [difficulty], budget: { tokens: 3000 } })
    await executeRun(id, 'one', new AbortController().signal)
    const paused = await runView(id)
    expect(paused).toMatchObject({ status: 'paused', waitingFor: expect.stringContaining('does not say how many tokens') })
    expect(paused.counts.in).toBeLessThan(200)
    await actOnRun(ada, id, { action: 'resume', budget: {} })
    await executeRun(id, 'one', new AbortController().signal)
    expect(await runView(id)).toMatchObject({ status: 'done', counts: { in: 200, out: 200 } })
    await expectConserved(id, 200)
  })

  it('stops at once when it is paused, and asks nothing twice afterwards', async () => {
    await server.stop()
    await serve({ latencyMs: 100 })
    slowAfter(server, 40)
    const datasetId = await datasetOf(120)
    const id = await queued(datasetId, { steps: [difficulty] })
    const working = executeRun(id, 'one', new AbortController().signal)
    await expect.poll(async () => (await runView(id)).counts.in).toBeGreaterThan(10)
    await actOnRun(ada, id, { action: 'pause' })
    await working
    expect(await runView(id)).toMatchObject({ status: 'paused' })
    expect(await db().runShard.count({ where: { runId: id, status: 'claimed' } })).toBe(0)
    server.set({ latencyMs: 1 })
    await actOnRun(ada, id, { action: 'resume' })
    await executeRun(id, 'one', new AbortController().signal)
    expect(await runView(id)).toMatchObject({ status: 'done' })
    await expectConserved(id, 120)
    const rows = await db().generation.groupBy({ by: ['pairId', 'requestHash', 'sample'], where: { runId: id, status: 'ok' }, _count: true })
    for (const row of rows) expect(row._count).toBe(1)
  })

  it('is shared by two workers, each pair worked on by one', async () => {
    await server.stop()
    await serve({ latencyMs: 30 })
    const datasetId = await datasetOf(300)
    const id = await queued(datasetId, { steps: [difficulty] })
    await Promise.all([executeRun(id, 'one', new AbortController().signal), executeRun(id, 'two', new AbortController().signal)])
    expect((await runView(id)).counts).toMatchObject({ in: 300, out: 300, dropped: {} })
    await expectConserved(id, 300)
    expect(server.requests.total).toBe(300)
  })

  it('waits for an endpoint that is down, says so, and goes on by itself', async () => {
    const datasetId = await datasetOf(30)
    await server.down()
    const id = await queued(datasetId, { steps: [difficulty] })
    const working = executeRun(id, 'one', new AbortController().signal)
    await expect.poll(async () => (await runView(id)).waitingFor).toContain('does not answer')
    await server.up()
    await working
    expect(await runView(id)).toMatchObject({ status: 'done', waitingFor: null, counts: { in: 30, out: 30 } })
    await expectConserved(id, 30)
  })

  it('pauses itself when the key is refused', async () => {
    await server.stop()
    await serve({ answer: () => ({ status: 401, body: { error: { message: 'wrong key' } } }) })
    const datasetId = await datasetOf(100)
    const id = await queued(datasetId, { steps: [difficulty] })
    await executeRun(id, 'one', new AbortController().signal)
    const run = await runView(id)
    expect(run.status).toBe('paused')
    expect(run.waitingFor).toMatch(/refuses/)
  })

  it('says beforehand what it would ask', async () => {
    const datasetId = await datasetOf(50)
    const params = generateParams.parse({ endpointId, steps: [judging] })
    const before = await estimateRun(datasetId, params)
    expect(before).toMatchObject({ pairs: 50, calls: 50, cost: null })
    expect(before.guessed).toEqual(['judge'])
    const run = await finished(datasetId, { steps: [judging] })
    const after = await estimateRun(datasetId, generateParams.parse({ endpointId, steps: [{ ...judging, judged: true }] }))
    expect(after.inputTokens).toBeGreaterThan(0.8 * (run.usage?.inputTokens ?? 0))
    expect(after.guessed).toEqual([])
    expect(server.requests.total).toBe(50)
  })

  it('says beforehand what a step would ask of what the steps before it make', async () => {
    const datasetId = await datasetOf(4)
    const callsOf = async (...named: object[]) => (await estimateRun(datasetId, generateParams.parse({ endpointId, steps: named }))).calls
    // One of the bare response, and one for each of its two constraints.
    const own = await callsOf({ step: 'lift' })
    expect(own).toBe(4 * 3)
    await db().constraint.updateMany({ where: { datasetId }, data: { origin: 'import' } })
    const backtranslate = { step: 'backtranslate' }
    expect(await callsOf(backtranslate, { step: 'lift' })).toBe((await callsOf(backtranslate)) + own + 4 * 6)
    const evolve = { step: 'evolve', method: 'tacie', rounds: 2 }
    expect(await callsOf({ step: 'answer' })).toBe(0)
    expect(await callsOf(evolve, { step: 'answer', samples: 3 })).toBe((await callsOf(evolve)) + 4 * 2 * 3)
    expect(await callsOf({ step: 'refine' }, { step: 'answer', of: ['refined'] })).toBe(4 + 4)
    expect(server.requests.total).toBe(0)
  })
})
