import { db } from '#lib/db/client.ts'
import type { PairState } from '#lib/generation/step.ts'
import { runUsage, type GenerateParams, type RunUsage } from '#lib/generation/recipe.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { filterOfRun } from '#lib/runs/filter-of-run.ts'
import { batcher } from './batcher.ts'
import { earlierCalls } from './earlier-calls.ts'
import { openEndpoints } from './endpoints-of-run.ts'
import { finishRun } from './finish-run.ts'
import { loadPairStates } from './pair-states.ts'
import { planRun } from './plan.ts'
import { runRecord } from './run-record.ts'
import { othersHold } from './shard-claims.ts'
import { stepResults } from './step-results.ts'
import { waitingNote } from './waiting-note.ts'
import { othersAtWork, workThrough } from './work-through.ts'
import { workOnPair, type Bench } from './work-on-pair.ts'

/** Pairs worked on at once where no endpoint says how many calls it bears. */
const withoutEndpoint = 128

/**
 * A generation run: takes every pair through the recipe. Any number of workers share it; each claims shards as its endpoints have room and
 * keeps them full across shards. Everything that an endpoint answered is in the database before anything rests on it, so that a
 * killed worker loses only calls that were under way. When the budget is spent, or an endpoint refuses the key, the run pauses itself.
 */
export async function generateRun(context: RunContext<'generate'>): Promise<void> {
  const { runId, datasetId, seed, params, signal } = context
  await planRun(runId, datasetId, await filterOfRun({ runId, datasetId }, params.filter), params.limit)
  // What a worker that was killed has left there.
  await db().run.updateMany({ where: { id: runId, status: 'running' }, data: { waitingFor: null } })
  const pausing = new AbortController()
  // A person's pause breaks calls off; the run's own lets those end that are under way, for they are paid.
  const stopped = AbortSignal.any([signal, pausing.signal])
  const breakingOff = new AbortController()
  const pause = (why: string | null): void => {
    if (why !== null) pausing.abort(why)
  }
  const note = waitingNote(runId)
  const record = runRecord(runId, (usage) => pause(overBudget(usage, params.budget)))
  const endpoints = await openEndpoints(params, (name, state) => {
    note.tell(name, state)
    if (state.refused) pause(`The endpoint ${name} refuses: ${state.refused.why} Mend it under Settings, then resume.`)
  })
  const bench: Bench = {
    runId,
    seed,
    params,
    record,
    endpoint: (id) => endpoints.find(id),
    earlier: earlierCalls(params.again ? runId : null),
    pairs: pairLoader(),
    results: stepResults(context),
  }
  stopped.addEventListener('abort', () => endpoints.halt(stopped.reason), { once: true })
  try {
    pause(overBudget(await usageSoFar(runId), params.budget))
    const working = {
      // Between its calls a pair is loaded and stored: more than the endpoints bear keep them full, also where the database is slow.
      wanted: endpoints.concurrency > 0 ? 3 * endpoints.concurrency + 16 : withoutEndpoint,
      work: (pair: Parameters<typeof workOnPair>[0], calls: AbortSignal) => workOnPair(pair, bench, { calls, questions: stopped }),
      stopped,
      onBeat: () => {
        // Nothing is under way at an endpoint that is down: a pause need not wait for it.
        if (pausing.signal.aborted && endpoints.waiting()) breakingOff.abort(pausing.signal.reason)
        note.repeat()
        void record.flush().catch(() => {})
        void usageSoFar(runId).then((usage) => pause(overBudget(usage, params.budget)), () => {})
      },
    }
    const work = { ...context, signal: AbortSignal.any([signal, breakingOff.signal]) }
    while ((await workThrough(work, working)) === 'done' && !(await finishRun(context))) await othersAtWork(context, stopped)
  } finally {
    endpoints.close()
    await record.flush()
    await note.written()
  }
  signal.throwIfAborted()
  if (pausing.signal.aborted) await pauseRun(context, String(pausing.signal.reason))
}

function pairLoader(): Bench['pairs'] {
  return batcher<string, PairState | undefined>(
    async (ids) => {
      const states = await loadPairStates(ids)
      return ids.map((id) => states.get(id))
    },
    { most: 500, waitMs: 15, retryAfterMs: [50, 500] },
  )
}

async function usageSoFar(runId: string): Promise<RunUsage> {
  const run = await db().run.findUnique({ where: { id: runId }, select: { usage: true } })
  return runUsage.catch(runUsage.parse({})).parse(run?.usage)
}

/** A sentence when the budget is spent, or when nobody can tell; null while it is not. */
function overBudget({ calls, errors, inputTokens, outputTokens, cost }: RunUsage, { tokens, cost: money }: GenerateParams['budget']): string | null {
  const used = inputTokens + outputTokens
  const answered = calls - Object.values(errors).reduce((sum, n) => sum + n, 0)
  if (answered > 0 && used === 0 && (tokens !== undefined || money !== undefined)) {
    return 'The endpoint does not say how many tokens its answers take, so that a budget cannot be kept to. Resume without one to go on.'
  }
  if (tokens !== undefined && used >= tokens) return `The budget of ${tokens.toLocaleString('en')} tokens is spent (${used.toLocaleString('en')}). Resume with a larger one to go on.`
  if (money !== undefined && cost >= money) return `The budget of ${money} is spent (${cost.toFixed(4)}). Resume with a larger one to go on.`
  return null
}

/** Pauses the run once no other worker has calls under way, which a pause would break off. */
async function pauseRun(context: RunContext<'generate'>, why: string): Promise<void> {
  const { runId, signal } = context
  while (!signal.aborted && (await othersHold(context))) await othersAtWork(context, signal)
  await db().$transaction(async (tx) => {
    const { count } = await tx.run.updateMany({ where: { id: runId, status: 'running' }, data: { status: 'paused', waitingFor: why } })
    if (count > 0) await tx.runEvent.create({ data: { runId, message: why, level: 'warn' } })
  })
}
