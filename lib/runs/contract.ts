import { z } from 'zod'
import { budget, generateParams, type RunUsage, type StepName } from '#lib/generation/recipe.ts'
import { contaminationParams } from '#lib/contamination/contract.ts'
import { askedRecipe, exportRecipe } from '#lib/exports/recipe.ts'
import { pushParams } from '#lib/hub/contract.ts'
import { preferencesParams } from '#lib/preferences/contract.ts'
import { actKinds, type ActRun } from '#lib/runs/act-contract.ts'

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

export type ImportParams = z.infer<typeof importParams>
export type BacktranslateParams = z.infer<typeof backtranslateParams>

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
