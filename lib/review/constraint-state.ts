import { z } from 'zod'
import { Prisma } from '#lib/db/generated/client.ts'
import { toJson } from '#lib/db/json.ts'
import { templateKey } from '#lib/review/templates/key.ts'

/** What a decision can change of a constraint, and therefore what an undo puts back. */
export const stateSchema = z.object({
  type: z.string(),
  text: z.string(),
  status: z.enum(['pending', 'accepted', 'rejected', 'flagged', 'skipped', 'superseded', 'disputed']),
  checkerId: z.string().nullable(),
  checkerVersion: z.number().nullable(),
  kwargs: z.record(z.string(), z.unknown()).nullable(),
  outcome: z.enum(['pass', 'fail', 'unsure', 'error']).nullable(),
  /** Decisions of early versions do not say it: then only programs spoke. */
  outcomeBy: z.enum(['rule', 'llm', 'human']).nullable().optional(),
  measured: z.number().nullable(),
  detail: z.string().nullable(),
  evidence: z.array(z.object({ start: z.number(), end: z.number(), role: z.enum(['support', 'violation']) })),
})
export type ConstraintState = z.infer<typeof stateSchema>

/** A state that a row of "Decision" or "Opinion" keeps. Throws where it is none. */
export function keptState(stored: unknown): ConstraintState {
  const state = stateSchema.parse(stored)
  return { ...state, outcomeBy: state.outcomeBy ?? (state.outcome === null ? null : 'rule') }
}

/** A state as columns of "Constraint". */
export function stateColumns(state: ConstraintState) {
  return { ...state, template: templateKey(state.text), kwargs: state.kwargs === null ? Prisma.DbNull : toJson(state.kwargs), evidence: toJson(state.evidence) }
}
