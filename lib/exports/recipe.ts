import { z } from 'zod'
import { inputPositions } from '#lib/compose/input-position.ts'
import { composeFields } from '#lib/compose/recipe.ts'
import { pairFilter } from '#lib/datasets/contract.ts'
import { fileTypeLabels, fileTypes, fileTypesFor } from '#lib/exports/file-type-names.ts'
import { exportFormatIds, isComposedFormat, isPreferenceFormat } from '#lib/exports/format-names.ts'
import { formatParts, hasPlaceFor, ofComposing, weightedFormats, type FormatPart } from '#lib/exports/format-parts.ts'
import { stratumKinds } from '#lib/exports/strata.ts'
import { licenseUses } from '#lib/licenses/problems.ts'
import { tellUnknownNames } from '#lib/runs/unknown-names.ts'

/** Formats whose rows can hold a conversation of several exchanges. */
const conversational: readonly string[] = ['sft-messages', 'prompt-completion', 'sharegpt', 'llama-factory', 'axolotl', 'openai', 'crab']
/** What is said of a part of a recipe that the format has no place for. */
const noPlace: Readonly<Record<FormatPart, string>> = {
  demonstrations: 'have no place in this format: take none',
  reverse: 'examples have no place in this format: take a share of 0',
  general: 'rows have no place in this format: take none',
  curriculum: 'has no place in this format: take none',
  ladder: 'has no place in this format: take 0',
  margin: 'has a place in the formats of DPO alone',
  weights: `have no place in this format; take ${weightedFormats.join(', ')}`,
  evaluation: 'has no place beside this format',
}

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
  const asked: Record<FormatPart, boolean> = { demonstrations: demonstrations > 0, reverse: reverse > 0, general: general !== null, curriculum: curriculum !== null, ladder: ladder > 0, margin: margin !== 'none', weights: weights !== 'none', evaluation }
  for (const part of formatParts) if (asked[part] && !hasPlaceFor(part, format)) context.addIssue({ code: 'custom', path: [part], message: noPlace[part] })
  if (curriculum && curriculum.replay > 0 && format === 'ifeval') context.addIssue({ code: 'custom', path: ['curriculum', 'replay'], message: 'has no place in this format, whose keys cannot tell rows that stand twice: take 0' })
  const beside = [demonstrations > 0 && 'demonstrations', reverse > 0 && 'reverse examples', general !== null && 'general rows', curriculum !== null && 'a curriculum'].filter((word) => word !== false)
  if (ladder > 0 && beside.length > 0) context.addIssue({ code: 'custom', path: ['ladder'], message: `cannot have ${beside.join(' or ')} beside it` })
  if (ladder > 0 && ladderAs === 'conversation' && !conversational.includes(format)) context.addIssue({ code: 'custom', path: ['ladderAs'], message: `is a conversation, which this format has none of; take files, or ${conversational.join(', ')}` })
  if (evaluation && hasPlaceFor('evaluation', format) && test === 0) context.addIssue({ code: 'custom', path: ['evaluation'], message: 'is made of the test split: hold a share out as a test' })
  // Shares of whole hundredths add up to a little more than they say, such as 0.05 and 0.9.
  if (validation + test > 0.95 + 1e-9) context.addIssue({ code: 'custom', path: ['test'], message: 'leaves less than a twentieth for training' })
})

/** A recipe as it was written by whatever version: early ones said `gzip` where there is a file type now. */
export const exportRecipe = z.preprocess(inFileTypes, exportParams)

function inFileTypes(recipe: unknown): unknown {
  const early = z.looseObject({ gzip: z.boolean() }).safeParse(recipe)
  if (!early.success) return recipe
  const { gzip, ...rest } = early.data
  return { fileType: gzip ? 'jsonl.gz' : 'jsonl', ...rest }
}

/** What a manifest's recipe says beside. */
const besideRecipe = ['kind', 'gzip']

/** Names in the recipe of a manifest that no recipe of this version has. */
export function unknownNames(recipe: unknown): string[] {
  const told = z.unknown().superRefine((value, context) => tellUnknownNames(value, exportParams, context, besideRecipe)).safeParse(recipe)
  return told.error?.issues.map(({ path }) => path.join('.')) ?? []
}

/** The recipe of a manifest as it can be asked for again: without what early versions let stand in it, though rows of its format never followed it. */
export function repeatable(recipe: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const format = exportParams.shape.format.safeParse(recipe.format).data
  const follows = format === undefined || isComposedFormat(format)
  return Object.fromEntries(Object.entries(recipe).filter(([name]) => follows || ofComposing.every((known) => known !== name)))
}

/** A recipe as somebody asks for it now: a name that it does not have is refused, and so is what the rows of a format do not follow. Manifests say its `kind`, too. */
export const askedRecipe = z.preprocess(
  (recipe, context) => {
    tellUnknownNames(recipe, exportParams, context, besideRecipe)
    return inFileTypes(recipe)
  },
  exportParams.superRefine((recipe, context) => {
    if (isComposedFormat(recipe.format)) return
    const usual = exportParams.parse({ format: recipe.format })
    const whose = isPreferenceFormat(recipe.format) ? 'preferences, whose prompts are as they were made' : 'back-translations, whose prompts are those that models were asked'
    for (const name of ofComposing) if (JSON.stringify(recipe[name]) !== JSON.stringify(usual[name])) context.addIssue({ code: 'custom', path: [name], message: `has no place in a format of ${whose}: leave it out` })
  }),
)
export type ExportParams = z.infer<typeof exportParams>
