import { setTimeout as sleep } from 'node:timers/promises'
import { db } from '#lib/db/client.ts'
import { log } from '#lib/config/log.ts'
import type { ModelClientState } from '#lib/generation/model/client.ts'
import type { PairState } from '#lib/generation/step.ts'
import { runUsage, type RunUsage } from '#lib/generation/recipe.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { logToRun } from '#lib/runs/run-log.ts'
import { batcher } from './batcher.ts'
import { earlierCalls } from './earlier-calls.ts'
import { openEndpoints, type EndpointsOfRun } from './endpoints-of-run.ts'
import { finishRun } from './finish-run.ts'
import { loadPairStates } from './pair-states.ts'
import { planRun } from './plan.ts'
import { runRecord } from './run-record.ts'
import { beatShards, finishShard, releaseShards, takeShard } from './shard-claims.ts'
import { storeFindings, type FindingsOf, type Made } from './store-findings.ts'
import type { Stop } from './asking.ts'
import { workOnPair, type Bench } from './work-on-pair.ts'

type Context = RunContext<'generate'>

/** A held shard: what is left of it, and how to stop work on it when it is given to another worker. */
interface Holding {
  left: number
  lost: AbortController
}

/**
 * A generation run: takes every pair through the recipe. Any number of workers share it; each claims shards as its endpoints have room and
 * keeps them full across shards. Everything that an endpoint answered is in the database before anything rests on it, so that a
 * killed worker loses only calls that were under way. When the budget is spent, or an endpoint refuses the key, the run pauses itself.
 */
export async function generateRun(context: Context): Promise<void> {
  const { runId, datasetId, seed, params, signal } = context
  await planRun(runId, datasetId, params.filter, params.limit)
  const pausing = new AbortController()
  // A person's pause breaks calls off; the run's own lets those end that are under way, for they are paid.
  const stopped = AbortSignal.any([signal, pausing.signal])
  const pause = (why: string): void => {
    if (stopped.aborted) return
    pausing.abort(new Error(why))
    void pauseRun(runId, why)
  }
  const record = runRecord(runId, (usage) => {
    const why = overBudget(usage, params.budget)
    if (why) pause(why)
  })
  const endpoints = await openEndpoints(params, (name, state) => tellState(runId, name, state, pause))
  const bench: Bench = {
    runId,
    seed,
    params,
    record,
    endpoint: (id) => endpoints.find(id),
    earlier: earlierCalls(params.again ? runId : null),
    pairs: pairLoader(),
    findings: findingsWriter(runId, datasetId),
  }
  try {
    const spent = overBudget(await usageSoFar(runId), params.budget)
    if (spent) pause(spent)
    await workThrough(context, bench, endpoints, stopped)
  } finally {
    endpoints.close()
    await record.flush()
    await db().run.updateMany({ where: { id: runId, status: { not: 'paused' } }, data: { waitingFor: null } })
  }
  signal.throwIfAborted()
}

/** Claims and works until nothing is left, or until it is stopped: then it gives back what it holds. */
async function workThrough(context: Context, bench: Bench, endpoints: EndpointsOfRun, stopped: AbortSignal): Promise<void> {
  const holdings = new Map<number, Holding>()
  const waiting: { pairId: string; shard: number }[] = []
  const underWay = new Set<Promise<void>>()
  // Between its calls a pair is loaded and stored: some more than the endpoints bear keep them full.
  const wanted = Math.ceil(endpoints.concurrency * 1.25) + 8
  const heart = beat(context, holdings, stopped)

  const start = ({ pairId, shard }: { pairId: string; shard: number }): void => {
    const holding = holdings.get(shard)
    if (!holding) return
    const work = takePair(pairId, bench, { calls: AbortSignal.any([context.signal, holding.lost.signal]), questions: stopped })
      .then(async () => {
        holding.left--
        if (holding.left > 0 || holding.lost.signal.aborted) return
        holdings.delete(shard)
        await finishShard(context, shard)
      })
      .catch((error: unknown) => {
        if (!stopped.aborted && !holding.lost.signal.aborted) log().error({ err: error, runId: bench.runId, pairId }, 'a pair of a generation run was left open')
      })
      .finally(() => underWay.delete(work))
    underWay.add(work)
  }

  try {
    while (!stopped.aborted) {
      if (waiting.length === 0 || underWay.size + waiting.length < wanted) {
        const shard = await takeShard(context)
        if (shard && shard.pairIds.length > 0) {
          holdings.set(shard.index, { left: shard.pairIds.length, lost: new AbortController() })
          waiting.push(...shard.pairIds.map((pairId) => ({ pairId, shard: shard.index })))
        } else if (shard) await finishShard(context, shard.index)
        else if (waiting.length === 0 && underWay.size === 0 && (await finishRun(context))) return
        else if (waiting.length === 0) await Promise.race([sleep(1000, undefined, { signal: stopped }).catch(() => {}), ...underWay])
      }
      while (waiting.length > 0 && underWay.size < wanted) start(waiting.shift() ?? { pairId: '', shard: -1 })
      if (underWay.size >= wanted) await Promise.race([...underWay, aborted(stopped)])
    }
  } finally {
    await Promise.allSettled(underWay)
    await bench.record.flush()
    await releaseShards(context, [...holdings.keys()])
    holdings.clear()
    await heart.stop()
  }
}

async function takePair(pairId: string, bench: Bench, stop: Stop): Promise<void> {
  await bench.record.end(await workOnPair(pairId, bench, stop))
}

/** Beats the heart of every held shard; work on one that was given away stops. */
function beat(context: Context, holdings: Map<number, Holding>, stopped: AbortSignal): { stop(): Promise<void> } {
  const ended = new AbortController()
  const run = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      await sleep(5000, undefined, { signal: AbortSignal.any([ended.signal, stopped]) }).catch(() => {})
      if (ended.signal.aborted || stopped.aborted) return
      const indexes = [...holdings.keys()]
      const own = await beatShards(context, indexes).catch(() => new Set(indexes))
      for (const index of indexes) {
        if (own.has(index)) continue
        holdings.get(index)?.lost.abort(new Error('another worker took the shard over'))
        holdings.delete(index)
      }
    }
  }
  const running = run()
  return {
    async stop() {
      ended.abort()
      await running
    },
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })))
}

function pairLoader(): Bench['pairs'] {
  return batcher<string, PairState | undefined>(
    async (ids) => {
      const states = await loadPairStates(ids)
      return ids.map((id) => states.get(id))
    },
    { most: 100, waitMs: 3 },
  )
}

/** Findings of many pairs in one transaction. */
function findingsWriter(runId: string, datasetId: string): Bench['findings'] {
  return batcher<FindingsOf, Made>((items) => db().$transaction((tx) => storeFindings(tx, { id: runId, datasetId }, items), { timeout: 60_000 }), {
    most: 100,
    waitMs: 10,
  })
}

async function usageSoFar(runId: string): Promise<RunUsage> {
  const { usage } = await db().run.findUniqueOrThrow({ where: { id: runId }, select: { usage: true } })
  return runUsage.parse(usage)
}

/** A sentence when the budget is spent; null while it is not. */
function overBudget({ inputTokens, outputTokens, cost }: RunUsage, { tokens, cost: money }: Context['params']['budget']): string | null {
  const used = inputTokens + outputTokens
  if (tokens !== undefined && used >= tokens) return `The budget of ${tokens.toLocaleString('en')} tokens is spent (${used.toLocaleString('en')}). Resume with a larger one to go on.`
  if (money !== undefined && cost >= money) return `The budget of ${money} is spent (${cost.toFixed(4)}). Resume with a larger one to go on.`
  return null
}

async function pauseRun(runId: string, why: string): Promise<void> {
  const { count } = await db().run.updateMany({ where: { id: runId, status: 'running' }, data: { status: 'paused', waitingFor: why } })
  if (count > 0) await logToRun(runId, why, 'warn')
}

/** Tells the run's page what an endpoint waits for, and pauses the run where waiting will not help. */
function tellState(runId: string, name: string, state: ModelClientState, pause: (why: string) => void): void {
  if (state.refused) {
    pause(`The endpoint ${name} refuses: ${state.refused.why} Mend it under Settings, then resume.`)
    return
  }
  const waitingFor = state.waiting ? `The endpoint ${name} does not answer (${state.waiting.why}). It is tried again and again; the run goes on by itself.` : null
  void db()
    .run.updateMany({ where: { id: runId, status: 'running' }, data: { waitingFor } })
    .then(() => logToRun(runId, waitingFor ?? `The endpoint ${name} answers again.`, waitingFor ? 'warn' : 'info'))
    .catch((error: unknown) => log().warn({ err: error, runId }, 'the state of an endpoint was not written'))
}
