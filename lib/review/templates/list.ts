import type { Actor } from '#lib/auth/contract.ts'
import { wordingOf } from '#lib/constraints/wordings/slots.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { aboutChecker } from '#lib/review/about-checker.ts'
import { decoySql, sightOf } from '#lib/review/checks/decoys.ts'
import { templatesPerPage, type LaneState, type TemplatePage, type TemplatesQuery, type TemplateView } from '#lib/review/templates/contract.ts'
import { nameWordings } from '#lib/review/templates/naming.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

type Counted = Pick<TemplateView, 'type' | 'template' | 'count' | 'proven' | 'refuted' | 'judged' | 'open' | 'undecided' | 'accepted' | 'rejected' | 'acceptable'>

/**
 * The wordings of a dataset's constraints, those with the most undecided ones first, and how each has fared. One pass over the dataset's
 * constraints, with the verdicts that the reader may know of. Throws AppError('not_found').
 */
export async function listTemplates(reader: Pick<Actor, 'id' | 'role'>, datasetId: string, { type, left, offset }: TemplatesQuery): Promise<TemplatePage> {
  await requireDataset(datasetId)
  await nameWordings(datasetId)
  const hidden = decoySql(await sightOf(reader, datasetId))
  const groups = Prisma.sql`
    SELECT c.type, c.template, count(*)::int AS count,
      count(*) FILTER (WHERE c.outcome = 'pass' AND c."outcomeBy" IS DISTINCT FROM 'llm' AND NOT ${hidden})::int AS proven,
      count(*) FILTER (WHERE c.outcome IN ('fail', 'error') AND c."outcomeBy" IS DISTINCT FROM 'llm')::int AS refuted,
      count(*) FILTER (WHERE c."outcomeBy" = 'llm')::int AS judged,
      count(*) FILTER (WHERE c.outcome IS NULL OR (c.outcome = 'unsure' AND c."outcomeBy" IS DISTINCT FROM 'llm') OR ${hidden})::int AS open,
      count(*) FILTER (WHERE c.status = 'pending')::int AS undecided,
      count(*) FILTER (WHERE c.status = 'accepted')::int AS accepted,
      count(*) FILTER (WHERE c.status = 'rejected')::int AS rejected,
      count(*) FILTER (WHERE c.status = 'pending' AND c.outcome = 'pass' AND c."outcomeBy" IS DISTINCT FROM 'llm' AND NOT ${hidden})::int AS acceptable
    FROM "Constraint" c
    WHERE c."datasetId" = ${datasetId}::uuid AND c.status <> 'superseded' AND c.template IS NOT NULL
      ${type === undefined ? Prisma.empty : Prisma.sql`AND c.type = ${type}`}
    GROUP BY c.type, c.template
    ${left === undefined ? Prisma.empty : Prisma.sql`HAVING count(*) FILTER (WHERE c.status = 'pending') > 0`}`
  const rows = await db().$queryRaw<(Counted & { total: number; constraints: number; allUndecided: number })[]>`
    SELECT g.*, count(*) OVER ()::int AS total, sum(g.count) OVER ()::int AS constraints, sum(g.undecided) OVER ()::int AS "allUndecided"
    FROM (${groups}) g ORDER BY g.undecided DESC, g.count DESC, g.type, g.template LIMIT ${templatesPerPage} OFFSET ${offset}`
  const [first] = rows
  return {
    templates: await described(datasetId, rows),
    total: first?.total ?? 0,
    constraints: first?.constraints ?? 0,
    undecided: first?.allUndecided ?? 0,
  }
}

const sampleSize = 9

/** Adds what a few constraints of each wording tell, and what was said of it. */
async function described(datasetId: string, rows: readonly Counted[]): Promise<TemplateView[]> {
  if (rows.length === 0) return []
  const listed = JSON.stringify(rows.map(({ type, template }) => ({ type, template })))
  const keys = rows.map(({ template }) => template)
  const [samples, said, byLane] = await Promise.all([
    db().$queryRaw<{ type: string; template: string; text: string; checkerId: string | null; kwargs: unknown }[]>`
      SELECT r.type, r.template, c.text, c."checkerId", c.kwargs
      FROM json_to_recordset(${listed}::json) AS r (type text, template text)
        CROSS JOIN LATERAL (
          SELECT text, "checkerId", kwargs FROM "Constraint"
          WHERE "datasetId" = ${datasetId}::uuid AND type = r.type AND template = r.template AND status <> 'superseded' LIMIT ${sampleSize}) c`,
    db().wordingTemplate.findMany({ where: { datasetId, template: { in: keys } } }),
    db().laneItem.groupBy({ by: ['type', 'template'], where: { datasetId, template: { in: keys }, decisionId: { not: null }, undoId: null }, _count: true }),
  ])
  const people = await db().user.findMany({ where: { id: { in: said.flatMap(({ decidedById }) => decidedById ?? []) } }, select: { id: true, name: true } })
  return rows.map((row): TemplateView => {
    const own = samples.filter(({ type, template }) => type === row.type && template === row.template)
    const judged = said.find(({ type, template }) => type === row.type && template === row.template)
    // What a lane has accepted says nothing of what people think.
    const byPeople = row.accepted - (byLane.find(({ type, template }) => type === row.type && template === row.template)?._count ?? 0)
    const { type, template, count, proven, refuted, judged: byJudge, open, undecided, accepted, rejected, acceptable } = row
    return {
      type, template, count, proven, refuted, judged: byJudge, open, undecided, accepted, rejected, acceptable,
      label: typeLabel(type),
      facet: type.split('.')[0] ?? type,
      text: wordingOf(own[0]?.text ?? '').template,
      acceptance: byPeople + rejected <= 0 ? null : Math.max(0, byPeople) / (byPeople + rejected),
      metBy: median(own.flatMap(({ checkerId, kwargs }) => aboutChecker(checkerId === null ? null : { id: checkerId, kwargs }).metBy ?? [])),
      wording: judged?.wording === 'approved' || judged?.wording === 'rejected' ? judged.wording : null,
      decidedBy: people.find(({ id }) => id === judged?.decidedById)?.name ?? null,
      lane: laneStateOf(judged?.lane),
    }
  })
}

/** The state of a lane as its row has it. */
export function laneStateOf(stored: string | undefined): LaneState {
  return stored === 'proving' || stored === 'open' || stored === 'closed' ? stored : 'off'
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null
}
