import { db, pool } from '#lib/db/client.ts'
import { clusterNearDuplicates } from '#lib/generation/near-duplicates.ts'
import type { RecipeStep, StepName, StepSettings } from '#lib/generation/recipe.ts'
import type { RunCounts } from '#lib/runs/contract.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { logToRun } from '#lib/runs/run-log.ts'
import { addCounts, countsOf, failedPrefix } from './run-totals.ts'

/** What a step does once with the whole dataset, when every pair has been through it; answers with a line for the run's log. */
type Ending<Name extends StepName> = (of: { datasetId: string; settings: StepSettings<Name>; signal: AbortSignal }) => Promise<string>

/** Steps that end so, by their names. May be called again after a crash, so what it does twice must come to the same. */
const endings: { [Name in StepName]?: Ending<Name> } = {
  async near_duplicates({ datasetId, settings, signal }) {
    const { clusters, marked } = await clusterNearDuplicates(datasetId, settings.threshold, settings.field, signal)
    return `${marked.toLocaleString('en')} pairs are near-duplicates of another one, in ${clusters.toLocaleString('en')} clusters.`
  },
}

/**
 * Ends the run when no shard is open or claimed: does what a recipe asks of the whole dataset, then sets the status. Returns whether there
 * is nothing left to do here. One worker does it; the others have nothing left to do then.
 */
export async function finishRun(context: RunContext<'generate'>): Promise<boolean> {
  const { runId } = context
  const left = await db().runShard.count({ where: { runId, status: { in: ['open', 'claimed'] } } })
  if (left > 0) return false
  // The lock ends with the connection, and so with the process.
  const client = await pool().connect()
  try {
    const { rows } = await client.query<{ ours: boolean }>(`SELECT pg_try_advisory_lock(hashtext('end of a run'), hashtext($1)) AS ours`, [runId])
    if (rows[0]?.ours) await end(context)
    return true
  } finally {
    client.release(true)
  }
}

async function end({ runId, datasetId, params, signal }: RunContext<'generate'>): Promise<void> {
  await endAbandoned(runId)
  for (const step of params.steps) {
    const line = await endStep(step, datasetId, signal)
    if (line !== null) await logToRun(runId, line)
  }
  signal.throwIfAborted()
  await db().$transaction(async (tx) => {
    const counts = await addCounts(tx, runId, countsOf([], []))
    const failed = Object.entries(counts.dropped).reduce((sum, [reason, n]) => sum + (reason.startsWith(failedPrefix) ? n : 0), 0)
    const { count } = await tx.run.updateMany({
      where: { id: runId, status: 'running' },
      data: { status: failed > 0 ? 'partial' : 'done', finishedAt: new Date(), waitingFor: null },
    })
    if (count > 0) await tx.runEvent.create({ data: { runId, message: summary(counts) } })
  })
}

async function endStep(settings: RecipeStep, datasetId: string, signal: AbortSignal): Promise<string | null> {
  // The ending of a step takes that step's settings: the key of `endings` says so, which types cannot follow here.
  const ending = endings[settings.step] as Ending<StepName> | undefined
  return ending ? ending({ datasetId, settings, signal }) : null
}

/** Items that are still open when every shard has ended are of shards that were given up. */
async function endAbandoned(runId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const how = { status: 'failed' as const, reason: 'worker', message: 'Several workers ended, or failed, in the middle of these pairs: the memory may be too small for them.' }
    const { count } = await tx.runItem.updateMany({ where: { runId, status: 'open' }, data: how })
    if (count > 0) await addCounts(tx, runId, countsOf(Array.from({ length: count }, () => how), []))
  })
}

function summary({ in: taken, out, dropped, made = {} }: RunCounts): string {
  const things = Object.entries(made).map(([name, n]) => `${n.toLocaleString('en')} ${name}`)
  const left = Object.entries(dropped).map(([reason, n]) => `${n.toLocaleString('en')} ${reason}`)
  return `${out.toLocaleString('en')} of ${taken.toLocaleString('en')} ${taken === 1 ? 'pair' : 'pairs'} worked through${things.length > 0 ? `: ${things.join(', ')}` : ''}.${left.length > 0 ? ` Left out: ${left.join(', ')}.` : ''}`
}
