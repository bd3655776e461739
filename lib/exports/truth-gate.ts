import { z } from 'zod'
import { checkConstraint, type VerdictOutcome } from '#lib/constraints/index.ts'

/** What the gate looks at. */
export interface GatedConstraint {
  status: string
  checkerId: string | null
  kwargs: unknown
  /** What this checker as it is now, with these parameters, has found of exactly this response; null or left out where that is not known. */
  found?: 'pass' | 'fail' | 'unsure' | null
}

export type GateAnswer = { passes: true; proven: boolean } | { passes: false; reason: string }

const kwargsSchema = z.record(z.string(), z.unknown())

/**
 * Whether a constraint may leave: a person accepted it, and where a program can tell, it holds of exactly this response. What
 * the checker as it is now has found of it before is what it would find again; everything else is checked now, whatever is remembered.
 * A checker that is unsure or fails to run leaves it to nobody: unsure needs the person's word (which acceptance is), an error is never a
 * pass.
 */
export function truthGate(constraint: GatedConstraint, response: string): GateAnswer {
  if (constraint.status !== 'accepted') return { passes: false, reason: 'not accepted' }
  // What a judge said of it, the person who accepted it has seen and outranks.
  if (constraint.checkerId === null) return { passes: true, proven: false }
  if (constraint.found) return answerOf(constraint.found)
  const kwargs = kwargsSchema.safeParse(constraint.kwargs)
  if (!kwargs.success) return { passes: false, reason: 'checker could not run' }
  return answerOf(checkConstraint({ id: constraint.checkerId, kwargs: kwargs.data }, response).outcome)
}

function answerOf(outcome: VerdictOutcome): GateAnswer {
  if (outcome === 'pass') return { passes: true, proven: true }
  if (outcome === 'unsure') return { passes: true, proven: false }
  return { passes: false, reason: outcome === 'fail' ? 'refuted' : 'checker could not run' }
}
