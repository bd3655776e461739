import { z } from 'zod'
import { checkConstraint } from '#lib/constraints/index.ts'

/** What the gate looks at. */
export interface GatedConstraint {
  status: string
  outcome: string | null
  checkerId: string | null
  kwargs: unknown
}

export type GateAnswer = { passes: true; proven: boolean } | { passes: false; reason: string }

const kwargsSchema = z.record(z.string(), z.unknown())

/**
 * Whether a constraint may leave: a person accepted it, and where a program can tell, it holds of exactly this response, checked
 * now and not remembered. A checker that is unsure or fails to run leaves it to nobody: unsure needs the person's word (which
 * acceptance is), an error is never a pass.
 */
export function truthGate(constraint: GatedConstraint, response: string): GateAnswer {
  if (constraint.status !== 'accepted') return { passes: false, reason: 'not accepted' }
  // What a judge said of it, the person who accepted it has seen and outranks.
  if (constraint.checkerId === null) return { passes: true, proven: false }
  const kwargs = kwargsSchema.safeParse(constraint.kwargs)
  if (!kwargs.success) return { passes: false, reason: 'checker could not run' }
  const { outcome } = checkConstraint({ id: constraint.checkerId, kwargs: kwargs.data }, response)
  if (outcome === 'pass') return { passes: true, proven: true }
  if (outcome === 'unsure') return { passes: true, proven: false }
  return { passes: false, reason: outcome === 'fail' ? 'refuted' : 'checker could not run' }
}
