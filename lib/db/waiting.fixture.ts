import { setTimeout as sleep } from 'node:timers/promises'
import { db } from '#lib/db/client.ts'

/** Waits until a statement of this database waits for a lock. Throws Error after a minute. */
export async function somebodyWaits(): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(20)) {
    const [row] = await db().$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    if (row && row.n > 0) return
  }
  throw new Error('nothing waits for a lock')
}
