/** Runs the calls on one text, from a given one on, and tells of each when it begins and how long it took, in processor time, so that a busy machine does not count. */
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { calls } from './calls.ts'
import { shapes } from './shapes.ts'

const { shape, length, from, step } = z.object({ shape: z.string(), length: z.number(), from: z.number(), step: z.number() }).parse(workerData)
const make = shapes(length).find(([name]) => name === shape)?.[1]
if (!make) throw new RangeError(`no shape ${shape}`)
const text = make()
for (const { run } of calls) run('A first, short text.')
for (let index = from; index < calls.length; index += step) {
  const call = calls[index]
  if (!call) continue
  // What other calls have read of the text is forgotten.
  call.run('Another text.')
  for (const { run } of calls.slice(-1)) run('Another text.')
  parentPort?.postMessage({ index })
  const begun = process.threadCpuUsage()
  let problem: string | null = null
  try {
    call.run(text)
  } catch (error) {
    problem = String(error).slice(0, 200)
  }
  const spent = process.threadCpuUsage(begun)
  parentPort?.postMessage({ index, milliseconds: spent.user / 1000 + spent.system / 1000, problem })
}
