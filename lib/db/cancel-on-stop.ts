import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '#lib/config/log.ts'
import { pool } from '#lib/db/client.ts'

/** Between two looks whether what was cancelled goes on with another statement, in milliseconds. */
const againMs = 100

/** Once `stop` says so, cancels what Postgres' `processes` are answering, again and again until all is `settled`: what has several statements under way begins the next. */
export async function cancelOnStop(processes: () => readonly number[], stop: AbortSignal, settled: AbortSignal): Promise<void> {
  const either = AbortSignal.any([stop, settled])
  if (!either.aborted) await once(either, 'abort')
  while (!settled.aborted) {
    await pool().query('SELECT pg_cancel_backend(pid) FROM unnest($1::int[]) AS pid', [processes()]).catch((error: unknown) => log().debug({ err: error }, 'what was to be given up could not be cancelled'))
    await sleep(againMs, undefined, { signal: settled }).catch(() => {})
  }
}
