import { db } from '#lib/db/client.ts'
import { clusterNearDuplicates } from '#lib/generation/near-duplicates.ts'
import { failedPrefix } from './plan.ts'
import { parseCounts } from '#lib/runs/run-view.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { logToRun } from '#lib/runs/run-log.ts'

/**
 * Ends the run when no shard is open or claimed: does what a recipe asks of the whole dataset, then sets the status. Returns whether there
 * is nothing left to do here. Pairs of shards that every worker died of have ended as failed, by that name.
 */
export async function finishRun(context: RunContext<'generate'>): Promise<boolean> {
  const { runId, datasetId, params, signal } = context
  const open = await db().runShard.count({ where: { runId, status: { in: ['open', 'claimed'] } } })
  if (open > 0) return false
  await endAbandoned(runId)
  for (const step of params.steps) {
    if (step.step !== 'near_duplicates') continue
    const { clusters, marked } = await clusterNearDuplicates(datasetId, step.threshold, step.field, signal)
    await logToRun(runId, `${marked.toLocaleString('en')} pairs are near-duplicates of another one, in ${clusters.toLocaleString('en')} clusters.`)
  }
  await db().$transaction(async (tx) => {
    const [{ counts: stored } = { counts: {} }] = await tx.$queryRaw<{ counts: unknown }[]>`SELECT counts FROM "Run" WHERE id = ${runId}::uuid FOR UPDATE`
    const counts = parseCounts(stored)
    const failed = Object.entries(counts.dropped).filter(([reason]) => reason.startsWith(failedPrefix)).reduce((sum, [, n]) => sum + n, 0)
    const { count } = await tx.run.updateMany({
      where: { id: runId, status: 'running' },
      data: { status: failed > 0 ? 'partial' : 'done', finishedAt: new Date(), waitingFor: null },
    })
    if (count > 0) await tx.runEvent.create({ data: { runId, message: summary(counts) } })
  })
  return true
}

/** Items that are still open when every shard has ended are of shards that were given up. */
async function endAbandoned(runId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const [{ counts: stored } = { counts: {} }] = await tx.$queryRaw<{ counts: unknown }[]>`SELECT counts FROM "Run" WHERE id = ${runId}::uuid FOR UPDATE`
    const { count } = await tx.runItem.updateMany({
      where: { runId, status: 'open' },
      data: { status: 'failed', reason: 'worker', message: 'Several workers ended in the middle of these pairs: the memory may be too small for them.' },
    })
    if (count === 0) return
    const counts = parseCounts(stored)
    const key = `${failedPrefix}worker`
    const next = { ...counts, in: counts.in + count, dropped: { ...counts.dropped, [key]: (counts.dropped[key] ?? 0) + count } }
    await tx.run.update({ where: { id: runId }, data: { counts: next, progress: next.in } })
  })
}

function summary({ in: taken, out, dropped, made = {} }: ReturnType<typeof parseCounts>): string {
  const things = Object.entries(made).map(([name, n]) => `${n.toLocaleString('en')} ${name}`)
  const left = Object.entries(dropped).map(([reason, n]) => `${n.toLocaleString('en')} ${reason}`)
  return `${out.toLocaleString('en')} of ${taken.toLocaleString('en')} pairs worked through${things.length > 0 ? `: ${things.join(', ')}` : ''}.${left.length > 0 ? ` Left out: ${left.join(', ')}.` : ''}`
}
