import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { startFaultServer, type FaultRequest, type FaultServer, type Reaction } from '#lib/generation/model/fault-server.fixture.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { datasetOf, expectConserved, expectNothingTwice } from './run.fixture.ts'

useInstallation()

/** A wait of a millisecond, so that a call that is tried to the end is tried fast. */
const headers = { 'retry-after-ms': '1' }
const faults: { name: string; numbers: number[]; errorClass: string; reaction: Reaction }[] = [
  { name: 'empty', numbers: [3, 50, 99], errorClass: 'bad_json', reaction: { content: '' } },
  { name: '500', numbers: [0, 41, 77], errorClass: 'server', reaction: { status: 500, headers, body: { error: { message: 'Internal Server Error' } } } },
  { name: '429', numbers: [12, 13, 14], errorClass: 'rate_limited', reaction: { status: 429, headers, body: { error: { message: 'Rate limit reached' } } } },
  { name: 'truncated', numbers: [8, 60, 90], errorClass: 'truncated', reaction: { content: '{"dimensions": {"knowledge": 3, "reas', finishReason: 'length' } },
]

let server: FaultServer
let endpointId: string
/** The pair that each request asked about, by the request's hash. */
let askedAbout: Map<string, number>

beforeEach(async () => {
  askedAbout = new Map()
  server = await startFaultServer({ seed: 1, answer: (request) => faults.find(({ numbers }) => numbers.includes(numberIn(request)))?.reaction })
  endpointId = newId()
  await db().endpoint.create({ data: { id: endpointId, name: endpointId, baseUrls: [server.url], model: `made-up ${endpointId}`, concurrency: 16 } })
})
afterEach(() => server.stop())

/** The number that the pair of a request is about, as datasetOf words it; -1 where the request is about none, as a probe is. */
function numberIn({ messages, hash }: FaultRequest): number {
  const said = messages.map(({ content }) => content).join('\n')
  const number = Number(/Say something about the number (\d+)\./.exec(said)?.[1] ?? -1)
  askedAbout.set(hash, number)
  return number
}

/** Everything that a run stored of pairs, apart from these. */
async function storedBeside(runId: string, pairIds: string[]) {
  const where = { pairId: { notIn: pairIds } }
  return {
    items: await db().runItem.findMany({ where: { runId, ...where }, orderBy: { pairId: 'asc' } }),
    generations: await db().generation.findMany({ where: { runId, ...where }, orderBy: { id: 'asc' } }),
    measurements: await db().measurement.findMany({ where: { ...where, pair: { generations: { some: { runId } } } }, orderBy: { id: 'asc' } }),
  }
}

describe('a generation run at a server that fails for some pairs only', () => {
  it('fails exactly those, and takes up exactly those again', async () => {
    const datasetId = await datasetOf(100)
    const pairs = await db().pair.findMany({ where: { datasetId }, select: { id: true, instruction: true } })
    const pairAbout = (number: number): string => pairs.find(({ instruction }) => instruction === `Say something about the number ${number}.`)?.id ?? ''
    const params = generateParams.parse({ endpointId, steps: [{ step: 'difficulty', ratings: 1 }] })
    const id = await db().$transaction((tx) => createRun(tx, ada, { kind: 'generate', datasetId, seed: 1, params }))
    await executeRun(id, 'one', new AbortController().signal)

    const chosen = faults.flatMap(({ numbers }) => numbers)
    const expected = faults.flatMap(({ numbers, errorClass }) => numbers.map((number) => [pairAbout(number), errorClass]))
    const items = await db().runItem.findMany({ where: { runId: id, status: { not: 'done' } } })
    expect(items.map(({ status, pairId, reason }) => [status, pairId, reason]).toSorted()).toEqual(expected.map(([pairId, errorClass]) => ['failed', pairId, errorClass]).toSorted())
    expect(await runView(id)).toMatchObject({ status: 'partial', counts: { in: 100, out: 88, dropped: { 'failed: bad_json': 3, 'failed: server': 3, 'failed: rate_limited': 3, 'failed: truncated': 3 } } })
    await expectConserved(id, 100)

    const chosenIds = chosen.map(pairAbout)
    const untouched = await storedBeside(id, chosenIds)
    expect([untouched.items.length, untouched.generations.length, untouched.measurements.length]).toEqual([88, 88, 88])
    const before = new Map([...server.requests.byHash].map(([hash, { total }]) => [hash, total]))
    server.set({ answer: (request) => void numberIn(request) })
    await actOnRun(ada, id, { action: 'retry' })
    await executeRun(id, 'two', new AbortController().signal)

    const askedAgain = [...server.requests.byHash].filter(([hash, { total }]) => total > (before.get(hash) ?? 0)).map(([hash]) => askedAbout.get(hash))
    expect(askedAgain.toSorted()).toEqual(chosen.toSorted())
    expect(await runView(id)).toMatchObject({ status: 'done', counts: { in: 100, out: 100, dropped: {} } })
    expect(await storedBeside(id, chosenIds)).toEqual(untouched)
    expect(await db().measurement.count({ where: { pairId: { in: chosenIds } } })).toBe(12)
    await expectConserved(id, 100)
    await expectNothingTwice(id)
  })
})

it('a run is taken up again also where a worker is at its last write to it', async () => {
  const datasetId = await datasetOf(4)
  const params = generateParams.parse({ endpointId, steps: [{ step: 'difficulty', ratings: 1 }] })
  const id = await db().$transaction((tx) => createRun(tx, ada, { kind: 'generate', datasetId, seed: 1, params }))
  await executeRun(id, 'one', new AbortController().signal)
  await db().run.update({ where: { id }, data: { status: 'cancelled' } })
  await db().runItem.updateMany({ where: { runId: id }, data: { status: 'failed' } })

  // The worker has the items and wants the run, while who takes it up has the run and wants the items.
  let retried: Promise<unknown> = Promise.resolve()
  const written = db().$transaction(async (tx) => {
    await tx.runItem.updateMany({ where: { runId: id }, data: { message: 'written last' } })
    retried = actOnRun(ada, id, { action: 'retry' })
    retried.catch(() => undefined)
    await expect.poll(async () => (await db().$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)[0]?.n, { timeout: 20_000 }).toBe(1)
    await tx.run.update({ where: { id }, data: { progress: 4 } })
  })
  // Postgres gives up who has waited for a second: on a slow machine that may be the worker, who writes again, too.
  await written.catch((error: unknown) => expect(String(error)).toContain('deadlock'))
  expect(await retried).toMatchObject({ status: 'queued' })
  expect(await db().runItem.count({ where: { runId: id, status: 'open' } })).toBe(4)
})
