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

/**
 * What was decided day by day (UTC), less what was taken back (where several decide a pair: settled, on the day of the last opinion), and when the rest will be done at the pace of the last 14 whole days (see
 * forecast.ts). Throws AppError('not_found').
 */
export async function progress(datasetId: string, filter: PairFilter = {}, now = new Date()): Promise<Progress> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  const today = now.toISOString().slice(0, 10)
  const [days, { total, left }] = await Promise.all([
    db().$queryRaw<{ day: string; decided: number }[]>`
      SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, sum(n)::int AS decided FROM (
        SELECT d."createdAt" AS at, CASE WHEN d.kind = 'undo' THEN -1 ELSE 1 END AS n
        FROM "Decision" d LEFT JOIN "Decision" u ON u.id = d."undoesId"
        WHERE d."datasetId" = ${datasetId}::uuid AND d.track = '' ${scope.of(Prisma.sql`d."pairId"`)} AND d.kind IN ('accept', 'edit', 'reject', 'undo')
          AND coalesce(u.before, d.before)->>'status' IN ('pending', 'skipped', 'flagged', 'disputed')
        UNION ALL
        SELECT max(o."updatedAt"), 1 FROM "Opinion" o JOIN "Constraint" c ON c.id = o."constraintId" AND c.status IN ('accepted', 'rejected')
        WHERE o."datasetId" = ${datasetId}::uuid ${scope.of(Prisma.sql`o."pairId"`)} GROUP BY o."constraintId"
      ) done WHERE at > ${now}::timestamptz - make_interval(days => ${shownDays}) GROUP BY 1 ORDER BY 1`,
    scope.whole ? keptWork(datasetId) : countedWork(scope),
  ])
  return { days, total, left, today, forecast: forecast(lastDays(days, now), left) }
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
  const before = (back: number): string => new Date(now.getTime() - back * 86_400_000).toISOString().slice(0, 10)
  return Array.from({ length: paceDays }, (_, index) => before(paceDays - index))
    .filter((day) => day >= first)
    .map((day) => Math.max(0, known.get(day) ?? 0))
}
