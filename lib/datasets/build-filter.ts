import { z } from 'zod'

/** What a pair, and each of its constraints, has to be to go into a build. What is left out asks nothing. */
export const buildRecipe = z.object({
  /** `accepted`: what people accepted; `open`: also what nobody has decided yet. */
  decision: z.enum(['accepted', 'open']).default('accepted'),
  /** `any`; `unrefuted`: no program says that it is false; `held`: a program or a judge says that it holds; `proven`: a program does. */
  verdict: z.enum(['any', 'unrefuted', 'held', 'proven']).default('any'),
  /** The least -log2 of how often other responses meet it; what is of unknown rarity passes. */
  bits: z.coerce.number().min(0).max(12).default(0),
  /** The most often that a model met it unasked, 0 to 1; what was not sampled passes. */
  natural: z.coerce.number().min(0).max(1).default(1),
  /** The least share of its reviewers who agree, 0 to 1; what fewer than two decided passes. */
  agreement: z.coerce.number().min(0).max(1).default(0),
  /** How many such constraints a pair needs. */
  least: z.coerce.number().int().min(1).max(50).default(1),
  /** `no` leaves out near-duplicates of an earlier pair. */
  duplicates: z.enum(['yes', 'no']).default('yes'),
  /** `no` leaves out pairs that share 13 words in a row with a benchmark. */
  contaminated: z.enum(['yes', 'no']).default('yes'),
  /** The one license that is taken; empty for any. */
  license: z.string().max(100).regex(/^[^,=@"]*$/).default(''),
})
export type BuildRecipe = z.infer<typeof buildRecipe>

/** Why a build leaves pairs out, in the order in which it asks; `kept` is what stays. */
export const buildSteps = ['duplicates', 'license', 'contaminated', 'decision', 'verdict', 'bits', 'natural', 'agreement', 'kept'] as const
export type BuildStep = (typeof buildSteps)[number]

export const buildStepLabels: Record<BuildStep, string> = {
  duplicates: 'near-duplicate of an earlier pair',
  license: 'another license, or none',
  contaminated: 'contaminated by a benchmark',
  decision: 'too few constraints accepted',
  verdict: 'too few of them with the verdict',
  bits: 'too few of them rare enough',
  natural: 'too few of them that models do not meet unasked',
  agreement: 'too few of them agreed upon',
  kept: 'kept',
}

/** What a build asks of each of the constraints that it takes. */
const takenRecipe = buildRecipe.pick({ decision: true, verdict: true, bits: true, natural: true, agreement: true })
export type TakenRecipe = z.infer<typeof takenRecipe>

/** A filter's value for the constraints that a build takes: `verdict=proven,bits=1.5`; what is as usual is not written where there is anything else. */
export function printTaken(recipe: BuildRecipe): string {
  return unusual(takenRecipe.parse(recipe)) || 'decision=accepted'
}

/** Reads what printTaken writes; null for anything else. */
export function parseTaken(value: string): TakenRecipe | null {
  return value === '' ? null : (takenRecipe.strict().safeParse(partsOf(value)).data ?? null)
}

/** A filter's value for what a step leaves out: `bits@least=2,verdict=proven,bits=1.5`; what is as usual is not written. */
export function printBuildFilter(step: BuildStep, recipe: BuildRecipe): string {
  return `${step}@${unusual(recipe)}`
}

function unusual(recipe: Partial<BuildRecipe>): string {
  const usual = new Map<string, unknown>(Object.entries(buildRecipe.parse({})))
  return Object.entries(recipe).flatMap(([name, value]) => (value === usual.get(name) ? [] : [`${name}=${value}`])).join(',')
}

function partsOf(value: string): Record<string, string> {
  return Object.fromEntries(value.split(',').flatMap((part) => (part === '' ? [] : [[part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]])))
}

/** Reads what printBuildFilter writes; null for anything else. */
export function parseBuildFilter(value: string): { step: BuildStep; recipe: BuildRecipe } | null {
  const at = value.indexOf('@')
  const step = buildSteps.find((known) => known === (at < 0 ? value : value.slice(0, at)))
  const recipe = buildRecipe.strict().safeParse(at < 0 ? {} : partsOf(value.slice(at + 1)))
  return step && recipe.success ? { step, recipe: recipe.data } : null
}
