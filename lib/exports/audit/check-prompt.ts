import type { Tell } from '#lib/exports/audit/check-row.ts'
import { hasInstruction } from '#lib/exports/audit/has-instruction.ts'
import type { RowFacts } from '#lib/exports/audit/row-facts.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** The methods of preferences whose prompts are composed of the pair's instruction and their constraints. Those of the others are in words of their own. */
const composedMethods = new Set(['edits', 'mends', 'answers'])

/** Whether a preference's prompt was composed, so that all that it demands stands in it to the letter. */
export function isComposedPreference({ method }: RowFacts): boolean {
  return method !== undefined && composedMethods.has(method)
}

/**
 * The prompt is what the row says that it was made of: it has the pair's input, and the instruction that is named, original or refined, which is one
 * that the recipe asks for. The turns before it are as many as the row names. Answers which rows those are whose prompt could not be held to its
 * instruction, null where it was.
 */
export function checkPrompt(facts: RowFacts, { instruction }: Pick<ExportParams, 'instruction'>, tell: Tell): string | null {
  const { own, prompt, task, demonstrations = [] } = facts
  checkTurns(facts, tell)
  for (const [n, shown] of demonstrations.entries()) {
    if (shown.prompt === null) continue
    const field = `meta.demonstrations.${n}`
    if (!hasInput(shown.prompt, shown.own.input)) tell('not-stated', `${field}.original_input`, 'is not in its prompt')
    if (instruction === 'original' && !hasInstruction(shown.prompt, shown.own.instruction)) tell('not-stated', `${field}.original_instruction`, 'is not in its prompt')
  }
  if (facts.instruction !== undefined && !hasInstruction(prompt.text, facts.instruction)) tell('not-stated', prompt.field, `does not have the ${facts.composed?.instruction === 'refined' ? 'refined' : 'original'} instruction, which meta.composed says it does`)
  if (facts.composed?.instruction === 'refined' && instruction === 'original') tell('recipe', 'meta.composed.instruction', 'is refined, and the recipe asks for original ones')
  if (!own) return 'that do not say what their pair was asked'
  if (task === null) return 'that may be turned round and do not say of what'
  // Levels that were evolved are in words of their own.
  if (facts.rungs) return 'whose levels were evolved, in words of their own'
  if (facts.method !== undefined && facts.method !== 'prompts' && !isComposedPreference(facts)) return 'of evolved preferences, in words of their own'
  if (!hasInput(prompt.text, own.input)) tell('not-stated', 'meta.original_input', `is not in ${prompt.field}`)
  if (facts.instruction !== undefined) return null
  // Rows of early versions do not say which instruction they have: it can only be the original where the recipe asks for no other.
  const isOriginal = task?.kind === 'reverse' || task?.kind === 'general' || isComposedPreference(facts) || facts.backtranslated !== undefined || instruction === 'original'
  if (!isOriginal) return 'of an early version, which do not say which refined instruction they have'
  if (!hasInstruction(prompt.text, own.instruction)) tell('not-stated', 'meta.original_instruction', `is not in ${prompt.field}`)
  return null
}

/** A pair with earlier turns of its own has no demonstrations and is not turned round. */
function checkTurns({ earlier, demonstrations = [], task }: RowFacts, tell: Tell): void {
  if (!earlier) return
  const turns = earlier.filter(({ role }) => role !== 'system').length
  // Fewer are told by those that are not shown.
  if (demonstrations.length > 0 && turns > 2 * demonstrations.length) tell('turns', 'meta.demonstrations', `are ${demonstrations.length}, and before the prompt are ${turns} turns`)
  const isTurned = task === null || task?.kind === 'reverse'
  if (isTurned && earlier.length > 0) tell('turns', 'id', `is of a row that is turned round, which has no turns before its prompt, and here are ${earlier.length}`)
}

function hasInput(prompt: string, input: string | null | undefined): boolean {
  return !input || prompt.includes(input.trim())
}
