import { checkConstraint, type CheckResult } from '#lib/constraints/index.ts'

/** Asks a checker about a text. */
export type Check = (checker: { id: string; kwargs: unknown }, text: string) => CheckResult

/** Asks each checker about each text once, however often it is asked: what a pair's preferences are made of is compared many times over. Lives as long as the work on a pair, or on a page of preferences. */
export function checksOnce(): Check {
  const known = new Map<string, Map<string, CheckResult>>()
  return (checker, text) => {
    const ofText = known.get(text) ?? new Map<string, CheckResult>()
    known.set(text, ofText)
    const key = JSON.stringify([checker.id, checker.kwargs])
    const result = ofText.get(key) ?? checkConstraint(checker, text)
    ofText.set(key, result)
    return result
  }
}
