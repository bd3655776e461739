import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'

/** Much garbage and little that stays: what a thread has of memory for it, in MB. */
const nursery = 12

/** Starts a thread of an export, whose young generation stays small: the worker's own may grow large, and what a process is told of that holds for each of its threads, whatever limit it is given. */
export function startThread(program: string | URL, workerData: unknown): Worker {
  // The main thread has its memory parted already.
  setFlagsFromString('--max-semi-space-size=0')
  return new Worker(program, { workerData, resourceLimits: { maxYoungGenerationSizeMb: nursery } })
}
