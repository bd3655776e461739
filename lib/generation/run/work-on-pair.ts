import { log } from '#lib/config/log.ts'
import type { GenerateParams, RecipeStep } from '#lib/generation/recipe.ts'
import { CallFailed, type Findings, type PairState, type Step } from '#lib/generation/step.ts'
import { steps as known } from '#lib/generation/steps/index.ts'
import { AppError } from '#lib/http/errors.ts'
import { seededRng } from '#lib/random.ts'
import { askFor, type Desk, type Stop } from './asking.ts'
import type { Batcher } from './batcher.ts'
import type { ItemEnd } from './run-totals.ts'
import { deletedPair, type StepResult, type Stored } from './step-results.ts'

/** What working on a pair needs of its run. */
export interface Bench extends Desk {
  runId: string
  seed: number
  params: GenerateParams
  /** Loads a pair as it stands; undefined where it is gone. */
  pairs: Batcher<string, PairState | undefined>
  results: Batcher<StepResult, Stored>
}

/** A pair of a held shard, and how far it has come. */
export interface OpenPair {
  pairId: string
  /** Steps of the recipe that are behind it. */
  steps: number
  /** Why nothing has come of them; null when something has. */
  nothingYet: string | null
}

/** Thrown when another worker has been given the pair. */
export class PairLost extends Error {}

const notStored: ItemEnd = { status: 'failed', reason: 'internal', message: 'What a step found could not be stored; the log of the worker says why.' }

/**
 * Takes one pair through what is left of the recipe, each step's findings stored before the next begins. What a model or a step does wrong is
 * how the pair ends. Throws when it is stopped, when the pair is another worker's now, and when nothing can be stored: then the pair stays open.
 */
export async function workOnPair({ pairId, steps, nothingYet }: OpenPair, bench: Bench, stop: Stop): Promise<void> {
  const recipe = bench.params.steps
  let nothing = nothingYet
  // A recipe whose last step was stored ends with it: there is a step left for every open pair.
  for (let index = steps; index < recipe.length; index++) {
    stop.questions.throwIfAborted()
    const pair = await bench.pairs.add(pairId)
    if (!pair) return void (await put(bench, { pairId, contentHash: '', texts: new Map(), findings: null, steps: index, nothingYet: null, end: deletedPair }))
    const seen = { pairId, contentHash: pair.contentHash, texts: new Map(pair.constraints.map(({ id, text }) => [id, text])) }
    const found = await take(recipe, index, pair, bench, stop)
    if ('status' in found) return void (await put(bench, { ...seen, findings: null, steps: index, nothingYet: nothing, end: found }))
    nothing = index > 0 && nothing === null ? null : isEmpty(found) ? (found.dropped ?? null) : null
    const end: ItemEnd | null = index < recipe.length - 1 ? null : { status: nothing === null ? 'done' : 'dropped', reason: nothing, message: null }
    if ((await put(bench, { ...seen, findings: found, steps: index + 1, nothingYet: nothing, end })) === 'ended') return
  }
}

/** Stores what a step came to. Findings that cannot be stored end their pair, and no other. */
async function put(bench: Bench, result: StepResult): Promise<'goes on' | 'ended'> {
  try {
    const stored = await bench.results.add(result)
    if (stored === 'lost') throw new PairLost()
    return stored
  } catch (error) {
    if (error instanceof PairLost || result.findings === null) throw error
    log().error({ err: error, runId: bench.runId, pairId: result.pairId }, 'the findings of a step could not be stored')
    return put(bench, { ...result, findings: null, steps: result.steps - 1, end: notStored })
  }
}

/** What a step found, or how the pair ends because it failed. */
async function take(recipe: readonly RecipeStep[], index: number, pair: PairState, bench: Bench, stop: Stop): Promise<Findings | ItemEnd> {
  try {
    const settings = recipe[index]
    const step = settings && (known[settings.step] as Step | undefined)
    if (!step) throw new AppError('invalid', `There is no step "${settings?.step}" in this version.`)
    // The second of two steps of one name draws anew.
    const before = recipe.slice(0, index).filter((earlier) => earlier.step === settings.step).length
    const rng = seededRng(bench.seed, pair.contentHash, settings.step, ...(before > 0 ? [before] : []))
    return await step.work({ pair, settings, rng, ...askFor(pair.id, bench, stop), signal: stop.calls })
  } catch (error) {
    if (stop.calls.aborted || stop.questions.aborted) throw error
    if (error instanceof CallFailed) return { status: 'failed', reason: error.errorClass, message: error.message }
    if (error instanceof AppError) return { status: 'failed', reason: 'internal', message: error.message }
    log().error({ err: error, runId: bench.runId, pairId: pair.id }, 'a step of a generation run failed')
    return { status: 'failed', reason: 'internal', message: 'Unexpected error; the log of the worker has it.' }
  }
}

function isEmpty({ constraints, verdicts, variants, answers, measurements, superseded, bands }: Findings): boolean {
  return [constraints, verdicts, variants, answers, measurements, superseded, bands].every((list) => !list || list.length === 0)
}
