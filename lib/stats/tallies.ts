import { pool } from '#lib/db/client.ts'
import type { VerdictSaid } from '#lib/review/verdict-said.ts'

/** How many constraints there are of one kind. */
export interface ConstraintTally {
  type: string
  origin: string
  status: string
  said: VerdictSaid
  n: number
}

/** How many decisions were taken of one kind, for one reason (of rejections), by one person and on one day (UTC). */
export interface DecisionTally {
  kind: string
  reason: string | null
  reviewerId: string | null
  day: string
  /** Whether it is known how long it took. */
  timed: boolean
  n: number
}

/** A value of pairs, or of constraints, with how many have it. */
export interface PairTally {
  value: string | null
  n: number
}

/** How many pairs of a status have come how far, in the words of reachedSql, and `imported` for no constraint yet. */
export interface StageTally {
  status: string
  stage: string
  n: number
}

/** All exact counts of a dataset, kept by the database with every change (see the model Tally). */
export interface Tallies {
  pairs: Record<'status' | 'source' | 'language' | 'license' | 'words' | 'constraints' | 'tag' | 'grade', PairTally[]>
  stages: StageTally[]
  constraints: ConstraintTally[]
  /** Constraints that stand decided, by the id of who decided them last for everybody. */
  reviewers: PairTally[]
  decisions: DecisionTally[]
}

/** A count as the database has it: of what, and of which key (see the model Tally). */
export interface TallyRow {
  of: string
  key: (string | null)[]
  n: number
}

/** The counts of a dataset as they are now; none of one that there is not. */
export async function readTallies(datasetId: string): Promise<Tallies> {
  const { rows } = await pool().query<TallyRow>(`SELECT "of", key, sum(n)::int AS n FROM "Tally" WHERE "datasetId" = $1 GROUP BY 1, 2 HAVING sum(n) <> 0`, [datasetId])
  return talliesOf(rows)
}

/** The same of counts that were made by themselves. */
export function talliesOf(rows: readonly TallyRow[]): Tallies {
  const pairsBy = (name: string) => rows.filter(({ of }) => of === `pair.${name}`).map(({ key, n }) => ({ value: key[0] ?? null, n }))
  return {
    pairs: { status: pairsBy('status'), source: pairsBy('source'), language: pairsBy('language'), license: pairsBy('license'), words: pairsBy('words'), constraints: pairsBy('constraints'), tag: pairsBy('tag'), grade: pairsBy('grade') },
    stages: rows.flatMap(({ of, key: [status, stage], n }) => (of === 'pair.status' ? [{ status: status ?? '', stage: stage ?? '', n }] : [])),
    constraints: rows.flatMap(({ of, key: [type, origin, status, outcome, by], n }) =>
      of === 'constraint' ? [{ type: type ?? '', origin: origin ?? '', status: status ?? '', said: saidOf(outcome ?? null, by ?? null), n }] : [],
    ),
    reviewers: rows.flatMap(({ of, key: [value = null], n }) => (of === 'constraint.reviewer' ? [{ value, n }] : [])),
    decisions: rows.flatMap(({ of, key: [kind, reason, reviewerId, day, timed], n }) =>
      of === 'decision' ? [{ kind: kind ?? '', reason: reason ?? null, reviewerId: reviewerId ?? null, day: day ?? '', timed: timed === 'true', n }] : [],
    ),
  }
}

/** The counts summed over what `keyOf` says alike, greatest first, then in order of the key; what comes to nothing is left out. */
export function summed<Row extends { n: number }, Key extends string | null>(rows: readonly Row[], keyOf: (row: Row) => Key): { key: Key; n: number }[] {
  const sums = new Map<Key, number>()
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.n)
  return [...sums].flatMap(([key, n]) => (n === 0 ? [] : [{ key, n }])).toSorted((a, b) => b.n - a.n || compare(a.key, b.key))
}

/** The sum of all counts. */
export function total(rows: readonly { n: number }[]): number {
  return rows.reduce((sum, { n }) => sum + n, 0)
}

/** As the database sorts: by code points, and none last. */
function compare(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return 1
  return b === null || a < b ? -1 : 1
}

/** See verdict-said.ts. */
function saidOf(outcome: string | null, by: string | null): VerdictSaid {
  if (outcome !== 'pass' && outcome !== 'fail') return by === 'llm' || (outcome !== 'unsure' && outcome !== 'error') ? 'none' : outcome
  return by === 'llm' ? `judged-${outcome}` : outcome
}
