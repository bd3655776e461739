import { Prisma } from '#lib/db/generated/client.ts'
import type { Tx } from '#lib/db/client.ts'
import type { RunCounts } from '#lib/runs/contract.ts'
import { parseCounts } from '#lib/runs/run-view.ts'

/** How the names of failures begin among the reasons why pairs did not come through. */
export const failedPrefix = 'failed: '

/** How long a transaction may wait for a connection, and take: what was paid for is not lost to a database that is busy. */
export const patient = { maxWait: 60_000, timeout: 120_000 }

/** How a pair's work in a run ended. */
export interface ItemEnd {
  status: 'done' | 'dropped' | 'failed'
  /** dropped: why; failed: the error's class. */
  reason: string | null
  message: string | null
}

/** What the ends of pairs add to a run's counts, and what was made of pairs; in = out + dropped throughout. */
export function countsOf(ends: readonly ItemEnd[], made: readonly Readonly<Record<string, number>>[]): Required<RunCounts> {
  const counts: Required<RunCounts> = { in: ends.length, out: 0, dropped: {}, made: {} }
  for (const end of ends) {
    if (end.status === 'done') counts.out++
    else counts.dropped[droppedKey(end)] = (counts.dropped[droppedKey(end)] ?? 0) + 1
  }
  for (const [name, n] of made.flatMap((one) => Object.entries(one))) counts.made[name] = (counts.made[name] ?? 0) + n
  return counts
}

/** Under which name an end that is not "done" is counted. */
function droppedKey({ status, reason }: ItemEnd): string {
  return status === 'failed' ? `${failedPrefix}${reason ?? 'internal'}` : (reason ?? 'nothing came of it')
}

/**
 * Adds to the run's counts and progress, and answers with the counts as they are then. One statement: several workers write it, and the row's
 * lock, which orders them, is held no longer than needed.
 */
export async function addCounts(tx: Tx, runId: string, counts: RunCounts): Promise<RunCounts> {
  const [row] = await tx.$queryRaw<{ counts: unknown }[]>`
    UPDATE "Run" r SET progress = r.progress + ${counts.in}, counts = r.counts || jsonb_build_object(
      'in', coalesce((r.counts ->> 'in')::bigint, 0) + ${counts.in}, 'out', coalesce((r.counts ->> 'out')::bigint, 0) + ${counts.out},
      'dropped', ${Prisma.raw(summed(`r.counts -> 'dropped'`, 'given.dropped'))}, 'made', ${Prisma.raw(summed(`r.counts -> 'made'`, 'given.made'))})
    FROM (SELECT ${JSON.stringify(counts.dropped)}::jsonb AS dropped, ${JSON.stringify(counts.made ?? {})}::jsonb AS made) given
    WHERE r.id = ${runId}::uuid RETURNING r.counts`
  return parseCounts(row?.counts)
}

/** SQL: two JSON objects of numbers as one, what both name added up. */
export function summed(a: string, b: string): string {
  return `(SELECT coalesce(jsonb_object_agg(key, n), '{}') FROM (
    SELECT key, sum(value::numeric) AS n FROM (SELECT * FROM jsonb_each_text(coalesce(${a}, '{}')) UNION ALL SELECT * FROM jsonb_each_text(${b})) both_of GROUP BY key) sums)`
}
