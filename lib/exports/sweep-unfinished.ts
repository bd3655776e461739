import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { db } from '#lib/db/client.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { removeUnfinishedIndexes } from '#lib/exports/holding/unfinished-indexes.ts'

/** What an attempt to make an export writes, under the name of its run, until it is published; and what was set aside to be removed. */
const unfinished = /^(?<run>[0-9a-f-]{36})\..*\b(?:unfinished|removed)(?:\.(?:rows|dropped))?$/

/**
 * Removes what killed attempts left of exports that nobody makes any more: the run is done, was cancelled or paused, has failed, or is gone. A run that is taken
 * up again starts afresh. Also what was left of indexes of exports that were written anew, unless one is at this moment. `ofRun`: of this run alone; else of all.
 * Returns how many files and folders.
 */
export async function sweepUnfinishedExports(ofRun?: string): Promise<number> {
  const root = exportsRoot()
  // Listed before the runs are asked: what a run writes that is taken up meanwhile is not among them.
  const left = (await readdir(root).catch(() => [])).flatMap((name) => {
    const runId = unfinished.exec(name)?.groups?.run
    return runId && (ofRun === undefined || runId === ofRun) ? [{ name, runId }] : []
  })
  if (left.length === 0) return 0
  const runs = await db().run.findMany({ where: { id: { in: left.map(({ runId }) => runId) } }, select: { id: true, status: true } })
  const statuses = new Map(runs.map(({ id, status }) => [id, status]))
  const madeRuns = new Set<string>()
  let removed = 0
  for (const { name, runId } of left) {
    const status = statuses.get(runId)
    if (status === 'queued' || status === 'running') continue
    const isMade = status === 'done' || status === 'partial'
    if (isMade) madeRuns.add(runId)
    // That may be an index which is written anew at this moment.
    if (isMade && name.endsWith('.unfinished.rows')) continue
    await rm(join(root, name), { recursive: true, force: true })
    removed++
  }
  // The folder of a run is named after it.
  for (const runId of madeRuns) removed += await removeUnfinishedIndexes(runId)
  return removed
}
