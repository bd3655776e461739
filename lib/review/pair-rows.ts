import { pool } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { hasCheckSql } from '#lib/review/checks/has-check.ts'

/** What the database says of pairs that somebody is to review. */
export interface ReadPairs {
  /** In the order in which they were asked for; what is gone is left out. */
  rows: PairRow[]
  /** The constraints of which a program says one thing and a judge, asked about the same text, another. */
  differing: ReadonlySet<string>
  /** The pairs at which the reviewer has a check. */
  checked: ReadonlySet<string>
}

type Pair = Prisma.PairGetPayload<object>
type Constraint = Prisma.ConstraintGetPayload<object>
type Variant = Prisma.VariantGetPayload<object>

interface ActRow {
  id: string
  kind: Prisma.DecisionGetPayload<object>['kind']
  undoesId: string | null
  resultVersion: number
  reviewerId: string | null
  reason: string | null
  before: unknown
  createdAt: Date
  reviewer: { name: string; role: string } | null
}

export interface DecisionRow extends Omit<ActRow, 'reviewer'> {
  track: string
  reviewer: { name: string } | null
}

type OpinionRow = Pick<Prisma.OpinionGetPayload<object>, 'reviewerId' | 'status' | 'text' | 'state' | 'reason' | 'version' | 'firstSaid'>

export interface ConstraintRow
  extends Pick<
    Constraint,
    | 'id' | 'pairId' | 'position' | 'type' | 'rawType' | 'text' | 'origin' | 'checkerId' | 'checkerVersion' | 'kwargs' | 'status' | 'outcome' | 'outcomeBy'
    | 'measured' | 'detail' | 'evidence' | 'generationId' | 'version'
  > {
  /** In order of version. */
  decisions: DecisionRow[]
  /** In order of reviewer. */
  opinions: OpinionRow[]
  /** The latest five of judges, newest first. */
  verdicts: { text: string; generationId: string | null }[]
}

/** A refined instruction with what was decided of it, in order of version. */
export interface RefinementRow extends Pick<Variant, 'id' | 'pairId' | 'text' | 'editedText' | 'origin' | 'status' | 'generationId' | 'version' | 'fingerprint'> {
  decisions: (ActRow & { text: string | null })[]
}

export interface PairRow
  extends Pick<
    Pair,
    'id' | 'datasetId' | 'externalId' | 'source' | 'license' | 'language' | 'system' | 'history' | 'instruction' | 'input' | 'response' | 'responseWords' | 'status' | 'createdAt'
  > {
  constraints: ConstraintRow[]
  variants: RefinementRow[]
}

/** As Postgres writes it down: moments are texts. */
type Written<Row> = { [Key in keyof Row]: Key extends 'decisions' ? (Row[Key] extends (infer Act)[] ? Undated<Act>[] : never) : Row[Key] }
type Undated<Act> = Omit<Act, 'createdAt'> & { createdAt: string }
type WrittenPair = Omit<PairRow, 'constraints' | 'variants'> & {
  constraints: (Written<ConstraintRow> & { differs: boolean })[]
  variants: Written<RefinementRow>[]
  checked: boolean
}

/**
 * Reads pairs with all that review shows of them, in one statement: constraints with their decisions, opinions and judges' verdicts, and refined
 * instructions with theirs. What nobody has touched is not looked up constraint by constraint.
 */
export async function readPairs(ids: readonly string[], reviewerId: string): Promise<ReadPairs> {
  if (ids.length === 0) return { rows: [], differing: new Set(), checked: new Set() }
  const { rows } = await pool().query<WrittenPair>({ name: 'pairs to review', text: statement, values: [ids, reviewerId] })
  return {
    rows: ids.flatMap((id) => rows.filter((row) => row.id === id).map(toRow)),
    differing: new Set(rows.flatMap(({ constraints }) => constraints.filter(({ differs }) => differs).map(({ id }) => id))),
    checked: new Set(rows.filter(({ checked }) => checked).map(({ id }) => id)),
  }
}

function toRow({ constraints, variants, ...pair }: WrittenPair): PairRow {
  return {
    ...pair,
    constraints: constraints.map((constraint) => ({ ...constraint, decisions: constraint.decisions.map(dated) })),
    variants: variants.map((variant) => ({ ...variant, decisions: variant.decisions.map(dated) })),
  }
}

function dated<Act extends { createdAt: string }>(written: Act): Omit<Act, 'createdAt'> & { createdAt: Date } {
  return { ...written, createdAt: new Date(written.createdAt) }
}

const decisionColumns = `'id', d.id, 'kind', d.kind, 'undoesId', d."undoesId", 'resultVersion', d."resultVersion", 'reviewerId', d."reviewerId", 'reason', d.reason,
  'before', d.before, 'createdAt', d."createdAt", 'reviewer', CASE WHEN u.id IS NOT NULL THEN json_build_object('name', u.name, 'role', u.role) END`

const statement = `
  SELECT p.id, p."datasetId", p."externalId", p.source, p.license, p.language, p.system, p.history, p.instruction, p.input, p.response, p."responseWords", p.status, p."createdAt",
    ${hasCheckSql} AS checked, constraints, variants
  FROM "Pair" p
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM "Decision" d WHERE d."pairId" = p.id) AS decided, EXISTS (SELECT 1 FROM "Opinion" o WHERE o."pairId" = p.id) AS people OFFSET 0) touched
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(json_build_object('id', c.id, 'pairId', c."pairId", 'position', c.position, 'type', c.type, 'rawType', c."rawType", 'text', c.text, 'origin', c.origin,
          'checkerId', c."checkerId", 'checkerVersion', c."checkerVersion", 'kwargs', c.kwargs, 'status', c.status, 'outcome', c.outcome, 'outcomeBy', c."outcomeBy", 'measured', c.measured,
          'detail', c.detail, 'evidence', c.evidence, 'generationId', c."generationId", 'version', c.version, 'verdicts', judged.verdicts, 'differs', judged.differs,
          'decisions', CASE WHEN NOT touched.decided THEN '[]' ELSE (
            SELECT coalesce(json_agg(json_build_object(${decisionColumns}, 'track', d.track) ORDER BY d."resultVersion"), '[]')
            FROM "Decision" d LEFT JOIN "User" u ON u.id = d."reviewerId" WHERE d."constraintId" = c.id) END,
          'opinions', CASE WHEN NOT touched.people THEN '[]' ELSE (
            SELECT coalesce(json_agg(json_build_object('reviewerId', o."reviewerId", 'status', o.status, 'text', o.text, 'state', o.state, 'reason', o.reason, 'version', o.version,
              'firstSaid', o."firstSaid") ORDER BY o."reviewerId"), '[]') FROM "Opinion" o WHERE o."constraintId" = c.id) END
        ) ORDER BY c.position), '[]') AS constraints
      FROM "Constraint" c CROSS JOIN LATERAL (
          SELECT coalesce(json_agg(json_build_object('text', v.text, 'generationId', v."generationId") ORDER BY v.id DESC) FILTER (WHERE v.place <= 5), '[]') AS verdicts,
            coalesce(bool_or(v.text = c.text AND v.outcome IN ('pass', 'fail') AND v.outcome <> c.outcome), false) AS differs
          FROM (SELECT v.id, v.text, v.outcome, v."generationId", row_number() OVER (ORDER BY v.id DESC) AS place FROM "Verdict" v WHERE v."constraintId" = c.id AND v.method = 'llm') v) judged
      WHERE c."pairId" = p.id AND c.status <> 'superseded') constrained
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(json_build_object('id', v.id, 'pairId', v."pairId", 'text', v.text, 'editedText', v."editedText", 'origin', v.origin, 'status', v.status,
          'generationId', v."generationId", 'version', v.version, 'fingerprint', v.fingerprint,
          'decisions', (
            SELECT coalesce(json_agg(json_build_object(${decisionColumns}, 'text', d.text) ORDER BY d."resultVersion"), '[]')
            FROM "RefinementDecision" d LEFT JOIN "User" u ON u.id = d."reviewerId" WHERE d."variantId" = v.id))), '[]') AS variants
      FROM "Variant" v WHERE v."pairId" = p.id AND v.kind = 'refined') refined
  WHERE p.id = ANY ($1::uuid[])`
