import type { Tx } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { runUsage, type RunUsage } from '#lib/generation/recipe.ts'
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

/**
 * Adds to the run's usage, and answers with what it is now. Several workers write it: the row's lock orders them. Not FOR UPDATE, which would
 * wait for every row that another transaction has just written for the run, and that one for ours.
 */
export async function addUsage(tx: Tx, runId: string, parts: readonly Partial<RunUsage>[]): Promise<RunUsage> {
  const [row] = await tx.$queryRaw<{ usage: unknown }[]>`SELECT usage FROM "Run" WHERE id = ${runId}::uuid FOR NO KEY UPDATE`
  const usage = runUsage.catch(runUsage.parse({})).parse(row?.usage ?? {})
  for (const part of parts) {
    for (const name of ['calls', 'cached', 'repaired', 'inputTokens', 'outputTokens', 'cost'] as const) usage[name] += part[name] ?? 0
    for (const [name, n] of Object.entries(part.errors ?? {})) usage.errors[name] = (usage.errors[name] ?? 0) + n
  }
  await tx.run.updateMany({ where: { id: runId }, data: { usage: asJson(usage) } })
  return usage
}

/** Changes the run's counts under its row's lock; its progress follows. */
export async function changeCounts(tx: Tx, runId: string, change: (counts: RunCounts) => RunCounts): Promise<RunCounts> {
  const [row] = await tx.$queryRaw<{ counts: unknown }[]>`SELECT counts FROM "Run" WHERE id = ${runId}::uuid FOR NO KEY UPDATE`
  const counts = change(parseCounts(row?.counts))
  await tx.run.updateMany({ where: { id: runId }, data: { counts: asJson(counts), progress: counts.in } })
  return counts
}

/** Counts pairs that ended, and what was made of pairs; in = out + dropped throughout. */
export function withEnds(counts: RunCounts, ends: readonly ItemEnd[], made: readonly Readonly<Record<string, number>>[]): RunCounts {
  const next = { ...counts, dropped: { ...counts.dropped }, made: { ...counts.made } }
  for (const end of ends) {
    next.in++
    if (end.status === 'done') next.out++
    else next.dropped[droppedKey(end)] = (next.dropped[droppedKey(end)] ?? 0) + 1
  }
  for (const [name, n] of made.flatMap((one) => Object.entries(one))) next.made[name] = (next.made[name] ?? 0) + n
  return next
}

/** Under which name an end that is not "done" is counted. */
function droppedKey({ status, reason }: ItemEnd): string {
  return status === 'failed' ? `${failedPrefix}${reason ?? 'internal'}` : (reason ?? 'nothing came of it')
}

/** A value as Prisma takes it. */
export function asJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value))
}
