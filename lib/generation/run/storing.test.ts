import { createHash, randomUUID } from 'node:crypto'
import type * as Timers from 'node:timers/promises'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { byNestedLoops } from '#lib/db/plans.fixture.ts'
import { generateParams, runUsage } from '#lib/generation/recipe.ts'
import type { Findings } from '#lib/generation/step.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'
import type { GenerationRow } from './generation-rows.ts'
import { loadPairStates } from './pair-states.ts'
import { planRun } from './plan.ts'
import { datasetOf } from './run.fixture.ts'
import { runRecord } from './run-record.ts'
import { claimShards } from './shard-claims.ts'
import { stepResults, type StepResult } from './step-results.ts'
import { storeFindings } from './store-findings.ts'

useInstallation()

/** How long was waited, each time, before something was tried again. */
const pauses = vi.hoisted((): unknown[] => [])
vi.mock('node:timers/promises', async (original) => {
  const real = await original<typeof Timers>()
  const setTimeout: typeof real.setTimeout = (ms, ...rest) => {
    pauses.push(ms)
    return real.setTimeout(ms, ...rest)
  }
  return { ...real, setTimeout }
})

let datasetId: string
let runId: string
let pairIds: string[]

async function newRun(): Promise<string> {
  return db().$transaction((tx) => createRun(tx, null, { kind: 'generate', datasetId, seed: 0, params: generateParams.parse({ steps: [{ step: 'rules' }] }) }))
}

beforeEach(async () => {
  datasetId = await datasetOf(6)
  runId = await newRun()
  pairIds = (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
})

const pairId = (n: number): string => pairIds[n] ?? ''

function call(n: number, changes: Partial<GenerationRow> = {}): GenerationRow {
  return {
    id: newId(), pairId: pairId(n), endpointId: null, step: 'difficulty', promptVersion: 'difficulty/1', model: 'm', sample: 0, attempt: 0, status: 'ok',
    requestHash: createHash('sha256').update(String(n)).digest('hex'), request: { messages: [] }, rawOutput: 'yes', parsed: { overall: 3 }, repaired: null,
    errorClass: null, error: null, finishReason: 'stop', inputTokens: 10, outputTokens: 2, cost: 0.5, latencyMs: 5, tries: 1, ...changes,
  }
}

describe('calls', () => {
  it('are kept although one of them cannot be', async () => {
    const record = runRecord(runId, () => {})
    const rows = [call(0), call(1, { inputTokens: 1e12 }), call(2), call(3, { status: 'error', errorClass: 'bad_json', parsed: null })]
    pauses.length = 0
    const kept = await Promise.allSettled(rows.map((row) => record.keep(row)))
    // Trying again what cannot be helped would hold up all others.
    expect(pauses).toEqual([])
    expect(kept.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect(await db().generation.count({ where: { runId } })).toBe(3)
    expect((await runView(runId)).usage).toMatchObject({ calls: 3, inputTokens: 30, outputTokens: 6, cost: 1.5, errors: { bad_json: 1 } })
  })

  it('of two runs that ask the same at the same time are both kept, as two attempts', async () => {
    const other = await newRun()
    await Promise.all([runRecord(runId, () => {}).keep(call(0)), runRecord(other, () => {}).keep(call(0)), runRecord(other, () => {}).keep(call(0))])
    const rows = await db().generation.findMany({ where: { pairId: pairId(0) }, orderBy: { attempt: 'asc' } })
    expect(rows.map(({ attempt }) => attempt)).toEqual([0, 1, 2])
    expect([(await runView(runId)).usage?.calls, (await runView(other)).usage?.calls]).toEqual([1, 2])
  })

  it('are written and counted once when it was not heard that they were', async () => {
    const row = call(0)
    await runRecord(runId, () => {}).keep(row)
    await runRecord(runId, () => {}).keep(row)
    expect(await db().generation.count({ where: { runId } })).toBe(1)
    expect((await runView(runId)).usage?.calls).toBe(1)
  })

  it('of a pair that was deleted meanwhile are let go, and cost the others nothing', async () => {
    await db().pair.delete({ where: { id: pairId(1) } })
    const record = runRecord(runId, () => {})
    record.countCached()
    await Promise.all([call(0), call(1), call(2)].map((row) => record.keep(row)))
    expect((await runView(runId)).usage).toMatchObject({ calls: 2, cached: 1 })
  })

  it('hand the usage of all workers on', async () => {
    const seen: number[] = []
    const [one, two] = [runRecord(runId, ({ calls }) => seen.push(calls)), runRecord(runId, () => {})]
    await two.keep(call(0))
    await one.keep(call(1))
    expect(seen).toEqual([2])
    expect(runUsage.parse((await db().run.findUniqueOrThrow({ where: { id: runId } })).usage).calls).toBe(2)
  })
})

describe('what a step found', () => {
  function result(n: number, findings: Findings, changes: Partial<StepResult> = {}): StepResult {
    return { pairId: pairId(n), contentHash: 'c'.repeat(64), texts: new Map(), findings, steps: 1, nothingYet: null, end: { status: 'done', reason: null, message: null }, ...changes }
  }
  const measured = (kind = 'difficulty'): Findings => ({ measurements: [{ kind, value: 3, n: 1 }] })

  beforeEach(() => planRun(runId, datasetId, {}, undefined))

  it('is stored by the worker that holds the pair, and by no other', async () => {
    await claimShards({ runId, workerId: 'holder' }, 1)
    const [slow, holder] = ['slow', 'holder'].map((workerId) => stepResults({ runId, datasetId, workerId }))
    expect(await slow?.add(result(0, measured()))).toBe('lost')
    expect(await db().measurement.count({ where: { runId } })).toBe(0)
    expect(await holder?.add(result(0, measured()))).toBe('ended')
    // It has ended: the holder itself cannot end it again.
    expect(await holder?.add(result(0, measured('other')))).toBe('lost')
    expect((await runView(runId)).counts).toMatchObject({ in: 1, out: 1, made: { measurements: 1 } })
  })

  it('ends with a pair that was deleted meanwhile', async () => {
    await claimShards({ runId, workerId: 'holder' }, 1)
    await db().pair.delete({ where: { id: pairId(1) } })
    const results = stepResults({ runId, datasetId, workerId: 'holder' })
    const open = { end: null }
    expect(await Promise.all([0, 1, 2].map((n) => results.add(result(n, measured(), open))))).toEqual(['goes on', 'ended', 'goes on'])
    expect((await runView(runId)).counts).toMatchObject({ in: 1, out: 0, dropped: { 'the pair was deleted': 1 }, made: { measurements: 2 } })
  })

  it('is stored although something of another pair cannot be', async () => {
    await claimShards({ runId, workerId: 'holder' }, 1)
    const results = stepResults({ runId, datasetId, workerId: 'holder' })
    pauses.length = 0
    const added = await Promise.allSettled([results.add(result(0, measured())), results.add(result(1, measured('k'.repeat(60)))), results.add(result(2, measured()))])
    expect(added.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(pauses).toEqual([])
    expect((await runView(runId)).counts).toMatchObject({ in: 2, out: 2, dropped: {}, made: { measurements: 2 } })
    expect(await db().runItem.count({ where: { runId, status: 'open' } })).toBe(4)
  })
})

describe('findings', () => {
  async function store(n: number, findings: Findings, texts = new Map<string, string>()) {
    const [made] = await db().$transaction((tx) => storeFindings(tx, { id: runId, datasetId }, [{ pairId: pairId(n), contentHash: 'c'.repeat(64), findings, texts }]))
    return made
  }
  const stated = (text: string, ref?: string) => ({ ...(ref ? { ref } : {}), type: 'unmapped', rawType: null, text, origin: 'llm' as const, checker: null, verdict: null })
  const constraints = (n: number) => db().constraint.findMany({ where: { pairId: pairId(n) }, orderBy: { position: 'asc' } })

  it('name each other by refs, and are written once however often they are stored', async () => {
    const findings: Findings = {
      constraints: [stated('Be brief.', 'a'), stated('Be bold.')],
      variants: [{ ref: 'v', kind: 'evolved', text: 'Say it briefly.', constraints: ['a', 'nonsense'], depth: 1 }, { kind: 'evolved', text: 'Say it briefly and well.', parent: 'v', constraints: ['a'], depth: 2 }],
      answers: [{ variant: 'v', text: 'Here.', model: 'm', sample: 0, checks: [], generationId: randomUUID() }],
      measurements: [{ kind: 'difficulty', value: 2, n: 1 }],
      bands: [{ band: 3, hash: -9_000_000_000_000_000_000n }],
    }
    expect(await store(0, findings)).toEqual({ constraints: 2, variants: 2, answers: 1, measurements: 1 })
    expect(await store(0, findings)).toEqual({})
    const [brief] = await db().constraint.findMany({ where: { pairId: pairId(0), text: 'Be brief.' } })
    const [first, second] = await db().variant.findMany({ where: { pairId: pairId(0) }, orderBy: { depth: 'asc' } })
    expect([first?.constraintIds, second?.parentId]).toEqual([[brief?.id], first?.id])
    const state = (await loadPairStates([pairId(0)])).get(pairId(0))
    expect(state?.constraints.map(({ text }) => text)).toEqual(['Be kind.', 'Use at least 90 words.', 'Be brief.', 'Be bold.'])
    expect(state?.variants.map(({ text }) => text)).toEqual(['Say it briefly.', 'Say it briefly and well.'])
    expect(state?.answers).toEqual([expect.objectContaining({ variantId: first?.id, text: 'Here.' })])
    expect(await db().minHashBand.findMany({ where: { pairId: pairId(0) } })).toMatchObject([{ band: 3, hash: -9_000_000_000_000_000_000n }])
    expect(await db().pair.findUniqueOrThrow({ where: { id: pairId(0) } })).toMatchObject({ constraintCount: 4, undecidedCount: 4 })
  })

  it('take the place of what nobody wrote or decided, and of nothing else', async () => {
    const [soft, hard] = await constraints(0)
    if (!soft || !hard) throw new Error('no constraints')
    await db().constraint.update({ where: { id: hard.id }, data: { status: 'accepted' } })
    const instead = (id: string, text: string): Findings => ({ constraints: [{ ...stated(text, 'new'), repairOfId: id }], superseded: [{ constraintId: id, by: 'new' }] })
    expect(await store(0, instead(hard.id, 'Use some words.'))).toEqual({ constraints: 1 })
    expect(await store(0, instead(soft.id, 'Be friendly.'))).toEqual({ constraints: 1, superseded: 1 })
    expect((await constraints(0)).map(({ status }) => status)).toEqual(['superseded', 'accepted', 'pending', 'pending'])
    expect(await db().pair.findUniqueOrThrow({ where: { id: pairId(0) } })).toMatchObject({ constraintCount: 3, acceptedCount: 1, undecidedCount: 2 })
    // What people rejected takes nobody's place.
    const [other] = await constraints(1)
    await store(1, { constraints: [stated('Be friendly.')] })
    await db().constraint.updateMany({ where: { pairId: pairId(1), text: 'Be friendly.' }, data: { status: 'rejected' } })
    expect(await store(1, instead(other?.id ?? '', 'Be friendly.'))).toEqual({})
    expect((await constraints(1))[0]?.status).toBe('pending')
  })

  it('of a judge count for the text that was judged', async () => {
    const [soft] = await constraints(0)
    const verdict = { constraintId: soft?.id ?? '', outcome: 'pass' as const, meaningful: true, detail: 'It is kind.', evidence: [], generationId: randomUUID() }
    await db().constraint.update({ where: { id: soft?.id ?? '' }, data: { text: 'Be cruel.' } })
    await store(0, { verdicts: [verdict] }, new Map([[soft?.id ?? '', 'Be kind.']]))
    expect((await constraints(0))[0]).toMatchObject({ text: 'Be cruel.', outcome: null })
    expect(await db().verdict.findMany({ where: { constraintId: soft?.id ?? '' } })).toMatchObject([{ text: 'Be kind.', method: 'llm', outcome: 'pass' }])
  })

  it('of a judge stand where a program cannot tell, until a judge says otherwise, and never against a program', async () => {
    const checker = { id: 'pincer:word_count', kwargs: { min: 1 }, version: 1 }
    const unsure = { outcome: 'unsure' as const, measured: null, detail: 'Hard to say.', evidence: [] }
    await store(0, { constraints: [{ ...stated('Be sure.'), checker, verdict: unsure }, { ...stated('Be surer.'), checker, verdict: { ...unsure, outcome: 'fail' } }] })
    const rows = async () => (await constraints(0)).slice(2)
    const judge = async (outcome: 'pass' | 'fail') => {
      const found = await rows()
      await store(0, { verdicts: found.map(({ id }) => ({ constraintId: id, outcome, meaningful: true, detail: 'So it seems.', evidence: [], generationId: randomUUID() })) }, new Map(found.map(({ id, text }) => [id, text])))
      return (await rows()).map((row) => row.outcome)
    }
    expect(await judge('pass')).toEqual(['pass', 'fail'])
    expect(await judge('fail')).toEqual(['fail', 'fail'])
    expect(await judge('pass')).toEqual(['pass', 'fail'])
    expect((await rows())[1]).toMatchObject({ detail: 'Hard to say.' })
  })
})

describe('shards', () => {
  it('are claimed as many as were asked for, however Postgres plans to find them', async () => {
    await db().runShard.createMany({ data: pairIds.map((id, index) => ({ runId, index: 100 + index, firstPairId: id, lastPairId: id, size: 1 })) })
    const shards = await byNestedLoops(() => claimShards({ runId, workerId: 'holder' }, 2))
    expect(shards.map(({ index }) => index)).toHaveLength(2)
    expect(await db().runShard.count({ where: { runId, status: 'claimed' } })).toBe(2)
  })
})
