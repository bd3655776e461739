import { holdsNoResponse, isComposedFormat, type ExportFormatId } from '#lib/exports/format-names.ts'

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
