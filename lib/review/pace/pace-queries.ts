import type { Actor } from '#lib/auth/contract.ts'
import { requireManager } from '#lib/auth/managing.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { pool } from '#lib/db/client.ts'
import { laneActor } from '#lib/review/lane/contract.ts'
import type { MyPace, TeamPace } from '#lib/review/pace/contract.ts'
import { binMs, paceOf, streakOf, type PaceBin } from '#lib/review/pace/pace.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

/** By people and one by one: what was decided in bulk, or went by the lane, took no time of its own and is left out. */
const oneByOne = `d."reviewerId" IS DISTINCT FROM '${laneActor.id}' AND NOT EXISTS (SELECT 1 FROM "DecisionBatchItem" b WHERE b."constraintId" = d."constraintId" AND (b."decisionId" = d.id OR b."undoId" = d.id))`
const bin = `(d."elapsedMs" / ${binMs})`

/** How the reader decides, over all datasets; days are those of their time zone. */
export async function myPace(readerId: string, { days, zone }: { days: number; zone: string }): Promise<MyPace> {
  const timeZone = isTimeZone(zone) ? zone : 'UTC'
  const { rows } = await pool().query<PaceBin & { day: string }>(
    `SELECT to_char(d."createdAt" AT TIME ZONE $2, 'YYYY-MM-DD') AS day, d.kind::text AS kind, ${bin} AS bin, count(*)::int AS count
     FROM "Decision" d WHERE d."reviewerId" = $1 AND d."createdAt" > now() - make_interval(days => $3) AND ${oneByOne}
     GROUP BY 1, 2, 3`,
    [readerId, timeZone, days],
  )
  const byDay = [...Map.groupBy(rows, ({ day }) => day)].map(([day, bins]) => ({ day, pace: paceOf(bins) })).filter(({ pace }) => pace.decisions > 0)
  const today = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format()
  return {
    all: paceOf(rows),
    days: byDay.map(({ day, pace }) => ({ day, decisions: pace.decisions, medianSeconds: pace.medianSeconds })).toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    streak: streakOf(byDay.map(({ day }) => day), today),
  }
}

/** How a dataset's reviewers decide, in order of name, and how long each type takes. Throws AppError('forbidden' | 'not_found'). */
export async function teamPace(actor: Actor, datasetId: string, days: number): Promise<TeamPace> {
  requireManager(actor, 'see how reviewers work')
  await requireDataset(datasetId)
  const [people, types] = await Promise.all([
    pool().query<PaceBin & { id: string | null; reviewer: string }>(
      `SELECT d."reviewerId" AS id, coalesce(u.name, 'former member') AS reviewer, d.kind::text AS kind, ${bin} AS bin, count(*)::int AS count
       FROM "Decision" d LEFT JOIN "User" u ON u.id = d."reviewerId"
       WHERE d."datasetId" = $1 AND d."createdAt" > now() - make_interval(days => $2) AND ${oneByOne} GROUP BY 1, 2, 3, 4`,
      [datasetId, days],
    ),
    pool().query<PaceBin & { type: string }>(
      `SELECT c.type, d.kind::text AS kind, ${bin} AS bin, count(*)::int AS count
       FROM "Decision" d JOIN "Constraint" c ON c.id = d."constraintId"
       WHERE d."datasetId" = $1 AND d."createdAt" > now() - make_interval(days => $2) AND ${oneByOne} GROUP BY 1, 2, 3`,
      [datasetId, days],
    ),
  ])
  return {
    byPerson: [...Map.groupBy(people.rows, ({ id }) => id).values()]
      .map((bins) => ({ reviewer: bins[0]?.reviewer ?? '', ...paceOf(bins) }))
      .toSorted((a, b) => a.reviewer.localeCompare(b.reviewer)),
    byType: [...Map.groupBy(types.rows, ({ type }) => type)]
      .map(([type, bins]) => ({ type, label: typeLabel(type), ...paceOf(bins) }))
      .toSorted((a, b) => b.decisions - a.decisions || a.label.localeCompare(b.label)),
  }
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
