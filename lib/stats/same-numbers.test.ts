import { expect, it } from 'vitest'
import { browsePairs } from '#lib/datasets/browse.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { countPairs } from '#lib/datasets/count-pairs.ts'
import { getDataset } from '#lib/datasets/datasets.ts'
import { facets } from '#lib/datasets/facets.ts'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import { createView, listViews } from '#lib/datasets/saved-views.ts'
import { queueState } from '#lib/review/leases.ts'
import { reviewPolicy } from '#lib/review/policy.ts'
import { reviewProgress } from '#lib/review/review-progress.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'
import { funnel } from '#lib/stats/funnel.ts'
import { liveConstraints } from '#lib/stats/live-constraints.ts'
import { progress } from '#lib/stats/progress.ts'
import { people, useInstallation, variedDataset } from '#lib/stats/varied.fixture.ts'

useInstallation()

const decided = ['accepted', 'rejected', 'flagged', 'skipped']

/** Says which places tell another number of the same. */
function same(measure: string, said: Record<string, number | undefined>): void {
  const [first] = Object.values(said)
  expect([measure, said]).toEqual([measure, Object.fromEntries(Object.keys(said).map((place) => [place, first]))])
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
const byName = (rows: readonly (readonly [name: string | null, n: number])[]) => Object.fromEntries(rows.filter(([, n]) => n > 0).map(([name, n]) => [String(name), n]))
const counted = (rows: readonly { value: string | null; count: number }[]) => byName(rows.map(({ value, count }) => [value, count]))
const found = async (datasetId: string, filter: PairFilter) => (await countPairs(datasetId, filter, { exact: true })).count
const rowsOf = async (datasetId: string, filter: PairFilter) => (await browsePairs(datasetId, filter, { sort: 'oldest', limit: 500, counted: false })).rows

/** What statistics and Browse's facets say of the same pairs, facet by facet; not of what the filter itself asks. */
async function expectFacets(datasetId: string, filter: PairFilter): Promise<void> {
  const [told, statistics] = [await facets(datasetId, filter), await datasetStatistics(datasetId, filter)]
  const { byType, byOrigin, byOutcome, byStatus } = statistics.constraints
  expect([filter, counted(told.types), counted(told.origins), counted(told.verdicts), counted(told.decisions), counted(told.statuses), counted(told.sources), counted(told.languages)]).toEqual([
    filter, byName(byType.map(({ type, total }) => [type, total])), byName(byOrigin.map(({ origin, count }) => [origin, count])), byName(byOutcome.map(({ outcome, count }) => [outcome, count])), byName(byStatus.map(({ status, count }) => [status, count])),
    byName([['pending', statistics.pairs.pending], ['in_review', statistics.pairs.inReview], ['reviewed', statistics.pairs.reviewed]]), byName(statistics.sources.map(({ source, pairs }) => [source, pairs])), byName(statistics.languages.map(({ language, pairs }) => [language, pairs])),
  ])
  if (filter.maxWords === undefined) expect(told.words.map(({ from, count }) => [from, count])).toEqual(statistics.responseWords.map(({ from, pairs }) => [from, pairs]))
}

it.each([2, 3])('the dataset’s card, review, Browse, its facets and saved views say what statistics say: %i', async (seed) => {
  const datasetId = await variedDataset(seed, 14)
  const [home, statistics, told, reached, work, rows] = [await getDataset(datasetId), await datasetStatistics(datasetId), await facets(datasetId), (await funnel(datasetId)).stages, await progress(datasetId), await rowsOf(datasetId, {})]
  // Where several decide, review tells each of their own.
  const { progress: review } = await reviewProgress(people.ada, datasetId, 'all', reviewPolicy.parse({ overlap: 1 }))
  const status = (...wanted: string[]) => sum(statistics.constraints.byStatus.filter((row) => wanted.includes(row.status)).map(({ count }) => count))
  const facet = (...wanted: string[]) => sum(told.decisions.filter(({ value }) => wanted.includes(value)).map(({ count }) => count))
  same('pairs', { home: home.pairs, statistics: statistics.pairs.total, found: await found(datasetId, {}), facets: sum(told.statuses.map(({ count }) => count)), funnel: reached[0]?.pairs, rows: rows.length })
  same('constraints', { home: home.constraints, statistics: liveConstraints(statistics.constraints), review: review.constraints.total, progress: work.total, facets: sum(told.decisions.map(({ count }) => count)) - facet('superseded'), rows: sum(rows.map(({ constraintCount }) => constraintCount)) })
  same('undecided', { home: home.undecided, statistics: status('pending'), review: review.constraints.total - review.constraints.decided, facets: facet('pending'), rows: sum(rows.map(({ undecidedCount }) => undecidedCount)) })
  same('decided', { home: home.decided, statistics: status(...decided), facets: facet(...decided) })
  same('accepted', { statistics: status('accepted'), facets: facet('accepted'), rows: sum(rows.map(({ acceptedCount }) => acceptedCount)) })
  same('accepted or rejected', { progress: work.total - work.left, statistics: status('accepted', 'rejected') })
  same('refuted', { review: review.constraints.refuted, rows: sum(rows.map(({ refutedCount }) => refutedCount)) })
  same('reviewed', { statistics: statistics.pairs.reviewed, review: review.pairs.reviewed, found: await found(datasetId, { status: 'reviewed' }) })
  same('pairs with constraints', { review: review.pairs.total, funnel: reached[1]?.pairs, found: await found(datasetId, { minConstraints: 1 }) })
  same('pairs with something undecided', { queue: (await queueState(datasetId, people.ada.id, 'undecided')).undecided, found: await found(datasetId, { decision: 'pending' }) })
  await expectFacets(datasetId, {})
  for (const text of ['words:<60', 'tag:nothing', 'instruction~harbour', 'constraints:>1', 'license:MIT']) await expectFacets(datasetId, parseFilter(text).filter)
  await createView(people.lea, datasetId, { name: 'Alpha', filter: { source: 'alpha' }, sort: 'oldest', columns: [] })
  for (const { filter } of await listViews(datasetId)) same('a saved view', { statistics: (await datasetStatistics(datasetId, filter)).pairs.total, found: await found(datasetId, filter), rows: (await rowsOf(datasetId, filter)).length, facets: told.sources.find(({ value }) => value === 'alpha')?.count ?? 0 })
})
