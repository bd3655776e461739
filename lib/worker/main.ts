import { hostname } from 'node:os'
import { randomUUID } from 'node:crypto'
import { log } from '#lib/config/log.ts'
import { disconnect } from '#lib/db/client.ts'
import { warmUp } from '#lib/db/warm-up.ts'
import { keepListing } from '#lib/exports/holding/keep-listing.ts'
import { keepGaps } from '#lib/review/gaps/keep-gaps.ts'
import { keepIndexesTidy } from '#lib/review/tidy-indexes.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { stopQueue, workOnRuns } from '#lib/runs/queue.ts'
import { keepGrading } from '#lib/stats/grades/keep-grading.ts'
import { keepCounting } from '#lib/stats/keep-counting.ts'

/**
 * The worker: takes runs off the queue until it is told to stop. On SIGTERM and SIGINT, and when the process that started it
 * is gone, it leaves its work where it is (the next worker takes it up) and ends.
 */
async function main(): Promise<void> {
  process.env.PINCER_PART ??= 'worker'
  const workerId = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`
  const stopping = new AbortController()
  const stop = async (why: string): Promise<void> => {
    if (stopping.signal.aborted) return
    stopping.abort()
    log().info({ workerId, why }, 'worker stopping')
    await stopQueue(5000).catch(() => {})
    await disconnect().catch(() => {})
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))
  process.on('disconnect', () => void stop('the launcher is gone'))

  await workOnRuns(async (runId, signal) => {
    await executeRun(runId, workerId, AbortSignal.any([stopping.signal, signal]))
    // Not done, only stopped: the job must go back to the queue.
    if (stopping.signal.aborted) throw new Error('the worker is stopping')
  })
  void warmUp(stopping.signal)
  void keepCounting(stopping.signal)
  void keepGrading(stopping.signal)
  void keepListing(stopping.signal)
  void keepGaps(stopping.signal)
  void keepIndexesTidy(stopping.signal)
  log().info({ workerId }, 'worker ready')
  process.send?.('ready')
}

await main()
