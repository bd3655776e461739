import { asksQuestion } from '#lib/compose/reverse-prompt.ts'
import { readTarget } from '#lib/compose/reverse-target.ts'
import { strengthOf } from '#lib/compose/reverse.ts'
import type { Tell } from '#lib/exports/audit/check-row.ts'
import type { ReverseTask, RowFacts } from '#lib/exports/audit/row-facts.ts'

/** A reverse row shows the response that it is about, and its answer reads back as the constraints that it names. */
export function checkReverse({ id, prompt, response, constraints = [] }: RowFacts, { asks, format, graded, subject }: ReverseTask, tell: Tell): void {
  if (id !== undefined && !/-reverse(-replay-\d)?$/.test(id)) tell('target', 'id', 'should end with -reverse')
  if (!prompt.text.includes(subject)) tell('target', 'meta.target.response', `does not occur in ${prompt.field}`)
  if (!asksQuestion(prompt.text, { asks, format, graded, constraints: constraints.length })) tell('target', prompt.field, 'does not ask for what meta.target says, as it says, and for as many constraints as there are')
  if (!response) return
  const said = readTarget(response.text, format, asks)
  if (!said) {
    tell('target', response.field, `is no answer in the format ${format}, or says something else than ${asks === 'both' ? 'the refined instruction and the constraints' : asks === 'refined' ? 'the refined instruction' : 'the constraints'}`)
    return
  }
  if (asks === 'refined') return
  const same = said.constraints.length === constraints.length && said.constraints.every(({ text }, n) => text === constraints[n]?.text.trim())
  if (!same) tell('target', response.field, 'does not name what meta.constraints names')
  for (const [n, { strength }] of said.constraints.entries()) {
    const wanted = graded ? strengthOf(constraints[n]?.checker ?? null) : undefined
    if (same && strength !== wanted) tell('target', response.field, `says "${strength ?? 'nothing'}" of the strength of constraint ${n}, which is ${wanted ?? 'not to be told'}`)
  }
}

/** All that can be told of a reverse row that does not say what it asks for: an answer that looks like JSON is JSON. */
export function checkTurned({ response }: RowFacts, tell: Tell): void {
  if (!response?.text.startsWith('{"')) return
  try {
    JSON.parse(response.text)
  } catch (error) {
    tell('target', response.field, `is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}
