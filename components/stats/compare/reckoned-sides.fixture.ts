import { vocabulary } from '#lib/constraints/index.ts'
import { wilson } from '#lib/constraints/wilson.ts'
import { agreementOf, comparedOf, outcomesOf, ratedOf } from '#lib/stats/claims-of-decisions.fixture.ts'
import { asRows } from '#lib/stats/claims.fixture.ts'
import type { Constraint, Decision, Reckoned } from '#lib/stats/reckoned.fixture.ts'
import { bandOfWords } from '#lib/stats/length-bands.ts'
import { targetMixes } from '#lib/stats/target-mixes.ts'
import { byOrigin, decided, funnelShares, languages, lengths, makers, perPair, rates, reasons, sources, verdicts, volume } from './sections.ts'
import type { Section } from './side.ts'
import { typeSections, type TypeMeasure } from './type-sections.ts'
import { agreement, cost, coverage, rarity, texts } from './worth-sections.ts'

// What a comparison says of a side, reckoned from the rows in the plainest way: see compare-laws.test.ts.

/** The rows of a side. `sighted`: as whoever asks sees verdicts, also where they ask for all. */
export interface Counted {
  of: Reckoned
  sighted: Reckoned
  whole: boolean
}

/** A value that is no count of rows; what is counted, which of a `whole` is a share; null: it cannot be told. */
export type Reckoning = { value: number | null } | { counts: readonly { pairId: string }[]; whole?: number; sure?: boolean }

/** A section of a comparison; the names of its rows that a side must have, whether they are all of them, and what each is. Undefined is what is not reckoned here. */
export interface Law {
  section: Section
  keys: (side: Counted) => readonly string[]
  reckon: (side: Counted, key: string) => Reckoning | undefined
}

/** Shares of a whole by a name that each part has one of. */
function parts<Part extends { pairId: string }>(section: Section, all: (side: Counted) => readonly Part[], keyOf: (part: Part, side: Counted) => string): Law {
  return {
    section,
    keys: (side) => all(side).map((part) => keyOf(part, side)),
    reckon: (side, key) => ({ counts: all(side).filter((part) => keyOf(part, side) === key), whole: all(side).length }),
  }
}

/** Rates of what has a name; what has nothing of that name has no rate. */
function ratesOf<Part extends { pairId: string }>(section: Section, all: (side: Counted) => readonly Part[], keyOf: (part: Part, side: Counted) => string | undefined, isOne: (part: Part, side: Counted) => boolean): Law {
  const named = (side: Counted, key: string) => all(side).filter((part) => keyOf(part, side) === key)
  return {
    section,
    keys: (side) => all(side).flatMap((part) => keyOf(part, side) ?? []),
    reckon: (side, key) => {
      const those = named(side, key)
      return { counts: those.filter((part) => isOne(part, side)), whole: those.length, sure: true }
    },
  }
}

/** Single measures, each with its name. */
function measures(section: Section, named: Record<string, (side: Counted) => Reckoning>, others?: Law['reckon']): Law {
  return { section, keys: () => Object.keys(named), reckon: (side, key) => named[key]?.(side) ?? others?.(side, key) }
}

const pairsOf = ({ of }: Counted) => asRows(of.pairs)
const constraintsOf = ({ of }: Counted) => of.constraints
const live = ({ of }: Counted) => of.constraints.filter(({ status }) => status !== 'superseded')
const sum = (values: readonly (number | null)[]) => values.reduce<number>((all, value) => all + (value ?? 0), 0)
const over = (value: number | null, n: number): Reckoning => ({ value: value === null || n === 0 ? null : value / n })

/** What stands decided, with the decision by which it does. */
const stood = ({ of }: Counted): (Constraint & { by: Decision })[] =>
  of.constraints.flatMap((constraint) => {
    const by = of.standsBy(constraint)
    return by ? [{ ...constraint, by }] : []
  })
const metrics = { accepted: 'accept', edited: 'edit', rejected: 'reject' } as const

const stages = ['imported', 'constraints', 'verdict', 'decision', 'accepted']
const funnelLaw: Law = {
  section: funnelShares,
  keys: () => stages.slice(1),
  reckon: (side, key) => {
    const rows = pairsOf(side)
    const [stage = '', ...reason] = key.split(' ')
    const at = stages.indexOf(stage)
    // Of the last export the law of the funnel tells.
    if (at < 0) return undefined
    if (reason.length === 0) return { counts: rows.filter((pair) => side.of.stage(pair) >= at), whole: rows.length }
    const left = rows.filter((pair) => side.of.stage(pair) === at - 1)
    return { counts: stage === 'accepted' ? left.filter((pair) => (side.of.status(pair) === 'reviewed') === key.includes('all decided')) : left, whole: rows.length }
  },
}

const reasonsOf = ({ of }: Counted) =>
  of.constraints.filter(({ status }) => status === 'rejected').flatMap((constraint) => [...new Set(of.standing(constraint).filter(({ kind }) => kind === 'reject').map(({ reason }) => reason ?? ''))].map((reason) => ({ ...constraint, reason })))

/** In thousandths, as they are counted. */
const bitsOf = ({ of, sighted }: Counted, constraint: Constraint): number | null => {
  const bits = sighted.hides(constraint) ? null : of.bits(constraint)
  return bits === null ? null : Number(bits.toFixed(3))
}
const bitBands = [0, 1, 2, 4, 6, 8]
const rarityLaw: Law = {
  section: rarity,
  keys: () => [...bitBands.map(String), 'unknown'],
  reckon: (side, key) => {
    const rated = side.of.carried().map((constraint) => ({ ...constraint, bits: bitsOf(side, constraint) }))
    const known = rated.flatMap((one) => (one.bits === null ? [] : [{ ...one, band: String(bitBands.findLast((from) => from <= (one.bits ?? 0))) }]))
    return key === 'unknown' ? { counts: rated.filter(({ bits }) => bits === null), whole: rated.length } : { counts: known.filter(({ band }) => band === key), whole: known.length }
  },
}

const gradesOf = (side: Counted) => {
  const known = new Map(side.of.rows.grades.map(({ pairId, grade }) => [pairId, grade]))
  return pairsOf(side).flatMap((pair) => (known.has(pair.id) ? [{ ...pair, grade: known.get(pair.id) ?? null }] : []))
}
const ofGrades = (from: number, to: number) => (side: Counted): Reckoning => ({ counts: gradesOf(side).filter(({ grade }) => grade !== null && grade >= from && grade <= to), whole: gradesOf(side).length })
const textLaw = measures(texts, {
  grade: (side) => {
    const grades = gradesOf(side).flatMap(({ grade }) => grade ?? [])
    return over(sum(grades), grades.length)
  },
  'grade 0': ofGrades(0, 5), 'grade 6': ofGrades(6, 8), 'grade 9': ofGrades(9, 12), 'grade 13': ofGrades(13, 20),
  'no grade': (side) => ({ counts: gradesOf(side).filter(({ grade }) => grade === null), whole: gradesOf(side).length }),
  duplicates: (side) => ({ counts: pairsOf(side).filter(({ nearDuplicateOfId }) => nearDuplicateOfId !== null), whole: side.of.pairs.length }),
}, (side, key) => ({ counts: pairsOf(side).filter(({ id }) => side.of.rows.contaminations.some(({ pairId, list }) => pairId === id && key === `in ${list}`)), whole: side.of.pairs.length }))

const facets = new Set(vocabulary.map(({ facet }) => facet).filter((facet) => facet !== 'unmapped'))
const coverageLaw = measures(coverage, {
  ...Object.fromEntries(targetMixes.map(({ key, shares }) => [key, ({ of }: Counted): Reckoning => {
    const types = of.carried().map(({ type }) => type)
    const away = [...new Set([...types, ...Object.keys(shares)])].map((type) => Math.abs(types.filter((one) => one === type).length / types.length - (shares[type] ?? 0)))
    return { value: types.length === 0 ? null : sum(away) / 2 }
  }])),
  grid: ({ of }) => {
    const [languagesOf, filled] = [new Set(of.pairs.map(({ language }) => language)), new Set<string>()]
    for (const { pairId, type } of of.carried()) {
      const [pair, facet = ''] = [of.pairs.find(({ id }) => id === pairId), type.split('.')[0]]
      if (pair && facets.has(facet)) filled.add(JSON.stringify([facet, pair.language, bandOfWords(pair.responseWords)]))
    }
    return over(filled.size, facets.size * languagesOf.size * 4)
  },
  types: ({ of }) => ({ value: new Set(of.carried().map(({ type }) => type)).size }),
})

/** What a side spent, in the one currency that it has. */
function spentBy({ of }: Counted) {
  const ids = new Set(of.pairs.map(({ id }) => id))
  const calls = of.rows.calls.filter(({ pairId }) => ids.has(pairId))
  const currencies = new Set(calls.flatMap(({ cost: price, endpoint }) => (price !== null && endpoint ? [endpoint.currency] : [])))
  const accepted = of.constraints.filter(({ status }) => status === 'accepted')
  return {
    calls, accepted, currency: currencies.size === 1 ? [...currencies][0] : null,
    bits: sum(accepted.map((constraint) => of.bits(constraint))), money: sum(calls.map(({ cost: price }) => Number(price))),
    model: sum(calls.map(({ latencyMs }) => latencyMs)) / 1000, review: sum(of.decisions.map(({ elapsedMs }) => elapsedMs && Math.min(elapsedMs, 300_000))) / 1000,
  }
}
const costLaw = measures(cost, {
  accepted: (side) => ({ counts: spentBy(side).accepted }),
  calls: (side) => ({ value: spentBy(side).calls.length }),
  model: (side) => over(spentBy(side).model, spentBy(side).accepted.length),
  review: (side) => over(spentBy(side).review, spentBy(side).accepted.length),
  modelBit: (side) => over(spentBy(side).model, spentBy(side).bits),
  reviewBit: (side) => over(spentBy(side).review, spentBy(side).bits),
}, (side, key) => {
  const { currency, money, accepted, bits } = spentBy(side)
  // What the other side paid in says nothing of this one.
  return key === `money ${currency}` ? over(money, accepted.length) : key === `bit ${currency}` ? over(money, bits) : { value: null }
})

const agreed = (which: 'disputed' | 'settled' | 'agreed') => ({ of }: Counted): Reckoning => ({ counts: outcomesOf(of)[which] })
const rated = stood
const saidOf = (...outcomes: string[]) => (constraint: Constraint, { of }: Counted) => outcomes.includes(of.said(constraint))
const checked = (side: Counted) => constraintsOf(side).filter((constraint) => saidOf('pass', 'fail')(constraint, side))
const typeOf = ({ type }: Constraint) => type
const overall = (metric?: keyof typeof metrics) => (side: Counted): Reckoning => (metric ? { counts: rated(side).filter(({ by }) => by.kind === metrics[metric]), whole: rated(side).length, sure: true } : { counts: rated(side) })

const ofTypes: Record<TypeMeasure, (section: Section) => Law> = {
  mix: (section) => parts(section, constraintsOf, typeOf),
  facets: (section) => parts(section, constraintsOf, ({ type }) => (type.includes('.') ? `${type.split('.')[0]}.*` : type)),
  true: (section) => ratesOf(section, checked, typeOf, saidOf('pass')),
  refuted: (section) => ratesOf(section, checked, typeOf, saidOf('fail')),
  undecided: (section) => ratesOf(section, constraintsOf, typeOf, ({ status }) => status === 'pending'),
  accepted: (section) => ratesOf(section, rated, typeOf, ({ by }) => by.kind === 'accept'),
  edited: (section) => ratesOf(section, rated, typeOf, ({ by }) => by.kind === 'edit'),
  rejected: (section) => ratesOf(section, rated, typeOf, ({ by }) => by.kind === 'reject'),
  agreement: (section) => ({
    section,
    keys: ({ of }) => comparedOf(ratedOf(of)).map(typeOf),
    reckon: ({ of }, key) => ({ value: agreementOf(ratedOf(of).filter(({ type }) => type === key)).alpha }),
  }),
}

/** Each section of a comparison by its name. */
export const laws: [name: string, law: Law][] = [
  ['volume', measures(volume, {
    pairs: (side) => ({ counts: pairsOf(side) }),
    reviewed: (side) => ({ counts: pairsOf(side).filter((pair) => side.of.status(pair) === 'reviewed') }),
    constraints: (side) => ({ counts: live(side) }),
    perPair: (side) => over(live(side).length, side.of.pairs.length),
  })],
  ['funnel', funnelLaw],
  ['rates', measures(rates, { of: overall(), accepted: overall('accepted'), edited: overall('edited'), rejected: overall('rejected') })],
  ['agreement', measures(agreement, {
    alpha: ({ of }) => ({ value: agreementOf(ratedOf(of)).alpha }),
    alike: ({ of }) => ({ value: agreementOf(ratedOf(of)).alike }),
    units: ({ of }) => ({ counts: comparedOf(ratedOf(of)) }),
    agreed: agreed('agreed'), disputed: agreed('disputed'), settled: agreed('settled'),
  })],
  ['verdicts', parts(verdicts, constraintsOf, (constraint, { of }) => of.said(constraint))],
  ['decided', parts(decided, constraintsOf, ({ status }) => status)],
  ...Object.entries(ofTypes).map(([measure, lawOf]): [string, Law] => [`types: ${measure}`, lawOf(typeSections[measure as TypeMeasure].section)]),
  ['models', ratesOf(makers('models'), rated, (constraint, { of }) => of.call(constraint)?.model ?? undefined, ({ by }) => by.kind === 'accept')],
  ['prompts', ratesOf(makers('prompts'), rated, (constraint, { of }) => of.call(constraint)?.promptVersion, ({ by }) => by.kind === 'accept')],
  ['reasons', parts(reasons, reasonsOf, ({ reason }) => reason)],
  ['origins', parts(byOrigin, constraintsOf, ({ origin }) => origin)],
  ['per pair', parts(perPair, pairsOf, (pair, { of }) => String(Math.min(10, of.live(pair).length)))],
  ['lengths', parts(lengths, pairsOf, ({ response }) => String([0, 50, 100, 150, 300, 500, 1000].findLast((from) => from <= response.trim().split(/\s+/).length)))],
  ['rarity', rarityLaw], ['coverage', coverageLaw], ['texts', textLaw], ['cost', costLaw],
  ['sources', parts(sources, pairsOf, ({ source }) => source)],
  ['languages', parts(languages, pairsOf, ({ language }) => language ?? '')],
]

/** The value of what is reckoned. */
export function valueOf(reckoned: Reckoning): number | null {
  if ('value' in reckoned) return reckoned.value
  const { counts, whole } = reckoned
  return whole === undefined ? counts.length : whole === 0 ? null : counts.length / whole
}

/** Wilson's interval of a rate, where one is to be told. */
export function intervalOf(reckoned: Reckoning): readonly [number, number] | undefined {
  return 'counts' in reckoned && reckoned.sure && reckoned.whole ? wilson(reckoned.counts.length, reckoned.whole) : undefined
}
