import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { browsePairs } from '#lib/datasets/browse.ts'
import { buildRecipe, printBuildFilter, printTaken, type BuildRecipe } from '#lib/datasets/build-filter.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { decide } from '#lib/review/decide.ts'
import { costs } from './cost.ts'
import { coverage } from './coverage.ts'
import { bandFilter } from './band-filter.ts'
import { ada, curatedDataset } from './curated.fixture.ts'
import { statisticsPart } from './parts.ts'
import { patterns } from './patterns.ts'
import { progress } from './progress.ts'
import { rowsFilter } from './rows-filter.ts'
import { simulateBuild } from './simulate.ts'
import { spread } from './spread.ts'
import { typeReport } from './type-report.ts'

ownDatabase()
let datasetId: string

beforeAll(async () => {
  datasetId = await curatedDataset()
})

const found = async (filter: PairFilter) => (await browsePairs(datasetId, filter, { sort: 'oldest', limit: 1 })).total?.count ?? 0

describe('spread', () => {
  it('puts every standing constraint into one band, and knows which have none', async () => {
    const { bits, sample, reading, clusters, marked } = await spread(datasetId)
    const standing = await db().constraint.count({ where: { datasetId, status: { notIn: ['rejected', 'superseded'] } } })
    expect(bits.reduce((sum, band) => sum + band.constraints, 0)).toBe(standing)
    // Tone is measured by nobody; a limit of 20 words is not met by all.
    expect(bits.find(({ from }) => from === null)?.constraints).toBe(await db().constraint.count({ where: { datasetId, type: 'style.tone', status: { notIn: ['rejected', 'superseded'] } } }))
    expect(bits.filter(({ from }) => from !== null).every(({ from }) => (from ?? 0) > 0)).toBe(true)
    expect(sample).toEqual({ pairs: 60, whole: true })
    expect(reading).toEqual({ grades: [], unknown: 0, waiting: 60 })
    expect({ clusters, marked }).toEqual({ clusters: [], marked: 0 })
  })

  it('leads from each band of rarity to the pairs with such a constraint', async () => {
    // Of many numbers of words, at the ends of bands too: 2 bits and less than 0.0005 away from it.
    const all = await db().constraint.findMany({ where: { datasetId, type: 'length.words' }, orderBy: { id: 'asc' } })
    const before = new Map(all.map(({ id, kwargs }) => [id, kwargs]))
    for (const [n, { id }] of all.entries()) await db().constraint.update({ where: { id }, data: { kwargs: { max: 5 + n * 9 } } })
    for (const page of [{}, { source: 'alpha' }, { outcome: 'pass' as const }, { not: 'bits:>4' }]) {
      const { bits } = await spread(datasetId, await filterSeenBy(ada, datasetId, page))
      const known = bits.flatMap(({ from, constraints }) => (from === null ? [] : [{ from, constraints }]))
      expect(known.length, JSON.stringify(page)).toBeGreaterThan(2)
      // Each pair has one of length at most: as many pairs as constraints.
      for (const { from, constraints } of known) expect([page, from, await found(rowsFilter(page, bandFilter(from, from >= 10 ? null : from + 0.5)) ?? {})]).toEqual([page, from, constraints])
    }
    expect(await found({ minBits: 0 })).toBe(all.length)
    expect((await found({ minBits: 2 })) + (await found({ maxBits: 1.999 }))).toBe(all.length)
    expect(await found({ not: 'bits:>=2' })).toBe(60 - (await found({ minBits: 2 })))
    expect(await found({ has: 'bits:>=2 decision:standing' })).toBe(await found({ minBits: 2, decision: 'standing' }))
    for (const [id, kwargs] of before) await db().constraint.update({ where: { id }, data: { kwargs: kwargs ?? {} } })
  })

  it('counts clusters of near-duplicates', async () => {
    const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'desc' }, take: 3, select: { id: true } })
    const [third, second, first] = pairs.map(({ id }) => id)
    await db().pair.updateMany({ where: { id: { in: [second ?? '', third ?? ''] } }, data: { nearDuplicateOfId: first ?? null } })
    expect(await spread(datasetId)).toMatchObject({ clusters: [{ size: 3, clusters: 1 }], marked: 2 })
    // A second one, of two, and one in another dataset, which counts for no other.
    const [fourth, fifth] = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, take: 2 })
    await db().pair.update({ where: { id: fifth?.id ?? '' }, data: { nearDuplicateOfId: fourth?.id ?? null } })
    const elsewhere = await curatedDataset(false)
    const [one, two] = await db().pair.findMany({ where: { datasetId: elsewhere }, take: 2 })
    await db().pair.update({ where: { id: two?.id ?? '' }, data: { nearDuplicateOfId: one?.id ?? null } })
    for (const page of [{}, { source: 'alpha' }, { source: 'beta', language: 'en' }, { nearDuplicate: 'yes' as const }, { ids: `${first},${fourth?.id}` }, { not: 'cluster:2' }]) {
      const { clusters, marked } = await spread(datasetId, page)
      expect(await found(rowsFilter(page, { nearDuplicate: 'yes' }) ?? {})).toBe(marked)
      for (const size of [2, 3]) {
        const { rows } = await browsePairs(datasetId, rowsFilter(page, { minCluster: size, maxCluster: size }) ?? {}, { sort: 'oldest', limit: 60 })
        const those = await db().pair.findMany({ where: { id: { in: rows.map(({ id }) => id) } } })
        expect([page, size, new Set(those.map(({ id, nearDuplicateOfId }) => nearDuplicateOfId ?? id)).size]).toEqual([page, size, clusters.find((known) => known.size === size)?.clusters ?? 0])
      }
    }
    expect([await found({ minCluster: 2 }), await found({ maxCluster: 1 }), await found({ minCluster: 1, maxCluster: 2 }), await found({ minCluster: 4 }), await found({ maxCluster: 0 }), await found({ minCluster: 1 })]).toEqual([5, 55, 57, 0, 0, 60])
    expect(await found({ not: 'cluster:>2' })).toBe(57)
    await db().pair.updateMany({ where: { datasetId }, data: { nearDuplicateOfId: null } })
  })
})

describe('what the grid, the pairs of types and the target mixes count', () => {
  it('is what their links find, also after rejections', async () => {
    const { grid, mixes } = await coverage(datasetId)
    const ofFacet = (facet: string): number => grid.cells.filter((cell) => cell.facet === facet).reduce((sum, { pairs }) => sum + pairs, 0)
    const { cells } = await patterns(datasetId)
    // The curated dataset has rejected constraints of every type: without what stands, more would be found.
    expect(await found({ type: 'length.words' })).toBeGreaterThan(await found({ type: 'length.words', decision: 'standing' }))
    for (const facet of ['length', 'style']) expect(await found({ with: `${facet}.*` }), facet).toBe(ofFacet(facet))
    for (const { a, b, pairs } of cells) expect(await found({ type: a, decision: 'standing', with: b })).toBe(pairs)
    const standing = await db().constraint.findMany({ where: { datasetId, type: 'length.words', status: { notIn: ['rejected', 'superseded'] } }, select: { pairId: true } })
    expect(mixes[0]?.rows.find(({ type }) => type === 'length.words')?.constraints).toBe(standing.length)
    expect(await found({ type: 'length.words', decision: 'standing' })).toBe(new Set(standing.map(({ pairId }) => pairId)).size)
  })
})

describe('patterns', () => {
  it('counts pairs that carry both types, and its filter finds them', async () => {
    const { types, cells } = await patterns(datasetId)
    expect(types.map(({ type }) => type).toSorted()).toEqual(['length.words', 'style.tone'])
    const [cell] = cells
    const both = await db().$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM "Pair" p WHERE "datasetId" = ${datasetId}::uuid
        AND (SELECT count(DISTINCT type) FROM "Constraint" c WHERE c."pairId" = p.id AND c.status <> 'rejected') = 2`
    expect(cell).toMatchObject({ a: 'length.words', b: 'style.tone', pairs: both[0]?.n })
    expect(await found({ type: 'length.words', decision: 'standing', with: 'style.tone' })).toBe(cell?.pairs)
    expect(await found({ type: 'length.*', decision: 'standing', with: 'style.*' })).toBe(cell?.pairs)
    expect(await found({ with: 'format.*' })).toBe(0)
  })
})

describe('coverage', () => {
  it('compares with mixes whose shares add up', async () => {
    const { mixes, constraints, grid, own } = await coverage(datasetId)
    expect(mixes.map(({ key }) => key)).toEqual(['crab', 'ifeval'])
    expect(own).toEqual({})
    for (const { rows, distance } of mixes) {
      expect(rows.reduce((sum, { target }) => sum + target, 0)).toBeCloseTo(1, 10)
      expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10)
      expect(rows.reduce((sum, row) => sum + row.constraints, 0)).toBe(constraints)
      expect(distance).toBeGreaterThan(0)
      expect(distance).toBeLessThanOrEqual(1)
    }
    expect(grid.languages).toEqual(['en', 'de'])
    for (const { facet, band, language, pairs } of grid.cells) {
      const [from = 0, to] = [grid.bands[band], grid.bands[band + 1]]
      const filter = { with: `${facet}.*`, language: language ?? 'unknown', minWords: from, ...(to === undefined ? {} : { maxWords: to - 1 }) }
      expect(await found(filter)).toBeGreaterThanOrEqual(pairs)
    }
  })

  it('is no distance from its own mix', async () => {
    const { mixes } = await coverage(datasetId)
    const targetMix = Object.fromEntries((mixes[0]?.rows ?? []).flatMap(({ type, constraints }) => (constraints > 0 ? [[type, constraints]] : [])))
    await db().dataset.update({ where: { id: datasetId }, data: { targetMix } })
    expect((await coverage(datasetId)).mixes.find(({ key }) => key === 'own')?.distance).toBeCloseTo(0, 10)
  })
})

describe('costs', () => {
  it('divides what calls and reviewers took by what is accepted', async () => {
    const pair = await db().pair.findFirstOrThrow({ where: { datasetId }, orderBy: { id: 'asc' } })
    const call = { pairId: pair.id, step: 'backtranslate', promptVersion: 'local/3', model: 'm', status: 'ok' as const, request: {}, requestHash: 'a'.repeat(64), latencyMs: 1500 }
    const endpoint = await db().endpoint.create({ data: { id: randomUUID(), name: 'e', baseUrls: ['http://x/v1'], model: 'm', currency: 'EUR' } })
    const id = randomUUID()
    await db().generation.create({ data: { ...call, id, cost: 0.5, endpointId: endpoint.id } })
    await db().generation.create({ data: { ...call, id: randomUUID(), sample: 1, status: 'error', cost: 0.25, endpointId: endpoint.id } })
    const accepted = await db().constraint.findMany({ where: { datasetId, status: 'accepted', type: 'length.words' }, take: 3 })
    await db().constraint.updateMany({ where: { id: { in: accepted.map((constraint) => constraint.id) } }, data: { generationId: id } })
    const { currency, rows } = await costs(datasetId)
    expect(currency).toBe('EUR')
    const made = rows.find(({ model }) => model === 'm')
    expect(made).toMatchObject({ promptVersion: 'local/3', calls: 2, errors: 1, constraints: 3, accepted: 3, money: 0.75, modelSeconds: 3, reviewSeconds: 6, perAccepted: { money: 0.25, modelSeconds: 1, reviewSeconds: 2 } })
    expect(made?.bits).toBeGreaterThan(3)
    expect(made?.perBit?.money).toBeCloseTo(0.75 / (made?.bits ?? 1), 10)
    expect(rows.find(({ model }) => model === 'import')).toMatchObject({ calls: 0, money: null })
    expect(rows.reduce((sum, row) => sum + row.constraints, 0)).toBe(80)
  })

  it('adds up no money of several currencies', async () => {
    const id = await curatedDataset()
    const { id: pairId } = await db().pair.findFirstOrThrow({ where: { datasetId: id } })
    const [euros, dollars] = await Promise.all(['EUR', 'USD'].map((currency) => db().endpoint.create({ data: { id: randomUUID(), name: randomUUID(), baseUrls: ['http://x/v1'], model: 'm', currency } })))
    const call = async (model: string, endpoint: typeof euros, cost: number) => {
      await db().generation.create({ data: { id: randomUUID(), pairId, step: 'backtranslate', promptVersion: 'p', model, status: 'ok', request: {}, requestHash: randomUUID(), cost, endpointId: endpoint?.id ?? null } })
    }
    await call('both', euros, 1)
    await call('both', dollars, 2)
    await call('one', dollars, 4)
    await call('one', dollars, 8)
    // Of an endpoint that is gone nobody knows the currency.
    await call('gone', undefined, 16)
    const moneyOf = async () => {
      const { currency, rows } = await costs(id)
      return [currency, Object.fromEntries(rows.flatMap((row) => (row.calls > 0 ? [[row.model, [row.money, row.currency]]] : [])))]
    }
    expect(await moneyOf()).toEqual([null, { both: [null, null], one: [12, 'USD'], gone: [16, null] }])
    await db().generation.deleteMany({ where: { pairId, endpointId: euros?.id ?? '' } })
    expect(await moneyOf()).toEqual(['USD', { both: [2, 'USD'], one: [12, 'USD'], gone: [16, null] }])
  })
})

describe('progress', () => {
  it('counts what is decided less what is taken back', async () => {
    const { days, total, left, forecast } = await progress(datasetId)
    expect(total).toBe(80)
    expect(days.reduce((sum, { decided }) => sum + decided, 0)).toBe(total - left)
    expect(forecast).toBeNull()
  })
})

describe('simulateBuild', () => {
  it.each<[string, Partial<BuildRecipe>]>([
    ['as usual', {}],
    ['what is open', { decision: 'open' }],
    ['all that is asked', { verdict: 'proven', bits: 1, natural: 0.5, agreement: 0.8, least: 1, duplicates: 'no', contaminated: 'no', license: 'CC0-1.0' }],
    ['two of them', { least: 2, verdict: 'held' }],
    ['another license', { license: 'MIT' }],
  ])('leaves out each pair once, and its filters find them: %s', async (_, asked) => {
    const recipe = buildRecipe.parse(asked)
    const { steps, total, kept, built } = await simulateBuild(datasetId, {}, recipe)
    expect(steps.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(total)
    for (const { step, pairs } of steps) expect(await found({ build: printBuildFilter(step, recipe) }), step).toBe(pairs)
    expect(kept).toEqual({ pairs: steps.at(-1)?.pairs, interval: null })
    for (const of of [built.words, built.perPair]) expect(of.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(kept.pairs)
    expect(built.types.reduce((sum, { constraints }) => sum + constraints, 0)).toBe(built.perPair.reduce((sum, { constraints, pairs }) => sum + constraints * pairs, 0))
    expect(built.perPair.every(({ constraints }) => constraints >= recipe.least)).toBe(true)
    const whole = printBuildFilter('kept', recipe)
    // Of each type a pair has one constraint here, which the build takes or not.
    for (const { type, constraints } of built.types) expect([type, await found({ build: whole, type, taken: printTaken(recipe) })]).toEqual([type, constraints])
    for (const { from, to, pairs } of built.words) expect(await found({ build: whole, minWords: from, ...(to === null ? {} : { maxWords: to }) })).toBe(pairs)
  })

  it('tells what is kept: of what people accepted, as many of each type as there are', async () => {
    const { built } = await simulateBuild(datasetId, {}, buildRecipe.parse({}))
    const accepted = await db().constraint.groupBy({ by: ['type'], where: { datasetId, status: 'accepted' }, _count: true })
    expect(Object.fromEntries(built.types.map(({ type, constraints }) => [type, constraints]))).toEqual(Object.fromEntries(accepted.map(({ type, _count }) => [type, _count])))
    expect((await simulateBuild(datasetId, {}, buildRecipe.parse({ license: 'MIT' }))).built).toEqual({ words: [], perPair: [], types: [] })
  })

  it('keeps no more when more is asked', async () => {
    const kept = async (asked: Partial<BuildRecipe>) => (await simulateBuild(datasetId, {}, buildRecipe.parse(asked))).kept.pairs
    const [usual, proven, rare, two] = [await kept({}), await kept({ verdict: 'proven' }), await kept({ verdict: 'proven', bits: 12 }), await kept({ least: 2 })]
    expect(usual).toBeGreaterThan(proven)
    expect(proven).toBeGreaterThan(rare)
    expect(rare).toBe(0)
    expect(two).toBeLessThan(usual)
  })

  it('hears what reviewers say of one another, and what was measured', async () => {
    const recipe = buildRecipe.parse({ agreement: 0.9, natural: 0.5 })
    const before = await simulateBuild(datasetId, {}, recipe)
    const one = await db().pair.findFirstOrThrow({ where: { datasetId, acceptedCount: 1 }, include: { constraints: { where: { status: 'accepted' } } } })
    const constraintId = one.constraints[0]?.id ?? ''
    const measured = await db().measurement.create({ data: { id: randomUUID(), datasetId, pairId: one.id, constraintId, kind: 'natural_satisfaction', value: 0.9, fingerprint: 'x' } })
    const left = async (step: string) => (await simulateBuild(datasetId, {}, recipe)).steps.find((each) => each.step === step)?.pairs
    expect(await left('natural')).toBe(1)
    await db().measurement.delete({ where: { id: measured.id } })
    await db().user.create({ data: { id: 'bob', name: 'Bob', email: 'bob@example.org' } })
    await db().decision.create({ data: { id: randomUUID(), datasetId, pairId: one.id, constraintId, reviewerId: 'bob', kind: 'reject', seenVersion: 7, resultVersion: 8, before: {} } })
    expect(await left('agreement')).toBe(1)
    expect(before.steps.find(({ step }) => step === 'agreement')?.pairs).toBe(0)
  })
})

describe('typeReport', () => {
  it('says of a type what the list says', async () => {
    const report = await typeReport(datasetId, 'length.words')
    expect(report.total).toBe(40)
    expect(report.pairs).toBe(await found({ type: 'length.words' }))
    expect(report.verdicts.refuted).toBe(await found({ type: 'length.words', outcome: 'fail' }))
    expect(report.truth?.count).toBe(report.verdicts.proven)
    expect(report.decided).toBe((report.accepted?.count ?? 0) + (report.rejected?.count ?? 0))
    expect(report.bits.rated).toBe(40)
    expect(report.editDistance).toBeNull()
  })

  it('counts the time of every decision that may be told of, also of one that was taken back', async () => {
    const one = await db().constraint.findFirstOrThrow({ where: { datasetId, type: 'length.words', status: 'pending' } })
    const row = { datasetId, pairId: one.pairId, constraintId: one.id, reviewerId: 'ada', before: {} }
    const taken = await db().decision.create({ data: { ...row, id: randomUUID(), kind: 'accept', seenVersion: 900, resultVersion: 901, elapsedMs: 60_000 } })
    await db().decision.create({ data: { ...row, id: randomUUID(), kind: 'undo', undoesId: taken.id, seenVersion: 901, resultVersion: 902, elapsedMs: 5_000 } })
    const all = await db().$queryRaw<{ ms: number }[]>`
      SELECT sum(least(d."elapsedMs", 300000))::float8 AS ms FROM "Decision" d JOIN "Constraint" c ON c.id = d."constraintId" WHERE d."datasetId" = ${datasetId}::uuid AND c.type = 'length.words'`
    const { reviewSecondsPerAccepted, accepted, edited } = await typeReport(datasetId, 'length.words')
    expect(all[0]?.ms).toBeGreaterThanOrEqual(65_000)
    expect(reviewSecondsPerAccepted).toBeCloseTo((all[0]?.ms ?? 0) / 1000 / ((accepted?.count ?? 0) + (edited?.count ?? 0)), 6)
  })

  it('counts the time of an edit that a program refutes, which leaves its constraint open', async () => {
    const undecided = await curatedDataset(false)
    const constraints = await db().constraint.findMany({ where: { datasetId: undecided, type: 'length.words', outcome: 'pass' }, orderBy: { id: 'asc' }, take: 2 })
    const [accepted, edited] = constraints.map(({ id, version }) => ({ id: randomUUID(), constraintId: id, seenVersion: version }))
    if (!accepted || !edited) throw new Error('two constraints were expected')
    expect(await decide(ada, [{ ...accepted, kind: 'accept', elapsedMs: 10_000 }])).toMatchObject([{ outcome: 'applied' }])
    expect((await typeReport(undecided, 'length.words')).reviewSecondsPerAccepted).toBe(10)
    expect(await decide(ada, [{ ...edited, kind: 'edit', text: 'Use at least 900 words.', elapsedMs: 60_000 }])).toMatchObject([{ outcome: 'applied', constraint: { status: 'pending', outcome: 'fail' } }])
    expect((await typeReport(undecided, 'length.words')).reviewSecondsPerAccepted).toBe(70)
  })

  it('measures an edit on the first 200 words of both texts', async () => {
    const constraint = await db().constraint.findFirstOrThrow({ where: { datasetId, type: 'style.tone', status: 'accepted' } })
    const words = (count: number, word: string) => Array.from({ length: count }, () => word).join(' ')
    const [before, text] = [words(600, 'a'), `b ${words(199, 'a')} ${words(400, 'c')}`]
    const edit = { datasetId, pairId: constraint.pairId, constraintId: constraint.id, reviewerId: 'ada', kind: 'edit' as const, text, before: { text: before } }
    const version = constraint.version + 1
    await db().constraint.update({ where: { id: constraint.id }, data: { version } })
    await db().decision.create({ data: { ...edit, id: randomUUID(), seenVersion: constraint.version, resultVersion: version } })
    expect(await typeReport(datasetId, 'style.tone')).toMatchObject({ edits: 1, editDistance: 1 })
  })

  it('says of a filter what the list says within it, and of all by the counts that are kept what counting says', async () => {
    const filter = { source: 'alpha' }
    const report = await typeReport(datasetId, 'length.words', filter)
    expect(report.total).toBe(await found({ ...filter, type: 'length.words' }))
    expect(report.total).toBeLessThan(40)
    expect(report.verdicts.proven).toBe(await found({ ...filter, type: 'length.words', outcome: 'pass' }))
    expect(report.verdicts.refuted).toBe(await found({ ...filter, type: 'length.words', outcome: 'fail' }))
    expect(report.rejected?.count).toBe(await found({ ...filter, type: 'length.words', decision: 'rejected' }))
    expect(report.reasons.reduce((sum, { constraints }) => sum + constraints, 0)).toBe(report.rejected?.count)
    expect(report.bits.looked).toBe(report.total)
    // The same pairs, as a filter finds them: counted.
    expect(await typeReport(datasetId, 'length.words', { minWords: 0 })).toEqual(await typeReport(datasetId, 'length.words'))
    await expect(typeReport(datasetId, 'no.such', filter)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('divides a call among all that it proposed', async () => {
    const own = await curatedDataset()
    const pair = await db().pair.findFirstOrThrow({ where: { datasetId: own, acceptedCount: 2 }, include: { constraints: true } })
    const endpoint = await db().endpoint.create({ data: { id: randomUUID(), name: randomUUID(), baseUrls: ['http://x/v1'], model: 'm', currency: 'EUR' } })
    const id = randomUUID()
    await db().generation.create({ data: { id, pairId: pair.id, step: 'backtranslate', promptVersion: 'local/3', model: 'm', status: 'ok', request: {}, requestHash: 'c'.repeat(64), latencyMs: 6000, cost: 0.5, endpointId: endpoint.id } })
    expect((await typeReport(own, 'length.words')).callsPerAccepted).toBeNull()
    await db().constraint.updateMany({ where: { pairId: pair.id }, data: { generationId: id } })
    expect(pair.constraints).toHaveLength(2)
    const accepted = await db().constraint.count({ where: { datasetId: own, type: 'length.words', status: 'accepted' } })
    const { callsPerAccepted } = await typeReport(own, 'length.words')
    expect(callsPerAccepted).toMatchObject({ currency: 'EUR' })
    expect(callsPerAccepted?.money).toBeCloseTo(0.25 / accepted, 10)
    expect(callsPerAccepted?.seconds).toBeCloseTo(3 / accepted, 10)
    expect((await typeReport(own, 'length.words', { model: 'm' })).callsPerAccepted).toEqual({ seconds: 3, money: 0.25, currency: 'EUR' })
  })

  it('knows types that are not there, and no others', async () => {
    expect(await typeReport(datasetId, 'format.table')).toMatchObject({ total: 0, truth: null, accepted: null })
    await expect(typeReport(datasetId, 'no.such')).rejects.toMatchObject({ code: 'not_found' })
  })
})

it('counts every part of a filter, and of an empty dataset', async () => {
  const { id } = await db().dataset.create({ data: { id: randomUUID(), name: 'Empty' } })
  for (const part of ['funnel', 'rates', 'spread', 'patterns', 'coverage', 'costs', 'progress', 'agreement']) {
    await expect(statisticsPart(part, id, {}), part).resolves.toBeTruthy()
    await expect(statisticsPart(part, datasetId, { source: 'alpha', type: 'style.tone' }), part).resolves.toBeTruthy()
    await expect(statisticsPart(part, datasetId, { q: 'kind', not: 'kinder' }), part).resolves.toBeTruthy()
    await expect(statisticsPart(part, randomUUID(), {})).rejects.toMatchObject({ code: 'not_found' })
  }
  await expect(statisticsPart('toString', datasetId, {})).rejects.toMatchObject({ code: 'not_found' })
})
