import { rowShapes } from '#lib/exports/audit/row-shapes.ts'
import { withoutExtra } from '#lib/exports/audit/check-extra.ts'
import { longestShown, type RowTexts } from '#lib/exports/compare/contract.ts'
import type { PlacedRow } from '#lib/exports/compare/match-rows.ts'
import { exportRecipe } from '#lib/exports/recipe.ts'

/** What a row says, whatever its format; a row that has not the shape of it is shown as its JSON. */
export function rowTexts({ file, line, value }: PlacedRow, recipe: Record<string, unknown>): RowTexts {
  const place = `${file}:${line}`
  const asked = exportRecipe.parse(recipe)
  const read = rowShapes[asked.format](withoutExtra(value, asked))
  if (!('facts' in read)) return cut({ place, prompt: JSON.stringify(value, null, 2), answer: null, rejected: null })
  const { prompt, backtranslated } = read.facts
  // Of a back-translation the lists are what is trained on, not the response that they are of.
  const [response, rejected] = backtranslated ? [backtranslated.chosen, backtranslated.rejected] : [read.facts.response, read.facts.rejected]
  return cut({ place, prompt: prompt.text, answer: response?.text ?? null, rejected: rejected?.text ?? null })
}

function cut(texts: Omit<RowTexts, 'isCut'>): RowTexts {
  const { place, prompt, answer, rejected } = texts
  const shown = { place, prompt: begin(prompt), answer: answer === null ? null : begin(answer), rejected: rejected === null ? null : begin(rejected) }
  return { ...shown, isCut: shown.prompt !== prompt || shown.answer !== answer || shown.rejected !== rejected }
}

/** Cut between characters, never in the middle of one. */
function begin(text: string): string {
  return text.length <= longestShown ? text : text.slice(0, longestShown).replace(/[\uD800-\uDBFF]$/, '')
}
