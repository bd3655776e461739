import { wilson } from '#lib/constraints/wilson.ts'
import { buildSteps, type BuildRecipe } from '#lib/datasets/build-filter.ts'
import { buildStageSql, builtConstraintSql } from '#lib/datasets/build-stages.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { countRarities } from '#lib/stats/check-rarity.ts'
import type { Built, Simulation } from '#lib/stats/contract.ts'
import { asTable, samplePairs, sampleSize } from '#lib/stats/sample.ts'
import { scopeOf } from '#lib/stats/scope.ts'
import { readTallies, total } from '#lib/stats/tallies.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

/**
 * What a build by this recipe would keep of a dataset, and which step leaves out how much: counted on all of up to 5,000 pairs, beyond that
 * on a sample of so many, with the interval of what is kept. Throws AppError('not_found').
 */
export async function simulateBuild(datasetId: string, filter: SeenFilter, recipe: BuildRecipe): Promise<Simulation> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  const sample = await samplePairs(scope)
  await countRarities()
  // The pairs' own rows, texts and all, lie far apart: they are read where the recipe asks for something that is in them.
  const pairs = recipe.duplicates === 'no' || recipe.license !== '' ? Prisma.sql`${asTable(sample)} s JOIN "Pair" p ON p.id = s.id` : Prisma.sql`${asTable(sample)} p`
  const [stages, counted] = await Promise.all([
    db().$queryRaw<Staged[]>`
      SELECT step, count(*)::int AS pairs, CASE WHEN step = 'kept' THEN array_agg(id::text) END AS ids
      FROM (SELECT p.id, ${buildStageSql(recipe, scope.sight)} AS step FROM ${pairs}) staged GROUP BY 1`,
    scope.whole ? keptTotal(datasetId) : db().$queryRaw<{ pairs: number }[]>`SELECT count(*)::int AS pairs FROM "Pair" p WHERE ${scope.pairs}`,
  ])
  const all = counted[0]?.pairs ?? 0
  const looked = stages.reduce((sum, { pairs }) => sum + pairs, 0)
  const scale = looked === 0 ? 0 : all / looked
  const known = new Map(stages.map(({ step, pairs }) => [step, pairs]))
  const kept = known.get('kept') ?? 0
  const built = await builtOf(stages.find(({ step }) => step === 'kept')?.ids ?? [], builtConstraintSql(recipe, scope.sight), (n) => Math.round(n * scale))
  return {
    total: all,
    sample: { pairs: looked, whole: looked === all || looked < sampleSize },
    steps: buildSteps.map((step) => ({ step, pairs: Math.round((known.get(step) ?? 0) * scale) })),
    kept: { pairs: Math.round(kept * scale), interval: looked === 0 || scale === 1 ? null : scaled(wilson(kept, looked), all) },
    built,
  }
}

interface Staged {
  step: string
  pairs: number
  /** Of those that are kept. */
  ids: string[] | null
}

const bandWords = 50
const lastBand = 1000

/** What these pairs bring into a build: only constraints that meet `counts`. */
async function builtOf(ids: readonly string[], counts: Prisma.Sql, scaledUp: (n: number) => number): Promise<Built> {
  if (ids.length === 0) return { words: [], perPair: [], types: [] }
  const [bands, rows] = await Promise.all([
    db().$queryRaw<{ from: number; pairs: number }[]>`
      SELECT least(p."responseWords" / ${bandWords}::int * ${bandWords}::int, ${lastBand}::int) AS from, count(*)::int AS pairs FROM ${asTable(ids)} s JOIN "Pair" p ON p.id = s.id GROUP BY 1 ORDER BY 1`,
    db().$queryRaw<{ type: string | null; constraints: number; pairs: number }[]>`
      WITH built AS MATERIALIZED (SELECT c."pairId", c.type FROM ${asTable(ids)} s JOIN "Constraint" c ON c."pairId" = s.id WHERE ${counts})
      SELECT type, count(*)::int AS constraints, 0 AS pairs FROM built GROUP BY 1
      UNION ALL SELECT NULL, n, count(*)::int FROM (SELECT count(*)::int AS n FROM built GROUP BY "pairId") of_pair GROUP BY 2 ORDER BY 2 DESC, 1`,
  ])
  return {
    words: bands.map(({ from, pairs }) => ({ from, to: from === lastBand ? null : from + bandWords - 1, pairs: scaledUp(pairs) })),
    perPair: rows.flatMap(({ type, constraints, pairs }) => (type === null ? [{ constraints, pairs: scaledUp(pairs) }] : [])).toReversed(),
    types: rows.flatMap(({ type, constraints }) => (type === null ? [] : [{ type, label: typeLabel(type), constraints: scaledUp(constraints) }])),
  }
}

async function keptTotal(datasetId: string): Promise<{ pairs: number }[]> {
  return [{ pairs: total((await readTallies(datasetId)).stages) }]
}

function scaled([low, high]: readonly [number, number], total: number): [number, number] {
  return [Math.floor(low * total), Math.ceil(high * total)]
}
