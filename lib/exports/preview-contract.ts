import { z } from 'zod'
import type { NotStated } from '#lib/exports/leaving-constraints.ts'
import { askedRecipe } from '#lib/exports/recipe.ts'

/** `POST /api/v1/exports/preview` answers an ExportPreview: what the recipe makes of some pairs, before anything is run. */
export const previewInput = z.object({
  datasetId: z.uuid(),
  seed: z.int().min(0).max(2_147_483_647).default(0),
  params: askedRecipe,
  /** Which pairs are drawn: the same number draws the same. */
  draw: z.int().min(0).max(2_147_483_647).default(0),
})

/** A row as the export writes it. */
export interface PreviewRow {
  /** The name of its file. */
  file: string
  /** The row's JSON: in a file of JSON lines these very bytes. */
  json: string
}

/** One pair or preference: its rows, or why it has none; and what of it is not stated, with the reasons. */
export interface PreviewItem {
  rows: PreviewRow[]
  dropped: string | null
  leftOut: NotStated[]
}

export interface ExportPreview {
  items: PreviewItem[]
  /** How many could have been drawn. */
  of: number
  /** Whether a sample of a large dataset was looked at: then `of` are in it, and a row may turn out otherwise. */
  isSample: boolean
  /** With a filter that would take too long to go through all: how many pairs were looked at, of which `of` can leave; else null. */
  looked: number | null
}

/** `POST /api/v1/exports/stages` answers {@link StageScores}: what a recipe's curriculum would part. Its cuts may be any. */
export const stagesInput = previewInput.omit({ draw: true })

export interface StageScores {
  /** How many rows of training have which score, rising. */
  scores: [score: number, rows: number][]
  /** Pairs that stay out for they have no score. */
  unscored: number
  /** How many pairs could leave. */
  of: number
  /** As of a preview. */
  isSample: boolean
  looked: number | null
}

/** `GET /api/v1/datasets/:id/licenses` answers {licenses: LicenseCount[]}: of what could leave, most first. */
export interface LicenseCount {
  license: string
  pairs: number
}

/** `preferences`: accepted ones, by their pair's licence; `answers`: the pairs that a model back-translated. `general`: the dataset whose pairs go in as they are, which count, too. */
export const exportableQuery = z.object({ of: z.enum(['pairs', 'preferences', 'answers']).default('pairs'), general: z.string().min(1).max(200).optional() })
