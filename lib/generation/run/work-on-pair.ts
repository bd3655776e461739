import { log } from '#lib/config/log.ts'
import type { GenerateParams, RecipeStep } from '#lib/generation/recipe.ts'
import { CallFailed, type Findings, type PairState, type Step } from '#lib/generation/step.ts'
import { steps } from '#lib/generation/steps/index.ts'
import { AppError } from '#lib/http/errors.ts'
import { seededRng } from '#lib/random.ts'
import { askFor, type Desk, type Stop } from './asking.ts'
import type { Batcher } from './batcher.ts'
import type { ItemEnd } from './run-record.ts'
import type { FindingsOf, Made } from './store-findings.ts'

/** What working on a pair needs of its run. */
export interface Bench extends Desk {
  runId: string
  seed: number
  params: GenerateParams
  /** Loads a pair as it stands; undefined where it is gone. */
  pairs: Batcher<string, PairState | undefined>
  findings: Batcher<FindingsOf, Made>
}

/**
 * Takes one pair through the recipe, each step's findings stored before the next begins. Never throws for what a model or a step does
 * wrong: that is how the pair ends. Throws when it is stopped; then the pair stays open.
 */
export async function workOnPair(pairId: string, bench: Bench, stop: Stop): Promise<ItemEnd> {
  const made: Made = {}
  const dropped: string[] = []
  const end = (status: ItemEnd['status'], reason: string | null = null, message: string | null = null): ItemEnd => ({ pairId, status, reason, message, made })
  try {
    for (const settings of bench.params.steps) {
      const pair = await bench.pairs.add(pairId)
      if (!pair) return end('dropped', 'the pair was deleted')
      stop.questions.throwIfAborted()
      const { findings, count } = await take(settings, pair, bench, stop)
      if (findings.dropped !== undefined && count === 0) dropped.push(findings.dropped)
      for (const [name, n] of Object.entries(await bench.findings.add({ pairId, contentHash: pair.contentHash, findings }))) made[name] = (made[name] ?? 0) + n
    }
  } catch (error) {
    if (stop.calls.aborted || stop.questions.aborted) throw error
    if (error instanceof CallFailed) return end('failed', error.errorClass, error.message)
    if (error instanceof AppError) return end('failed', 'internal', error.message)
    log().error({ err: error, runId: bench.runId, pairId }, 'a step of a generation run failed')
    return end('failed', 'internal', 'Unexpected error; the log of the worker has it.')
  }
  const reason = dropped.at(-1)
  return dropped.length === bench.params.steps.length && reason !== undefined ? end('dropped', reason.slice(0, 120)) : end('done')
}

async function take(settings: RecipeStep, pair: PairState, bench: Bench, stop: Stop): Promise<{ findings: Findings; count: number }> {
  const step = steps[settings.step] as Step | undefined
  if (!step) throw new AppError('invalid', `There is no step "${settings.step}".`)
  const rng = seededRng(bench.seed, pair.contentHash, settings.step)
  const findings = await step.work({ pair, settings, rng, ...askFor(pair.id, bench, stop), signal: stop.calls })
  const { constraints, verdicts, variants, answers, measurements, superseded, bands } = findings
  const count = [constraints, verdicts, variants, answers, measurements, superseded, bands].reduce((sum, list) => sum + (list?.length ?? 0), 0)
  return { findings, count }
}
