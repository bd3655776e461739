import type { ExportConstraint, ExportFormat } from '#lib/exports/formats/format.ts'
import type { AcceptedPair } from '#lib/exports/accepted-pairs.ts'
import { truthGate } from '#lib/exports/truth-gate.ts'

/** An accepted constraint that is not stated, and why. */
export interface NotStated {
  type: string
  text: string
  reason: string
}

/** What may be stated of a pair. */
export interface Leaving {
  constraints: ExportConstraint[]
  notStated: NotStated[]
  /** Why there is nothing; null where there is something. */
  problem: string | null
}

/** Holds a pair's accepted constraints to the truth gate, and to what the format can express. */
export function leavingConstraints(pair: AcceptedPair, format: Pick<ExportFormat, 'expresses'>): Leaving {
  const notStated: NotStated[] = []
  const constraints: ExportConstraint[] = []
  let holding = 0
  for (const accepted of pair.constraints) {
    const { type, text, checker } = accepted
    const answer = truthGate(accepted, pair.response)
    if (!answer.passes) {
      notStated.push({ type, text, reason: answer.reason })
      continue
    }
    holding++
    const constraint = { type, text, checker, proven: answer.proven }
    if (format.expresses?.(constraint) ?? true) constraints.push(constraint)
    else notStated.push({ type, text, reason: 'this format cannot verify it' })
  }
  const problem = holding === 0 ? 'every accepted constraint is refuted' : constraints.length === 0 ? 'no constraint that this format can verify' : null
  return { constraints, notStated, problem }
}
