import { stat } from 'node:fs/promises'
import { z } from 'zod'
import { log } from '#lib/config/log.ts'
import { analyse } from '#lib/db/analyse.ts'
import { db, type Tx } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { AppError } from '#lib/http/errors.ts'
import { addTo, emptyBatch, isFull, type Batch } from '#lib/pairs/import-batch.ts'
import { preparePairs, writePairs, type Origin, type PreparedPairs } from '#lib/pairs/store-pairs.ts'
import { readPairs } from '#lib/pairs/read.ts'
import type { PairRecord, ReadItem, RowError } from '#lib/pairs/record.ts'
import { uploadPath } from '#lib/pairs/uploads.ts'
import type { RunCounts } from '#lib/runs/contract.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { logToRun } from '#lib/runs/run-log.ts'
import { parseCounts } from '#lib/runs/run-view.ts'
import { writtenIn } from '#lib/text/written-in.ts'

/** Pairs that change what there is so much that the planner has to know. */
const many = 1000

const cursorSchema = z.object({ items: z.int(), line: z.int() })
type Cursor = z.infer<typeof cursorSchema>

/** Thrown where another has written the batch that was next. */
class TakenUp extends Error {}

/**
 * Imports a file: streams it, writes batch by batch, and commits with each batch how far it got, so that a restarted worker
 * goes on behind the last batch and nothing is counted twice. Of two at once (one was silent, or paused, and not gone) the one that comes second with a batch goes on behind it: the other may have stopped there.
 */
export async function importRun(context: RunContext<'import'>): Promise<void> {
  for (;;) {
    try {
      return await importRest(context)
    } catch (error) {
      if (!(error instanceof TakenUp)) throw error
      log().warn({ runId: context.runId }, 'another worker has written the next batch of this import')
    }
  }
}

async function importRest(context: RunContext<'import'>): Promise<void> {
  const { runId, params, signal } = context
  const path = uploadPath(params.uploadId)
  const { size } = await stat(path).catch(() => {
    throw new AppError('not_found', 'The uploaded file is no longer there: upload it again.')
  })
  const run = await db().run.update({ where: { id: runId }, data: { total: size } })
  if (run.status !== 'running') return
  const resumeAfter = cursorSchema.safeParse(run.cursor).data?.items ?? 0
  const counts = parseCounts(run.counts)
  if (resumeAfter > 0) await logToRun(runId, `Taken up again after record ${resumeAfter.toLocaleString('en')}.`)

  let seen = 0
  let batch = emptyBatch()
  let reached = run.cursor
  let writing: Promise<void> = Promise.resolve()
  /** Prepares a batch while the one before is being written, and begins to write it when that is done: one after the other, at most two in memory. */
  const write = async (full: Batch, cursor: Cursor, bytesRead: number): Promise<void> => {
    const prepared = await preparePairs(db(), originOf(context), full.pairs.map(inItsLanguage))
    await writing
    signal.throwIfAborted()
    writing = commit(context, full, prepared, counts, { from: reached, to: cursor }, bytesRead)
    reached = cursor
    // Whoever waits for it next is told; until then it is nobody's rejection.
    writing.catch(() => undefined)
  }
  try {
    for await (const item of readPairs(path, params.mapping, signal)) {
      signal.throwIfAborted()
      seen++
      if (seen <= resumeAfter) continue
      addTo(batch, item)
      if (isFull(batch)) {
        await write(batch, { items: seen, line: lineOf(item) }, item.bytesRead)
        batch = emptyBatch()
      }
    }
    signal.throwIfAborted()
    await write(batch, { items: seen, line: 0 }, size)
    await writing
  } finally {
    // What has begun is over before the run is: else it would go on behind a cancellation.
    await writing.catch(() => undefined)
  }
  if (counts.out >= many) await analyse(['Pair', 'Constraint', 'Verdict'])
  await end(context, counts)
}

function originOf({ runId, datasetId, params }: RunContext<'import'>): Origin {
  return { datasetId, runId, source: params.source ?? params.fileName, license: params.license ?? null }
}

/** A record that names no language, or says that it is not known (`und` in ISO 639), has the one that it is surely in. */
function inItsLanguage<Item extends { record: PairRecord }>(item: Item): Item {
  const { language } = item.record
  const isNamed = language !== null && !['', 'unknown', 'und'].includes(language.trim().toLowerCase())
  return isNamed ? item : { ...item, record: { ...item.record, language: writtenIn(item.record) } }
}

async function commit(
  context: RunContext<'import'>,
  batch: Batch,
  prepared: PreparedPairs,
  counts: RunCounts,
  { from, to }: { from: Prisma.JsonValue; to: Cursor },
  bytesRead: number,
): Promise<void> {
  const { runId } = context
  await db().$transaction(
    async (tx) => {
      const stored = await writePairs(tx, originOf(context), prepared)
      await storeErrors(tx, runId, batch.errors)
      counts.in += batch.items
      counts.out += stored.pairs
      drop(counts, 'exact duplicate', stored.duplicates)
      drop(counts, 'taken down on request', stored.takenDown)
      drop(counts, 'could not be read', batch.errors.length)
      for (const reason of batch.skipped) drop(counts, reason, 1)
      counts.made = {
        constraints: (counts.made?.constraints ?? 0) + stored.constraints,
        refuted: (counts.made?.refuted ?? 0) + stored.refuted,
      }
      const { count } = await tx.run.updateMany({
        where: { id: runId, cursor: { equals: from ?? Prisma.DbNull } },
        data: { counts: { ...counts }, cursor: to, progress: bytesRead, heartbeatAt: new Date() },
      })
      if (count === 0) throw new TakenUp()
    },
    { timeout: 120_000 },
  )
}

async function end({ runId }: RunContext<'import'>, counts: RunCounts): Promise<void> {
  const broken = counts.dropped['could not be read'] ?? 0
  const constraints = counts.made?.constraints ?? 0
  const lines = [`${counts.out.toLocaleString('en')} of ${counts.in.toLocaleString('en')} records imported.`]
  if (constraints > 0) lines.push(`${constraints.toLocaleString('en')} constraints came with them, ${(counts.made?.refuted ?? 0).toLocaleString('en')} of them refuted.`)
  if (broken > 0) lines.push(`${broken.toLocaleString('en')} could not be read: see the list below.`)
  await db().$transaction(async (tx) => {
    const { count } = await tx.run.updateMany({
      where: { id: runId, status: 'running' },
      data: {
        status: counts.in > 0 && counts.in === broken ? 'failed' : broken > 0 ? 'partial' : 'done',
        error: counts.in > 0 && counts.in === broken ? 'No record could be read: is the format right?' : null,
        finishedAt: new Date(),
      },
    })
    if (count > 0) await tx.runEvent.create({ data: { runId, message: lines.join(' '), level: broken > 0 ? 'warn' : 'info' } })
  })
}

async function storeErrors(tx: Tx, runId: string, errors: RowError[]): Promise<void> {
  if (errors.length === 0) return
  await tx.importError.createMany({ data: errors.map(({ line, field, reason, raw }) => ({ runId, line, field, reason, raw })) })
}

function drop(counts: RunCounts, reason: string, n: number): void {
  if (n > 0) counts.dropped[reason] = (counts.dropped[reason] ?? 0) + n
}

function lineOf(item: ReadItem): number {
  return item.kind === 'error' ? item.error.line : item.line
}
