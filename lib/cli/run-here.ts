import { setTimeout as sleep } from 'node:timers/promises'
import { exitCodes, Failure } from '#lib/cli/exit.ts'
import type { RunView, StartRun } from '#lib/runs/contract.ts'

/**
 * Starts a run and works on it in this process, showing progress on stderr. Ctrl-C cancels the run (what is committed stays).
 * Throws Failure when the run fails.
 */
export async function runHere(input: StartRun): Promise<RunView> {
  const [{ db }, { createRun }, { executeRun }, { runView }] = await Promise.all([
    import('#lib/db/client.ts'),
    import('#lib/runs/start-run.ts'),
    import('#lib/runs/execute.ts'),
    import('#lib/runs/run-view.ts'),
  ])
  const runId = await db().$transaction((tx) => createRun(tx, null, input))
  const stopping = new AbortController()
  const cancel = (): void => stopping.abort()
  process.on('SIGINT', cancel)
  process.on('SIGTERM', cancel)
  const work = executeRun(runId, `command line ${process.pid}`, stopping.signal)
  let ended = false
  const watching = showProgress(runId, () => ended)
  await work.finally(() => (ended = true))
  await watching
  process.off('SIGINT', cancel)
  process.off('SIGTERM', cancel)
  if (stopping.signal.aborted) {
    await db().run.updateMany({ where: { id: runId, status: 'running' }, data: { status: 'cancelled', finishedAt: new Date() } })
    throw new Failure(`Cancelled. What was done is kept; "pincer ${input.kind}" again goes over the rest.`)
  }
  const run = await runView(runId)
  if (run.status === 'failed') throw new Failure(run.error ?? 'The run failed.', exitCodes.problems)
  return run
}

async function showProgress(runId: string, ended: () => boolean): Promise<void> {
  if (!process.stderr.isTTY) return
  const { runView } = await import('#lib/runs/run-view.ts')
  while (!ended()) {
    const run = await runView(runId).catch(() => null)
    if (run?.total) process.stderr.write(`\r${Math.round((100 * run.progress) / run.total)} %  `)
    for (let waited = 0; waited < 5 && !ended(); waited++) await sleep(100)
  }
  process.stderr.write('\r        \r')
}

/** Writes a run's counts, one to a line, on stderr. */
export function reportCounts(run: RunView): void {
  const { in: taken, out, dropped, made } = run.counts
  const lines = [`in: ${taken}`, `out: ${out}`, ...Object.entries(dropped).map(([reason, n]) => `left out, ${reason}: ${n}`)]
  for (const [name, n] of Object.entries(made ?? {})) lines.push(`${name}: ${n}`)
  process.stderr.write(`${lines.join('\n')}\n`)
}
