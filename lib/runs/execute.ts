import { setTimeout as sleep } from 'node:timers/promises'
import { fullDisk, isFull } from '#lib/config/full-disk.ts'
import { log } from '#lib/config/log.ts'
import { homeFolder } from '#lib/config/paths.ts'
import { analyseDataset } from '#lib/db/analyse.ts'
import { db } from '#lib/db/client.ts'
import { sqlState } from '#lib/db/sql-state.ts'
import { deleteDatasetRun } from '#lib/datasets/delete-dataset.ts'
import { removeRun } from '#lib/datasets/remove-pairs.ts'
import { contaminationSearch } from '#lib/contamination/contamination-run.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { exportRun } from '#lib/exports/export-run.ts'
import { sweepUnfinishedExports } from '#lib/exports/sweep-unfinished.ts'
import { generateRun } from '#lib/generation/run/generate-run.ts'
import { ruleBacktranslation } from '#lib/generation/rule-backtranslation.ts'
import { AppError } from '#lib/http/errors.ts'
import { pushRun } from '#lib/hub/push-run.ts'
import { importRun } from '#lib/pairs/import-run.ts'
import { uploadsFolder } from '#lib/pairs/uploads.ts'
import { preferenceMaking } from '#lib/preferences/preference-run.ts'
import { bulkRun } from '#lib/review/bulk-run.ts'
import { followPolicy } from '#lib/review/follow-policy.ts'
import { verification } from '#lib/review/verification.ts'
import { actRun, deleteParams, isAct } from '#lib/runs/act-contract.ts'
import type { AnyRun } from '#lib/runs/contract.ts'
import { storedRun } from '#lib/runs/contract.ts'
import { logToRun } from '#lib/runs/run-log.ts'
import { workThroughShards } from '#lib/runs/shards.ts'
import { tagRun } from '#lib/tags/tag-run.ts'

/** What a kind of run is given. It looks at `signal` between batches and throws when it is aborted. */
export interface RunContext<Kind extends AnyRun['kind'] = AnyRun['kind']> {
  runId: string
  workerId: string
  datasetId: string
  seed: number
  params: Extract<AnyRun, { kind: Kind }>['params']
  signal: AbortSignal
}

/** Kinds of run that bring pairs or constraints, any number of them. */
const bringing: ReadonlySet<string> = new Set<AnyRun['kind']>(['import', 'backtranslate', 'generate'])

/** Thrown into a run's work when a person paused or cancelled it: the work stops, nothing is wrong. */
class RunInterrupted extends Error {}

/**
 * Works on a run until it ends, is paused or cancelled, or `signal` aborts (the worker is stopping: the run stays as it is and
 * is taken up by the next worker). Safe to call twice at once and again after a crash: each kind commits its results
 * together with the record of how far it got. Never throws for what the run itself did wrong: that goes to its row.
 */
export async function executeRun(runId: string, workerId: string, signal: AbortSignal): Promise<void> {
  const run = await claim(runId, workerId)
  // The queue hands on the job of a worker that was killed, also where the run was cancelled since.
  if (!run) return void (await sweepUnfinishedExports(runId).catch((error: unknown) => log().warn({ err: error, runId }, 'what was left of a run could not be removed')))
  const interruption = new AbortController()
  const watching = watch(runId, workerId, interruption, signal)
  try {
    await work(run, workerId, AbortSignal.any([signal, interruption.signal]))
    if (bringing.has(run.kind)) await analyseDataset(run.datasetId)
  } catch (error) {
    if (!interruption.signal.aborted && !signal.aborted) await fail(runId, error)
  } finally {
    interruption.abort(new RunInterrupted('ended'))
    await watching
  }
}

async function work(run: AnyRun & { id: string }, workerId: string, signal: AbortSignal): Promise<void> {
  const base = { runId: run.id, workerId, datasetId: run.datasetId, seed: run.seed, signal }
  switch (run.kind) {
    case 'import':
      return importRun({ ...base, params: run.params })
    case 'backtranslate':
      return workThroughShards({ ...base, params: run.params }, ruleBacktranslation)
    case 'verify':
      return workThroughShards({ ...base, params: run.params }, verification)
    case 'generate':
      return generateRun({ ...base, params: run.params })
    case 'preferences':
      return workThroughShards({ ...base, params: run.params }, preferenceMaking)
    case 'contamination':
      return workThroughShards({ ...base, params: run.params }, contaminationSearch)
    case 'settle':
      return workThroughShards({ ...base, params: run.params }, followPolicy)
    case 'export':
      return exportRun({ ...base, params: run.params })
    case 'push':
      return pushRun({ ...base, params: run.params })
    case 'decide':
      return bulkRun({ ...base, params: run.params })
    case 'tag':
      return tagRun({ ...base, params: run.params })
    case 'remove':
      return removeRun({ ...base, params: run.params })
    case 'delete':
      return deleteDatasetRun({ ...base, params: run.params })
  }
}

async function claim(runId: string, workerId: string): Promise<(AnyRun & { id: string }) | null> {
  const now = new Date()
  const { count } = await db().run.updateMany({
    where: { id: runId, status: { in: ['queued', 'running'] } },
    data: { status: 'running', workerId, heartbeatAt: now },
  })
  if (count === 0) return null
  await db().run.updateMany({ where: { id: runId, startedAt: null }, data: { startedAt: now } })
  const row = await db().run.findUniqueOrThrow({ where: { id: runId } })
  const parsed = parseRun(row)
  if (parsed.success) return { ...parsed.data, id: row.id }
  await fail(runId, new AppError('invalid', `The run's parameters are not understood: ${parsed.error.message}`))
  return null
}

function parseRun(row: { kind: string; datasetId: string | null; params: unknown }) {
  if (!isAct(row.kind)) return storedRun.safeParse(row)
  // The run that deletes a dataset must outlive it: what it deletes stands in its parameters.
  return actRun.safeParse({ ...row, datasetId: row.datasetId ?? deleteParams.safeParse(row.params).data?.datasetId })
}

/** Beats the heart and watches for a pause or a cancel, once a second. */
async function watch(runId: string, workerId: string, interruption: AbortController, stopping: AbortSignal): Promise<void> {
  while (!interruption.signal.aborted && !stopping.aborted) {
    await sleep(1000, undefined, { signal: AbortSignal.any([interruption.signal, stopping]) }).catch(() => {})
    if (interruption.signal.aborted || stopping.aborted) return
    try {
      const { count } = await db().run.updateMany({
        where: { id: runId, status: 'running' },
        data: { heartbeatAt: new Date(), workerId },
      })
      if (count === 0) interruption.abort(new RunInterrupted('paused or cancelled'))
    } catch (error) {
      log().warn({ err: error, runId }, 'heartbeat failed')
    }
  }
}

async function fail(runId: string, error: unknown): Promise<void> {
  const message = error instanceof AppError ? error.message : (diskProblem(error) ?? 'The work stopped with an error of our own; the log of the worker has it.')
  const { count } = await db().run.updateMany({
    where: { id: runId, status: 'running' },
    data: { status: 'failed', error: message, finishedAt: new Date() },
  })
  // Cancelled or deleted under our hands: what the work then stumbles over is no failure of the run, and there may be no run.
  if (count === 0) return log().warn({ err: error, runId }, 'work on a run that had ended failed')
  log().error({ err: error, runId }, 'run failed')
  await logToRun(runId, message, 'error')
}

/** What to do about a full disk, in sentences; null where none is. */
function diskProblem(error: unknown): string | null {
  if (isFull(error)) return `${fullDisk(error, [exportsRoot(), uploadsFolder(), homeFolder()])} Make room there and retry the run: nothing that was finished is lost.`
  // 53100: disk_full.
  return sqlState(error) === '53100' ? 'The disk of the database is full. Make room there and retry the run: nothing that was finished is lost.' : null
}
