import type { Actor } from '#lib/auth/contract.ts'
import { pool } from '#lib/db/client.ts'
import { isTaken } from '#lib/db/sql-state.ts'
import { stateSchema } from '#lib/review/constraint-state.ts'
import { sightUnder, withoutDecoy } from '#lib/review/checks/decoys.ts'
import type { ConstraintStatus, ConstraintView, DecisionInput } from '#lib/review/contract.ts'
import { plainView, type PlainRow } from '#lib/review/pair-view.ts'
import { policyOf } from '#lib/review/policy.ts'
import { sharedTrack } from '#lib/review/tracks.ts'
import { foldLater } from '#lib/stats/fold-tallies.ts'

type PlainInput = DecisionInput & { kind: Exclude<DecisionInput['kind'], 'edit'> }

/** A constraint as it was when its pair was locked, with all that its view needs. */
interface FoundRow extends Omit<PlainRow, 'decisions'> {
  datasetId: string
  policy: unknown
  /** Its status after the decision. */
  becomes: ConstraintStatus
  decisions: (Omit<PlainRow['decisions'][number], 'createdAt'> & { createdAt: string })[]
}

interface Taken {
  id: string
  at: Date
  found: FoundRow
}

/**
 * Takes those of the decisions that need nothing but themselves, all in one statement: an acceptance, a rejection, a skip or a flag by the one
 * person who is enough, on the version that stands and where nothing speaks against it, and the first undo of such a one (the function is in the
 * migration `undo_in_one`). Answers the constraints as they are then, by the decision's id; what is not among them is left to {@link decide}, which
 * knows every case and every reason.
 * That is what makes a bar of proven constraints, accepted by one key, cost as much as one.
 */
export async function decidePlainly(actor: Actor, inputs: readonly DecisionInput[]): Promise<Map<string, ConstraintView>> {
  const plain = inputs.filter(isPlain)
  // Two on one constraint build on each other, in order; two with one id cannot both be.
  const apart = [inputs.map(({ constraintId }) => constraintId), inputs.map(({ id }) => id)].every((ids) => new Set(ids).size === inputs.length)
  if (plain.length === 0 || !apart) return new Map()
  const given = plain.map(({ id, constraintId, kind, reason, elapsedMs, seenVersion, undoesId }) => ({ id, constraintId, kind, reason, elapsedMs, seenVersion, undoesId }))
  const taken = await take(actor, JSON.stringify(given))
  for (const datasetId of new Set(taken.map(({ found }) => found.datasetId))) foldLater(datasetId)
  return new Map(
    plain.flatMap((input) => {
      const row = taken.find(({ id }) => id === input.id)
      return row ? [[input.id, viewAfter(actor, input, row)] as const] : []
    }),
  )
}

function isPlain(input: DecisionInput): input is PlainInput {
  return !input.final && input.kind !== 'edit'
}

async function take(actor: Actor, given: string): Promise<Taken[]> {
  try {
    const { rows } = await pool().query<Taken>({ name: 'decide plainly', text: 'SELECT id, at, found FROM decide_plainly($1, $2::json)', values: [actor.id, given] })
    return rows
  } catch (error) {
    // Another request had an id of these at the same moment: one by one it shows which.
    if (isTaken(error)) return []
    throw error
  }
}

/** What a read of the row would give now, of a decoy no more than its pair shows. */
function viewAfter(actor: Actor, input: PlainInput, { found: row, at }: Taken): ConstraintView {
  const made = {
    id: input.id,
    kind: input.kind,
    undoesId: input.kind === 'undo' ? (input.undoesId ?? null) : null,
    track: sharedTrack,
    resultVersion: row.version + 1,
    reviewerId: actor.id,
    reviewer: { name: actor.name },
    reason: input.reason ?? null,
    before: stateSchema.parse(row),
    createdAt: at,
  }
  const decisions = [...row.decisions.map((decision) => ({ ...decision, createdAt: new Date(decision.createdAt) })), made]
  const policy = policyOf(row.policy)
  return withoutDecoy(plainView({ ...row, status: row.becomes, version: row.version + 1, decisions }, { id: actor.id, policy }), sightUnder(actor, policy))
}
