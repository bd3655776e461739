import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { homeFolder } from '#lib/config/paths.ts'

/** Much garbage and little that stays: what a thread has of memory for it, in MB. */
const nursery = 12

/**
 * By how much a heap may grow beyond what it uses before all of it is looked through for garbage, in percent. Left to itself V8 allows one that uses little a few megabytes, which are gone with every
 * row group or two: that took an eighth of Parquet's processor time.
 */
const growing = 70
let running = 0

/**
 * Starts a thread of an export, whose young generation stays small: the worker's own may grow large, and what a process is told of that holds for each of its threads, whatever limit it is given.
 * What it compiles is kept for the next one: that is a third of what starting takes.
 */
export function startThread(program: string | URL): Worker {
  // The main thread has its memory parted already.
  setFlagsFromString('--max-semi-space-size=0')
  // This is of the whole process, as long as it has threads of ours.
  if (running++ === 0) setFlagsFromString(`--heap-growing-percent=${growing}`)
  const worker = new Worker(program, { env: { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(homeFolder(), 'compiled') }, resourceLimits: { maxYoungGenerationSizeMb: nursery } })
  worker.once('exit', () => {
    if (--running === 0) setFlagsFromString('--heap-growing-percent=0')
  })
  return worker
}
