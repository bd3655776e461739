import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '#lib/config/log.ts'
import { pool } from '#lib/db/client.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'
import { greatDatasets } from '#lib/stats/kept-answers.ts'
import { renewParts } from '#lib/stats/parts.ts'

/** Milliseconds between two rounds at least; and so many times what a round took, so that counting is never most of what the database does. */
const rest = { least: 120_000, times: 20 }

/**
 * Counts what the statistics of great datasets say, as soon as the worker starts and again where they have changed, so that whoever opens them need not wait;
 * until it is told to stop. The first round also brings back into memory, after a restart, what the database keeps of them.
 */
export async function keepCounting(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const began = Date.now()
    await countGreatDatasets(signal).catch((error: unknown) => log().warn({ err: error }, 'counting ahead failed'))
    await sleep(Math.max(rest.least, (Date.now() - began) * rest.times), undefined, { signal, ref: false }).catch(() => {})
  }
}

/** One round. Only one process at a time makes one: another one that tries has nothing to do. */
export async function countGreatDatasets(signal: AbortSignal): Promise<void> {
  const client = await pool().connect()
  try {
    const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [lockKey])
    if (!rows[0]?.alone) return
    try {
      for (const datasetId of await greatDatasets()) {
        if (signal.aborted) return
        await datasetStatistics(datasetId, {}, { id: '', role: 'owner' })
        await renewParts(datasetId)
      }
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [lockKey])
    }
  } finally {
    client.release()
  }
}
/** Any number that nobody else locks by in this database. */
const lockKey = 1_346_981_700
