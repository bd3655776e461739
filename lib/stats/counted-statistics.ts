import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { verdictSaidSql } from '#lib/review/verdict-said.ts'
import type { DatasetStatistics, ReviewerStatistics, TypeStatistics } from '#lib/stats/contract.ts'
import { seesPeople, toldSql, type Reader } from '#lib/stats/reader.ts'
import type { Scope } from '#lib/stats/scope.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

/** The counts of the pairs that a scope means with all of their constraints and decisions; counted now, in a handful of grouped queries. */
export async function countedStatistics(scope: Scope, reader: Reader = null): Promise<DatasetStatistics> {
  const { datasetId } = scope
  const [pairs, types, origins, outcomes, statuses, perPair, words, sources, languages, licenses, kinds, reasons, reviewers, days] = await Promise.all([
    rows<DatasetStatistics['pairs']>(pairsSql(scope)),
    rows<Omit<TypeStatistics, 'label' | 'facet'>>(typesSql(scope)),
    rows<{ origin: string; count: number }>(constraintsBy(scope, Prisma.sql`c.origin::text`, 'origin')),
    rows<DatasetStatistics['constraints']['byOutcome'][number]>(constraintsBy(scope, said, 'outcome')),
    rows<{ status: string; count: number }>(constraintsBy(scope, Prisma.sql`c.status::text`, 'status')),
    rows<{ constraints: number; pairs: number }>(
      Prisma.sql`SELECT p."constraintCount" AS constraints, count(*)::int AS pairs FROM "Pair" p WHERE ${scope.pairs} GROUP BY 1 ORDER BY 1`,
    ),
    rows<{ band: number; pairs: number }>(
      Prisma.sql`SELECT least(p."responseWords" / 50, 20) AS band, count(*)::int AS pairs FROM "Pair" p WHERE ${scope.pairs} GROUP BY 1 ORDER BY 1`,
    ),
    rows<{ source: string; pairs: number }>(pairsBy(scope, Prisma.sql`p.source`, 'source')),
    rows<{ language: string | null; pairs: number }>(pairsBy(scope, Prisma.sql`p.language`, 'language')),
    rows<{ license: string | null; pairs: number }>(
      pairsBy(scope, Prisma.sql`coalesce(p.license, (SELECT ds.license FROM "Dataset" ds WHERE ds.id = ${datasetId}::uuid))`, 'license'),
    ),
    rows<{ kind: string; count: number }>(Prisma.sql`SELECT d.kind::text, count(*)::int AS count ${decisionsOf(scope, reader)} GROUP BY 1 ORDER BY 2 DESC`),
    rows<{ reason: string; count: number }>(
      Prisma.sql`SELECT d.reason, count(*)::int AS count ${decisionsOf(scope, reader)} AND d.kind = 'reject' AND d.reason IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`,
    ),
    seesPeople(reader) ? countedReviewers(scope, reader) : null,
    rows<{ day: string; count: number }>(
      Prisma.sql`SELECT to_char(d."createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::int AS count ${decisionsOf(scope, reader)}
        AND d."createdAt" > now() - interval '60 days' GROUP BY 1 ORDER BY 1`,
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
    licenses,
  }
}

async function rows<Row>(sql: Prisma.Sql): Promise<Row[]> {
  return db().$queryRaw<Row[]>(sql)
}

/** What is said of a constraint c. */
const said = Prisma.raw(verdictSaidSql)

function pairsSql({ datasetId, pairs }: Scope): Prisma.Sql {
  return Prisma.sql`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE p.status = 'pending')::int AS pending,
      count(*) FILTER (WHERE p.status = 'in_review')::int AS "inReview", count(*) FILTER (WHERE p.status = 'reviewed')::int AS reviewed,
      coalesce((SELECT rows FROM "Export" WHERE "datasetId" = ${datasetId}::uuid ORDER BY id DESC LIMIT 1), 0) AS exported
    FROM "Pair" p WHERE ${pairs}`
}

function typesSql(scope: Scope): Prisma.Sql {
  return Prisma.sql`
    SELECT type, count(*)::int AS total, count(*) FILTER (WHERE said = 'pass')::int AS pass,
      count(*) FILTER (WHERE said = 'fail')::int AS fail, count(*) FILTER (WHERE said IN ('unsure', 'error'))::int AS unsure,
      count(*) FILTER (WHERE said IN ('judged-pass', 'judged-fail'))::int AS judged, count(*) FILTER (WHERE said = 'none')::int AS undecidable,
      count(*) FILTER (WHERE status = 'accepted')::int AS accepted, count(*) FILTER (WHERE status = 'rejected')::int AS rejected,
      count(*) FILTER (WHERE status = 'pending')::int AS pending
    FROM (SELECT c.type, c.status, ${said} AS said ${constraintsOf(scope)}) constraints GROUP BY type ORDER BY total DESC, type`
}

/** What each reviewer did, as far as the reader may know, most first. */
export function countedReviewers(scope: Scope, reader: Reader): Promise<ReviewerStatistics[]> {
  return rows(Prisma.sql`
    SELECT coalesce(u.name, 'former member') AS reviewer, count(*) FILTER (WHERE d.kind = 'accept')::int AS accepted,
      count(*) FILTER (WHERE d.kind = 'edit')::int AS edited, count(*) FILTER (WHERE d.kind = 'reject')::int AS rejected,
      count(*) FILTER (WHERE d.kind = 'undo')::int AS undone,
      percentile_disc(0.5) WITHIN GROUP (ORDER BY d."elapsedMs") AS "medianMs"
    FROM "Decision" d JOIN "Constraint" c ON c.id = d."constraintId" LEFT JOIN "User" u ON u.id = d."reviewerId"
    WHERE d."datasetId" = ${scope.datasetId}::uuid AND ${toldSql(reader)} ${scope.of(Prisma.sql`d."pairId"`)} GROUP BY d."reviewerId", u.name ORDER BY count(*) DESC`)
}

function constraintsOf(scope: Scope): Prisma.Sql {
  return Prisma.sql`FROM "Constraint" c WHERE c."datasetId" = ${scope.datasetId}::uuid ${scope.of(Prisma.sql`c."pairId"`)}`
}

function decisionsOf(scope: Scope, reader: Reader): Prisma.Sql {
  return Prisma.sql`FROM "Decision" d JOIN "Constraint" c ON c.id = d."constraintId" WHERE d."datasetId" = ${scope.datasetId}::uuid AND ${toldSql(reader)} ${scope.of(Prisma.sql`d."pairId"`)}`
}

function constraintsBy(scope: Scope, expression: Prisma.Sql, name: 'origin' | 'outcome' | 'status'): Prisma.Sql {
  return Prisma.sql`SELECT ${expression} AS ${Prisma.raw(name)}, count(*)::int AS count ${constraintsOf(scope)} GROUP BY 1 ORDER BY 2 DESC, 1`
}

function pairsBy(scope: Scope, expression: Prisma.Sql, name: 'source' | 'language' | 'license'): Prisma.Sql {
  return Prisma.sql`SELECT ${expression} AS ${Prisma.raw(name)}, count(*)::int AS pairs FROM "Pair" p WHERE ${scope.pairs} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50`
}
