import type { Facets } from '#lib/datasets/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { countFound, foundLimit, type FoundCounts } from '#lib/datasets/found-facets.ts'
import { newestRuns, pairsByRun } from '#lib/datasets/pairs-by-run.ts'
import { toldOpinion } from '#lib/datasets/constraint-conditions.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import type { Sight } from '#lib/review/checks/decoys.ts'
import { readTallies, summed, total, type PairTally, type Tallies } from '#lib/stats/tallies.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

const most = 100
/** How many of the newest exports are offered. */
const mostExports = 30

/**
 * What the filters can choose from, with how many there are of each that whoever asks may know of: of the pairs that the filter finds, or of the whole dataset where there is
 * none or counting would take long. The filter names no `reviewer:me` any more (see forReader). Throws AppError('not_found') for an unknown dataset.
 */
export async function facets(datasetId: string, filter: SeenFilter = {}): Promise<Facets> {
  await requireDataset(datasetId)
  const tallies = await readTallies(datasetId)
  // Of a whole dataset the tallies say all but how many pairs are of a run.
  const { sight, ...own } = filter
  const asked = Object.values(own).some((value) => value !== undefined)
  const [opinions, found, people, runs, tags, exports] = await Promise.all([
    opinionsHeld(datasetId, sight),
    asked || total(tallies.pairs.status) <= foundLimit ? countFound(datasetId, filter, total(tallies.pairs.status)) : nothingFound,
    db().user.findMany({ select: { id: true, name: true } }),
    newestRuns(datasetId),
    db().tag.findMany({ where: { datasetId }, select: { id: true, name: true } }),
    exportsMade(datasetId),
  ])
  const counts = { ...countsOf({ ...tallies, reviewers: [...tallies.reviewers, ...opinions] }), ...found.counts }
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const tagNames = new Map(tags.map(({ id, name }) => [id, name]))
  const counted = (rows: FoundCounts[keyof FoundCounts]) => summed(rows.map(({ value, n }) => ({ value: value ?? '', n })), ({ value }) => value).map(({ key, n }) => ({ value: key, count: n }))
  const perRun = found.counts.runs ? new Map(found.counts.runs.map(({ value, n }) => [value, n])) : await pairsByRun(datasetId, total(tallies.pairs.status))
  return {
    dear: found.dear,
    sources: counted(counts.sources).slice(0, most),
    languages: summed(counts.languages, ({ value }) => value).map(({ key, n }) => ({ value: key, count: n })).slice(0, most),
    types: counted(counts.types).map((row) => ({ ...row, label: typeLabel(row.value) })),
    reviewers: counted(counts.reviewers.map(({ value, n }) => ({ value: names.get(value ?? '') ?? '', n }))).filter(({ value }) => value !== '').slice(0, most),
    tags: counted(counts.tags.map(({ value, n }) => ({ value: tagNames.get(value ?? '') ?? '', n }))).filter(({ value }) => value !== '').slice(0, most),
    statuses: counted(counts.statuses),
    verdicts: counted(counts.verdicts),
    decisions: counted(counts.decisions),
    origins: counted(counts.origins),
    words: counts.words.map(({ value, n }) => ({ from: Number(value) * 50, to: value === '20' ? null : Number(value) * 50 + 49, count: n })).toSorted((a, b) => a.from - b.from),
    runs: runs.map(({ id, kind, createdAt }) => ({ value: id, kind, at: createdAt.toISOString(), count: perRun?.get(id) ?? (found.counts.runs ? 0 : null) })),
    exports,
  }
}

/** The newest exports of a dataset. */
async function exportsMade(datasetId: string): Promise<Facets['exports']> {
  const made = await db().$queryRaw<{ id: string; format: string; createdAt: Date; dropped: unknown; dropReasons: string[] }[]>`
    SELECT id, format, "createdAt", manifest->'counts'->'dropped' AS dropped, "dropReasons" FROM "Export" WHERE "datasetId" = ${datasetId}::uuid ORDER BY id DESC LIMIT ${mostExports}`
  return made.map(({ id, format, createdAt, dropped, dropReasons }) => ({ value: id, format, at: createdAt.toISOString(), dropped: dropReasons.length === 0 ? {} : (manifestSchema.shape.counts.shape.dropped.safeParse(dropped).data ?? {}) }))
}

/** Where several people decide by themselves: of how many constraints each holds something, as far as whoever asks may know of it, but for those that they decided for everybody. */
function opinionsHeld(datasetId: string, sight: Sight | undefined): Promise<PairTally[]> {
  return db().$queryRaw<PairTally[]>`
    SELECT o."reviewerId" AS value, count(*)::int AS n FROM "Opinion" o JOIN "Constraint" c ON c.id = o."constraintId"
    WHERE o."datasetId" = ${datasetId}::uuid AND ${toldOpinion(sight)} AND NOT (c.status <> 'pending' AND c."decidedById" IS NOT DISTINCT FROM o."reviewerId") GROUP BY 1`
}

const nothingFound: Awaited<ReturnType<typeof countFound>> = { counts: {}, dear: [] }

/** The counts of a whole dataset, which the database keeps; of runs it keeps none. */
function countsOf({ pairs, constraints, reviewers }: Tallies): FoundCounts {
  return {
    sources: pairs.source,
    languages: pairs.language,
    statuses: pairs.status,
    words: pairs.words,
    tags: pairs.tag,
    runs: [],
    types: constraints.map(({ type, n }) => ({ value: type, n })),
    verdicts: constraints.map(({ said, n }) => ({ value: said, n })),
    decisions: constraints.map(({ status, n }) => ({ value: status, n })),
    origins: constraints.map(({ origin, n }) => ({ value: origin, n })),
    reviewers,
  }
}
