import { z } from 'zod'
import { budget, generateParams, type RunUsage, type StepName } from '#lib/generation/recipe.ts'
import { contaminationParams } from '#lib/contamination/contract.ts'
import { inputPositions } from '#lib/compose/input-position.ts'
import { composeFields } from '#lib/compose/recipe.ts'
import { pairFilter } from '#lib/datasets/contract.ts'
import { fileTypeLabels, fileTypes, fileTypesFor } from '#lib/exports/file-type-names.ts'
import { canEvaluate, exportFormatIds, isComposedFormat, isPreferenceFormat } from '#lib/exports/format-names.ts'
import { stratumKinds } from '#lib/exports/strata.ts'
import { pushParams } from '#lib/hub/contract.ts'
import { licenseUses } from '#lib/licenses/problems.ts'
import { preferencesParams } from '#lib/preferences/contract.ts'
import { actKinds, type ActRun } from '#lib/runs/act-contract.ts'
import { tellUnknownNames } from '#lib/runs/unknown-names.ts'

export const runKinds = ['import', 'backtranslate', 'verify', 'generate', 'preferences', 'contamination', 'settle', 'export', 'push', ...actKinds] as const
export type RunKind = (typeof runKinds)[number]
export type RunStatus = 'queued' | 'running' | 'paused' | 'cancelled' | 'done' | 'partial' | 'failed'

/** Statuses after which nothing more happens by itself. */
export const endedStatuses: readonly RunStatus[] = ['cancelled', 'done', 'partial', 'failed']

const column = z.string().max(200).optional()

/** How the fields of a source become those of a pair; `format` is a reader's id (lib/pairs/formats). */
export const fieldMapping = z.object({
  format: z.string().min(1).max(64),
  columns: z
    .object({
      instruction: column,
      input: column,
      response: column,
      system: column,
      id: column,
      source: column,
      language: column,
      license: column,
    })
    .optional(),
})
export type FieldMappingInput = z.infer<typeof fieldMapping>

export const importParams = z.object({
  /** An upload of POST /api/v1/uploads. */
  uploadId: z.uuid(),
  fileName: z.string().max(255),
  mapping: fieldMapping,
  /** Kept with each pair that names none itself. */
  license: z.string().max(100).optional(),
  source: z.string().max(100).optional(),
})
export const backtranslateParams = z.object({
  types: z.enum(['all', 'crab']).default('all'),
})
export const verifyParams = z.object({})
/** A review policy is followed as it stands when each pair's turn comes. */
export const settleParams = z.object({})
/** Formats whose rows can hold a conversation of several exchanges. */
const conversational: readonly string[] = ['sft-messages', 'prompt-completion', 'sharegpt', 'llama-factory', 'axolotl', 'openai', 'crab']
/** Formats whose readers leave a column of weights alone, and whose rows say what it rests on. */
const weighable: readonly string[] = ['sft-messages', 'prompt-completion', 'llama-factory', 'axolotl']

const licenseName = z.string().trim().min(1).max(100)

export const exportParams = z.object({
  format: z.enum(exportFormatIds),
  /** Only pairs with at least this many accepted constraints leave. */
  minConstraints: z.int().min(1).max(50).default(1),
  /** A prompt states `usualConstraints` to `maxConstraints` of them, or all when there are fewer. */
  usualConstraints: z.int().min(1).max(50).default(6),
  maxConstraints: z.int().min(1).max(50).default(8),
  /** The share of prompts that state any number, from one up. */
  anyNumber: z.number().min(0).max(1).default(0.3),
  /** `mixed`: the refined one, where there is one, for seven in ten. */
  instruction: z.enum(['original', 'refined', 'mixed']).default('original'),
  /** Where a pair's input stands to instruction and constraints. */
  inputPosition: z.enum([...inputPositions, 'mixed']).default('after'),
  ...composeFields,
  /** Shares of the pairs held out. */
  validation: z.number().min(0).max(0.9).default(0),
  test: z.number().min(0).max(0.9).default(0),
  /** What stays in one split: near-duplicates and the same instruction always; `source`: each source too. */
  splitBy: z.enum(['pair', 'source']).default('pair'),
  /** What every split has alike shares of: types of constraint (each pair by its rarest), sources, languages, or lengths of response. `none`: each group is drawn by itself. */
  stratify: z.enum(['none', ...stratumKinds]).default('none'),
  /** Leaves out the pairs that are near-duplicates of another one. */
  dropNearDuplicates: z.boolean().default(false),
  /** Leaves out the pairs of which a search found 13 words in a row in a benchmark. */
  dropContaminated: z.boolean().default(false),
  /** What it is for, which says which licences go with it; nothing is left out by it alone. */
  use: z.enum(licenseUses).default('unstated'),
  /** Licences by any of their names, `not stated` among them: null, all are allowed. */
  licensesAllowed: z.array(licenseName).max(500).nullable().default(null),
  licensesLeftOut: z.array(licenseName).max(500).default([]),
  /** Only the pairs that this finds leave; left out: all of the dataset. */
  filter: pairFilter.optional(),
  /** Of the files with rows. */
  fileType: z.enum(fileTypes).default('jsonl'),
}).superRefine(({ format, fileType, minConstraints, maxConstraints, demonstrations, reverse, general, curriculum, ladder, ladderAs, margin, weights, validation, test, evaluation }, context) => {
  if (isComposedFormat(format) && minConstraints > maxConstraints) context.addIssue({ code: 'custom', path: ['maxConstraints'], message: 'is less than the least: no pair could meet both' })
  const taken = fileTypesFor(format)
  if (!taken.includes(fileType)) context.addIssue({ code: 'custom', path: ['fileType'], message: `is not read by the readers of this format; take ${taken.map((type) => fileTypeLabels[type]).join(' or ')}` })
  if (demonstrations > 0 && (format === 'ifeval' || !isComposedFormat(format))) context.addIssue({ code: 'custom', path: ['demonstrations'], message: 'have no place in this format: take none' })
  if (reverse > 0 && (format === 'ifeval' || format === 'rlvr' || !isComposedFormat(format))) context.addIssue({ code: 'custom', path: ['reverse'], message: 'examples have no place in this format: take a share of 0' })
  if (general && (format === 'ifeval' || format === 'rlvr' || !isComposedFormat(format))) context.addIssue({ code: 'custom', path: ['general'], message: 'rows have no place in this format: take none' })
  if (curriculum && !isComposedFormat(format)) context.addIssue({ code: 'custom', path: ['curriculum'], message: 'has no place in a format whose prompts are not composed' })
  if (curriculum && curriculum.replay > 0 && format === 'ifeval') context.addIssue({ code: 'custom', path: ['curriculum', 'replay'], message: 'has no place in this format, whose keys cannot tell rows that stand twice: take 0' })
  const more = [demonstrations > 0 && 'demonstrations', reverse > 0 && 'reverse', general !== null && 'general', curriculum !== null && 'curriculum', ladder > 0 && 'ladder'].filter((word) => word !== false)
  if (format === 'kto-prompts') for (const name of more) context.addIssue({ code: 'custom', path: [name], message: 'has no place in a format that contrasts prompts' })
  const beside = [demonstrations > 0 && 'demonstrations', reverse > 0 && 'reverse examples', general !== null && 'general rows', curriculum !== null && 'a curriculum'].filter((word) => word !== false)
  if (ladder > 0 && beside.length > 0) context.addIssue({ code: 'custom', path: ['ladder'], message: `cannot have ${beside.join(' or ')} beside it` })
  if (ladder > 0 && (format === 'ifeval' || !isComposedFormat(format))) context.addIssue({ code: 'custom', path: ['ladder'], message: 'has no place in this format: take 0' })
  if (ladder > 0 && ladderAs === 'conversation' && !conversational.includes(format)) context.addIssue({ code: 'custom', path: ['ladderAs'], message: `is a conversation, which this format has none of; take files, or ${conversational.join(', ')}` })
  if (margin !== 'none' && format !== 'dpo' && format !== 'dpo-plain') context.addIssue({ code: 'custom', path: ['margin'], message: 'has a place in the formats of DPO alone' })
  if (weights !== 'none' && !weighable.includes(format)) context.addIssue({ code: 'custom', path: ['weights'], message: `have no place in this format; take ${weighable.join(', ')}` })
  if (evaluation && !canEvaluate(format)) context.addIssue({ code: 'custom', path: ['evaluation'], message: 'has no place beside this format' })
  else if (evaluation && test === 0) context.addIssue({ code: 'custom', path: ['evaluation'], message: 'is made of the test split: hold a share out as a test' })
  if (validation + test > 0.95) context.addIssue({ code: 'custom', path: ['test'], message: 'leaves less than a twentieth for training' })
})

/** A recipe as it was written by whatever version: early ones said `gzip` where there is a file type now. */
export const exportRecipe = z.preprocess(inFileTypes, exportParams)

function inFileTypes(recipe: unknown): unknown {
  const early = z.looseObject({ gzip: z.boolean() }).safeParse(recipe)
  if (!early.success) return recipe
  const { gzip, ...rest } = early.data
  return { fileType: gzip ? 'jsonl.gz' : 'jsonl', ...rest }
}

/** What a recipe says of composing prompts. */
const ofComposing = ['usualConstraints', 'maxConstraints', 'anyNumber', 'instruction', 'inputPosition', 'typeWeights', 'bits'] as const

/** The recipe of a manifest as it can be asked for again: without what early versions let stand in it, though rows of its format never followed it. */
export function repeatable(recipe: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const format = exportParams.shape.format.safeParse(recipe.format).data
  const follows = format === undefined || isComposedFormat(format)
  return Object.fromEntries(Object.entries(recipe).filter(([name]) => follows || ofComposing.every((known) => known !== name)))
}

/** A recipe as somebody asks for it now: a name that it does not have is refused, and so is what the rows of a format do not follow. Manifests say its `kind`, too. */
export const askedRecipe = z.preprocess(
  (recipe, context) => {
    tellUnknownNames(recipe, exportParams, context, ['kind', 'gzip'])
    return inFileTypes(recipe)
  },
  exportParams.superRefine((recipe, context) => {
    if (isComposedFormat(recipe.format)) return
    const usual = exportParams.parse({ format: recipe.format })
    const whose = isPreferenceFormat(recipe.format) ? 'preferences, whose prompts are as they were made' : 'back-translations, whose prompts are those that models were asked'
    for (const name of ofComposing) if (JSON.stringify(recipe[name]) !== JSON.stringify(usual[name])) context.addIssue({ code: 'custom', path: [name], message: `has no place in a format of ${whose}: leave it out` })
  }),
)
export type ImportParams = z.infer<typeof importParams>
export type BacktranslateParams = z.infer<typeof backtranslateParams>
export type ExportParams = z.infer<typeof exportParams>

const seed = z.int().min(0).max(2_147_483_647).default(0)
/** `POST /api/v1/runs`. Answers 201 with a RunView. */
export const startRunInput = startInput(askedRecipe)
/** The same as a run's row has it, whatever version stored it. */
export const storedRun = startInput(exportRecipe)
function startInput<T extends typeof exportRecipe | typeof askedRecipe>(recipe: T) {
  return z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('import'), datasetId: z.uuid(), seed, params: importParams }),
    z.object({ kind: z.literal('backtranslate'), datasetId: z.uuid(), seed, params: backtranslateParams }),
    z.object({ kind: z.literal('verify'), datasetId: z.uuid(), seed, params: verifyParams }),
    z.object({ kind: z.literal('generate'), datasetId: z.uuid(), seed, params: generateParams }),
    z.object({ kind: z.literal('preferences'), datasetId: z.uuid(), seed, params: preferencesParams }),
    z.object({ kind: z.literal('contamination'), datasetId: z.uuid(), seed, params: contaminationParams }),
    z.object({ kind: z.literal('settle'), datasetId: z.uuid(), seed, params: settleParams }),
    z.object({ kind: z.literal('export'), datasetId: z.uuid(), seed, params: recipe }),
    z.object({ kind: z.literal('push'), datasetId: z.uuid(), seed, params: pushParams }),
  ])
}
export type StartRunInput = z.input<typeof startRunInput>
export type StartRun = z.infer<typeof startRunInput>
/** A run of any kind, as its row says it. */
export type AnyRun = StartRun | ActRun

/** in = out + sum(dropped): held in every run, and shown. */
export interface RunCounts {
  in: number
  out: number
  dropped: Record<string, number>
  /** More numbers of the kind, such as constraints made. */
  made?: Record<string, number>
}

export interface RunView {
  id: string
  kind: RunKind
  status: RunStatus
  datasetId: string | null
  datasetName: string | null
  params: Record<string, unknown>
  seed: number
  /** Units of `unit`; null while unknown. */
  total: number | null
  progress: number
  unit: 'bytes' | 'pairs' | 'preferences' | 'constraints' | 'answers'
  counts: RunCounts
  /** Of model calls; null for kinds that make none. */
  usage: RunUsage | null
  /** What a run that has not ended waits for, in words for people; null while it works. */
  waitingFor: string | null
  error: string | null
  /** Whether a worker's heartbeat is older than it should be while the run is running. */
  stalled: boolean
  createdBy: string | null
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
  exportId: string | null
}

export interface RunEventView {
  id: number
  level: 'info' | 'warn' | 'error'
  message: string
  at: string
}

/**
 * `GET /api/v1/runs/:id/events` is a text/event-stream: `event: run` with a RunView at every change and
 * `event: log` with a RunEventView; it closes by itself once the run has ended.
 * `POST /api/v1/runs/:id/actions` {action: cancel|pause|resume|retry} answers the RunView.
 * `GET /api/v1/runs/:id/errors?after=&limit=` answers {errors: ImportErrorView[], total}; `?download=1` streams JSONL.
 */
export const runAction = z.object({
  action: z.enum(['cancel', 'pause', 'resume', 'retry']),
  /** resume, retry of a generation run: its budget from now on, what is spent included. */
  budget: budget.optional(),
})
export type RunAction = z.infer<typeof runAction>['action']

export interface ImportErrorView {
  id: number
  line: number
  field: string | null
  reason: string
  raw: string
}

/** `GET /api/v1/runs?datasetId=&kind=&after=` answers {runs: RunView[], next: string | null}, newest first. */
export interface RunPage {
  runs: RunView[]
  next: string | null
}

/** `POST /api/v1/runs/estimate` {datasetId, params} answers a RunEstimate: what a generation run would ask, before anything is asked. */
export interface RunEstimate {
  pairs: number
  calls: number
  cached: number
  inputTokens: number
  outputTokens: number
  cost: number | null
  currency: string | null
  seconds: number | null
  /** Steps that the model has hardly answered before, so that the length of its answers is a guess. */
  guessed: StepName[]
  notes: string[]
}

/** `GET /api/v1/runs/:id/items?status=&reason=&after=&limit=` answers {items: RunItemView[], next: string | null}. */
export interface RunItemView {
  pairId: string
  status: 'open' | 'done' | 'dropped' | 'failed'
  reason: string | null
  message: string | null
  made: Record<string, number>
  instruction: string
}
export interface RunItemPage {
  items: RunItemView[]
  next: string | null
}

/** `GET /api/v1/runs/:id/generations?step=&status=&after=&limit=` answers {generations: GenerationRow[], next: string | null}, newest first. */
export interface GenerationRow {
  id: string
  pairId: string
  step: string
  promptVersion: string
  model: string
  sample: number
  status: 'ok' | 'error'
  errorClass: string | null
  error: string | null
  /** How the answer begins. */
  excerpt: string
  inputTokens: number | null
  outputTokens: number | null
  cost: number | null
  latencyMs: number | null
  tries: number
  repaired: boolean
  createdAt: string
}
export interface GenerationPage {
  generations: GenerationRow[]
  next: string | null
}

/** `GET /api/v1/generations/:id`. */
export interface GenerationView extends GenerationRow {
  runId: string | null
  endpointName: string | null
  request: Record<string, unknown>
  rawOutput: string | null
  parsed: unknown
  firstAnswer: { raw: string; problem: string } | null
  finishReason: string | null
}
