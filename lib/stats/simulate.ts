import { wilson } from '#lib/constraints/wilson.ts'
import { buildSteps, type BuildRecipe } from '#lib/datasets/build-filter.ts'
import { buildStageSql } from '#lib/datasets/build-stages.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import type { SeenFilter } from '#lib/datasets/pair-conditions.ts'
import { db } from '#lib/db/client.ts'
import type { Simulation } from '#lib/stats/contract.ts'
import { asTable, countRaritiesOf, samplePairs, sampleSize } from '#lib/stats/sample.ts'
import { scopeOf } from '#lib/stats/scope.ts'
import { readTallies, total } from '#lib/stats/tallies.ts'

/**
 * What a build by this recipe would keep of a dataset, and which step leaves out how much: counted on all of up to 5,000 pairs, beyond that
 * on a sample of so many, with the interval of what is kept. Throws AppError('not_found').
 */
export async function simulateBuild(datasetId: string, filter: SeenFilter, recipe: BuildRecipe): Promise<Simulation> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  const sample = await samplePairs(scope)
  await countRaritiesOf(scope, sample)
  const [stages, counted] = await Promise.all([
    db().$queryRaw<{ step: string; pairs: number }[]>`
      SELECT step, count(*)::int AS pairs FROM (SELECT ${buildStageSql(recipe, scope.sight)} AS step FROM "Pair" p JOIN ${asTable(sample)} s ON s.id = p.id) staged GROUP BY 1`,
    scope.whole ? keptTotal(datasetId) : db().$queryRaw<{ pairs: number }[]>`SELECT count(*)::int AS pairs FROM "Pair" p WHERE ${scope.pairs}`,
  ])
  const all = counted[0]?.pairs ?? 0
  const looked = stages.reduce((sum, { pairs }) => sum + pairs, 0)
  const scale = looked === 0 ? 0 : all / looked
  const known = new Map(stages.map(({ step, pairs }) => [step, pairs]))
  const kept = known.get('kept') ?? 0
  return {
    total: all,
    sample: { pairs: looked, whole: looked === all || looked < sampleSize },
    steps: buildSteps.map((step) => ({ step, pairs: Math.round((known.get(step) ?? 0) * scale) })),
    kept: { pairs: Math.round(kept * scale), interval: looked === 0 || scale === 1 ? null : scaled(wilson(kept, looked), all) },
  }
}

async function keptTotal(datasetId: string): Promise<{ pairs: number }[]> {
  return [{ pairs: total((await readTallies(datasetId)).stages) }]
}

function scaled([low, high]: readonly [number, number], total: number): [number, number] {
  return [Math.floor(low * total), Math.ceil(high * total)]
}
