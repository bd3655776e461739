import { db, pool } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { rowsOf } from '#lib/db/rows-of.ts'
import { bringsNothing, goalNow, hashOf, wantedOf, type Asked, type Wanted } from '#lib/review/gaps/wanted.ts'
import { cellKeySql } from '#lib/review/gaps/count-gains.ts'
import { policyOf } from '#lib/review/policy.ts'
import { mostLanguages } from '#lib/stats/grid-axes.ts'
import { readTargetMix, sharesOfMix } from '#lib/stats/target-mixes.ts'
import { readTallies, summed, total, type Tallies } from '#lib/stats/tallies.ts'

/** Of what is wanted: where so much of it is accepted no more, all pairs are counted anew; less moves the order by as little. */
const fallen = 0.05

/** Constraints of each type that stand accepted, for everybody. */
function acceptedTypes({ constraints }: Tallies): Map<string, number> {
  return new Map(summed(constraints.filter(({ status }) => status === 'accepted'), ({ type }) => type).map(({ key, n }) => [key, n]))
}

function sumOf(types: ReadonlyMap<string, number>): number {
  return [...types.values()].reduce((sum, n) => sum + n, 0)
}

/**
 * Brings what is wanted of a dataset, and what is accepted of that, in line with its mix, its policy and its counts. Where other numbers are wanted, or fewer are accepted than pairs were counted by, all pairs are to be
 * counted anew; else no pair would bring more than it was counted with, for gains only shrink. False where the dataset hands out nothing by gaps. The accepted pairs of cells are looked up where an accepted type has
 * changed or anything was decided, and rested between where they are many.
 */
export async function keepTargets(datasetId: string): Promise<boolean> {
  const dataset = await db().dataset.findFirst({ where: { id: datasetId, goingSince: null }, select: { policy: true, targetMix: true, coverageGoal: true } })
  if (!dataset) return false
  const policy = policyOf(dataset.policy)
  if (policy.order !== 'gaps') return false
  const tallies = await readTallies(datasetId)
  const types = acceptedTypes(tallies)
  const languages = summed(tallies.pairs.language, ({ value }) => value).slice(0, mostLanguages).map(({ key }) => key)
  const asked: Asked = { goal: policy.goal, shares: sharesOfMix(readTargetMix(dataset.targetMix)), languages }
  const hash = hashOf(asked)
  const before = dataset.coverageGoal?.asked === hash ? dataset.coverageGoal.goal : undefined
  const goal = goalNow(policy.goal, sumOf(types), before)
  const cells = await acceptedCells(datasetId, types, total(tallies.decisions))
  if (goal === before) await keepAccepted(datasetId, types, cells)
  else await setTargets(datasetId, { asked: hash, goal }, wantedOf(asked, goal, constraintsPerPair(tallies)), types, cells)
  return true
}

/** How many constraints a pair has that has any. */
function constraintsPerPair({ constraints, pairs }: Tallies): number {
  const standing = constraints.filter(({ status }) => status !== 'rejected' && status !== 'superseded')
  const having = pairs.constraints.filter(({ value }) => value !== '0')
  return total(standing) / Math.max(1, total(having))
}

async function setTargets(datasetId: string, { asked, goal }: { asked: string; goal: number }, wanted: readonly Wanted[], types: ReadonlyMap<string, number>, cells: ReadonlyMap<string, number>): Promise<void> {
  // Where no pair has been counted by other numbers, none need be counted anew.
  const [{ some } = { some: true }] = await rowsOf<{ some: boolean }>(Prisma.sql`SELECT EXISTS (SELECT 1 FROM "PairDoubt" WHERE "datasetId" = ${datasetId}::uuid AND spare <= ${bringsNothing}) AS some`)
  const rows = wanted.map(({ of, key, wanted: number }) => ({ of, key, wanted: number, accepted: (of === 'type' ? types : cells).get(key) ?? 0 }))
  await db().$transaction(async (tx) => {
    const all = { asked, goal, countedTo: some ? beforeAll : null }
    await tx.coverageGoal.upsert({ where: { datasetId }, create: { datasetId, ...all }, update: all })
    await tx.coverageGap.deleteMany({ where: { datasetId } })
    await tx.coverageGap.createMany({ data: rows.map((row) => ({ datasetId, ...row, most: row.accepted })) })
  })
}

/** Smaller than any id. */
const beforeAll = '00000000-0000-0000-0000-000000000000'

async function keepAccepted(datasetId: string, types: ReadonlyMap<string, number>, cells: ReadonlyMap<string, number>): Promise<void> {
  const rows = [...[...types].map(([key, n]) => ({ of: 'type', key, n })), ...[...cells].map(([key, n]) => ({ of: 'cell', key, n }))]
  await pool().query(
    `WITH now AS MATERIALIZED (SELECT g."of", g.key, coalesce(r.n, 0) AS n FROM "CoverageGap" g LEFT JOIN json_to_recordset($2::json) AS r ("of" text, key text, n int) ON r."of" = g."of" AND r.key = g.key WHERE g."datasetId" = $1),
       changed AS (UPDATE "CoverageGap" g SET accepted = now.n, most = greatest(g.most, now.n) FROM now WHERE g."datasetId" = $1 AND g."of" = now."of" AND g.key = now.key AND g.accepted <> now.n)
     SELECT 1`,
    [datasetId, JSON.stringify(rows)],
  )
  await pool().query(
    `WITH fallen AS (SELECT EXISTS (
         SELECT 1 FROM "CoverageGap" g JOIN "CoverageGoal" c ON c."datasetId" = g."datasetId" AND c."countedTo" IS NULL
         WHERE g."datasetId" = $1 AND least(g.most, g.wanted) - g.accepted > g.wanted * $2::float8) AS yes),
       anew AS (UPDATE "CoverageGap" SET most = accepted WHERE "datasetId" = $1 AND (SELECT yes FROM fallen) AND most <> accepted)
     UPDATE "CoverageGoal" SET "countedTo" = $3 WHERE "datasetId" = $1 AND (SELECT yes FROM fallen)`,
    [datasetId, fallen, beforeAll],
  )
}

interface CountedCells {
  state: string
  cells: ReadonlyMap<string, number>
  at: number
  tookMs: number
}
const countedCells = new Map<string, CountedCells>()
/** So many times what counting them took, cells rest before they are counted anew, where more constraints than this are accepted. */
const rest = { times: 20, above: 20_000 }

/** Pairs with an accepted constraint, by cell. `decided`: how many decisions were ever taken, for one that is accepted while another of its type no longer is changes the count of no type. */
async function acceptedCells(datasetId: string, types: ReadonlyMap<string, number>, decided: number): Promise<ReadonlyMap<string, number>> {
  const state = JSON.stringify([decided, ...types])
  const known = countedCells.get(datasetId)
  if (known && (known.state === state || (sumOf(types) > rest.above && Date.now() - known.at < rest.times * known.tookMs))) return known.cells
  const began = Date.now()
  const rows = await rowsOf<{ key: string; n: number }>(Prisma.sql`
    SELECT ${cellKeySql(Prisma.sql`k.facet`)} AS key, count(*)::int AS n
    FROM (SELECT DISTINCT c."pairId", split_part(c.type, '.', 1) AS facet FROM "Constraint" c WHERE c."datasetId" = ${datasetId}::uuid AND c.status = 'accepted') k JOIN "Pair" p ON p.id = k."pairId"
    GROUP BY 1`)
  const cells = new Map(rows.map(({ key, n }) => [key, n]))
  countedCells.set(datasetId, { state, cells, at: Date.now(), tookMs: Date.now() - began })
  return cells
}
