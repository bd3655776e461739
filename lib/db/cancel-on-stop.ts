import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { log } from '#lib/config/log.ts'
import { pool } from '#lib/db/client.ts'

/** Between two looks whether what was cancelled goes on with another statement, in milliseconds. */
const againMs = 100
/** How long a connection to cancel over may take to be made, in milliseconds, before it is tried anew. */
const patienceMs = 10_000

/**
 * Once `stop` says so, cancels what Postgres' `processes` are answering, again and again until all is `settled`: what has several statements under way begins the next. It asks over a
 * connection of its own: those of the pool may all be taken, by what is to be given up or by what goes on for long.
 */
export async function cancelOnStop(processes: () => readonly number[], stop: AbortSignal, settled: AbortSignal): Promise<void> {
  const { connectionString } = pool().options
  const either = AbortSignal.any([stop, settled])
  if (!either.aborted) await once(either, 'abort')
  let own: pg.Client | null = null
  while (!settled.aborted) {
    try {
      own ??= await connected(connectionString)
      await own.query('SELECT pg_cancel_backend(pid) FROM unnest($1::int[]) AS pid', [processes()])
    } catch (error) {
      log().debug({ err: error }, 'what was to be given up could not be cancelled')
      await own?.end().catch(() => {})
      own = null
    }
    await sleep(againMs, undefined, { signal: settled }).catch(() => {})
  }
  await own?.end().catch(() => {})
}

async function connected(connectionString: string | undefined): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: patienceMs })
  // One that breaks tells whoever asks over it.
  client.on('error', () => {})
  await client.connect()
  return client
}
