import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { db } from '#lib/db/client.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'

/** What an attempt to make an export writes, under the name of its run, until it is published; and what was set aside to be removed. */
const unfinished = /^(?<run>[0-9a-f-]{36})\..*\b(?:unfinished|removed)(?:\.(?:rows|dropped))?$/

/**
 * Removes what killed attempts left of exports that nobody makes any more: the run was cancelled or paused, has failed, or is gone. A run that is taken
 * up again starts afresh. `ofRun`: of this run alone; else of all. Returns how many files and folders.
 */
export async function sweepUnfinishedExports(ofRun?: string): Promise<number> {
  const root = exportsRoot()
  // Listed before the runs are asked: what a run writes that is taken up meanwhile is not among them.
  const left = (await readdir(root).catch(() => [])).flatMap((name) => {
    const runId = unfinished.exec(name)?.groups?.run
    return runId && (ofRun === undefined || runId === ofRun) ? [{ name, runId }] : []
  })
  if (left.length === 0) return 0
  // An export that is done may have its index written anew at this moment.
  const needed = await db().run.findMany({ where: { id: { in: left.map(({ runId }) => runId) }, status: { in: ['queued', 'running', 'done', 'partial'] } }, select: { id: true } })
  const kept = new Set(needed.map(({ id }) => id))
  const gone = left.filter(({ runId }) => !kept.has(runId))
  for (const { name } of gone) await rm(join(root, name), { recursive: true, force: true })
  return gone.length
}
