import { z } from 'zod'
import { pairFilter } from '#lib/datasets/contract.ts'

/** What every step that asks a model may say for itself. */
const asking = {
  /** Another endpoint than the run's, such as a second model as judge. */
  endpointId: z.uuid().optional(),
  temperature: z.number().min(0).max(2).optional(),
}
const target = z.enum(['original', 'refined', 'composed', 'evolved', 'relabelled'])

/** One step of a recipe with its settings; the defaults are those of the papers that lib/generation/steps names. */
export const recipeStep = z.discriminatedUnion('step', [
  /** Constraint back-translation by rule: needs no endpoint. */
  z.object({ step: z.literal('rules'), types: z.enum(['all', 'crab']).default('all') }),
  /** A refined instruction that fits the response more tightly, `minWords` to `maxWords` longer. */
  z.object({ step: z.literal('refine'), ...asking, minWords: z.int().min(0).max(200).default(10), maxWords: z.int().min(1).max(400).default(20) }),
  /** Constraint back-translation by a model: global and local types, one call each. */
  z.object({ step: z.literal('backtranslate'), ...asking, scopes: z.array(z.enum(['global', 'local'])).min(1).default(['global', 'local']) }),
  /** Whether the response meets each constraint that no program decided, by majority of `votes`. */
  z.object({
    step: z.literal('judge'),
    ...asking,
    votes: z.int().min(1).max(9).refine((n) => n % 2 === 1, 'is even: a majority needs an odd number of votes').default(1),
    /** Put a repaired text, judged again, in the place of a constraint that is false. */
    repair: z.boolean().default(true),
    /** Judge those again that a judge has judged already. */
    judged: z.boolean().default(false),
  }),
  /** Constraints of one pair that say the same (ROUGE-L F above `threshold`) are reduced to one. */
  z.object({ step: z.literal('redundancy'), threshold: z.number().min(0.1).max(1).default(0.6) }),
  /** Pairs of the dataset that are nearly the same, by MinHash over word 5-grams; marks, removes nothing. */
  z.object({ step: z.literal('near_duplicates'), threshold: z.number().min(0.3).max(1).default(0.8), field: z.enum(['instruction', 'response', 'both']).default('both') }),
  /** Harder instructions: ECD by operations, TaCIE by elements, Conifer by nested levels. */
  z.object({
    step: z.literal('evolve'),
    ...asking,
    method: z.enum(['ecd', 'tacie', 'conifer']).default('ecd'),
    /** ECD: rounds; TaCIE: difficulties; Conifer: levels. */
    rounds: z.int().min(1).max(5).default(1),
    operations: z.array(z.enum(['content', 'style', 'format', 'reasoning'])).min(1).default(['content', 'style', 'format', 'reasoning']),
  }),
  /** `samples` responses to each instruction of the kinds in `of`. */
  z.object({ step: z.literal('answer'), ...asking, samples: z.int().min(1).max(64).default(1), of: z.array(target).min(1).default(['evolved']), maxTokens: z.int().min(16).max(32_768).default(2048) }),
  /** How difficult the pair is, 1 to 5: mean and spread of `ratings` ratings. */
  z.object({ step: z.literal('difficulty'), ...asking, ratings: z.int().min(1).max(16).default(3) }),
  /** A constraint that the response fails, rewritten into what it did do. */
  z.object({ step: z.literal('relabel'), ...asking }),
  /** How often a model meets each constraint by itself, and when asked: `samples` answers without and with it. */
  z.object({ step: z.literal('satisfaction'), ...asking, samples: z.int().min(1).max(64).default(4), maxTokens: z.int().min(16).max(32_768).default(1024) }),
  /** How much likelier the constraint makes the response, where the endpoint gives prompt log-probabilities. */
  z.object({ step: z.literal('lift'), ...asking }),
])
export type RecipeStep = z.infer<typeof recipeStep>
export type StepName = RecipeStep['step']
export type StepSettings<Name extends StepName> = Extract<RecipeStep, { step: Name }>

/** Steps that work without a model. */
export const stepsWithoutEndpoint: readonly StepName[] = ['rules', 'redundancy', 'near_duplicates']

/** What a run may use before it pauses: tokens in and out together, or money in the endpoint's currency. */
export const budget = z.object({ tokens: z.int().min(1).optional(), cost: z.number().positive().optional() })

/** What a generation run is asked: `POST /api/v1/runs` with kind `generate`. */
export const generateParams = z
  .object({
    steps: z.array(recipeStep).min(1, 'Choose at least one step').max(20),
    endpointId: z.uuid().nullable().default(null),
    /** Only these pairs; as the browse table filters. */
    filter: pairFilter.default({}),
    /** Only so many, spread evenly by id; for a trial. */
    limit: z.int().min(1).max(10_000_000).optional(),
    /** The run pauses when it has used so much. */
    budget: budget.default({}),
    /** Ask anew what an earlier run has been answered and paid for. */
    again: z.boolean().default(false),
  })
  .superRefine(({ steps, endpointId }, context) => {
    for (const [index, step] of steps.entries()) {
      const has = stepsWithoutEndpoint.includes(step.step) || endpointId !== null || ('endpointId' in step && step.endpointId !== undefined)
      if (!has) context.addIssue({ code: 'custom', path: ['steps', index, 'endpointId'], message: `The step "${step.step}" asks a model: choose an endpoint for it or for the run.` })
    }
  })
export type GenerateParams = z.infer<typeof generateParams>

/** What the model calls of a run came to so far. */
export const runUsage = z.object({
  /** Questions that were asked of a model and answered or given up. */
  calls: z.number().default(0),
  /** Questions that an earlier call had answered, which cost nothing. */
  cached: z.number().default(0),
  /** Answers that had to be repaired once. */
  repaired: z.number().default(0),
  inputTokens: z.number().default(0),
  outputTokens: z.number().default(0),
  /** In the endpoint's currency; 0 where it has no price. */
  cost: z.number().default(0),
  /** Questions given up, by class of error. */
  errors: z.record(z.string(), z.number()).default({}),
})
export type RunUsage = z.infer<typeof runUsage>
