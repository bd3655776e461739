import { z } from 'zod'
import { db } from '#lib/db/client.ts'
import { endpointSettings, listEndpoints } from '#lib/endpoints/endpoints.ts'
import type { EndpointSettings } from '#lib/endpoints/contract.ts'
import { estimateTokens } from '#lib/generation/model/request.ts'
import { stepsWithoutEndpoint, type GenerateParams, type RecipeStep } from '#lib/generation/recipe.ts'
import { CallFailed, type ChatMessage, type PairState, type Step } from '#lib/generation/step.ts'
import { steps } from '#lib/generation/steps/index.ts'
import { seededRng } from '#lib/random.ts'
import type { RunEstimate } from '#lib/runs/contract.ts'
import { loadPairStates } from './pair-states.ts'
import { chosenPairs } from './plan.ts'

/** Pairs whose prompts are made to see how long they are. */
const sampleSize = 20
/** With calls for fewer pairs than this an average says little. */
const enoughPairs = 10
/** Tokens of a usual answer, where no earlier call says more. */
const usualAnswer: Partial<Record<RecipeStep['step'], number>> = { refine: 80, backtranslate: 250, judge: 120, evolve: 250, difficulty: 150, relabel: 60, lift: 1 }
/** LLM-made constraints a pair that later steps will see when the same recipe makes them first. */
const expectedConstraints = 6
const expectedConstraint = 'Write in a tone that suits the reader and keep to the point throughout.'
/** Steps that ask about each constraint, also of those that no program can check. */
const askingOfEach: readonly RecipeStep['step'][] = ['judge', 'lift']

/** What one step asks for one pair, on average. */
interface PerPair {
  calls: number
  inputTokens: number
  outputTokens: number
  /** Of one call, in milliseconds; null where nothing is known. */
  latencyMs: number | null
}

/**
 * What a generation run would ask, before anything is asked: the questions are those that the steps would ask of a sample of the pairs; their
 * size and time are the averages of earlier calls of the step to the same model where there are some, and otherwise the prompts'.
 */
export async function estimateRun(datasetId: string, params: GenerateParams): Promise<RunEstimate> {
  const [counted] = await db().$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM (${chosenPairs(datasetId, params.filter, params.limit)}) chosen`
  const pairs = Number(counted?.n ?? 0)
  const sample = pairs === 0 ? [] : await db().$queryRaw<{ id: string }[]>`SELECT id::text AS id FROM (${chosenPairs(datasetId, params.filter, Math.min(sampleSize, params.limit ?? sampleSize))}) chosen`
  const states = [...(await loadPairStates(sample.map(({ id }) => id))).values()]
  const speeds = new Map((await listEndpoints()).endpoints.map((endpoint) => [endpoint.id, endpoint.lastTest]))
  const total: RunEstimate = { pairs, calls: 0, cached: 0, inputTokens: 0, outputTokens: 0, cost: 0, currency: null, seconds: 0, guessed: [], notes: [] }
  for (const [index, step] of params.steps.entries()) {
    if (stepsWithoutEndpoint.includes(step.step)) continue
    const id = ('endpointId' in step ? step.endpointId : undefined) ?? params.endpointId
    if (!id) continue
    const endpoint = await endpointSettings(id)
    const prompts = await fromPrompts(step, states, params.steps.slice(0, index))
    const earlier = await fromEarlierCalls(step, endpoint)
    const per = earlier ? { calls: prompts.calls, inputTokens: prompts.calls * earlier.inputTokens, outputTokens: prompts.calls * earlier.outputTokens, latencyMs: earlier.latencyMs } : prompts
    if (!earlier && !total.guessed.includes(step.step)) total.guessed.push(step.step)
    const test = speeds.get(id)
    const speed = test?.outputTokensPerSecond ?? null
    const latencyMs = per.latencyMs ?? (speed ? ((per.outputTokens / Math.max(1, per.calls)) / speed) * 1000 : (test?.latencyMs ?? null))
    add(total, pairs, per, endpoint, latencyMs)
  }
  if (total.currency === 'several') total.notes.push('The endpoints have prices in different currencies, which are not added.')
  return { ...total, currency: total.currency === 'several' ? null : total.currency }
}

function add(total: RunEstimate, pairs: number, per: PerPair, endpoint: EndpointSettings, latencyMs: number | null): void {
  total.calls += Math.round(per.calls * pairs)
  total.inputTokens += Math.round(per.inputTokens * pairs)
  total.outputTokens += Math.round(per.outputTokens * pairs)
  const priced = endpoint.inputPrice !== null || endpoint.outputPrice !== null
  const sameCurrency = total.currency === null || total.currency === endpoint.currency
  if (priced && sameCurrency && total.cost !== null) total.cost += (pairs * (per.inputTokens * (endpoint.inputPrice ?? 0) + per.outputTokens * (endpoint.outputPrice ?? 0))) / 1e6
  else total.cost = null
  if (priced) total.currency = sameCurrency ? endpoint.currency : 'several'
  if (latencyMs === null || total.seconds === null) total.seconds = null
  else total.seconds += (pairs * per.calls * latencyMs) / 1000 / endpoint.concurrency
}

const averages = z.array(z.object({ pairs: z.number(), input: z.number().nullable(), output: z.number().nullable(), latency: z.number().nullable() }))

/** The averages of one call. */
async function fromEarlierCalls(step: RecipeStep, { model }: EndpointSettings): Promise<Omit<PerPair, 'calls'> | null> {
  const [row] = averages.parse(
    await db().$queryRaw`
      SELECT count(DISTINCT "pairId")::int AS pairs, avg("inputTokens")::float8 AS input, avg("outputTokens")::float8 AS output,
        avg("latencyMs")::float8 AS latency
      FROM (SELECT * FROM "Generation" WHERE step = ${step.step} AND model = ${model} AND status = 'ok' ORDER BY id DESC LIMIT 1000) recent`,
  )
  if (!row || row.pairs < enoughPairs || row.input === null || row.output === null) return null
  return { inputTokens: row.input, outputTokens: row.output, latencyMs: row.latency }
}

/** Lets the step ask for each pair of the sample, and writes down the questions instead of sending them. */
async function fromPrompts(settings: RecipeStep, states: readonly PairState[], before: readonly RecipeStep[]): Promise<PerPair> {
  const step = steps[settings.step] as Step | undefined
  if (!step || states.length === 0) return { calls: 0, inputTokens: 0, outputTokens: 0, latencyMs: null }
  const asked: { input: number; output: number }[] = []
  const note = (messages: readonly ChatMessage[], most: number): void => {
    asked.push({ input: estimateTokens(messages.map(({ content }) => content)), output: Math.min(most, usualAnswer[settings.step] ?? Math.round(most / 4)) })
  }
  for (const pair of states) {
    const work = {
      pair: expected(pair, settings, before),
      settings,
      rng: seededRng(0, pair.contentHash, settings.step),
      signal: new AbortController().signal,
      ask: (question: { messages: ChatMessage[]; maxTokens: number }) => {
        note(question.messages, question.maxTokens)
        return Promise.reject(new CallFailed('unsupported', 'only an estimate'))
      },
      // Answered, so that what is asked after the first is seen too.
      likelihood: (question: { messages: ChatMessage[]; completion: string }) => {
        note([...question.messages, { role: 'assistant', content: question.completion }], 1)
        return Promise.resolve({ logprob: -1, tokens: 1, generationId: '', model: '' })
      },
    }
    await step.work(work).catch((error: unknown) => {
      if (!(error instanceof CallFailed)) throw error
    })
  }
  const rounds = furtherRounds(settings)
  const sum = (of: (call: { input: number; output: number }) => number): number => (rounds * asked.reduce((all, call) => all + of(call), 0)) / states.length
  return { calls: (rounds * asked.length) / states.length, inputTokens: sum(({ input }) => input), outputTokens: sum(({ output }) => output), latencyMs: null }
}

/** Questions that follow from answers are not seen when none is given: each first one stands for so many. */
function furtherRounds(settings: RecipeStep): number {
  if (settings.step !== 'evolve') return 1
  // Of TaCIE each difficulty is written and judged; of Conifer all are written at once, and each is judged.
  return { ecd: settings.rounds, tacie: 2 + 2 * settings.rounds, conifer: 2 + settings.rounds }[settings.method]
}

/** The pair as it will be when the steps before this one have done their work. */
function expected(pair: PairState, { step }: RecipeStep, before: readonly RecipeStep[]): PairState {
  const makesConstraints = before.some((earlier) => earlier.step === 'backtranslate') && !pair.constraints.some(({ origin }) => origin === 'llm')
  return {
    ...pair,
    constraints: askingOfEach.includes(step) && makesConstraints ? [...pair.constraints, ...constraintsToCome()] : pair.constraints,
    // A variant that a step makes anew is the one that later steps look at.
    variants: step === 'answer' ? [...pair.variants, ...before.flatMap((earlier) => variantsToCome(earlier, pair))] : pair.variants,
  }
}

function constraintsToCome(): PairState['constraints'] {
  return Array.from({ length: expectedConstraints }, (_, n) => ({
    id: `expected ${n}`, type: 'unmapped', text: expectedConstraint, origin: 'llm' as const,
    checker: null, status: 'pending' as const, outcome: null, judged: false,
  }))
}

/** Evolution makes a ladder of as many instructions as it has rounds, each longer by a sentence or so; refining makes one. */
function variantsToCome(step: RecipeStep, { instruction }: PairState): PairState['variants'] {
  const kind = step.step === 'evolve' ? ('evolved' as const) : step.step === 'refine' ? ('refined' as const) : null
  if (kind === null) return []
  return Array.from({ length: step.step === 'evolve' ? step.rounds : 1 }, (_, n) => ({
    id: `expected ${kind} ${n}`, kind, text: `${instruction} ${`${expectedConstraint} `.repeat(n + 1)}`, parentId: n === 0 ? null : `expected ${kind} ${n - 1}`,
    constraintIds: [], depth: n + 1, level: null, operation: null, meta: {},
  }))
}
