import { vocabulary } from '#lib/constraints/index.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { pool } from '#lib/db/client.ts'
import { verdictSaidSql } from '#lib/review/verdict-said.ts'
import type { DatasetStatistics, TypeStatistics } from '#lib/stats/contract.ts'

const entryOf = new Map(vocabulary.map((entry) => [entry.key, entry]))

/** A type's name as people read it. */
export function typeLabel(type: string): string {
  return entryOf.get(type)?.label ?? type
}

/** Everything that the statistics page shows of a dataset, counted now, in a handful of grouped queries. Throws AppError('not_found'). */
export async function datasetStatistics(datasetId: string): Promise<DatasetStatistics> {
  await requireDataset(datasetId)
  const rows = async <Row extends object>(sql: string): Promise<Row[]> => (await pool().query<Row>(sql, [datasetId])).rows
  const [pairs, types, origins, outcomes, statuses, perPair, words, sources, languages, kinds, reasons, reviewers, days] = await Promise.all([
    rows<DatasetStatistics['pairs']>(pairsSql),
    rows<Omit<TypeStatistics, 'label' | 'facet'>>(typesSql),
    rows<{ origin: string; count: number }>(constraintsBy('origin::text', 'origin')),
    rows<DatasetStatistics['constraints']['byOutcome'][number]>(constraintsBy(verdictSaidSql, 'outcome')),
    rows<{ status: string; count: number }>(constraintsBy('status::text', 'status')),
    rows<{ constraints: number; pairs: number }>(
      `SELECT "constraintCount" AS constraints, count(*)::int AS pairs FROM "Pair" WHERE "datasetId" = $1 GROUP BY 1 ORDER BY 1`,
    ),
    rows<{ band: number; pairs: number }>(
      `SELECT least("responseWords" / 50, 20) AS band, count(*)::int AS pairs FROM "Pair" WHERE "datasetId" = $1 GROUP BY 1 ORDER BY 1`,
    ),
    rows<{ source: string; pairs: number }>(pairsBy('source')),
    rows<{ language: string | null; pairs: number }>(pairsBy('language')),
    rows<{ kind: string; count: number }>(
      `SELECT kind::text, count(*)::int AS count FROM "Decision" WHERE "datasetId" = $1 GROUP BY 1 ORDER BY 2 DESC`,
    ),
    rows<{ reason: string; count: number }>(
      `SELECT reason, count(*)::int AS count FROM "Decision" WHERE "datasetId" = $1 AND kind = 'reject' AND reason IS NOT NULL
       GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`,
    ),
    rows<DatasetStatistics['decisions']['byReviewer'][number]>(reviewersSql),
    rows<{ day: string; count: number }>(
      `SELECT to_char("createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::int AS count FROM "Decision"
       WHERE "datasetId" = $1 AND "createdAt" > now() - interval '60 days' GROUP BY 1 ORDER BY 1`,
    ),
  ])
  const byType = types.map((row) => ({ ...row, label: typeLabel(row.type), facet: row.type.split('.')[0] ?? row.type }))
  return {
    pairs: pairs[0] ?? { total: 0, pending: 0, inReview: 0, reviewed: 0, exported: 0 },
    constraints: {
      total: byType.reduce((sum, row) => sum + row.total, 0),
      byType,
      byOrigin: origins,
      byOutcome: outcomes,
      byStatus: statuses,
      perPair,
    },
    decisions: {
      total: kinds.reduce((sum, row) => sum + row.count, 0),
      byKind: kinds,
      byReason: reasons,
      byReviewer: reviewers,
      byDay: days,
    },
    responseWords: words.map(({ band, pairs: n }) => ({ from: band * 50, to: band < 20 ? band * 50 + 49 : null, pairs: n })),
    sources,
    languages,
  }
}

const pairsSql = `
  SELECT count(*)::int AS total, count(*) FILTER (WHERE status = 'pending')::int AS pending,
    count(*) FILTER (WHERE status = 'in_review')::int AS "inReview", count(*) FILTER (WHERE status = 'reviewed')::int AS reviewed,
    coalesce((SELECT rows FROM "Export" WHERE "datasetId" = $1 ORDER BY id DESC LIMIT 1), 0) AS exported
  FROM "Pair" WHERE "datasetId" = $1`

const typesSql = `
  SELECT type, count(*)::int AS total, count(*) FILTER (WHERE said = 'pass')::int AS pass,
    count(*) FILTER (WHERE said = 'fail')::int AS fail, count(*) FILTER (WHERE said IN ('unsure', 'error'))::int AS unsure,
    count(*) FILTER (WHERE said IN ('judged-pass', 'judged-fail'))::int AS judged, count(*) FILTER (WHERE said = 'none')::int AS undecidable, count(*) FILTER (WHERE status = 'accepted')::int AS accepted,
    count(*) FILTER (WHERE status = 'rejected')::int AS rejected, count(*) FILTER (WHERE status = 'pending')::int AS pending
  FROM (SELECT type, status, ${verdictSaidSql} AS said FROM "Constraint" WHERE "datasetId" = $1) constraints GROUP BY type ORDER BY total DESC, type`

const reviewersSql = `
  SELECT coalesce(u.name, 'former member') AS reviewer, count(*) FILTER (WHERE d.kind = 'accept')::int AS accepted,
    count(*) FILTER (WHERE d.kind = 'edit')::int AS edited, count(*) FILTER (WHERE d.kind = 'reject')::int AS rejected,
    count(*) FILTER (WHERE d.kind = 'undo')::int AS undone,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY d."elapsedMs") AS "medianMs"
  FROM "Decision" d LEFT JOIN "User" u ON u.id = d."reviewerId" WHERE d."datasetId" = $1 GROUP BY d."reviewerId", u.name ORDER BY count(*) DESC`

function constraintsBy(expression: string, name: string): string {
  return `SELECT ${expression} AS ${name}, count(*)::int AS count FROM "Constraint" WHERE "datasetId" = $1 GROUP BY 1 ORDER BY 2 DESC, 1`
}

function pairsBy(column: 'source' | 'language'): string {
  return `SELECT ${column}, count(*)::int AS pairs FROM "Pair" WHERE "datasetId" = $1 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50`
}
