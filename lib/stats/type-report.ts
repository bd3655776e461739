import { wilson } from '#lib/constraints/wilson.ts'
import { vocabulary } from '#lib/constraints/index.ts'
import { vacuousRate } from '#lib/constraints/rarity.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { bitsSql } from '#lib/datasets/build-stages.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { notFound } from '#lib/http/errors.ts'
import { decoySql } from '#lib/review/checks/decoys.ts'
import type { VerdictSaid } from '#lib/review/verdict-said.ts'
import { sharedTrack } from '#lib/review/tracks.ts'
import { countedConstraints } from '#lib/stats/counted-statistics.ts'
import { countRarities } from '#lib/stats/check-rarity.ts'
import type { Rate, TypeReport } from '#lib/stats/contract.ts'
import { toldSql, type Reader } from '#lib/stats/reader.ts'
import { standingDecisions, standingSql, standsSql } from '#lib/stats/standing.ts'
import { scopeOf } from '#lib/stats/scope.ts'
import { readTallies, summed, total, type ConstraintTally } from '#lib/stats/tallies.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

/** Constraints that rarity, sampling and edits are looked at of, in order of their pairs; a type may have millions. */
const looked = 20_000

interface Counted {
  decided: number
  accepted: number
  edited: number
  rejected: number
}
interface Measured {
  constraints: number
  rated: number
  vacuous: number
  bits: number | null
  sampled: number
  natural: number | null
  prompted: number | null
}

/**
 * All that is known of a type in a dataset, or in what a filter finds of it: how many, how often true, accepted, edited and how much, how rare, how often models meet it unasked and
 * asked, what it cost. Throws AppError('not_found') for a dataset that is not there or a type that it does not have and nobody knows.
 */
export async function typeReport(datasetId: string, type: string, filter: SeenFilter = {}, reader: Reader = null): Promise<TypeReport> {
  await requireDataset(datasetId)
  const entry = vocabulary.find(({ key }) => key === type)
  const scope = scopeOf(datasetId, filter)
  const ofType = Prisma.sql`c.type = ${type} ${scope.of(Prisma.sql`c."pairId"`)}`
  const of = Prisma.sql`c."datasetId" = ${datasetId}::uuid AND ${ofType}`
  // A filter finds a single pair: what is hidden of its constraints is not in what is measured of them.
  const told = !scope.whole && scope.sight ? Prisma.sql`AND NOT ${decoySql(scope.sight)}` : Prisma.empty
  const some = Prisma.sql`(SELECT c.id, c."pairId", c."checkerId", c.kwargs, c.status FROM "Constraint" c WHERE ${of} ${told} ORDER BY c."pairId" LIMIT ${looked})`
  await countRarities()
  const [counted, carrying, spent, tallies, measured, edits, reasons, calls] = await Promise.all([
    db().$queryRaw<Counted[]>`
      SELECT count(*)::int AS decided, count(*) FILTER (WHERE kind = 'accept')::int AS accepted, count(*) FILTER (WHERE kind = 'edit')::int AS edited, count(*) FILTER (WHERE kind = 'reject')::int AS rejected
      FROM ${standingDecisions(datasetId, ofType)} s`,
    db().$queryRaw<{ pairs: number }[]>`SELECT count(*)::int AS pairs FROM (SELECT DISTINCT c."pairId" FROM "Constraint" c WHERE ${of}) carrying`,
    db().$queryRaw<{ ms: number | null }[]>(reviewTimeSql(datasetId, of, reader)),
    scope.whole ? keptConstraints(datasetId, type) : countedConstraints(scope, Prisma.sql`AND c.type = ${type}`),
    db().$queryRaw<Measured[]>`
      SELECT count(*)::int AS constraints, count(bits)::int AS rated, count(*) FILTER (WHERE bits < ${-Math.log2(vacuousRate)})::int AS vacuous,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY bits) AS bits, count(m)::int AS sampled, avg((m->>'value')::float8) AS natural,
        avg((m->'detail'->'with'->>'rate')::float8) AS prompted
      FROM (SELECT ${bitsSql} AS bits, (
          SELECT to_jsonb(m) FROM "Measurement" m WHERE m."pairId" = c."pairId" AND m."constraintId" = c.id AND m.kind = 'natural_satisfaction' ORDER BY m.id DESC LIMIT 1) AS m
        FROM ${some} c) rated`,
    db().$queryRaw<{ before: string; after: string }[]>`
      SELECT d.before->>'text' AS before, d.text AS after FROM "Constraint" c JOIN ${standingSql} d ON TRUE
      WHERE ${of} AND c.status = 'accepted' AND c.id IN (SELECT e."constraintId" FROM "Decision" e WHERE e."datasetId" = ${datasetId}::uuid AND e.kind = 'edit') AND d.kind = 'edit' AND d.text IS NOT NULL AND d.before->>'text' IS NOT NULL ORDER BY c.id DESC LIMIT 500`,
    db().$queryRaw<{ reason: string | null; constraints: number }[]>`
      SELECT d.reason, count(DISTINCT c.id)::int AS constraints FROM "Constraint" c JOIN "Decision" d ON d."constraintId" = c.id AND d.kind = 'reject' AND ${standsSql}
      WHERE ${of} AND d."datasetId" = ${datasetId}::uuid AND c.status = 'rejected' GROUP BY 1 ORDER BY 2 DESC, 1`,
    db().$queryRaw<Calls[]>(callsSql(datasetId, of)),
  ])
  const said = (...wanted: VerdictSaid[]) => total(tallies.filter((row) => wanted.includes(row.said)))
  const n = counted[0] && { ...counted[0], pairs: carrying[0]?.pairs ?? 0, reviewMs: spent[0]?.ms ?? null, total: total(tallies), proven: said('pass'), refuted: said('fail'), judged: said('judged-pass', 'judged-fail') }
  if (!n || (n.total === 0 && !entry)) throw notFound('type')
  const m = measured[0]
  return {
    type,
    label: typeLabel(type),
    definition: entry?.definition ?? null,
    examples: entry?.examples.slice(0, 3) ?? [],
    total: n.total,
    pairs: n.pairs,
    verdicts: { proven: n.proven, refuted: n.refuted, judged: n.judged, undecided: n.total - n.proven - n.refuted - n.judged },
    truth: share(n.proven, n.proven + n.refuted),
    decided: n.decided,
    accepted: share(n.accepted, n.decided),
    edited: share(n.edited, n.decided),
    rejected: share(n.rejected, n.decided),
    editDistance: median(edits.map(({ before, after }) => wordsChanged(before, after))),
    edits: edits.length,
    reasons,
    origins: summed(tallies, ({ origin }) => origin).map(({ key, n: number }) => ({ origin: key, constraints: number })),
    bits: { median: m?.bits ?? null, rated: m?.rated ?? 0, vacuous: share(m?.vacuous ?? 0, m?.rated ?? 0), looked: m?.constraints ?? 0 },
    sampled: { constraints: m?.sampled ?? 0, natural: m?.natural ?? null, prompted: m?.prompted ?? null },
    callsPerAccepted: callsPer(calls, total(tallies.filter(({ status }) => status === 'accepted'))),
    reviewSecondsPerAccepted: n.reviewMs === null || n.accepted + n.edited === 0 ? null : n.reviewMs / 1000 / (n.accepted + n.edited),
  }
}

async function keptConstraints(datasetId: string, type: string): Promise<ConstraintTally[]> {
  return (await readTallies(datasetId)).constraints.filter((row) => row.type === type)
}

interface Calls {
  currency: string | null
  money: number | null
  seconds: number
}

/** What the calls that proposed these constraints took, by currency: of a call that proposed several, each has an equal part. */
function callsSql(datasetId: string, of: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT CASE WHEN g.cost IS NOT NULL THEN e.currency END AS currency, sum(g.cost * mine.n / proposed.n)::float8 AS money, coalesce(sum(g."latencyMs"::float8 * mine.n / proposed.n), 0) / 1000 AS seconds
    FROM (SELECT c."generationId" AS id, count(*) AS n FROM "Constraint" c WHERE ${of} AND c."generationId" IS NOT NULL GROUP BY 1) mine
      JOIN "Generation" g ON g.id = mine.id LEFT JOIN "Endpoint" e ON e.id = g."endpointId"
      CROSS JOIN LATERAL (SELECT count(*) AS n FROM "Constraint" a WHERE a."datasetId" = ${datasetId}::uuid AND a."generationId" = g.id) proposed
    GROUP BY 1`
}

function callsPer(calls: readonly Calls[], accepted: number): TypeReport['callsPerAccepted'] {
  if (calls.length === 0 || accepted === 0) return null
  const priced = calls.filter(({ money }) => money !== null)
  const [one] = priced
  return {
    seconds: calls.reduce((sum, { seconds }) => sum + seconds, 0) / accepted,
    money: one && priced.length === 1 ? (one.money ?? 0) / accepted : null,
    currency: one && priced.length === 1 ? one.currency : null,
  }
}

/** The time that people took for the decisions on these constraints, where it is known. Of undecided ones only those are read that have decisions all the same: taken back, edits that a program refutes, or of one of several people. */
function reviewTimeSql(datasetId: string, of: Prisma.Sql, reader: Reader): Prisma.Sql {
  const decisions = Prisma.sql`"Decision" d JOIN "Constraint" c ON c.id = d."constraintId" WHERE d."datasetId" = ${datasetId}::uuid AND ${of} AND d."elapsedMs" IS NOT NULL AND ${toldSql(reader)}`
  return Prisma.sql`
    SELECT sum(least(ms, 300000))::float8 AS ms FROM (
      SELECT d."elapsedMs" AS ms FROM ${decisions} AND c.status <> 'pending'
      UNION ALL SELECT d."elapsedMs" FROM ${decisions} AND c.status = 'pending' AND d."constraintId" IN (
        SELECT e."constraintId" FROM "Decision" e WHERE e."datasetId" = ${datasetId}::uuid AND (e.kind IN ('undo', 'edit') OR e.track <> ${sharedTrack}))) taken`
}

function share(count: number, of: number): Rate | null {
  return of === 0 ? null : { count, rate: count / of, interval: wilson(count, of) }
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? (sorted[Math.floor(middle)] ?? null) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** Words of a text that an edit's distance is found on: it takes their square, for each of many edits. */
const comparedWords = 200

/** Levenshtein's distance in words, of the first words of both. */
function wordsChanged(before: string, after: string): number {
  const [a, b] = [before.split(/\s+/, comparedWords), after.split(/\s+/, comparedWords)]
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, word] of a.entries()) {
    const next = [i + 1]
    for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (word === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}
