import { join } from 'node:path'
import { projectRoot } from '#lib/config/paths.ts'
import { startThread } from '#lib/exports/pieces/start-thread.ts'
import type { ThreadAnswer, ThreadData, ThreadTask } from '#lib/exports/pieces/thread.ts'

/** Tasks that a thread may have ready or in work before they are wanted. */
const ahead = 2

/** Threads that share out tasks. */
export interface Team {
  /** The parts of what each task makes, in order of the tasks, whoever is done first. To be read to the end before the next. */
  inOrder<Part>(tasks: readonly ThreadTask[]): AsyncGenerator<Part>
  /** Ends all threads. */
  end(): Promise<void>
}

/** A task whose parts have not all been taken. */
interface Waiting<Part> {
  parts: Part[]
  isDone: boolean
}

/** Starts a thread for each of the data. What they are asked for afterwards throws what a thread throws, or the signal's reason. */
export function startTeam(data: readonly ThreadData[], signal: AbortSignal): Team {
  let changed = Promise.withResolvers<void>()
  const failures: unknown[] = []
  const tell = (): void => {
    changed.resolve()
    changed = Promise.withResolvers()
  }
  const fail = (error: unknown): void => {
    failures.push(error)
    tell()
  }
  const leftEarly = (): void => fail(new Error('A thread of the export ended before it was done.'))
  const stop = (): void => fail(signal.reason)
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  const workers = data.map((workerData) => {
    const worker = startThread(join(projectRoot, 'lib/exports/pieces/thread.ts'), workerData)
    worker.on('error', fail)
    worker.on('exit', leftEarly)
    return worker
  })
  return {
    async *inOrder<Part>(tasks: readonly ThreadTask[]) {
      const waiting = new Map<number, Waiting<Part>>()
      const idle = [...workers]
      let next = 0
      const listeners = workers.map((worker) => {
        const listener = ({ at, part }: ThreadAnswer<Part>): void => {
          const task = waiting.get(at)
          if (part) task?.parts.push(part)
          else if (task) {
            task.isDone = true
            idle.push(worker)
          }
          tell()
        }
        worker.on('message', listener)
        return { worker, listener }
      })
      try {
        for (let at = 0; at < tasks.length; ) {
          for (const task of tasks.slice(next, at + workers.length * ahead)) {
            const worker = idle.shift()
            if (!worker) break
            waiting.set(next, { parts: [], isDone: false })
            worker.postMessage({ at: next, task })
            next++
          }
          if (failures.length > 0) throw failures[0]
          const task = waiting.get(at)
          const part = task?.parts.shift()
          if (part) yield part
          else if (task?.isDone) {
            waiting.delete(at)
            at++
          } else await changed.promise
        }
      } finally {
        for (const { worker, listener } of listeners) worker.off('message', listener)
      }
    },
    async end() {
      signal.removeEventListener('abort', stop)
      for (const worker of workers) worker.off('exit', leftEarly)
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
