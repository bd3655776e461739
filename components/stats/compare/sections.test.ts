import { beforeAll, describe, expect, it } from 'vitest'
import { browsePairs } from '#lib/datasets/browse.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { contamination } from '#lib/contamination/contamination-view.ts'
import { peopleAgreement } from '#lib/review/people-agreement/report.ts'
import { costs } from '#lib/stats/cost.ts'
import { coverage as countedCoverage } from '#lib/stats/coverage.ts'
import { curatedDataset, ownDatabase } from '#lib/stats/curated.fixture.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'
import { funnel } from '#lib/stats/funnel.ts'
import { decisionRates } from '#lib/stats/rates.ts'
import { spread } from '#lib/stats/spread.ts'
import { rowsFilter } from '#lib/stats/rows-filter.ts'
import { byOrigin, decided, funnelShares, languages, lengths, makers, perPair, rates, reasons, sources, verdicts, volume } from './sections.ts'
import { compared, type Section, type Side } from './side.ts'
import { typeSections } from './type-sections.ts'
import { agreement, cost, coverage, rarity, texts } from './worth-sections.ts'
import { comparedCells, comparedHeads } from './words.ts'

ownDatabase()
let datasetId: string
let all: Side
let alpha: Side

async function sideOf(filter: PairFilter): Promise<Side> {
  return {
    datasetId, name: 'side', filter,
    statistics: await datasetStatistics(datasetId, filter), funnel: await funnel(datasetId, filter), rates: await decisionRates(datasetId, filter),
    agreement: await peopleAgreement(datasetId, filter), spread: await spread(datasetId, filter), coverage: await countedCoverage(datasetId, filter),
    costs: await costs(datasetId, filter), contamination: await contamination(datasetId, filter),
  }
}

beforeAll(async () => {
  datasetId = await curatedDataset()
  all = await sideOf({})
  alpha = await sideOf({ source: 'alpha' })
})

const found = async (filter: PairFilter) => (await browsePairs(datasetId, filter, { sort: 'oldest', limit: 1 })).total?.count ?? 0
const ofPairs: [string, Section][] = [
  ['the way to export', funnelShares], ['constraints per pair', perPair], ['lengths', lengths], ['sources', sources], ['languages', languages], ['texts', texts],
  ...Object.entries(typeSections).filter(([measure]) => measure !== 'facets').map(([measure, { section }]): [string, Section] => [`types, ${measure}`, section]),
]
const ofConstraints: [string, Section][] = [
  ['volume', volume], ['verdicts', verdicts], ['decisions', decided], ['origins', byOrigin], ['rates', rates], ['reasons', reasons], ['models', makers('models')], ['facets', typeSections.facets.section], ['cost', cost], ['rarity', rarity],
]

// Each pair of the dataset carries a type once, so that pairs and constraints of a type are as many.
it('tells a source of one side from the other side’s rare ones: none is left out before they are compared', () => {
  const { statistics: known } = all
  if (!known) throw new Error('the statistics were expected')
  const many = (rare: string) => ({ ...known, pairs: { ...known.pairs, total: 1000 }, sources: [...Array.from({ length: 24 }, (_, n) => ({ source: `s${n}`, pairs: 30 })), { source: rare, pairs: 7 }] })
  const rows = compared(sources, { ...all, statistics: many('rare') }, { ...all, statistics: { ...many('other'), sources: [{ source: 'rare', pairs: 900 }, { source: 's0', pairs: 100 }] } })
  expect(rows?.find(({ key }) => key === 'rare')).toMatchObject({ left: { count: 7 }, right: { count: 900 } })
  expect([rows?.length, sources(all)?.most]).toEqual([25, 20])
})

describe('leads from each side’s number to what it counts', () => {
  it.each(ofPairs)('%s', async (_, section) => {
    for (const side of [all, alpha]) {
      const rows = section(side)?.rows.filter(({ own, count }) => own && count !== undefined) ?? []
      for (const { own, count, label } of rows) expect(await found(rowsFilter(side.filter, own ?? {}) ?? { q: 'no such' }), label).toBe(count)
    }
  })

  it.each(ofConstraints)('%s', async (_, section) => {
    for (const side of [all, alpha]) {
      for (const { own, count, value, label } of section(side)?.rows ?? []) {
        if (!own) continue
        const [n, pairs] = [count ?? value ?? 0, await found(rowsFilter(side.filter, own) ?? { q: 'no such' })]
        expect(pairs > 0, label).toBe(n > 0)
        expect(pairs, label).toBeLessThanOrEqual(n)
      }
    }
  })
})

describe('a comparison', () => {
  it('has every section of both sides, its shares of a whole adding up', () => {
    for (const section of [verdicts, decided, byOrigin, lengths, perPair, sources, languages, typeSections.mix.section, typeSections.facets.section]) {
      const rows = compared(section, all, alpha) ?? []
      for (const side of ['left', 'right'] as const) expect(rows.reduce((sum, row) => sum + (row[side].value ?? 0), 0)).toBeCloseTo(1, 9)
    }
    for (const section of [agreement, rarity, coverage, texts, cost]) expect(compared(section, all, alpha)?.length).toBeGreaterThan(0)
    for (const row of compared(rates, all, alpha) ?? []) expect(comparedCells(row)).toHaveLength(comparedHeads.length)
  })

  it('counts what a side does not have as none of it, and what cannot be told as unknown', () => {
    const beta = compared(sources, all, alpha)?.find(({ key }) => key === 'beta')
    expect(beta).toMatchObject({ left: { value: 0.5 }, right: { value: 0 }, difference: -0.5 })
    expect(compared(agreement, all, alpha)?.find(({ key }) => key === 'alpha')).toMatchObject({ left: { value: null }, difference: null })
    expect(compared(volume, all, { ...alpha, statistics: undefined })).toBeNull()
  })

  it('has Newcombe’s interval of a difference of rates', () => {
    // His worked example (1998, table II, contrast a): 56 of 70 and 48 of 80, 0.2 with 0.0524 to 0.3339.
    const side = (count: number, low: number, high: number, of: number): Section => () => ({ absent: null, rows: [{ key: 'x', label: 'x', kind: 'share', value: count / of, interval: [low, high] }] })
    const [first, second] = [side(48, 0.4904, 0.7003, 80), side(56, 0.6920, 0.8769, 70)]
    const section: Section = (of) => (of === all ? first(of) : second(of))
    const [low = 0, high = 0] = compared(section, all, alpha)?.[0]?.interval ?? []
    expect(low).toBeCloseTo(0.0524, 3)
    expect(high).toBeCloseTo(0.3339, 3)
  })
})
