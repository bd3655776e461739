import { exportFormatIds, holdsNoResponse, isComposedFormat, type ExportFormatId } from '#lib/exports/format-names.ts'
import { lackingIn } from '#lib/exports/proofs.ts'

/** Parts of a recipe that not every format has a place for. */
export const formatParts = ['demonstrations', 'reverse', 'general', 'curriculum', 'ladder', 'margin', 'weights', 'evaluation'] as const
export type FormatPart = (typeof formatParts)[number]

/** Formats whose readers leave a column of weights alone, and whose rows say what it rests on. */
export const weightedFormats: readonly string[] = ['sft-messages', 'prompt-completion', 'llama-factory', 'axolotl'] satisfies ExportFormatId[]

/** Whether a format has a place for a part of a recipe: its rows can hold it, or, of `evaluation`, a file of IFEval prompts can stand beside them. */
export function hasPlaceFor(part: FormatPart, format: string): boolean {
  if (part === 'margin') return format === 'dpo' || format === 'dpo-plain'
  if (part === 'weights') return weightedFormats.includes(format)
  // What is not composed is as it was asked; rows that contrast prompts have two of a pair, of which one is wrong.
  if (!isComposedFormat(format) || format === 'kto-prompts') return false
  if (part === 'reverse' || part === 'general') return !holdsNoResponse(format)
  return part === 'curriculum' || format !== 'ifeval'
}

/** What a recipe says of composing prompts. */
export const ofComposing = ['usualConstraints', 'maxConstraints', 'anyNumber', 'instruction', 'inputPosition', 'typeWeights', 'bits'] as const

/** What more a recipe says of some of the parts. */
const more: Readonly<Record<string, FormatPart>> = { demonstrationShare: 'demonstrations', demonstrationPolicy: 'demonstrations', reverseAsks: 'reverse', reverseGraded: 'reverse', ladderAs: 'ladder' }

/** Whether a recipe says anything under a name: its format has a place for it, and what it says more of is asked for at all. */
export function says(recipe: Readonly<Record<string, unknown>>, name: string): boolean {
  const { format } = recipe
  if (!exportFormatIds.some((id) => id === format)) return true
  if (!isComposedFormat(format) && (name === 'refined' || ofComposing.some((each) => each === name))) return false
  if (name === 'proofs') return lackingIn(String(format)) !== null
  const part = formatParts.find((each) => each === (more[name] ?? name))
  return !part || (hasPlaceFor(part, String(format)) && (name === part || Boolean(recipe[part])))
}
