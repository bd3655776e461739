import { buildRecipe } from '#lib/datasets/build-filter.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { pool } from '#lib/db/client.ts'
import { datasetStatistics, overview } from '#lib/stats/dataset-statistics.ts'
import { countedPart, statisticsPart, typeAnswer } from '#lib/stats/parts.ts'
import { simulateBuild } from '#lib/stats/simulate.ts'
import { typeReport } from '#lib/stats/type-report.ts'
import { datasetReport } from '#lib/stats/report/dataset-report.ts'
import type { Scenario } from './measure.ts'

const owner = { id: 'bench-owner', role: 'owner' } as const
const standing = `c.status NOT IN ('rejected', 'superseded')`
const sample = `(SELECT id FROM "Pair" WHERE "datasetId" = $1 ORDER BY "contentHash" LIMIT 5000) s`
/** The barest SQL that has what a part says. */
const bareParts: Record<string, string> = {
  funnel: `SELECT count(*), count(*) FILTER (WHERE "constraintCount" > 0), count(*) FILTER (WHERE status <> 'pending'), count(*) FILTER (WHERE "acceptedCount" > 0) FROM "Pair" WHERE "datasetId" = $1`,
  rates: `SELECT c.type, c.origin, d.kind, d."reviewerId", d.reason, count(*) FROM "Constraint" c JOIN "Decision" d ON d."constraintId" = c.id AND d."resultVersion" = c.version
    WHERE c."datasetId" = $1 AND c.status IN ('accepted', 'rejected') GROUP BY 1, 2, 3, 4, 5`,
  progress: `SELECT date_trunc('day', "createdAt"), count(*) FROM "Decision" WHERE "datasetId" = $1 AND "createdAt" > now() - interval '90 days' GROUP BY 1`,
  coverage: `SELECT split_part(c.type, '.', 1), p.language, width_bucket(p."responseWords", ARRAY[50, 150, 300]), count(DISTINCT p.id) FROM "Pair" p JOIN "Constraint" c ON c."pairId" = p.id AND ${standing} WHERE p."datasetId" = $1 GROUP BY 1, 2, 3`,
  patterns: `SELECT a.type, b.type, count(DISTINCT a."pairId") FROM "Constraint" a JOIN "Constraint" b ON b."pairId" = a."pairId" AND a.type < b.type WHERE a."datasetId" = $1 GROUP BY 1, 2`,
  spread: `SELECT c."checkerId", count(*) FROM ${sample} JOIN "Constraint" c ON c."pairId" = s.id AND ${standing} GROUP BY 1`,
  costs: `SELECT c.origin, count(*), count(*) FILTER (WHERE c.status = 'accepted'), sum(d."elapsedMs") FROM "Constraint" c LEFT JOIN "Decision" d ON d."constraintId" = c.id WHERE c."datasetId" = $1 GROUP BY 1`,
  contamination: `SELECT list, count(*) FROM "Contamination" WHERE "datasetId" = $1 GROUP BY 1`,
}
const types = ['length.words', 'style.tone', 'format.json']
const type = (turn: number) => types[turn % types.length] ?? ''
const german: PairFilter = { language: 'de' }
/** Two views to stand side by side, and the parts that Compare asks for each. */
const views: readonly PairFilter[] = [german, { source: 'dolly' }]
const comparedParts = ['funnel', 'rates', 'agreement', 'spread', 'coverage', 'costs', 'contamination']

/**
 * Every tab and part of the statistics page as it is given to who opens it, and how long it takes to count anew what is kept, which happens behind
 * what is given. Last, for it changes what is kept.
 */
export function statisticsScenarios(datasetId: string): Scenario[] {
  const query = (sql: string, ...values: unknown[]) => pool().query(sql, [datasetId, ...values])
  const grouped = (what: string, table: string) => query(`SELECT ${what}, count(*) FROM "${table}" WHERE "datasetId" = $1 GROUP BY ${what}`)
  const given: Scenario[] = Object.entries(bareParts).map(([part, sql]) => ({
    what: `statistics: ${part}`, target: 300, turns: 5,
    ours: () => statisticsPart(part, datasetId, {}, owner),
    bare: () => query(sql),
  }))
  const anew: Scenario[] = Object.entries(bareParts).filter(([part]) => part !== 'funnel' && part !== 'contamination').map(([part, sql]) => ({
    what: `${part}, counted anew behind it`, target: null, turns: 3,
    ours: () => countedPart(part, datasetId, {}, owner),
    bare: () => query(sql),
  }))
  const bareOfType = (turn: number) =>
    query(`SELECT c.status, c.outcome, d.kind, count(*), count(DISTINCT c."pairId") FROM "Constraint" c LEFT JOIN "Decision" d ON d."constraintId" = c.id WHERE c."datasetId" = $1 AND c.type = $2 GROUP BY 1, 2, 3`, type(turn))
  const bareOfFilter = () =>
    query(`SELECT c.type, c.status, c.outcome, count(*) FROM "Constraint" c JOIN "Pair" p ON p.id = c."pairId" WHERE p."datasetId" = $1 AND p.language = 'de' GROUP BY 1, 2, 3`)
  const bareOfBuild = () => query(`SELECT count(*) FROM (SELECT s.id FROM ${sample} JOIN "Constraint" c ON c."pairId" = s.id AND c.status = 'accepted' GROUP BY 1) built`)
  const bareOfView = (condition: string) =>
    query(`SELECT c.type, c.origin, c.status, c.outcome, count(*), count(DISTINCT c."pairId") FROM "Constraint" c JOIN "Pair" p ON p.id = c."pairId" WHERE p."datasetId" = $1 AND ${condition} GROUP BY 1, 2, 3, 4`)
  const bareOfViews = () => Promise.all([bareOfView(`p.language = 'de'`), bareOfView(`p.source = 'dolly'`)])
  const bareOfReport = async () => {
    for (const sql of Object.values(bareParts)) await query(sql)
  }
  return [
    {
      what: 'statistics: overview', target: 300, turns: 10,
      ours: () => datasetStatistics(datasetId, {}, owner),
      bare: () => Promise.all([grouped('type, origin, status, outcome', 'Constraint'), grouped('source, language, status', 'Pair')]),
    },
    ...given,
    { what: 'statistics: report card of a type', target: 300, turns: 6, ours: (turn) => typeAnswer(datasetId, type(turn), {}, owner), bare: bareOfType },
    { what: 'statistics: a build tried out', target: 300, turns: 5, ours: () => simulateBuild(datasetId, {}, buildRecipe.parse({})), bare: bareOfBuild },
    { what: 'statistics: overview of a filter', target: 300, turns: 3, ours: () => overview(datasetId, german, owner), bare: bareOfFilter },
    {
      what: 'statistics: compare two views', target: 300, turns: 5,
      ours: () => Promise.all(views.flatMap((view) => [overview(datasetId, view, owner), ...comparedParts.map((part) => statisticsPart(part, datasetId, view, owner))])),
      bare: bareOfViews,
    },
    ...anew,
    { what: 'compare two views, counted anew behind it', target: null, turns: 2, ours: () => countedViews(datasetId), bare: bareOfViews },
    { what: 'dataset report, as a file', target: null, turns: 3, ours: () => datasetReport(datasetId), bare: bareOfReport },
    { what: 'report card of a type, counted anew behind it', target: null, turns: 3, ours: (turn) => typeReport(datasetId, type(turn), {}, owner), bare: bareOfType },
    { what: 'overview of a filter, counted anew behind it', target: null, turns: 2, ours: () => datasetStatistics(datasetId, german, owner), bare: bareOfFilter },
  ]
}

/** All parts of both views counted, as the page does whose views nobody has asked for before. */
async function countedViews(datasetId: string): Promise<unknown> {
  return Promise.all(views.flatMap((view) => [datasetStatistics(datasetId, view, owner), ...comparedParts.map((part) => countedPart(part, datasetId, view, owner))]))
}
