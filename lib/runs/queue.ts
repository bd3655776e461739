import { PgBoss, fromPrisma } from 'pg-boss'
import type { Tx } from '#lib/db/client.ts'
import { log } from '#lib/config/log.ts'
import { isAct } from '#lib/runs/act-contract.ts'

/**
 * A job says only which run, everything else is in the run's row. Generation runs wait for endpoints by the hour, and pushes for the network:
 * they have queues of their own, so that imports and exports need not wait behind them; and what somebody does to what they chose waits behind
 * none.
 */
const queues = { work: 'run', generation: 'generation', push: 'push', acts: 'acts' } as const

function queueOf(kind: string): string {
  if (isAct(kind)) return queues.acts
  return kind === 'generate' ? queues.generation : kind === 'push' ? queues.push : queues.work
}

/** A worker that says nothing for this long is taken for dead and its job given to another. */
export const heartbeatSeconds = 15

interface RunJob {
  runId: string
}

let started: Promise<PgBoss> | undefined

/** The process's queue. `working` also watches over dead workers; the web process only sends. Where it could not be started, who asks next starts it anew. */
export function queue(working = false): Promise<PgBoss> {
  if (started) return started
  const starting = startQueue(working)
  started = starting
  starting.catch(() => {
    if (started === starting) started = undefined
  })
  return starting
}

/** Puts a run on the queue in the caller's transaction: no run without its job, no job without its run. */
export async function enqueueRun(tx: Tx, { runId, kind }: { runId: string; kind: string }, copies = 1): Promise<void> {
  const boss = await queue()
  for (let copy = 0; copy < copies; copy++) await boss.send(queueOf(kind), { runId } satisfies RunJob, { db: fromPrisma(tx) })
}

/** Takes up jobs until `stop`, one of each queue at a time. The handler must bear being called again for the same run. */
export async function workOnRuns(handle: (runId: string, signal: AbortSignal) => Promise<void>): Promise<void> {
  const boss = await queue(true)
  for (const name of Object.values(queues)) {
    await boss.work<RunJob>(name, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([job]) => {
      if (job) await handle(job.data.runId, job.signal)
    })
  }
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
  try {
    await boss.start()
    for (const name of Object.values(queues)) await boss.createQueue(name, { heartbeatSeconds, retryLimit: 100, retryDelay: 1, expireInSeconds: 60 * 60 * 23 })
  } catch (error) {
    // What it has begun by then goes on asking otherwise.
    await boss.stop({ graceful: false }).catch(() => {})
    throw error
  }
  return boss
}
