import { createHash } from 'node:crypto'
import type { BenchmarkGrams } from '#lib/contamination/benchmark-grams.ts'
import { asWritten, contaminatedAsWritten, contaminationOf } from '#lib/exports/contaminated-by.ts'
import type { ContaminatedPair } from '#lib/exports/content.ts'
import { originOf } from '#lib/exports/formats/format.ts'
import { rowIdOf } from '#lib/exports/row-id.ts'
import { licenseRefusal } from '#lib/exports/license-refusal.ts'
import type { PreferenceExample, PreferenceFormat } from '#lib/exports/preferences/formats.ts'
import type { AcceptedPreference } from '#lib/exports/preferences/snapshot.ts'
import { confoundOf, isOfAnswers } from '#lib/preferences/confounds.ts'
import { checkContrast } from '#lib/preferences/gate.ts'
import { areStillAccepted } from '#lib/preferences/stated.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/**
 * One accepted preference as it leaves, or why it does not. All is checked once more, now: the chosen text meets every constraint of the
 * prompt, the rejected one fails each that it is said to fail, and what the prompt took from the pair is still accepted as it was.
 */
export function preferenceExample(
  row: AcceptedPreference,
  { recipe, format, datasetLicense, benchmarks }: { recipe: ExportParams; format: Pick<PreferenceFormat, 'problem'>; datasetLicense: string | null; benchmarks: BenchmarkGrams | null },
): { example: PreferenceExample } | { dropped: string; contaminated?: ContaminatedPair } {
  const { demands, violatedConstraintIds, chosen, rejected } = row
  const contamination = contaminationOf(row, recipe)
  if (contamination !== null) return { dropped: contamination, contaminated: { id: rowIdOf(row.contentHash), benchmarks: row.contaminatedBy ?? '' } }
  // Prompts of evolved instructions are in words of their own.
  const inPrompt = contaminatedAsWritten(row, benchmarks)
  if (inPrompt !== null) return { dropped: asWritten(inPrompt), contaminated: { id: rowIdOf(row.contentHash), benchmarks: inPrompt, asWritten: true } }
  const refused = licenseRefusal(row.license ?? datasetLicense, recipe)
  if (refused !== null) return { dropped: refused }
  if (recipe.dropNearDuplicates && row.isNearDuplicate) return { dropped: 'near-duplicate of another pair' }
  if (demands.length < recipe.minConstraints) return { dropped: `fewer than ${recipe.minConstraints} constraints` }
  if (!areStillAccepted(demands, row.constraints)) return { dropped: 'a stated constraint is no longer accepted as it was' }
  if (row.isOrphan) return { dropped: 'a pair whose response it compares is gone' }
  const answer = checkContrast({ demands, chosen, rejected }, violatedConstraintIds)
  if (!answer.holds) return { dropped: answer.reason }
  const confound = isOfAnswers(row.method) ? confoundOf({ chosen, rejected }) : null
  if (confound !== null) return { dropped: confound }
  const fails = new Set(answer.broken.map(({ constraintId }) => constraintId))
  const example: PreferenceExample = {
    id: `pincer-${createHash('sha256').update(JSON.stringify([row.contentHash, row.method, row.prompt, chosen, rejected])).digest('hex').slice(0, 16)}`,
    pair: rowIdOf(row.contentHash),
    ...(row.chosenOf === null ? {} : { chosenPair: rowIdOf(row.chosenOf) }),
    ...(row.rejectedOf === null ? {} : { rejectedPair: rowIdOf(row.rejectedOf) }),
    ...originOf(row, datasetLicense),
    prompt: row.prompt,
    chosen,
    rejected,
    constraints: demands.map(({ type, text, checker }) => ({ type, text, checker, proven: true })),
    violated: demands.flatMap(({ id }, index) => (fails.has(id) ? [index] : [])),
    method: row.method,
    margin: answer.margin,
  }
  const problem = format.problem?.(example) ?? null
  return problem === null ? { example } : { dropped: problem }
}
