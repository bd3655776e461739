import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { startFaultServer } from '#lib/generation/model/fault-server.fixture.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { startWorker } from '#lib/runs/worker.fixture.ts'
import { datasetOf, expectConserved, expectNothingTwice, judgeSays } from './run.fixture.ts'

useInstallation()

/** PINCER_FAULT_PAIRS=5000 takes two minutes on a busy machine of two cores. */
const pairs = Number(process.env.PINCER_FAULT_PAIRS ?? 1500)
const concurrency = 48
const workers: ChildProcess[] = []
afterAll(() => {
  for (const worker of workers) worker.kill('SIGKILL')
})

/** Ends a worker as a lack of memory would, and lets its silence count from long ago, so that nobody need wait for it. */
async function kill(worker: ChildProcess, runId: string): Promise<number> {
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  return db().$executeRaw`
    UPDATE "RunShard" SET "heartbeatAt" = now() - interval '5 minutes'
    WHERE "runId" = ${runId}::uuid AND status = 'claimed' AND "workerId" LIKE ${`%:${worker.pid}:%`}`
}

it('ends every pair once, whatever the server does and whoever is killed', async () => {
  const faults = { rate429: 0.07, rate500: 0.06, rate503: 0.05, cut: 0.05, truncated: 0.02, wrongJson: 0.04, hang: 0.01 }
  const server = await startFaultServer({ seed: 4, faults, latencyMs: 10, answer: judgeSays })
  const endpointId = newId()
  await db().endpoint.create({
    data: { id: endpointId, name: 'unreliable', baseUrls: [server.url], model: 'made-up', concurrency, timeoutSeconds: 2, inputPrice: 0.5, outputPrice: 1.5 },
  })
  const datasetId = await datasetOf(pairs)
  const [first, second] = await Promise.all([startWorker(), startWorker()])
  workers.push(first, second)
  const params = generateParams.parse({ endpointId, steps: [{ step: 'judge', repair: false }, { step: 'difficulty', ratings: 1 }] })
  const { id } = await startRun(ada, { kind: 'generate', datasetId, seed: 1, params })
  const progress = async () => (await runView(id)).progress

  await expect.poll(progress, { timeout: 240_000, interval: 200 }).toBeGreaterThan(0.2 * pairs)
  expect(await kill(first, id)).toBeGreaterThan(0)
  workers.push(await startWorker())
  await expect.poll(progress, { timeout: 240_000, interval: 200 }).toBeGreaterThan(0.5 * pairs)
  expect(await kill(second, id)).toBeGreaterThan(0)
  await expect.poll(async () => (await runView(id)).status, { timeout: 240_000, interval: 500 }).toBe('partial')
  await server.stop()

  await expectConserved(id, pairs)
  await expectNothingTwice(id)
  const { counts } = await runView(id)
  for (const reason of Object.keys(counts.dropped)) expect(reason).toMatch(/^failed: (bad_json|truncated|timeout|connection|server|rate_limited)$/)
  expect(counts.out).toBeGreaterThan(0.85 * pairs)

  // What was stored is what the calls say, once each.
  const [verdicts, measurements, ok] = await Promise.all([
    db().verdict.count({ where: { runId: id } }),
    db().measurement.count({ where: { runId: id } }),
    db().generation.groupBy({ by: ['step'], where: { runId: id, status: 'ok' }, _count: true }),
  ])
  const answered = new Map(ok.map(({ step, _count }) => [step, _count]))
  expect(counts.made).toEqual({ verdicts, measurements })
  expect(measurements).toBe(answered.get('difficulty'))
  expect(measurements).toBe(counts.out)

  // Of the answers that the server gave, only those that were under way to a worker when it was killed are not kept.
  const given = [...server.requests.byHash.values()].reduce((sum, request) => sum + request.ok, 0)
  expect(given - (answered.get('judge') ?? 0) - (answered.get('difficulty') ?? 0)).toBeLessThanOrEqual(2 * concurrency)
}, 900_000)
