import { answersOf, isChanged } from '#lib/exports/backtranslation/answer-lists.ts'
import type { Tell } from '#lib/exports/audit/check-row.ts'
import type { RowFacts } from '#lib/exports/audit/row-facts.ts'

/**
 * A row of what a model back-translated shows the response that it is about, its lists read as what `meta.proposed` says, and the constraints that
 * are kept are those of `meta.constraints`. Whether those hold of the response is checked like in any row.
 */
export function checkBacktranslation({ prompt, backtranslated, constraints = [] }: RowFacts, tell: Tell): void {
  if (!backtranslated) return
  const { scope, proposed, subject, chosen, rejected } = backtranslated
  if (!prompt.text.includes(subject)) tell('target', 'meta.response', `does not occur in ${prompt.field}`)
  const wanted = answersOf(scope, proposed)
  if (chosen.text !== wanted.chosen) tell('target', chosen.field, 'is not the list of what meta.proposed says was kept')
  if (rejected && rejected.text !== wanted.rejected) tell('contrast', rejected.field, 'is not the list of what meta.proposed says the model wrote')
  if (rejected && !isChanged(proposed)) tell('contrast', 'meta.proposed', 'says that nothing was edited or rejected, so that neither list is better')
  const kept = proposed.flatMap((each) => (each.kept ? [each.kept.text] : []))
  if (kept.length !== constraints.length || kept.some((text, n) => constraints[n]?.text !== text)) tell('target', 'meta.constraints', 'does not name what meta.proposed says was kept')
  // A program may doubt what a person accepts; of what is trained on here it must not.
  for (const [n, { checker, proven }] of constraints.entries()) if (checker && !proven) tell('proof', `meta.constraints.${n}.proven`, 'is false, and only what passes its checker is written here')
}
