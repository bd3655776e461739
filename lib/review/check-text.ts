import { checkConstraint, compileConstraint } from '#lib/constraints/index.ts'
import { aboutChecker } from '#lib/review/about-checker.ts'
import type { CheckPreview } from '#lib/review/contract.ts'

/** What a constraint's text says that a program can decide, and whether it holds of this response. */
export function checkText(text: string, response: string): CheckPreview {
  const compiled = compileConstraint(text)
  if (!compiled) return { checker: null, type: null, outcome: null, measured: null, detail: null, evidence: [], metBy: null, rule: null }
  return { checker: compiled.checker, type: compiled.type, ...checkConstraint(compiled.checker, response), ...aboutChecker(compiled.checker) }
}
