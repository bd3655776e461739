import { seededRng } from '#lib/random.ts'

/** What one reviewer said of one thing. */
export interface Rating {
  unit: string
  reviewer: string
  value: string
  /** What is drawn together when the interval is computed, for its units are not independent: the pair of a constraint. */
  cluster: string
}

export interface Agreement {
  /** 1: they always agree; 0: as often as by chance; below: less. Null where that cannot be told: nothing was rated twice, or all got one value. */
  alpha: number | null
  /** Ends of the 95 % interval; null where alpha is, and with fewer than six clusters. */
  interval: [number, number] | null
  /** Share of pairs of ratings of one thing that are alike, each thing weighed by its raters; null where nothing was rated twice. */
  alike: number | null
  /** How many things were rated at least twice. */
  units: number
}

/** Disagreement seen and expected, as sums that add up over units, so that a resample is a sum. */
interface Tally {
  units: number
  /** Ordered pairs of unlike values, each by 1 / (raters of the unit - 1). */
  unlike: number
  values: Map<string, number>
}

/** Five independent values lie all on one side of their middle in 1 / 2^4 of cases, more than 5 %: no interval that is drawn from so few holds 95 %. */
const fewestClusters = 6

/**
 * Krippendorff's alpha for nominal data, any number of reviewers, with ratings missing: 1 - (n - 1) sum(o_ck) / sum(n_c n_k) over
 * c <> k (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, University of Pennsylvania, 2011, part C). The interval is
 * the percentile bootstrap over clusters, seeded (A. Zapf and others, BMC Medical Research Methodology 16:93, 2016, who resample
 * subjects). Of two ratings of one reviewer and unit the last counts.
 */
export function agreement(ratings: readonly Rating[], { seed = 0, samples = 1000 }: { seed?: number; samples?: number } = {}): Agreement {
  const clusters = [...tallies(ratings).values()]
  const whole = sum(clusters)
  const alpha = alphaOf(whole)
  const alike = whole.units === 0 ? null : 1 - whole.unlike / total(whole.values)
  return { alpha, interval: alpha === null || clusters.length < fewestClusters ? null : bootstrap(clusters, seed, samples), alike, units: whole.units }
}

/**
 * How each reviewer agrees with the others on what both rated: 1 - the share of unlike values they had over the share that
 * chance would give, as alpha has it for everybody. Null where chance gives none.
 */
export function agreementByReviewer(ratings: readonly Rating[]): { reviewer: string; alpha: number | null; alike: number; compared: number }[] {
  const { values } = sum([...tallies(ratings).values()])
  const n = total(values)
  const expected = n < 2 ? 0 : unlikeByChance(values) / (n * (n - 1))
  const seen = new Map<string, { compared: number; unlike: number }>()
  for (const rated of byUnit(ratings).values()) {
    for (const [reviewer, { value }] of rated) {
      if (rated.size < 2) continue
      const others = [...rated].filter(([other]) => other !== reviewer)
      const mine = seen.get(reviewer) ?? { compared: 0, unlike: 0 }
      seen.set(reviewer, { compared: mine.compared + 1, unlike: mine.unlike + others.filter(([, other]) => other.value !== value).length / others.length })
    }
  }
  return [...seen]
    .map(([reviewer, { compared, unlike }]) => ({ reviewer, compared, alike: 1 - unlike / compared, alpha: expected === 0 ? null : 1 - unlike / compared / expected }))
    .toSorted((a, b) => (a.reviewer < b.reviewer ? -1 : 1))
}

function byUnit(ratings: readonly Rating[]): Map<string, Map<string, Rating>> {
  const units = new Map<string, Map<string, Rating>>()
  for (const rating of ratings) {
    const rated = units.get(rating.unit) ?? new Map<string, Rating>()
    units.set(rating.unit, rated.set(rating.reviewer, rating))
  }
  return units
}

/** By cluster; what only one reviewer rated says nothing of agreement and is left out. */
function tallies(ratings: readonly Rating[]): Map<string, Tally> {
  const clusters = new Map<string, Tally>()
  for (const rated of byUnit(ratings).values()) {
    const [first, ...others] = [...rated.values()]
    if (!first || others.length === 0) continue
    const counts = new Map<string, number>()
    for (const { value } of [first, ...others]) add(counts, value, 1)
    const tally = clusters.get(first.cluster) ?? { units: 0, unlike: 0, values: new Map<string, number>() }
    tally.units += 1
    tally.unlike += unlikeByChance(counts) / others.length
    for (const [value, count] of counts) add(tally.values, value, count)
    clusters.set(first.cluster, tally)
  }
  return clusters
}

function alphaOf({ unlike, values }: Tally): number | null {
  const expected = unlikeByChance(values)
  return expected === 0 ? null : 1 - ((total(values) - 1) * unlike) / expected
}

/** Percentiles 2.5 and 97.5 of alpha over resamples. A resample with one value only has no disagreement to explain: it counts as 1. */
function bootstrap(clusters: readonly Tally[], seed: number, samples: number): [number, number] {
  const rng = seededRng('agreement', seed)
  const alphas = Array.from({ length: samples }, () => alphaOf(sum(clusters.map(() => rng.pick(clusters)))) ?? 1).toSorted((a, b) => a - b)
  return [percentile(alphas, 0.025), percentile(alphas, 0.975)]
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 1
}

function sum(of: readonly Tally[]): Tally {
  const whole: Tally = { units: 0, unlike: 0, values: new Map() }
  for (const { units, unlike, values } of of) {
    whole.units += units
    whole.unlike += unlike
    for (const [value, count] of values) add(whole.values, value, count)
  }
  return whole
}

/** Ordered pairs of unlike values among these. */
function unlikeByChance(values: ReadonlyMap<string, number>): number {
  const n = total(values)
  return n * n - [...values.values()].reduce((squares, count) => squares + count * count, 0)
}

function total(values: ReadonlyMap<string, number>): number {
  return [...values.values()].reduce((all, count) => all + count, 0)
}

function add(counts: Map<string, number>, value: string, count: number): void {
  counts.set(value, (counts.get(value) ?? 0) + count)
}
