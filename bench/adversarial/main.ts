/**
 * node scripts/run.mjs bench/adversarial/main.ts [--length N] [--shape NAME]... [--every N]: gives texts made to be hard to read, of a
 * million characters, to everything that reads a response, and prints what took longer than a second a checker. Fails only where a call throws, or
 * takes longer than the limit that nothing but a cost beyond the linear reaches. Ctrl-C ends it.
 */
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { calls } from './calls.ts'
import { shapes } from './shapes.ts'

/** In milliseconds: what a call should take for each checker that it runs, and what it may take in all. */
const aim = 1_000
const limit = 10_000

const { values } = parseArgs({ options: { length: { type: 'string', default: '1000000' }, shape: { type: 'string', multiple: true }, every: { type: 'string', default: '1' } } })
const length = Number(values.length)
const step = Number(values.every)
const message = z.object({ index: z.number(), milliseconds: z.number().optional(), problem: z.string().nullable().optional() })

interface Slow {
  call: string
  shape: string
  took: string
}

const slow: Slow[] = []
const failed: Slow[] = []
const chosen = shapes(length).filter(([name]) => values.shape?.includes(name) ?? true)
for (const [count, [shape]] of chosen.entries()) {
  const begun = performance.now()
  let from: number | null = 0
  while (from !== null) from = await measured(shape, from)
  console.error(`${count + 1} of ${chosen.length}: ${shape}, ${((performance.now() - begun) / 1000).toFixed(1)} s`)
}
console.log(`${calls.length} calls on ${chosen.length} texts of ${length.toLocaleString('en')} characters; longer than a second a checker: ${slow.length + failed.length}, failed: ${failed.length}`)
if (slow.length + failed.length > 0) console.log(['', '| call | text | seconds |', '|---|---|---|', ...[...failed, ...slow].map(({ call, shape, took }) => `| ${call} | ${shape} | ${took} |`)].join('\n'))
process.exitCode = failed.length > 0 ? 1 : 0

/** Measures the calls on a shape, from one on; gives the one after a call that had to be stopped, null at the end. */
async function measured(shape: string, from: number): Promise<number | null> {
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: { shape, length, from, step } })
  return await new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined
    worker.on('message', (given) => {
      const { index, milliseconds, problem } = message.parse(given)
      const { name: call = '', checkers = 1 } = calls[index] ?? {}
      clearTimeout(timer)
      if (milliseconds === undefined) {
        timer = setTimeout(() => {
          failed.push({ call, shape, took: 'stopped' })
          resolve(index + step)
          void worker.terminate()
        }, limit * (checkers > 1 ? 6 : 1))
      } else if (problem) failed.push({ call, shape, took: problem })
      else if (milliseconds > aim * checkers) slow.push({ call, shape, took: (milliseconds / 1000).toFixed(1) })
    })
    worker.on('error', reject)
    worker.on('exit', () => {
      clearTimeout(timer)
      resolve(null)
    })
  })
}
