import { checkConstraint, compileConstraint } from '#lib/constraints/index.ts'

/** Parameters, a response, what it comes to, and the stretches of the response that prove it. */
export type CheckCase = readonly [id: string, kwargs: Record<string, unknown>, response: string, outcome: string, evidence?: readonly string[]]

/** What a checker makes of a case, in the form of the case. */
export function checked([id, kwargs, response, , evidence]: CheckCase): CheckCase {
  const found = checkConstraint({ id: `pincer:${id}`, kwargs }, response)
  const shown = found.evidence.map(({ start, end }) => response.slice(start, end))
  return evidence ? [id, kwargs, response, found.outcome, shown] : [id, kwargs, response, found.outcome]
}

/** The cases, each behind its name. */
export function titled(cases: readonly CheckCase[]): [string, CheckCase][] {
  return cases.map((given) => [`${given[0]} ${JSON.stringify(given[1])} of ${JSON.stringify(given[2].slice(0, 80))} is ${given[3]}`, given])
}

/** What a sentence is compiled to: the checker's name and parameters; null when it is left alone. */
export function understood(text: string): [string, Record<string, unknown>] | null {
  const checker = compileConstraint(text)?.checker
  return checker ? [checker.id.replace('pincer:', ''), checker.kwargs] : null
}
