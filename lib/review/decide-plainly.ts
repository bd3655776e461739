import type { PoolClient } from 'pg'
import type { Actor } from '#lib/auth/contract.ts'
import { pool } from '#lib/db/client.ts'
import { stateSchema } from '#lib/review/constraint-state.ts'
import { isRefutedState, statusAfter } from '#lib/review/after-decision.ts'
import { sightUnder, withoutDecoy } from '#lib/review/checks/decoys.ts'
import type { ConstraintView, DecisionInput } from '#lib/review/contract.ts'
import { plainView, type PlainRow } from '#lib/review/pair-view.ts'
import { policyOf } from '#lib/review/policy.ts'
import { templateKey } from '#lib/review/templates/key.ts'
import { sharedTrack } from '#lib/review/tracks.ts'
import { wantedFor } from '#lib/review/wanted.ts'

type PlainInput = DecisionInput & { kind: 'accept' | 'reject' | 'skip' | 'flag' }

/** A constraint as it is once its pair is locked, with all that its view and a decision on it need. */
interface ReadRow extends Omit<PlainRow, 'decisions'> {
  datasetId: string
  policy: unknown
  guidelinesVersion: number
  disputed: boolean
  people: boolean
  known: boolean
  decisions: (Omit<PlainRow['decisions'][number], 'createdAt'> & { createdAt: string })[]
}

interface Taken {
  input: PlainInput
  row: ReadRow
}

/**
 * Takes those of the decisions that need nothing but themselves, all in one transaction of four round trips: an acceptance, a rejection, a skip or
 * a flag by one person for everybody, on the version that stands and where nothing speaks against it. Answers the constraints as they are then, by
 * the decision's id; what is not among them is left to {@link decide}, which knows every case and every reason. That is what makes a bar of
 * proven constraints, accepted by one key, cost as much as one.
 */
export async function decidePlainly(actor: Actor, inputs: readonly DecisionInput[]): Promise<Map<string, ConstraintView>> {
  const plain = inputs.filter(isPlain)
  // Two on one constraint build on each other, in order; two with one id cannot both be.
  const apart = [inputs.map(({ constraintId }) => constraintId), inputs.map(({ id }) => id)].every((ids) => new Set(ids).size === inputs.length)
  if (plain.length === 0 || !apart) return new Map()
  const client = await pool().connect()
  try {
    await lockPairsOf(client, plain)
    const rows = await read(client, plain)
    const taken = plain.flatMap((input): Taken[] => {
      const row = rows.find(({ id }) => id === input.constraintId)
      return row && isTaken(row, input) ? [{ input, row }] : []
    })
    const times = taken.length > 0 ? await write(client, actor, taken) : new Map<string, Date>()
    await client.query('COMMIT')
    client.release()
    return new Map(taken.map(({ input, row }) => [input.id, viewAfter(actor, input, row, times.get(input.constraintId) ?? new Date())]))
  } catch (error) {
    const ended = await client.query('ROLLBACK').then(() => true, () => false)
    client.release(!ended)
    // Another request had an id of these at the same moment: one by one it shows which.
    if (isCode(error, '23505')) return new Map()
    throw error
  }
}

function isPlain(input: DecisionInput): input is PlainInput {
  return !input.final && input.kind !== 'edit' && input.kind !== 'undo'
}

function isTaken(row: ReadRow, { kind, seenVersion }: PlainInput): boolean {
  // One that was set aside counts for its pair again, which takes counting it.
  if (row.known || row.people || row.version !== seenVersion || row.status === 'disputed' || row.status === 'superseded') return false
  return wantedFor(policyOf(row.policy), row.pairId) === 1 && !(kind === 'accept' && isRefutedState(row))
}

/** Their pairs' rows, which are the locks of everything about them, in id order as everybody takes them. What is read after it is as it stands. */
async function lockPairsOf(client: PoolClient, inputs: readonly PlainInput[]): Promise<void> {
  // With the ids in its text, for statements with parameters go one by one.
  const ids = inputs.map(({ constraintId }) => client.escapeLiteral(constraintId)).join(',')
  await client.query(`BEGIN; SELECT id FROM "Pair" WHERE id IN (SELECT "pairId" FROM "Constraint" WHERE id IN (${ids})) ORDER BY id FOR UPDATE`)
}

async function read(client: PoolClient, inputs: readonly PlainInput[]): Promise<ReadRow[]> {
  const { rows } = await client.query<ReadRow>({
    name: 'decide plainly: read',
    text: `
      SELECT c.id, c."datasetId", c."pairId", c.position, c.type, c."rawType", c.text, c.origin, c."checkerId", c."checkerVersion", c.kwargs, c.status, c.outcome, c."outcomeBy",
        c.measured, c.detail, c.evidence, c."generationId", c.version, d.policy, d."guidelinesVersion",
        EXISTS (SELECT 1 FROM "Constraint" k WHERE k."pairId" = c."pairId" AND k.status = 'disputed') AS disputed,
        EXISTS (SELECT 1 FROM "Opinion" o WHERE o."pairId" = c."pairId") AS people,
        EXISTS (SELECT 1 FROM "Decision" x WHERE x.id = g.id) AS known,
        CASE WHEN c.version = 0 THEN '[]' ELSE coalesce((
          SELECT json_agg(json_build_object('id', x.id, 'kind', x.kind, 'undoesId', x."undoesId", 'track', x.track, 'resultVersion', x."resultVersion", 'reviewerId', x."reviewerId",
            'reviewer', CASE WHEN u.id IS NOT NULL THEN json_build_object('name', u.name) END, 'reason', x.reason, 'before', x.before, 'createdAt', x."createdAt") ORDER BY x."resultVersion")
          FROM "Decision" x LEFT JOIN "User" u ON u.id = x."reviewerId" WHERE x."constraintId" = c.id), '[]') END AS decisions,
        CASE WHEN c."outcomeBy" = 'llm' THEN coalesce((
          SELECT json_agg(json_build_object('text', v.text, 'generationId', v."generationId"))
          FROM (SELECT text, "generationId" FROM "Verdict" WHERE "constraintId" = c.id AND method = 'llm' ORDER BY id DESC LIMIT 5) v), '[]') ELSE '[]' END AS verdicts
      FROM unnest($1::uuid[], $2::uuid[]) AS g (id, "constraintId") JOIN "Constraint" c ON c.id = g."constraintId" JOIN "Dataset" d ON d.id = c."datasetId"`,
    values: [inputs.map(({ id }) => id), inputs.map(({ constraintId }) => constraintId)],
  })
  return rows
}

/** Writes the decisions, the constraints' states and versions and the pairs' counters; answers when each constraint was decided. */
async function write(client: PoolClient, actor: Actor, taken: readonly Taken[]): Promise<Map<string, Date>> {
  const given = taken.map(({ input, row }) => ({
    id: input.id,
    constraintId: row.id,
    kind: input.kind,
    reason: input.reason ?? null,
    elapsedMs: input.elapsedMs ?? null,
    status: statusAfter[input.kind],
    was: row.status,
    disputed: row.disputed,
    before: stateSchema.parse(row),
    template: templateKey(row.text),
    guidelines: row.guidelinesVersion || null,
  }))
  const { rows } = await client.query<{ constraintId: string; createdAt: Date }>({
    name: 'decide plainly: write',
    text: `
      WITH given AS (
          SELECT * FROM json_to_recordset($1::json) AS g (id uuid, "constraintId" uuid, kind text, reason text, "elapsedMs" int, status text, was text, disputed boolean,
            before jsonb, template text, guidelines int)),
        updated AS (
          UPDATE "Constraint" c SET status = g.status::"ConstraintStatus", version = c.version + 1, "decidedById" = $2, template = coalesce(c.template, g.template)
          FROM given g WHERE c.id = g."constraintId" RETURNING c.id, c."datasetId", c."pairId", c.version),
        counted AS (
          UPDATE "Pair" p SET "undecidedCount" = p."undecidedCount" + x.undecided, "acceptedCount" = p."acceptedCount" + x.accepted,
            status = (CASE WHEN p."undecidedCount" + x.undecided = p."constraintCount" THEN 'pending'
              WHEN p."undecidedCount" + x.undecided = 0 AND NOT x.disputed THEN 'reviewed' ELSE 'in_review' END)::"PairStatus"
          FROM (
            SELECT u."pairId", sum((g.status = 'pending')::int - (g.was = 'pending')::int) AS undecided, sum((g.status = 'accepted')::int - (g.was = 'accepted')::int) AS accepted,
              bool_or(g.disputed) AS disputed
            FROM updated u JOIN given g ON g."constraintId" = u.id GROUP BY 1) x
          WHERE p.id = x."pairId")
      INSERT INTO "Decision" (id, "datasetId", "pairId", "constraintId", "reviewerId", track, kind, reason, "seenVersion", "resultVersion", before, "elapsedMs", "guidelinesVersion")
      SELECT g.id, u."datasetId", u."pairId", u.id, $2, $3, g.kind::"DecisionKind", g.reason, u.version - 1, u.version, g.before, g."elapsedMs", g.guidelines
      FROM updated u JOIN given g ON g."constraintId" = u.id
      RETURNING "constraintId", "createdAt"`,
    values: [JSON.stringify(given), actor.id, sharedTrack],
  })
  return new Map(rows.map(({ constraintId, createdAt }) => [constraintId, createdAt]))
}

/** What a read of the row would give now, of a decoy no more than its pair shows. */
function viewAfter(actor: Actor, input: PlainInput, row: ReadRow, at: Date): ConstraintView {
  const made = {
    id: input.id,
    kind: input.kind,
    undoesId: null,
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
  return withoutDecoy(plainView({ ...row, status: statusAfter[input.kind], version: row.version + 1, decisions }, { id: actor.id, policy }), sightUnder(actor, policy))
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code
}
