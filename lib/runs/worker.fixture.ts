import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectRoot } from '#lib/config/paths.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { runView } from '#lib/runs/run-view.ts'
import { startChild } from '#lib/start/child.ts'

/** The worker as it is started for real, once it is ready. Whoever starts it ends it. */
export async function startWorker(logLevel = 'warn'): Promise<ChildProcess> {
  const worker = startChild({
    name: 'worker',
    args: [join(projectRoot, 'lib', 'worker', 'main.ts')],
    environment: { LOG_LEVEL: logLevel },
    logFile: join(process.env.PINCER_HOME ?? tmpdir(), `worker-${crypto.randomUUID()}.log`),
  })
  await once(worker, 'message')
  return worker
}

/** Kills a worker (-9) that is in the middle of a run: once it has made some progress, and long before its end. Returns how far it was. */
export async function killAtWork(worker: ChildProcess, runId: string): Promise<number> {
  try {
    for (const end = Date.now() + 60_000; (await runView(runId)).progress === 0; await sleep(10)) {
      if (Date.now() > end) throw new Error('the worker made no progress')
    }
  } finally {
    worker.kill('SIGKILL')
  }
  await once(worker, 'exit')
  return (await runView(runId)).progress
}

/** Does a worker's part here: works on a run until it ends. */
export async function workOn(runId: string | null): Promise<void> {
  await executeRun(runId ?? '', 'test', new AbortController().signal)
}
