import { checkConstraint } from '#lib/constraints/index.ts'
import { compileConstraint } from '#lib/constraints/compile.ts'
import type { EvidenceSpan } from '#lib/constraints/verdict.ts'
import { mapRawType } from '#lib/constraints/vocabulary.ts'

/** What the audit says of one rule-made constraint. */
export interface Audited {
  type: string
  verdict: 'pass' | 'fail' | 'unsure'
  measured: number | null
  detail: string
  evidence: EvidenceSpan[]
}

/** Proves or refutes a rule-made constraint of a Crab record; what its sentence means decides, not the name of its type. */
export function auditConstraint(rawType: string, text: string, response: string): Audited {
  const compiled = compileConstraint(text, { rawType })
  if (!compiled) {
    return { type: mapRawType(rawType), verdict: 'unsure', measured: null, detail: 'No program can tell what this sentence asks for.', evidence: [] }
  }
  const { outcome, measured, detail, evidence } = checkConstraint(compiled.checker, response)
  return { type: compiled.type, verdict: outcome === 'error' ? 'unsure' : outcome, measured, detail, evidence }
}
