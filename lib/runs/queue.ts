import { PgBoss, fromPrisma } from 'pg-boss'
import type { Tx } from '#lib/db/client.ts'
import { log } from '#lib/config/log.ts'

/** One queue for every kind of run; a job says only which run, everything else is in the run's row. */
export const runQueue = 'run'

/** A worker that says nothing for this long is taken for dead and its job given to another. */
export const heartbeatSeconds = 15

interface RunJob {
  runId: string
}

let started: Promise<PgBoss> | undefined

/** The process's queue. `working` also watches over dead workers; the web process only sends. */
export function queue(working = false): Promise<PgBoss> {
  started ??= startQueue(working)
  return started
}

/** Puts a run on the queue in the caller's transaction: no run without its job, no job without its run. */
export async function enqueueRun(tx: Tx, runId: string, copies = 1): Promise<void> {
  const boss = await queue()
  for (let copy = 0; copy < copies; copy++) await boss.send(runQueue, { runId } satisfies RunJob, { db: fromPrisma(tx) })
}

/** Takes up jobs one at a time until `stop`. The handler must bear being called again for the same run. */
export async function workOnRuns(handle: (runId: string, signal: AbortSignal) => Promise<void>): Promise<void> {
  const boss = await queue(true)
  await boss.work<RunJob>(runQueue, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([job]) => {
    if (job) await handle(job.data.runId, job.signal)
  })
}

/** Lets work in progress end (at most `timeoutMs`), then leaves the queue. */
export async function stopQueue(timeoutMs: number): Promise<void> {
  const boss = await started
  started = undefined
  await boss?.stop({ graceful: true, timeout: timeoutMs })
}

async function startQueue(working: boolean): Promise<PgBoss> {
  const connectionString = process.env.DATABASE_URL
  if (!connectionString) throw new Error('DATABASE_URL is not set.')
  const boss = new PgBoss({
    connectionString,
    application_name: working ? 'pincer-worker' : 'pincer-web',
    max: 4,
    supervise: working,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  })
  boss.on('error', (error) => log().error({ err: error }, 'queue error'))
  await boss.start()
  await boss.createQueue(runQueue, { heartbeatSeconds, retryLimit: 100, retryDelay: 1, expireInSeconds: 60 * 60 * 23 })
  return boss
}
