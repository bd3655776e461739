import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { projectRoot } from '#lib/config/paths.ts'
import { pool } from '#lib/db/client.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { runView } from '#lib/runs/run-view.ts'
import { startChild } from '#lib/start/child.ts'

/** The worker as it is started for real, once it is ready. Whoever starts it ends it. */
export async function startWorker(logLevel = 'warn'): Promise<ChildProcess> {
  const worker = startChild({
    name: 'worker',
    args: [join(projectRoot, 'lib', 'worker', 'main.ts')],
    environment: { LOG_LEVEL: logLevel },
    logFile: join(process.env.PINCER_HOME ?? tmpdir(), `worker-${crypto.randomUUID()}.log`),
  })
  await once(worker, 'message')
  return worker
}

/**
 * Starts a worker and kills it (-9) in the middle of a run: once it has made some progress, and before it has made more, for it is held there, however
 * slowly it is noticed. Returns how far it was.
 */
export async function killAtWork(runId: string): Promise<number> {
  await queueOnly(runId)
  const gate = await heldAfterItsFirst(runId)
  const worker = await startWorker()
  try {
    await someProgress(runId)
  } finally {
    worker.kill('SIGKILL')
    if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit')
    await gate.endWhoWaits()
    await gate.open()
  }
  return (await runView(runId)).progress
}

/**
 * Does a worker's part here and stops it in the middle of a run, as one that is told to end: once it has made some progress, and with more to do than what it
 * has begun, for it is held there until it has been told. Returns how far it came.
 */
export async function stopAtWork(runId: string, workerId: string): Promise<number> {
  const gate = await heldAfterItsFirst(runId)
  const stopping = new AbortController()
  const working = executeRun(runId, workerId, stopping.signal)
  try {
    await someProgress(runId)
  } finally {
    stopping.abort()
    await gate.open()
    await working
  }
  return (await runView(runId)).progress
}

async function someProgress(runId: string): Promise<void> {
  for (const end = Date.now() + 240_000; (await runView(runId)).progress === 0; await sleep(10)) {
    if (Date.now() > end) throw new Error('the worker made no progress')
  }
}

/** Lets a run make its first progress, and whoever would write its next, or its end, wait until the gate is opened. Of processes that are gone, `endWhoWaits` has nothing more written. */
async function heldAfterItsFirst(runId: string): Promise<{ endWhoWaits: () => Promise<void>; open: () => Promise<void> }> {
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  await client.query('SELECT pg_advisory_lock(77, 1)')
  await client.query(`
    CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(77, 1); RETURN NEW; END $$;
    CREATE TRIGGER gate BEFORE UPDATE OF progress, status ON "Run" FOR EACH ROW WHEN (OLD.id = '${runId}' AND OLD.progress > 0) EXECUTE FUNCTION wait_at_gate()`)
  const waiting = `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND classid = 77 AND NOT granted`
  return {
    async endWhoWaits() {
      while (((await client.query(waiting)).rowCount ?? 0) > 0) await sleep(10)
    },
    async open() {
      await client.query('SELECT pg_advisory_unlock(77, 1)')
      await client.query('DROP FUNCTION wait_at_gate CASCADE')
      await client.end()
    },
  }
}

/** Takes the jobs of all other runs off the queue: those that were worked on here have theirs left, and a worker would look at one each half second. */
export async function queueOnly(runId: string): Promise<void> {
  await pool().query(`DELETE FROM pgboss.job WHERE data->>'runId' <> $1`, [runId])
}

/** Does a worker's part here: works on a run until it ends. */
export async function workOn(runId: string | null): Promise<void> {
  await executeRun(runId ?? '', 'test', new AbortController().signal)
}
