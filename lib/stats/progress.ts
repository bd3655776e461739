import { requireDataset } from '#lib/datasets/datasets.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { Progress } from '#lib/stats/contract.ts'
import { forecast, paceDays } from '#lib/stats/forecast.ts'
import { scopeOf, type Scope } from '#lib/stats/scope.ts'
import { readTallies, total as sum } from '#lib/stats/tallies.ts'

/** Days that are drawn. */
const shownDays = 90

/** Whether a status, as text, is one of a constraint that is decided. */
const done = (status: Prisma.Sql) => Prisma.sql`(${status} IN ('accepted', 'rejected'))`

/** The status that Decision d, taken for everybody, found and left: of an edit or an undo, which may leave any, what the next one found, or what is now. */
const found = Prisma.sql`d.before->>'status'`
const left = Prisma.sql`CASE d.kind WHEN 'accept' THEN 'accepted' WHEN 'reject' THEN 'rejected' WHEN 'skip' THEN 'skipped' WHEN 'flag' THEN 'flagged' ELSE coalesce(
  (SELECT n.before->>'status' FROM "Decision" n WHERE n."constraintId" = d."constraintId" AND n.track = d.track AND n."resultVersion" > d."resultVersion" ORDER BY n."resultVersion" LIMIT 1),
  (SELECT c.status::text FROM "Constraint" c WHERE c.id = d."constraintId")) END`

/** The status of constraint c that several people's opinions have made: what the first decision for everybody found, or what is now. */
const settled = Prisma.sql`coalesce((SELECT n.before->>'status' FROM "Decision" n WHERE n."constraintId" = c.id AND n.track = '' ORDER BY n."resultVersion" LIMIT 1), c.status::text)`

/**
 * What was decided day by day (UTC), less what is not any more (where several decide a pair: settled, on the day of the last opinion), and when the rest will be done at the pace of the last 14 whole days (see
 * forecast.ts). Throws AppError('not_found').
 */
export async function progress(datasetId: string, filter: PairFilter = {}, now = new Date()): Promise<Progress> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  const [today, first] = [dayOf(now), dayOf(now, shownDays - 1)]
  const [days, work] = await Promise.all([
    db().$queryRaw<{ day: string; decided: number }[]>`
      SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, sum(n)::int AS decided FROM (
        SELECT d."createdAt" AS at, ${done(left)}::int - ${done(found)}::int AS n
        FROM "Decision" d WHERE d."datasetId" = ${datasetId}::uuid AND d.track = '' ${scope.of(Prisma.sql`d."pairId"`)}
        UNION ALL
        SELECT max(o."updatedAt"), 1 FROM "Opinion" o JOIN "Constraint" c ON c.id = o."constraintId" AND ${done(settled)}
        WHERE o."datasetId" = ${datasetId}::uuid ${scope.of(Prisma.sql`o."pairId"`)} GROUP BY o."constraintId"
      ) changed WHERE n <> 0 AND at >= ${`${first}T00:00:00Z`}::timestamptz GROUP BY 1 ORDER BY 1`,
    scope.whole ? keptWork(datasetId) : countedWork(scope),
  ])
  return { days, ...work, today, forecast: forecast(lastDays(days, now), work.left) }
}

interface Work {
  total: number
  left: number
}
const undecided = ['pending', 'skipped', 'flagged', 'disputed']

/** What a whole dataset has to be decided, by the exact counts that the database keeps. */
async function keptWork(datasetId: string): Promise<Work> {
  const constraints = (await readTallies(datasetId)).constraints.filter(({ status }) => status !== 'superseded')
  return { total: sum(constraints), left: sum(constraints.filter(({ status }) => undecided.includes(status))) }
}

async function countedWork({ datasetId, of }: Scope): Promise<Work> {
  const counted = await db().$queryRaw<Work[]>`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE c.status::text = ANY (${undecided}))::int AS left
    FROM "Constraint" c WHERE c."datasetId" = ${datasetId}::uuid AND c.status <> 'superseded' ${of(Prisma.sql`c."pairId"`)}`
  return counted[0] ?? { total: 0, left: 0 }
}

/** The counts of the last whole days, those without work 0; from the first day of work, where it is later. */
function lastDays(days: readonly { day: string; decided: number }[], now: Date): number[] {
  const known = new Map(days.map(({ day, decided }) => [day, decided]))
  const first = days[0]?.day
  if (first === undefined) return []
  return Array.from({ length: paceDays }, (_, index) => dayOf(now, paceDays - index))
    .filter((day) => day >= first)
    .map((day) => Math.max(0, known.get(day) ?? 0))
}

/** The day (UTC) so many days before. */
function dayOf(now: Date, back = 0): string {
  return new Date(now.getTime() - back * 86_400_000).toISOString().slice(0, 10)
}
