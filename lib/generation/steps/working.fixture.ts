import { setImmediate as soon } from 'node:timers/promises'
import { recipeStep, type StepName } from '#lib/generation/recipe.ts'
import { CallFailed, type Ask, type ConstraintState, type Findings, type Likelihood, type PairState, type Question, type Step, type VariantState } from '#lib/generation/step.ts'
import { seededRng } from '#lib/random.ts'

/** A pair for tests, with good defaults. */
export function pairState(given: Partial<PairState> = {}): PairState {
  return {
    id: '01900000-0000-7000-8000-000000000001',
    contentHash: 'c0ffee'.padEnd(64, '0'),
    language: 'en',
    system: null,
    history: [],
    instruction: 'Tell me about tea.',
    input: null,
    response: 'Tea is a drink. It comes from China.\n\nPeople like it warm.',
    constraints: [],
    variants: [],
    answers: [],
    ...given,
  }
}

/** A variant of a pair, evolved from its own instruction. */
export function variantState(id: string, given: Partial<VariantState> = {}): VariantState {
  return { id, kind: 'evolved', text: `Tell me about tea. (${id})`, parentId: null, constraintIds: [], depth: 1, level: null, operation: null, meta: {}, ...given }
}

/** A constraint that a model proposed and nobody judged. */
export function constraintState(text: string, given: Partial<ConstraintState> = {}): ConstraintState {
  return { id: text, type: 'unmapped', text, origin: 'llm', checker: null, status: 'pending', outcome: null, judged: false, ...given }
}

/** What a scripted model answers: a value, or a failure. */
type Scripted = unknown

/**
 * A model that gives the scripted answers in turn, and the questions that it was asked. As with a real one, what the schema or the
 * question's own check refuses is asked once more (the next answer) and then given up as `bad_json`. Throws when the script is over.
 */
export function scripted(...answers: Scripted[]): { ask: Ask; asked: Question<unknown>[]; left(): number } {
  const asked: Question<unknown>[] = []
  let at = 0
  const next = (): unknown => {
    if (at >= answers.length) throw new Error('the script has no answer left')
    const answer = answers[at++]
    if (answer instanceof Error) throw answer
    return answer
  }
  const ask = async <T>(question: Question<T>) => {
    asked.push(question as Question<unknown>)
    const generationId = `generation ${asked.length}`
    let problem: string | null = null
    for (let attempt = 0; attempt < 2; attempt++) {
      const given = next()
      await soon()
      const read = readAnswer(question, given)
      if ('value' in read) return { value: read.value, generationId, model: 'scripted' }
      problem = read.problem
    }
    throw new CallFailed('bad_json', problem ?? '')
  }
  return { ask: ask as Ask, asked, left: () => answers.length - at }
}

function readAnswer<T>({ answer }: Question<T>, given: unknown): { value: T } | { problem: string } {
  if (answer.kind === 'text') {
    const problem = answer.check?.(String(given)) ?? null
    return problem === null ? { value: String(given) as T } : { problem }
  }
  const parsed = answer.schema.safeParse(given)
  if (!parsed.success) return { problem: parsed.error.message }
  const problem = answer.check?.(parsed.data) ?? null
  return problem === null ? { value: parsed.data } : { problem }
}

const silent: Likelihood = () => Promise.reject(new CallFailed('unsupported', 'no log-probabilities'))

/** Works a step on a pair with the defaults of its settings. */
export function worked<Name extends StepName>(
  step: Step<Name>,
  pair: PairState,
  { ask = scripted().ask, likelihood = silent, settings = {}, seed = 1 }: { ask?: Ask; likelihood?: Likelihood; settings?: Record<string, unknown>; seed?: number } = {},
): Promise<Findings> {
  return step.work({
    pair,
    settings: recipeStep.parse({ step: step.name, ...settings }) as Parameters<Step<Name>['work']>[0]['settings'],
    rng: seededRng(seed, pair.contentHash, step.name),
    ask,
    likelihood,
    signal: new AbortController().signal,
  })
}
