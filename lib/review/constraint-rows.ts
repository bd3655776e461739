import { hash } from 'node:crypto'
import type { CheckResult, CheckerRef } from '#lib/constraints/verdict.ts'
import { newId } from '#lib/db/id.ts'
import type { Tx } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { reopenSlots } from '#lib/review/slots.ts'
import { templateKey } from '#lib/review/templates/key.ts'

/** A constraint about to be written, with its first verdict where a program could decide it or a judge has. */
export interface NewConstraint {
  /** Names the asking for it, where that may come twice. */
  requestId?: string | undefined
  pairId: string
  position: number
  type: string
  rawType: string | null
  text: string
  origin: 'rule' | 'llm' | 'human' | 'import'
  checker: CheckerRef | null
  verdict: CheckResult | null
  /** Who found the verdict; a program where nothing else is said. */
  judge?: { generationId: string | null; meaningful: boolean | null }
  repairOfId?: string | undefined
  generationId?: string | undefined
  /** Of constraintFingerprint, where it is known already. */
  fingerprint?: string
}

/** A constraint as it stands in its pair: written now, or there before. */
export interface WrittenConstraint {
  id: string
  isNew: boolean
}

/** Names a constraint by what it says, so that writing it twice writes it once. */
export function constraintFingerprint(constraint: Pick<NewConstraint, 'origin' | 'type' | 'text' | 'checker'>): string {
  const { origin, type, text, checker } = constraint
  return hash('sha256', JSON.stringify([origin, type, text, checker?.id ?? null, checker?.kwargs ?? null])).slice(0, 32)
}

/**
 * Writes constraints and their verdicts in three statements, whatever their number. Those that a pair has already are left
 * alone, without a verdict row. Answers for each, in order, with its row. The caller refreshes the pairs' counters.
 */
export async function insertConstraints(
  tx: Tx,
  datasetId: string,
  runId: string | null,
  constraints: (NewConstraint & { contentHash: string })[],
): Promise<WrittenConstraint[]> {
  if (constraints.length === 0) return []
  const rows = constraints.map((constraint) => ({ id: newId(), verdictId: newId(), ...constraintRow(constraint) }))
  const inserted = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Constraint" (${Prisma.raw(constraintColumns)})
    SELECT id, ${datasetId}::uuid, "pairId", position, type, "rawType", text, origin::"ConstraintOrigin", "checkerId", "checkerVersion",
      kwargs, outcome::"VerdictOutcome", "outcomeBy"::"VerdictMethod", measured, detail, evidence, meaningful, "repairOfId", "generationId", fingerprint, template, "requestId", ${runId}::uuid
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row (id uuid, "pairId" uuid, position int, type text, "rawType" text,
      text text, origin text, "checkerId" text, "checkerVersion" int, kwargs jsonb, outcome text, "outcomeBy" text, measured float8, detail text,
      evidence jsonb, meaningful boolean, "repairOfId" uuid, "generationId" uuid, fingerprint text, template text, "requestId" uuid)
    ON CONFLICT ("pairId", fingerprint) DO NOTHING
    RETURNING id`
  const isNew = new Set(inserted.map((row) => row.id))
  await reopenSlots(tx, [...new Set(rows.flatMap((row) => (isNew.has(row.id) ? [row.pairId] : [])))])
  await insertVerdicts(
    tx,
    runId,
    rows
      .filter((row) => isNew.has(row.id) && row.outcome !== null)
      .map((row) => ({ ...row, constraintId: row.id, id: row.verdictId, generationId: row.judgedById })),
  )
  const present = rows.filter((row) => !isNew.has(row.id))
  const known = new Map((await findConstraints(tx, present)).map((row) => [`${row.pairId} ${row.fingerprint}`, row.id]))
  // Two of one call that say the same are one row, which the first of them wrote.
  for (const row of rows) if (isNew.has(row.id)) known.set(`${row.pairId} ${row.fingerprint}`, row.id)
  return rows.map((row) => ({ id: known.get(`${row.pairId} ${row.fingerprint}`) ?? row.id, isNew: isNew.has(row.id) }))
}

async function findConstraints(tx: Tx, of: { pairId: string; fingerprint: string }[]): Promise<{ id: string; pairId: string; fingerprint: string }[]> {
  if (of.length === 0) return []
  return tx.constraint.findMany({
    where: { pairId: { in: [...new Set(of.map(({ pairId }) => pairId))] }, fingerprint: { in: [...new Set(of.map(({ fingerprint }) => fingerprint))] } },
    select: { id: true, pairId: true, fingerprint: true },
  })
}

/** A row of "Verdict" as JSON that Postgres reads. */
export interface VerdictRow {
  id: string
  constraintId: string
  text: string
  contentHash: string
  outcome: string | null
  checkerId: string | null
  checkerVersion: number | null
  kwargs: unknown
  measured: number | null
  detail: string | null
  evidence: unknown
  /** Rule where nothing else is said. */
  method?: 'rule' | 'llm'
  generationId?: string | null
}

/** Appends verdicts. */
export async function insertVerdicts(tx: Tx, runId: string | null, rows: VerdictRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$executeRaw`
    INSERT INTO "Verdict" (id, "constraintId", text, "contentHash", method, outcome, "checkerId", "checkerVersion", kwargs, measured,
      detail, evidence, "generationId", "runId")
    SELECT id, "constraintId", text, "contentHash", coalesce(method, 'rule')::"VerdictMethod", outcome::"VerdictOutcome", "checkerId", "checkerVersion", kwargs, measured,
      coalesce(detail, ''), evidence, "generationId", ${runId}::uuid
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row (id uuid, "constraintId" uuid, text text, "contentHash" text,
      outcome text, "checkerId" text, "checkerVersion" int, kwargs jsonb, measured float8, detail text, evidence jsonb, method text,
      "generationId" uuid)`
}

/** Takes the locks of pairs, in id order: before any change to their constraints, so that counters never miss one. */
export async function lockPairs(tx: Tx, datasetId: string, firstPairId: string, lastPairId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT id FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid AND id BETWEEN ${firstPairId}::uuid AND ${lastPairId}::uuid ORDER BY id FOR UPDATE`
}

/** Brings the counters and the status of these pairs in line with their constraints, and how much of them is in doubt; superseded ones count no more. */
export async function refreshPairs(tx: Tx, pairIds: string[]): Promise<void> {
  if (pairIds.length === 0) return
  await tx.$executeRaw`
    UPDATE "Pair" p SET
      "constraintCount" = c.total, "undecidedCount" = c.undecided, "acceptedCount" = c.accepted, "refutedCount" = c.refuted,
      unchecked = c.total > 0 AND c.checked = 0,
      status = (CASE WHEN c.total = 0 OR c.undecided = c.total THEN 'pending' WHEN c.undecided = 0 AND c.disputed = 0 THEN 'reviewed' ELSE 'in_review' END)::"PairStatus"
    FROM (
      SELECT pair.id, count(k.id)::int AS total,
        count(*) FILTER (WHERE k.status = 'pending')::int AS undecided,
        count(*) FILTER (WHERE k.status = 'accepted')::int AS accepted,
        count(*) FILTER (WHERE k.status = 'disputed')::int AS disputed,
        count(k.outcome)::int AS checked,
        count(*) FILTER (WHERE k.outcome = 'fail' AND k."outcomeBy" IS DISTINCT FROM 'llm')::int AS refuted
      FROM unnest(${pairIds}::uuid[]) AS pair (id)
        LEFT JOIN "Constraint" k ON k."pairId" = pair.id AND k.status <> 'superseded'
      GROUP BY pair.id) c
    WHERE p.id = c.id`
  await keepDoubts(tx, pairIds)
}

/** Brings what is kept of how much of these pairs is in doubt in line with their constraints and what was said of them (the rule is in the migration `doubt_by_degrees`). */
export async function keepDoubts(tx: Tx, pairIds: readonly string[]): Promise<void> {
  if (pairIds.length > 0) await tx.$executeRaw`SELECT keep_doubts(${[...pairIds]}::uuid[])`
}

/** Whose verdict a new constraint comes with. */
function methodOf({ judge }: Pick<NewConstraint, 'judge'>): 'rule' | 'llm' {
  return judge ? 'llm' : 'rule'
}

/** The columns that a new constraint is written to, in the order of its values. */
export const constraintColumns = `id, "datasetId", "pairId", position, type, "rawType", text, origin, "checkerId", "checkerVersion", kwargs, outcome, "outcomeBy",
  measured, detail, evidence, meaningful, "repairOfId", "generationId", fingerprint, template, "requestId", "runId"`

/** A constraint as a row of "Constraint", with what its first verdict needs besides. */
export function constraintRow(constraint: NewConstraint & { contentHash: string }) {
  const { verdict, checker } = constraint
  return {
    pairId: constraint.pairId,
    position: constraint.position,
    type: constraint.type,
    rawType: constraint.rawType,
    text: constraint.text,
    origin: constraint.origin,
    checkerId: checker?.id ?? null,
    checkerVersion: checker?.version ?? null,
    kwargs: checker?.kwargs ?? null,
    outcome: verdict?.outcome ?? null,
    outcomeBy: verdict === null ? null : methodOf(constraint),
    measured: verdict?.measured ?? null,
    detail: verdict?.detail ?? null,
    evidence: verdict?.evidence ?? [],
    meaningful: constraint.judge?.meaningful ?? null,
    method: methodOf(constraint),
    judgedById: constraint.judge?.generationId ?? null,
    repairOfId: constraint.repairOfId ?? null,
    generationId: constraint.generationId ?? null,
    fingerprint: constraint.fingerprint ?? constraintFingerprint(constraint),
    template: templateKey(constraint.text),
    requestId: constraint.requestId ?? null,
    contentHash: constraint.contentHash,
  }
}
