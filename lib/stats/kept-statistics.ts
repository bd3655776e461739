import type { Actor } from '#lib/auth/contract.ts'
import { db, pool } from '#lib/db/client.ts'
import type { VerdictSaid } from '#lib/review/verdict-said.ts'
import type { DatasetStatistics, ReviewerStatistics, TypeStatistics } from '#lib/stats/contract.ts'
import { countedReviewers } from '#lib/stats/counted-statistics.ts'
import { seesPeople, toldSql, type Reader } from '#lib/stats/reader.ts'
import { scopeOf } from '#lib/stats/scope.ts'
import { readTallies, summed, total, type ConstraintTally, type DecisionTally } from '#lib/stats/tallies.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

/** The same of a whole dataset as countedStatistics, of the exact counts that the database keeps; only how long decisions take is looked up. */
export async function keptStatistics(datasetId: string, reader: Reader = null): Promise<DatasetStatistics> {
  const [{ pairs, constraints, decisions: all }, untold, dataset, exported] = await Promise.all([
    readTallies(datasetId),
    untoldDecisions(datasetId, reader),
    db().dataset.findUnique({ where: { id: datasetId }, select: { license: true } }),
    pool().query<{ rows: number }>('SELECT rows FROM "Export" WHERE "datasetId" = $1 ORDER BY id DESC LIMIT 1', [datasetId]),
  ])
  const decisions = [...all, ...untold]
  // The index that finds medians holds all decisions.
  const people = !seesPeople(reader) ? null : await (untold.length > 0 ? countedReviewers(scopeOf(datasetId), reader) : reviewersOf(datasetId, decisions))
  const pairsOf = (status: string) => total(pairs.status.filter(({ value }) => value === status))
  return {
    pairs: { total: total(pairs.status), pending: pairsOf('pending'), inReview: pairsOf('in_review'), reviewed: pairsOf('reviewed'), exported: exported.rows[0]?.rows ?? 0 },
    constraints: {
      total: total(constraints),
      byType: typeStatistics(constraints),
      byOrigin: summed(constraints, ({ origin }) => origin).map(({ key, n }) => ({ origin: key, count: n })),
      byOutcome: summed(constraints, ({ said }) => said).map(({ key, n }) => ({ outcome: key, count: n })),
      byStatus: summed(constraints, ({ status }) => status).map(({ key, n }) => ({ status: key, count: n })),
      perPair: pairs.constraints.map(({ value, n }) => ({ constraints: Number(value), pairs: n })).toSorted((a, b) => a.constraints - b.constraints),
    },
    decisions: {
      total: total(decisions),
      byKind: summed(decisions, ({ kind }) => kind).map(({ key, n }) => ({ kind: key, count: n })),
      byReason: summed(decisions.filter(({ kind, reason }) => kind === 'reject' && reason !== null), ({ reason }) => reason ?? '').slice(0, 20).map(({ key, n }) => ({ reason: key, count: n })),
      byReviewer: people,
      byDay: decisionsByDay(decisions),
    },
    responseWords: pairs.words
      .map(({ value, n }) => ({ band: Number(value), n }))
      .toSorted((a, b) => a.band - b.band)
      .map(({ band, n }) => ({ from: band * 50, to: band < 20 ? band * 50 + 49 : null, pairs: n })),
    sources: summed(pairs.source, ({ value }) => value ?? '').slice(0, 50).map(({ key, n }) => ({ source: key, pairs: n })),
    licenses: summed(pairs.license, ({ value }) => value ?? dataset?.license ?? null).slice(0, 50).map(({ key, n }) => ({ license: key, pairs: n })),
    languages: summed(pairs.language, ({ value }) => value).slice(0, 50).map(({ key, n }) => ({ language: key, pairs: n })),
  }
}

function typeStatistics(constraints: readonly ConstraintTally[]): TypeStatistics[] {
  return summed(constraints, ({ type }) => type).map(({ key: type, n }) => {
    const ofType = constraints.filter((row) => row.type === type)
    const said = (...wanted: VerdictSaid[]) => total(ofType.filter((row) => wanted.includes(row.said)))
    const decided = (status: string) => total(ofType.filter((row) => row.status === status))
    return {
      type,
      label: typeLabel(type),
      facet: type.split('.')[0] ?? type,
      total: n,
      pass: said('pass'),
      fail: said('fail'),
      unsure: said('unsure', 'error'),
      judged: said('judged-pass', 'judged-fail'),
      undecidable: said('none'),
      accepted: decided('accepted'),
      rejected: decided('rejected'),
      pending: decided('pending'),
    }
  })
}

/** The decisions that the reader may not know of, with counts below zero, that take them off those of all. */
export function untoldDecisions(datasetId: string, reader: Pick<Actor, 'id'> | null): Promise<DecisionTally[]> {
  return db().$queryRaw<DecisionTally[]>`
    SELECT d.kind::text AS kind, d.reason, d."reviewerId", to_char(d."createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, d."elapsedMs" IS NOT NULL AS timed, -count(*)::int AS n
    FROM "Decision" d JOIN "Constraint" c ON c.id = d."constraintId" AND c.status = 'pending'
    WHERE d."datasetId" = ${datasetId}::uuid AND EXISTS (SELECT 1 FROM "Opinion" o WHERE o."datasetId" = ${datasetId}::uuid) AND NOT ${toldSql(reader)}
    GROUP BY 1, 2, 3, 4, 5`
}

/** Who decided, most first. A median is found by its place in the order of an index. */
async function reviewersOf(datasetId: string, decisions: readonly DecisionTally[]): Promise<ReviewerStatistics[]> {
  const ids = summed(decisions, ({ reviewerId }) => reviewerId).map(({ key }) => key)
  const timed = ids.map((id) => total(decisions.filter((row) => row.reviewerId === id && row.timed)))
  const { rows } = await pool().query<{ name: string | null; medianMs: number | null }>(mediansSql, [datasetId, ids, timed])
  return ids.map((id, index) => {
    const of = (kind: string) => total(decisions.filter((row) => row.reviewerId === id && row.kind === kind))
    const { name, medianMs } = rows[index] ?? { name: null, medianMs: null }
    return { reviewer: name ?? 'former member', accepted: of('accept'), edited: of('edit'), rejected: of('reject'), undone: of('undo'), medianMs }
  })
}

/** Of the last 60 days. */
function decisionsByDay(decisions: readonly DecisionTally[]): { day: string; count: number }[] {
  const from = new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10)
  return summed(decisions.filter(({ day }) => day >= from), ({ day }) => day)
    .map(({ key, n }) => ({ day: key, count: n }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

const mediansSql = `
  SELECT u.name, CASE WHEN asked.id IS NULL THEN (
      SELECT "elapsedMs" FROM "Decision" WHERE "datasetId" = $1 AND "reviewerId" IS NULL AND "elapsedMs" IS NOT NULL ORDER BY "elapsedMs" OFFSET greatest(timed - 1, 0) / 2 LIMIT 1)
    ELSE (
      SELECT "elapsedMs" FROM "Decision" WHERE "datasetId" = $1 AND "reviewerId" = asked.id AND "elapsedMs" IS NOT NULL ORDER BY "elapsedMs" OFFSET greatest(timed - 1, 0) / 2 LIMIT 1) END AS "medianMs"
  FROM unnest($2::text[], $3::int[]) WITH ORDINALITY AS asked (id, timed, place) LEFT JOIN "User" u ON u.id = asked.id ORDER BY place`
