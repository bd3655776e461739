import { backTranslate, checkConstraint, compileConstraint } from '#lib/constraints/index.ts'
import { aboutChecker } from '#lib/review/about-checker.ts'
import { boundStops } from '#lib/review/bound-stops.ts'
import { seededRng } from '#lib/random.ts'
import type { CheckPreview, MetConstraint } from '#lib/review/contract.ts'

/** What a constraint's text says that a program can decide, and whether it holds of this response. */
export function checkText(text: string, response: string): Omit<CheckPreview, 'bounds'> {
  const compiled = compileConstraint(text)
  if (!compiled) return { checker: null, type: null, outcome: null, measured: null, detail: null, evidence: [], metBy: null, rule: null }
  return { checker: compiled.checker, type: compiled.type, ...checkConstraint(compiled.checker, response), ...aboutChecker(compiled.checker) }
}

/** The same for somebody who is still writing: also where its bounds may stand. */
export function previewText(text: string, response: string): CheckPreview {
  const checked = checkText(text, response)
  return { ...checked, bounds: checked.checker ? boundStops(text, checked.checker, response) : [] }
}

/** What a response by itself meets, by rule; the same each time. */
export function constraintsMet(response: string): MetConstraint[] {
  return backTranslate({ instruction: '', response }, seededRng(0, response, 'met')).map(({ text, type, detail }) => ({ text, type, detail }))
}
