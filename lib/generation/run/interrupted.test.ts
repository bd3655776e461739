import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deleteDataset } from '#lib/datasets/delete-dataset.fixture.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { pastDeadlocks } from '#lib/db/past-deadlocks.ts'
import { startFaultServer, type FaultRequest, type FaultServer, type Reaction } from '#lib/generation/model/fault-server.fixture.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { datasetOf, expectConserved, expectNothingTwice, judgeSays, slowAfter } from './run.fixture.ts'

useInstallation()

let server: FaultServer
let endpointId: string
const never = new AbortController().signal

beforeEach(async () => {
  server = await startFaultServer({ seed: 1, latencyMs: 100, answer: judgeSays })
  endpointId = newId()
  await db().endpoint.create({ data: { id: endpointId, name: endpointId, baseUrls: [server.url], model: `made-up ${endpointId}`, concurrency: 16 } })
})
afterEach(() => server.stop())

async function queued(datasetId: string, steps: object[], more: object = {}): Promise<string> {
  return db().$transaction((tx) => createRun(tx, ada, { kind: 'generate', datasetId, seed: 1, params: generateParams.parse({ endpointId, steps, ...more }) }))
}

const difficulty = { step: 'difficulty', ratings: 1 }
const judging = { step: 'judge', repair: false }
const isJudge = ({ response_format: format }: FaultRequest): boolean => JSON.stringify(format ?? null).includes('is_restriction')
const ended = (id: string) => async (): Promise<number> => (await runView(id)).counts.in

describe('a generation run', () => {
  it('lets go of pairs that are deleted in the middle, and says so', async () => {
    const datasetId = await datasetOf(150)
    slowAfter(server, 60)
    const id = await queued(datasetId, [difficulty, judging])
    const working = executeRun(id, 'one', never)
    await expect.poll(ended(id)).toBeGreaterThan(10)
    const last = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'desc' }, take: 60, select: { id: true } })
    await pastDeadlocks(() => db().pair.deleteMany({ where: { id: { in: last.map((pair) => pair.id) } } }))
    server.set({ latencyMs: 1 })
    await working
    const { status, counts } = await runView(id)
    // One that was deleted while its findings were stored has failed.
    expect(['done', 'partial']).toContain(status)
    expect(counts.in).toBe(150)
    expect(counts.dropped['the pair was deleted']).toBeGreaterThan(20)
    expect(counts.out + Object.values(counts.dropped).reduce((sum, n) => sum + n, 0)).toBe(150)
    expect(await db().runItem.count({ where: { runId: id, status: 'open' } })).toBe(0)
  })

  it('ends when its dataset is deleted in the middle', async () => {
    const datasetId = await datasetOf(120)
    slowAfter(server, 40)
    const id = await queued(datasetId, [difficulty])
    const working = executeRun(id, 'one', never)
    await expect.poll(ended(id)).toBeGreaterThan(10)
    await deleteDataset(ada, datasetId)
    server.set({ latencyMs: 1 })
    await working
    expect(await db().run.count({ where: { id } })).toBe(0)
  })

  it('is cancelled at once, and taken up again with all that it was answered', async () => {
    const datasetId = await datasetOf(150)
    slowAfter(server, 100)
    const id = await queued(datasetId, [difficulty, judging])
    const working = executeRun(id, 'one', never)
    await expect.poll(ended(id)).toBeGreaterThan(20)
    server.set({ latencyMs: 60_000, answer: judgeSays })
    await actOnRun(ada, id, { action: 'cancel' })
    await working
    expect(await db().runShard.count({ where: { runId: id, status: 'claimed' } })).toBe(0)
    server.set({ latencyMs: 5, answer: judgeSays })
    await actOnRun(ada, id, { action: 'retry' })
    await executeRun(id, 'two', never)
    expect(await runView(id)).toMatchObject({ status: 'done', counts: { in: 150, out: 150, made: { measurements: 150, verdicts: 150 } } })
    await expectConserved(id, 150)
    await expectNothingTwice(id)
  })

  it('goes on with the step that failed when it is retried, and does the others no second time', async () => {
    const datasetId = await datasetOf(20)
    const failing = (request: FaultRequest): Reaction | undefined => (isJudge(request) ? undefined : { status: 400, body: { error: { message: 'no such model' } } })
    server.set({ latencyMs: 1, answer: (request) => failing(request) ?? judgeSays(request) })
    const id = await queued(datasetId, [judging, difficulty], { again: true })
    await executeRun(id, 'one', never)
    expect(await runView(id)).toMatchObject({ status: 'partial', counts: { in: 20, out: 0, made: { verdicts: 20 } } })
    expect(await db().runItem.count({ where: { runId: id, status: 'failed', steps: 1 } })).toBe(20)
    const judged = await db().generation.count({ where: { runId: id, step: 'judge' } })
    server.set({ latencyMs: 1, answer: judgeSays })
    await actOnRun(ada, id, { action: 'retry' })
    await executeRun(id, 'one', never)
    expect(await runView(id)).toMatchObject({ status: 'done', usage: { cached: 0 }, counts: { in: 20, out: 20, made: { verdicts: 20, measurements: 20 } } })
    expect(await db().generation.count({ where: { runId: id, step: 'judge' } })).toBe(judged)
    await expectConserved(id, 20)
  })

  it('stores nothing for shards that were given to another worker, which then does them', async () => {
    const datasetId = await datasetOf(200)
    server.set({ latencyMs: 400, answer: judgeSays })
    const id = await queued(datasetId, [difficulty])
    const working = executeRun(id, 'slow', never)
    await expect.poll(() => db().runShard.count({ where: { runId: id, workerId: 'slow', status: 'claimed' } })).toBeGreaterThan(0)
    // As if it had been silent for nearly a minute, after which anybody may have it.
    const taken = await db().$executeRaw`UPDATE "RunShard" SET "workerId" = 'other', "heartbeatAt" = now() - interval '57 seconds' WHERE "runId" = ${id}::uuid AND "workerId" = 'slow'`
    expect(taken).toBeGreaterThan(0)
    await working
    expect(await runView(id)).toMatchObject({ status: 'done', counts: { in: 200, out: 200, made: { measurements: 200 } } })
    await expectConserved(id, 200)
    await expectNothingTwice(id)
  })

  it('asks a question once that a recipe asks twice', async () => {
    const datasetId = await datasetOf(10)
    server.set({ latencyMs: 1, answer: judgeSays })
    const id = await queued(datasetId, [difficulty, difficulty])
    await executeRun(id, 'one', never)
    expect(await runView(id)).toMatchObject({ status: 'done', usage: { calls: 10, cached: 10 }, counts: { made: { measurements: 10 } } })
  })
})
