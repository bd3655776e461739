import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { browsePairs } from '#lib/datasets/browse.ts'
import { pairFilter, type PairFilter } from '#lib/datasets/contract.ts'
import { parseFilter, printFilter } from '#lib/datasets/filter-language.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { seededRng } from '#lib/random.ts'
import { sightOf } from '#lib/review/checks/decoys.ts'
import { agreementRowsQuery } from '#lib/review/people-agreement/contract.ts'
import { agreementRows } from '#lib/review/people-agreement/rows.ts'
import { expectNear } from '#lib/stats/claims.fixture.ts'
import { changeGoldRate, pagesOf } from '#lib/stats/drawn.fixture.ts'
import { countedPart } from '#lib/stats/parts.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'
import { Reckoned, rowsOf, type Rows } from '#lib/stats/reckoned.fixture.ts'
import { people, useInstallation as ownInstallation, variedDataset } from '#lib/stats/varied.fixture.ts'
import { intervalOf, laws, valueOf, type Counted } from './reckoned-sides.fixture.ts'
import { sideHref } from './side-href.ts'
import { compared, type Side, type SideRow } from './side.ts'

ownInstallation()

type Person = (typeof people)[keyof typeof people]

/** LAW_SEED draws something else, and LAW_RUNS more of it; what the suite draws is always the same. */
const seed = Number(process.env.LAW_SEED ?? 39)
const runs = Number(process.env.LAW_RUNS ?? 2)
/** So many links of each section of a side are followed. */
const followed = 3

const found = async (datasetId: string, reader: Person, filter: PairFilter) => (await browsePairs(datasetId, await filterSeenBy(reader, datasetId, filter, Number.POSITIVE_INFINITY), { sort: 'oldest', limit: 500, counted: false })).rows.map(({ id }) => id)

/** Everything that the page counts of a side, as its requests are answered. */
async function sideOf(datasetId: string, reader: Person, filter: PairFilter): Promise<Side> {
  const seen = await filterSeenBy(reader, datasetId, filter, Number.POSITIVE_INFINITY)
  // Each part is what its name says: see use-side.
  const part = async (name: string): Promise<never> => (await countedPart(name, datasetId, seen, reader)) as never
  const [statistics, funnel, rates, agreement, spread, coverage, costs, contamination] = await Promise.all([
    datasetStatistics(datasetId, seen, reader), part('funnel'), part('rates'), part('agreement'), part('spread'), part('coverage'), part('costs'), part('contamination'),
  ])
  return { datasetId, name: 'side', filter, statistics, funnel, rates, agreement, spread, coverage, costs, contamination }
}

/** The pairs that a link of a side leads to, each as often as there are rows of it; in Browse once. */
async function behind(datasetId: string, reader: Person, href: string): Promise<{ once: boolean; pairs: string[] } | null> {
  const { pathname, searchParams } = new URL(href, 'http://pincer.example')
  const asked = Object.fromEntries(searchParams)
  if (pathname === `/datasets/${datasetId}/browse`) return { once: true, pairs: await found(datasetId, reader, pairFilter.parse(asked)) }
  if (pathname !== `/datasets/${datasetId}/agreement`) return null
  const query = agreementRowsQuery.parse(asked)
  const { rows } = await agreementRows(reader, datasetId, query, await filterSeenBy(reader, datasetId, parseFilter(query.pairs ?? '').filter, Number.POSITIVE_INFINITY))
  return { once: false, pairs: rows.map(({ pairId }) => pairId) }
}

describe('whatever is compared', () => {
  it('has on both sides what counting the rows says, the difference, its interval, and links to those rows', async () => {
    const datasets = [await variedDataset(seed, 12), await variedDataset(seed + 1_000_000, 8)]
    const rowsBy = new Map<string, Rows>()
    for (const id of datasets) rowsBy.set(id, await rowsOf(id))
    const rowsIn = (id: string): Rows => rowsBy.get(id) ?? expect.fail('the rows were expected')
    const [first = '', second = ''] = datasets
    const sides = (id: string) => pagesOf(rowsIn(id)).map((filter) => ({ datasetId: id, filter: parseFilter(printFilter(filter)).filter }))
    // Two views or two runs of a dataset, or those of another one.
    const drawn = fc.tuple(sides(first), fc.oneof({ weight: 3, arbitrary: sides(first) }, sides(second)))
    let links = 0
    for (const [reader, goldRate] of [[people.lea, 0], [people.ben, 10]] as const) {
      for (const id of datasets) await changeGoldRate(rowsIn(id), goldRate)
      const countedOf = async ({ datasetId, filter }: { datasetId: string; filter: PairFilter }): Promise<Counted> => {
        const [ids, sight, whole] = [new Set(await found(datasetId, reader, filter)), goldRate === 0 ? null : await sightOf(reader, datasetId), Object.keys(filter).length === 0]
        const as = (hidden: typeof sight) => new Reckoned(rowsIn(datasetId), ids, reader, hidden)
        return { of: as(whole ? null : sight), sighted: as(sight), whole }
      }
      const holds = async (both: [Parameters<typeof countedOf>[0], Parameters<typeof countedOf>[0]], draw: number): Promise<void> => {
        const [a, b] = both
        const [left, right, ofLeft, ofRight] = [await sideOf(a.datasetId, reader, a.filter), await sideOf(b.datasetId, reader, b.filter), await countedOf(a), await countedOf(b)]
        for (const [name, { section, keys, reckon }] of laws) {
          const where = [name, JSON.stringify(both), reader.id]
          const rows = compared(section, left, right) ?? expect.fail('both sides were counted')
          const known = new Set(rows.map(({ key }) => key))
          expect([...where, [...keys(ofLeft), ...keys(ofRight)].filter((key) => !known.has(key))]).toEqual([...where, []])
          const followable: { side: Side; row: SideRow; pairs: string[] }[] = []
          for (const { key, left: x, right: y, difference, interval } of rows) {
            const [p, q] = [reckon(ofLeft, key), reckon(ofRight, key)]
            if (!p || !q) continue
            for (const [row, reckoned, side, counted] of [[x, p, left, ofLeft], [y, q, right, ofRight]] as const) {
              expectNear([...where, key, row.value], [...where, key, valueOf(reckoned)])
              if (row.kind === 'share' && row.interval) expectNear([...where, key, row.interval], [...where, key, intervalOf(reckoned)])
              if (!('counts' in reckoned)) continue
              if (row.count !== undefined) expect([...where, key, row.count]).toEqual([...where, key, reckoned.counts.length])
              // From whom verdicts are hidden, rows are too: a sum over all pairs tells of none.
              if (!(counted.whole && goldRate > 0)) followable.push({ side, row, pairs: reckoned.counts.map(({ pairId }) => pairId) })
            }
            const [from, to] = [valueOf(p), valueOf(q)]
            expectNear([...where, key, difference], [...where, key, from === null || to === null ? null : to - from])
            const [i, j] = [intervalOf(p), intervalOf(q)]
            // Newcombe's square-and-add.
            const wanted = from === null || to === null || !i || !j ? null : [to - from - Math.sqrt((to - j[0]) ** 2 + (i[1] - from) ** 2), to - from + Math.sqrt((j[1] - to) ** 2 + (from - i[0]) ** 2)]
            expectNear([...where, key, interval], [...where, key, wanted])
          }
          const chosen = seededRng(draw, name).shuffle(followable).flatMap(({ side, row, pairs }) => {
            const href = sideHref(side, row)
            return href ? [{ side, href, pairs }] : []
          })
          for (const { side, href, pairs } of chosen.slice(0, followed)) {
            const there = await behind(side.datasetId, reader, href)
            if (!there) continue
            links++
            const ids = there.once ? [...new Set(pairs)] : pairs
            expect([...where, href, there.pairs.toSorted()]).toEqual([...where, href, ids.toSorted()])
          }
        }
      }
      await fc.assert(fc.asyncProperty(drawn, fc.nat(), holds), { seed, numRuns: runs })
    }
    expect(links).toBeGreaterThan(50)
  })
})
