import { db } from '#lib/db/client.ts'
import { workThroughPairs } from '#lib/runs/chosen-pairs.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { changeTags } from '#lib/tags/change-tags.ts'

/** Tags all pairs that a filter finds, piece by piece. */
export async function tagRun(context: RunContext<'tag'>): Promise<void> {
  const { runId, datasetId, params: { filter, add, remove } } = context
  const { createdById: actorId } = await db().run.findUniqueOrThrow({ where: { id: runId }, select: { createdById: true } })
  await workThroughPairs(context, {
    filter,
    chunk: 500,
    act: async (tx, pairIds) => (await changeTags(tx, pairIds, { datasetId, add, remove, actorId, runId })).changed,
    unchanged: 'tagged so already, at fifty tags, or gone',
    summary: (changed) => `Changed the tags of ${changed.toLocaleString('en')} ${changed === 1 ? 'pair' : 'pairs'}.`,
  })
}
