import { requireDataset } from '#lib/datasets/datasets.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { constraintGroups } from '#lib/stats/constraint-groups.ts'
import { carriedByPair } from '#lib/stats/carried-by-pair.ts'
import { carried } from '#lib/stats/carried.ts'
import { facets, lengthBand, mostLanguages } from '#lib/stats/grid-axes.ts'
import { lengthBands } from '#lib/stats/length-bands.ts'
import { normalised, readTargetMix, targetMixes } from '#lib/stats/target-mixes.ts'
import type { Coverage, CoverageCell, Sample } from '#lib/stats/contract.ts'
import { typeLabel } from '#lib/stats/type-label.ts'
import { asTable, samplePairs, weighed, weightOf } from '#lib/stats/sample.ts'
import { scopeOf, type Scope } from '#lib/stats/scope.ts'
import { readTallies, summed, total as totalOf } from '#lib/stats/tallies.ts'

/**
 * How the constraints that stand (neither rejected nor superseded) cover the types of target mixes, and the grid of facet, length and language.
 * The mix is counted on all; the grid on all of a whole dataset, and of a filter on up to 5,000 pairs, beyond which it is what they stand for. Throws AppError('not_found').
 */
export async function coverage(datasetId: string, filter: PairFilter = {}): Promise<Coverage> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  const [types, { sample, cells, languages }, dataset] = await Promise.all([
    scope.whole ? keptTypes(datasetId) : countedTypes(scope),
    scope.whole ? wholeGrid(scope) : sampledGrid(scope),
    db().dataset.findUniqueOrThrow({ where: { id: datasetId }, select: { targetMix: true } }),
  ])
  const total = types.reduce((sum, row) => sum + row.constraints, 0)
  const own = readTargetMix(dataset.targetMix)
  const mixes = Object.keys(own).length === 0 ? targetMixes : [...targetMixes, { key: 'own', label: 'This dataset’s own', shares: normalised(own) }]
  return {
    sample,
    mixes: mixes.map(({ key, label, shares }) => compare(key, label, shares, types, total)),
    own,
    constraints: total,
    grid: { facets, bands: [...lengthBands], languages: languages.slice(0, mostLanguages), cells },
  }
}

/** The cells of the grid, and the languages, the most frequent first. */
interface Grid {
  sample: Sample
  cells: CoverageCell[]
  languages: (string | null)[]
}

/** Exactly, of all pairs. */
async function wholeGrid(scope: Scope): Promise<Grid> {
  const [{ pairs }, { cells }] = await Promise.all([readTallies(scope.datasetId), carriedByPair(scope)])
  return { sample: { pairs: totalOf(pairs.status), whole: true }, cells, languages: summed(pairs.language, ({ value }) => value).map(({ key }) => key) }
}

/** Of a filter's pairs, by a sample of them. */
async function sampledGrid(scope: Scope): Promise<Grid> {
  const ids = await samplePairs(scope)
  const [sample, weight] = [asTable(ids), await weightOf(scope, ids)]
  const [cells, languages] = await Promise.all([
    db().$queryRaw<CoverageCell[]>`
      SELECT split_part(c.type, '.', 1) AS facet, ${lengthBand(Prisma.sql`p."responseWords"`)} AS band, p.language, count(DISTINCT p.id)::int AS pairs
      FROM ${sample} s JOIN "Pair" p ON p.id = s.id JOIN "Constraint" c ON c."pairId" = p.id AND ${carried(Prisma.sql`c.status`)}
      GROUP BY 1, 2, 3`,
    db().$queryRaw<{ language: string | null; pairs: number }[]>`
      SELECT p.language, count(*)::int AS pairs FROM ${sample} s JOIN "Pair" p ON p.id = s.id GROUP BY 1 ORDER BY 2 DESC, 1`,
  ])
  return { sample: { pairs: ids.length, whole: weight === 1 }, cells: cells.map((cell) => ({ ...cell, pairs: weighed(cell.pairs, weight) })), languages: languages.map(({ language }) => language) }
}

/** The types of what stands in a whole dataset, by the exact counts that the database keeps. */
async function keptTypes(datasetId: string): Promise<{ type: string; constraints: number }[]> {
  return typesOf((await readTallies(datasetId)).constraints)
}

/** The same of a filter's pairs. */
async function countedTypes(scope: Scope): Promise<{ type: string; constraints: number }[]> {
  return typesOf(await constraintGroups(scope))
}

function typesOf(constraints: readonly { type: string; status: string; n: number }[]): { type: string; constraints: number }[] {
  return summed(constraints.filter(({ status }) => status !== 'rejected' && status !== 'superseded'), ({ type }) => type).map(({ key, n }) => ({ type: key, constraints: n }))
}

/** The distance is the total variation: the share of the constraints that would have to be of another type. */
function compare(key: string, label: string, shares: Readonly<Record<string, number>>, types: { type: string; constraints: number }[], total: number): Coverage['mixes'][number] {
  const known = new Map(types.map(({ type, constraints }) => [type, constraints]))
  const rows = [...new Set([...Object.keys(shares), ...known.keys()])].map((type) => {
    const constraints = known.get(type) ?? 0
    const [share, target] = [total === 0 ? 0 : constraints / total, shares[type] ?? 0]
    return { type, label: typeLabel(type), constraints, share, target, missing: Math.max(0, Math.ceil(target * total - constraints)) }
  })
  const distance = rows.reduce((sum, { share, target }) => sum + Math.abs(share - target), 0) / 2
  return { key, label, distance, rows: rows.toSorted((a, b) => b.target - b.share - (a.target - a.share) || (a.type < b.type ? -1 : 1)) }
}
