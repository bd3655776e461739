import { join } from 'node:path'
import { projectRoot } from '#lib/config/paths.ts'
import { startThread } from '#lib/exports/pieces/start-thread.ts'
import type { ThreadAnswer, ThreadData, ThreadTask } from '#lib/exports/pieces/thread.ts'

/** Tasks that a thread may have ready or in work before they are wanted. */
const ahead = 2

/** Threads that share out tasks. */
export interface Team {
  /** How many threads there are. */
  readonly size: number
  /** Tells as many threads as there are data what they work with: nobody else is given tasks. From then on what they are asked for throws the signal's reason, too. */
  begin(data: readonly ThreadData[], signal: AbortSignal): void
  /** The parts of what each task makes, in order of the tasks, whoever is done first. To be read to the end before the next. Throws what a thread throws. */
  inOrder<Part>(tasks: readonly ThreadTask[]): AsyncGenerator<Part>
  /** Ends all threads; more than once does no harm. */
  end(): Promise<void>
}

/** A task whose parts have not all been taken. */
interface Waiting<Part> {
  parts: Part[]
  isDone: boolean
}

/** Starts threads, which load what they need while nobody knows yet what they will work with. */
export function startTeam(size: number): Team {
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
  const ending = new AbortController()
  const workers = Array.from({ length: size }, () => {
    const worker = startThread(join(projectRoot, 'lib/exports/pieces/thread.ts'))
    worker.on('error', fail)
    worker.on('exit', leftEarly)
    return worker
  })
  let begun: typeof workers = []
  return {
    size,
    begin(data, signal) {
      begun = workers.slice(0, data.length)
      for (const [at, worker] of begun.entries()) worker.postMessage(data[at])
      const stop = (): void => fail(signal.reason)
      signal.addEventListener('abort', stop, { signal: ending.signal })
      if (signal.aborted) stop()
    },
    async *inOrder<Part>(tasks: readonly ThreadTask[]) {
      const waiting = new Map<number, Waiting<Part>>()
      const idle = [...begun]
      let next = 0
      const listeners = begun.map((worker) => {
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
          for (const task of tasks.slice(next, at + begun.length * ahead)) {
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
      ending.abort()
      for (const worker of workers) worker.off('exit', leftEarly)
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
