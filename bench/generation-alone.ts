/**
 * Works generation runs one after the other in a process of its own, as the worker's is: the first are for warming up. Prints of the last what
 * `aloneFigures` says.
 */
import { disconnect } from '#lib/db/client.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { stopQueue } from '#lib/runs/queue.ts'

const runIds = process.argv.slice(2)
for (const runId of runIds.slice(0, -1)) await work(runId)
const memory: number[] = []
const watching = setInterval(() => memory.push(process.memoryUsage().rss / 1e6), 250)
const cpu = process.cpuUsage()
const begun = performance.now()
await work(runIds.at(-1) ?? '')
const seconds = (performance.now() - begun) / 1000
const { user, system } = process.cpuUsage(cpu)
clearInterval(watching)
const at = (share: number) => Math.round(memory[Math.floor(share * (memory.length - 1))] ?? 0)
process.stdout.write(`${JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, megabytes: [at(0.25), at(0.5), at(1)] })}\n`)
await stopQueue(1000)
await disconnect()

async function work(runId: string): Promise<void> {
  await executeRun(runId, 'bench', new AbortController().signal)
}
