import { db, type Tx } from '#lib/db/client.ts'
import { pastDeadlocks } from '#lib/db/past-deadlocks.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { chosenPairs } from '#lib/generation/run/plan.ts'
import { AppError } from '#lib/http/errors.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { filterOfRun } from '#lib/runs/filter-of-run.ts'
import { parseCounts } from '#lib/runs/run-view.ts'

/** What is done to each of the pairs that a filter finds when the run begins. */
export interface ActOnPairs {
  filter: PairFilter
  /** Were there others than so many, by their number, the run fails and does nothing. */
  expected?: number
  /** Pairs a transaction. */
  chunk: number
  /** Does it to some pairs, and answers how many of them it changed. Commits together with the record of how far the run is. */
  act(tx: Tx, pairIds: string[]): Promise<number>
  /** Why a pair was not changed. */
  unchanged: string
  summary(changed: number): string
}

/** Goes through the pairs that a filter finds, which are fixed first; killed in the middle, a run goes on behind what it has committed. */
export async function workThroughPairs({ runId, datasetId, signal }: Pick<RunContext<'tag'>, 'runId' | 'datasetId' | 'signal'>, step: ActOnPairs): Promise<void> {
  const filter = await filterOfRun({ runId, datasetId }, step.filter)
  await db().$transaction((tx) => fixPairs(tx, runId, datasetId, { filter, expected: step.expected }), { timeout: 300_000 })
  for (let going = true; going; ) {
    signal.throwIfAborted()
    going = await pastDeadlocks(() => db().$transaction((tx) => actOnSome(tx, runId, step), { timeout: 120_000 }))
  }
}

async function fixPairs(tx: Tx, runId: string, datasetId: string, { filter, expected }: { filter: SeenFilter; expected: number | undefined }): Promise<void> {
  const [run] = await tx.$queryRaw<{ total: bigint | null }[]>`SELECT total FROM "Run" WHERE id = ${runId}::uuid FOR NO KEY UPDATE`
  if (!run || run.total !== null) return
  const total = await tx.$executeRaw`
    INSERT INTO "RunItem" ("runId", "pairId", shard) SELECT ${runId}::uuid, id, 0 FROM (${chosenPairs(datasetId, filter, undefined)}) chosen`
  if (expected !== undefined && total !== expected) {
    throw new AppError('conflict', `There were ${total.toLocaleString('en')} such pairs when the run began and not ${expected.toLocaleString('en')}: nothing was done. Look at them again.`)
  }
  await tx.run.update({ where: { id: runId }, data: { total } })
}

/** Answers whether there may be more to do. */
async function actOnSome(tx: Tx, runId: string, { chunk, act, unchanged, summary }: ActOnPairs): Promise<boolean> {
  const items = await tx.$queryRaw<{ pairId: string }[]>`
    SELECT "pairId" FROM "RunItem" WHERE "runId" = ${runId}::uuid AND status = 'open' ORDER BY "pairId" LIMIT ${chunk} FOR UPDATE`
  const pairIds = items.map(({ pairId }) => pairId)
  const changed = pairIds.length > 0 ? await act(tx, pairIds) : 0
  await tx.$executeRaw`UPDATE "RunItem" SET status = 'done' WHERE "runId" = ${runId}::uuid AND "pairId" = ANY(${pairIds}::uuid[])`
  // Last, so that the beat of the run's heart waits for no pairs; with it, the whole chunk falls where the run was cancelled meanwhile.
  const [run] = await tx.$queryRaw<{ status: string; counts: unknown }[]>`SELECT status::text, counts FROM "Run" WHERE id = ${runId}::uuid FOR NO KEY UPDATE`
  if (run?.status !== 'running') throw new AppError('conflict', 'The run was cancelled or paused.')
  const counts = parseCounts(run.counts)
  counts.in += pairIds.length
  counts.out += changed
  if (pairIds.length > changed) counts.dropped[unchanged] = (counts.dropped[unchanged] ?? 0) + pairIds.length - changed
  const ended = pairIds.length === 0
  await tx.run.update({ where: { id: runId }, data: { progress: counts.in, counts: { ...counts }, ...(ended ? { status: 'done', finishedAt: new Date() } : {}) } })
  if (ended) await tx.runEvent.create({ data: { runId, message: summary(counts.out) } })
  return !ended
}
