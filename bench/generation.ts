import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import { unfoldRequest } from '#lib/generation/run/request-parts.ts'
import { stopQueue } from '#lib/runs/queue.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { workerFlags } from '#lib/start/worker-flags.ts'
import { withOwnPostgres } from './own-postgres.ts'
import { perSecond, type Row } from './table.ts'

const latencyMs = 200
/** A run of so many rounds at full concurrency takes some twenty seconds. */
const rounds = 100
/** Pairs of a run before the one that is measured. */
const warmingUp = 2000
const concurrencies = [64, 256]

/**
 * A generation run, with everything that it writes, against a bare HTTP load generator that sends the same requests to the same server at the
 * same concurrency and throws the answers away. The server, a process of its own, answers each request after 200 ms.
 */
export async function generationAgainstBareHttp(home: string): Promise<Row[]> {
  return withOwnPostgres(home, async () => {
    const server = await startServer()
    try {
      const rows: Row[] = []
      for (const concurrency of concurrencies) {
        const count = rounds * concurrency
        const ours = await runOver(server.url, concurrency, count)
        await bareLoad(server.url, concurrency, await bodies(warmingUp))
        const theirs = await bareLoad(server.url, concurrency, await bodies(count))
        rows.push({ what: `generation run, ${concurrency} calls at once`, unit: 'calls/s', ours, reference: 'bare HTTP load of the same requests', theirs })
      }
      return rows
    } finally {
      server.process.kill()
      await stopQueue(1000)
    }
  })
}

async function startServer(): Promise<{ url: string; process: ChildProcess }> {
  const script = fileURLToPath(new URL('../scripts/model-server.ts', import.meta.url))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, '--port', '0', '--latency', String(latencyMs)], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/\S+\/v1/.exec(line)?.[0]
    if (url) return { url, process: child }
  }
  throw new Error('the stand-in for a model did not start')
}

const aloneFigures = z.object({ seconds: z.number(), cpuSeconds: z.number(), megabytes: z.array(z.number()) })

/** Calls a second of a whole run over a fresh dataset, from its plan to its end, by a process of its own. Tells what that one held in memory. */
async function runOver(url: string, concurrency: number, count: number): Promise<number> {
  const endpointId = newId()
  await db().endpoint.create({ data: { id: endpointId, name: endpointId, baseUrls: [url], model: 'made-up-model', concurrency } })
  const runIds = [await runOf(endpointId, warmingUp), await runOf(endpointId, count)]
  const { stdout } = await promisify(execFile)(process.execPath, [...workerFlags, fileURLToPath(new URL('generation-alone.ts', import.meta.url)), ...runIds])
  const { seconds, cpuSeconds, megabytes } = aloneFigures.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  const { status, counts, usage } = await runView(runIds[1] ?? '')
  if (status !== 'done' || counts.out !== count || usage?.calls !== count) throw new Error(`the run came to ${JSON.stringify({ status, counts, usage })}`)
  console.error(`${concurrency} at once: ${count} calls, ${((1000 * cpuSeconds) / count).toFixed(2)} ms of the processor each; memory after a quarter, half and all: ${megabytes.join(', ')} MB`)
  return count / seconds
}

async function runOf(endpointId: string, count: number): Promise<string> {
  const datasetId = await datasetOf(count)
  const params = generateParams.parse({ endpointId, steps: [{ step: 'difficulty', ratings: 1 }] })
  return db().$transaction((tx) => createRun(tx, null, { kind: 'generate', datasetId, seed: 0, params }))
}

async function datasetOf(count: number): Promise<string> {
  const { id: datasetId } = await createDataset(null, { name: `bench ${newId()}` })
  for (let from = 0; from < count; from += 5000) {
    await db().pair.createMany({
      data: Array.from({ length: Math.min(5000, count - from) }, (_, n) => ({
        id: newId(), datasetId, source: 'bench', responseWords: 60, contentHash: createHash('sha256').update(`${datasetId} ${from + n}`).digest('hex'),
        instruction: `Explain in a short paragraph what the number ${from + n} is good for.`,
        response: Array.from({ length: 10 }, () => `The number ${from + n} is worth a word or two.`).join(' '),
      })),
    })
  }
  return datasetId
}

/** The latest requests of the run, as they were sent. */
async function bodies(count: number): Promise<string[]> {
  const rows = await db().generation.findMany({ orderBy: { id: 'desc' }, take: count, select: { request: true } })
  const sent: string[] = []
  for (const row of rows) sent.push(JSON.stringify(await unfoldRequest(z.record(z.string(), z.unknown()).parse(row.request))))
  return sent
}

/** Calls a second of nothing but sending and reading, each socket with its next request as soon as it has its answer. */
async function bareLoad(url: string, concurrency: number, requests: readonly string[]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
  const left = [...requests]
  const client = async (): Promise<void> => {
    for (let body = left.pop(); body !== undefined; body = left.pop()) await post(`${url}/chat/completions`, body, agent)
  }
  const theirs = await perSecond(async () => {
    await Promise.all(Array.from({ length: concurrency }, client))
    return requests.length
  })
  agent.destroy()
  return theirs
}

function post(url: string, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, (response) => {
      response.resume()
      response.on('end', resolve)
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
