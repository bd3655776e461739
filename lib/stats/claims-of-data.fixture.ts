import { expect } from 'vitest'
import { vocabulary } from '#lib/constraints/index.ts'
import { wilson } from '#lib/constraints/wilson.ts'
import { contamination } from '#lib/contamination/contamination-view.ts'
import { printBuildFilter, printTaken, type BuildRecipe } from '#lib/datasets/build-filter.ts'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import { bandFilter, difficultyBandFilter } from '#lib/stats/band-filter.ts'
import { asRows, type Claim, expectNear, isDone, listed, type Scene } from '#lib/stats/claims.fixture.ts'
import { coverage } from '#lib/stats/coverage.ts'
import { gradeFilter } from '#lib/stats/grades/grade-filter.ts'
import { gradeYear } from '#lib/stats/grades/grade-pairs.ts'
import { patterns } from '#lib/stats/patterns.ts'
import { Reckoned, grouped, type Constraint, type Pair } from '#lib/stats/reckoned.fixture.ts'
import { simulateBuild } from '#lib/stats/simulate.ts'
import { spread } from '#lib/stats/spread.ts'
import { typeReport } from '#lib/stats/type-report.ts'

// What statistics say of what a dataset holds, and of what could be built of it, held against plain reckoning.

export async function coverageClaims({ datasetId, seen, of }: Scene): Promise<Claim[]> {
  const { mixes, constraints, grid } = await coverage(datasetId, seen)
  const carried = of.carried()
  expect(constraints).toBe(carried.length)
  for (const { key, distance, rows } of mixes) {
    let away = 0
    for (const { type, constraints: n, share, target, missing } of rows) {
      const has = carried.filter((constraint) => constraint.type === type).length
      expectNear([key, type, n, share, missing], [key, type, has, carried.length === 0 ? 0 : has / carried.length, Math.max(0, Math.ceil(target * carried.length - has))])
      away += Math.abs(share - target) / 2
    }
    expectNear([key, distance, rows.reduce((sum, { target }) => sum + target, 0), rows.reduce((sum, { constraints: n }) => sum + n, 0)], [key, away, 1, carried.length])
  }
  const facets = new Set(vocabulary.map(({ facet }) => facet))
  const cells = of.pairs.flatMap((pair) => {
    const band = [0, 50, 150, 300].findLastIndex((from) => from <= pair.responseWords)
    return [...new Set(carried.filter(({ pairId }) => pairId === pair.id).map(({ type }) => type.split('.')[0] ?? ''))].filter((facet) => facets.has(facet)).map((facet) => ({ pairId: pair.id, key: JSON.stringify([facet, band, pair.language]) }))
  })
  return listed('cell', grid.cells.map(({ facet, band, language, pairs }) => [JSON.stringify([facet, band, language]), pairs]), cells, ({ key }) => key, (key) => {
    const [facet, band, language] = JSON.parse(key) as [string, number, string | null]
    const [from = 0, to] = [grid.bands[band], grid.bands[band + 1]]
    return facet === 'unmapped' ? null : { with: `${facet}.*`, language: language ?? 'unknown', ...(from === 0 ? {} : { minWords: from }), ...(to === undefined ? {} : { maxWords: to - 1 }) }
  })
}

export async function patternClaims({ datasetId, seen, of }: Scene): Promise<Claim[]> {
  const { types, cells, sample } = await patterns(datasetId, seen)
  expect(sample).toEqual({ pairs: of.pairs.length, whole: true })
  const each = of.pairs.map(({ id }) => ({ pairId: id, types: [...new Set(of.carried().filter(({ pairId }) => pairId === id).map(({ type }) => type))].toSorted() }))
  const alone = each.flatMap(({ pairId, types: those }) => those.map((type) => ({ pairId, type })))
  const both = each.flatMap(({ pairId, types: those }) => those.flatMap((a, at) => those.slice(at + 1).map((b) => ({ pairId, key: `${a} ${b}` }))))
  const n = (type: string) => alone.filter((one) => one.type === type).length
  for (const { a, b, pairs, lift } of cells) expectNear([a, b, lift], [a, b, pairs / of.pairs.length / ((n(a) / of.pairs.length) * (n(b) / of.pairs.length))])
  return [
    ...listed('carries', types.map(({ type, pairs }) => [type, pairs]), alone, ({ type }) => type, (type) => ({ type, decision: 'standing' })),
    ...listed('carries both', cells.map(({ a, b, pairs }) => [`${a} ${b}`, pairs]), both, ({ key }) => key, (key) => {
      const [a = '', b = ''] = key.split(' ')
      return { type: a, decision: 'standing', with: b }
    }),
  ]
}

export async function spreadClaims({ datasetId, seen, of }: Scene): Promise<Claim[]> {
  const { bits, reading, difficulty, clusters, marked } = await spread(datasetId, seen)
  const sighted = new Reckoned(of.rows, new Set(of.pairs.map(({ id }) => id)), null, seen.sight?.goldRate ? seen.sight : null)
  const band = (constraint: Constraint): string => {
    const rare = sighted.hides(constraint) ? null : of.bits(constraint)
    return rare === null ? 'null' : String(Math.min(10, Math.floor(Number(rare.toFixed(3)) * 2) / 2))
  }
  const rows = asRows(of.pairs)
  const measured = rows.flatMap((pair) => of.rows.grades.filter(({ pairId }) => pairId === pair.id).map(({ grade }) => ({ ...pair, grade })))
  const rated = rows.flatMap((pair) => of.rows.measurements.findLast(({ kind, pairId }) => kind === 'difficulty' && pairId === pair.id) ?? [])
  for (const { response, grade } of measured) expect(grade).toBe(gradeYear(response))
  expect(reading.waiting).toBe(rows.length - measured.length)
  const firstOf = ({ id, nearDuplicateOfId }: Pair) => nearDuplicateOfId ?? id
  const sizes = grouped(of.rows.pairs, firstOf)
  const found = [...new Set(of.pairs.map(firstOf))].filter((first) => (sizes[first]?.length ?? 0) > 1)
  listed('clusters', clusters.map(({ size, clusters: n }) => [String(size), n]), found.map((pairId) => ({ pairId })), ({ pairId }) => String(sizes[pairId]?.length))
  return [
    ...listed('bits', bits.map(({ from, constraints }) => [String(from), constraints]), of.carried(), band, (from) => (from === 'null' ? null : bandFilter(Number(from), from === '10' ? null : Number(from) + 0.5))),
    ...listed('grade', reading.grades.map(({ grade, texts }) => [String(grade), texts]), measured.filter(({ grade }) => grade !== null), ({ grade }) => String(grade), (grade) => gradeFilter(Number(grade))),
    { words: 'no grade', said: reading.unknown, counts: measured.filter(({ grade }) => grade === null), own: { graded: 'no' } },
    ...listed('difficulty', difficulty.map(({ from, pairs }) => [String(from), pairs]), rated, ({ value }) => String(Math.floor(Number(value.toFixed(3)) * 2) / 2), (from) => difficultyBandFilter(Number(from))),
    { words: 'near-duplicates', said: marked, counts: rows.filter(({ nearDuplicateOfId }) => nearDuplicateOfId !== null), own: { nearDuplicate: 'yes' } },
    ...clusters.map(({ size }): Claim => {
      const those = rows.filter((pair) => sizes[firstOf(pair)]?.length === size)
      return { words: `of clusters of ${size}`, said: those.length, counts: those, own: { minCluster: size, maxCluster: size } }
    }),
  ]
}

export async function contaminationClaims({ datasetId, seen, of }: Scene): Promise<Claim[]> {
  const { lists, pairs } = await contamination(datasetId, seen)
  const ids = new Set(of.pairs.map(({ id }) => id))
  const marks = of.rows.contaminations.filter(({ pairId }) => ids.has(pairId))
  const any = [...new Set(marks.map(({ pairId }) => pairId))].map((pairId) => ({ pairId }))
  return [{ words: 'contaminated', said: pairs, counts: any, own: { contaminated: 'yes' } }, ...lists.map(({ name, pairs: n }): Claim => ({ words: name, said: n, counts: marks.filter(({ list }) => list === name), own: { contaminated: name } }))]
}

export async function buildClaims({ datasetId, seen, of }: Scene, recipe: BuildRecipe): Promise<Claim[]> {
  const { total, steps, kept, built } = await simulateBuild(datasetId, seen, recipe)
  const sighted = new Reckoned(of.rows, new Set(of.pairs.map(({ id }) => id)), null, seen.sight?.goldRate ? seen.sight : null)
  const verdicts = { any: ['pass', 'fail', 'unsure', 'error', 'none', 'judged-pass', 'judged-fail'], unrefuted: ['pass', 'unsure', 'none', 'judged-pass', 'judged-fail'], held: ['pass', 'judged-pass'], proven: ['pass'] }[recipe.verdict]
  const natural = (constraint: Constraint) => of.rows.measurements.findLast(({ constraintId, kind }) => constraintId === constraint.id && kind === 'natural_satisfaction')?.value ?? null
  const unknownOr = (value: number | null, holds: (value: number) => boolean) => value === null || holds(value)
  const asked: [string, (constraint: Constraint) => boolean][] = [
    ['decision', ({ status }) => status === 'accepted' || (recipe.decision === 'open' && status === 'pending')],
    ['verdict', (constraint) => verdicts.includes(sighted.said(constraint))],
    ['bits', (constraint) => recipe.bits === 0 || unknownOr(sighted.hides(constraint) ? null : of.bits(constraint), (bits) => bits >= recipe.bits)],
    ['natural', (constraint) => recipe.natural === 1 || unknownOr(natural(constraint), (rate) => rate <= recipe.natural)],
    ['agreement', (constraint) => recipe.agreement === 0 || unknownOr(agreeing(of, constraint), (share) => share >= recipe.agreement)],
  ]
  const taken = of.constraints.filter((constraint) => asked.every(([, holds]) => holds(constraint)))
  const stepOf = (pair: Pair): string => {
    if (recipe.duplicates === 'no' && pair.nearDuplicateOfId !== null) return 'duplicates'
    if (recipe.license !== '' && of.license(pair) !== recipe.license) return 'license'
    if (recipe.contaminated === 'no' && of.rows.contaminations.some(({ pairId }) => pairId === pair.id)) return 'contaminated'
    let left = of.constraints.filter(({ pairId }) => pairId === pair.id)
    for (const [step, holds] of asked) {
      left = left.filter(holds)
      if (left.length < recipe.least) return step
    }
    return 'kept'
  }
  const rows = asRows(of.pairs)
  expect([total, kept.interval]).toEqual([rows.length, null])
  const keeps = rows.filter((pair) => stepOf(pair) === 'kept')
  const ids = new Set(keeps.map(({ id }) => id))
  const build = printBuildFilter('kept', recipe)
  return [
    ...steps.map(({ step, pairs }): Claim => ({ words: `build: ${step}`, said: pairs, counts: rows.filter((pair) => stepOf(pair) === step), own: { build: printBuildFilter(step, recipe) } })),
    { words: 'kept', said: kept.pairs, counts: keeps },
    ...listed('kept words', built.words.map(({ from, pairs }) => [String(from), pairs]), keeps, ({ responseWords }) => String(Math.min(1000, Math.floor(responseWords / 50) * 50)), (from) => ({ build, minWords: Number(from), ...(from === '1000' ? {} : { maxWords: Number(from) + 49 }) })),
    ...listed('kept per pair', built.perPair.map(({ constraints, pairs }) => [String(constraints), pairs]), keeps, ({ id }) => String(taken.filter(({ pairId }) => pairId === id).length)),
    ...listed('kept types', built.types.map(({ type, constraints }) => [type, constraints]), taken.filter(({ pairId }) => ids.has(pairId)), ({ type }) => type, (type) => ({ build, type, taken: printTaken(recipe) })),
  ]
}

/** The share of a constraint's reviewers who are with the most of them. */
function agreeing(of: Reckoned, { id, status }: Constraint): number | null {
  const said = new Map<string, boolean>()
  const acts = of.rows.decisions.filter(({ constraintId, track }) => constraintId === id && track === '')
  const gone = new Set<string>()
  // An undo takes back what it names, be that a decision or, as a redo, another undo.
  for (const act of acts.toReversed()) if (act.undoesId !== null && !gone.has(act.id)) gone.add(act.undoesId)
  for (const { id: act, kind, reviewerId } of acts) if (['accept', 'edit', 'reject'].includes(kind) && !gone.has(act)) said.set(String(reviewerId), kind !== 'reject')
  if (status !== 'pending') for (const opinion of of.rows.opinions) if (opinion.constraintId === id && opinion.firstSaid !== null && isDone(opinion.status)) said.set(opinion.reviewerId, opinion.status === 'accepted')
  const holds = [...said.values()].filter(Boolean).length
  return said.size < 2 ? null : Math.max(holds, said.size - holds) / said.size
}

export async function cardClaims({ datasetId, seen, reader, of }: Scene, type: string): Promise<Claim[]> {
  const card = await typeReport(datasetId, type, seen, reader)
  const those = of.constraints.filter((constraint) => constraint.type === type)
  const carrying = asRows(of.pairs).filter(({ id }) => those.some(({ pairId }) => pairId === id))
  const said = (...outcomes: string[]) => those.filter((constraint) => outcomes.includes(of.said(constraint)))
  const by = those.flatMap((constraint) => of.standsBy(constraint) ?? [])
  const kind = (...kinds: string[]) => by.filter((decision) => kinds.includes(decision.kind))
  const rate = (n: number, whole: number) => (whole === 0 ? null : { count: n, rate: n / whole, interval: wilson(n, whole) })
  const [pass, fail] = [said('pass').length, said('fail').length]
  expect([type, card.truth, card.accepted, card.edited, card.rejected]).toEqual([type, rate(pass, pass + fail), ...['accept', 'edit', 'reject'].map((one) => rate(kind(one).length, by.length))])
  const bits = those.flatMap((constraint) => of.bits(constraint) ?? []).toSorted((a, b) => a - b)
  const median = bits.length === 0 ? null : ((bits[Math.floor((bits.length - 1) / 2)] ?? 0) + (bits[Math.ceil((bits.length - 1) / 2)] ?? 0)) / 2
  if (of.sight === null) {
    expectNear([type, card.bits], [type, { median, rated: bits.length, vacuous: rate(bits.filter((one) => one < -Math.log2(0.9)).length, bits.length), looked: those.length }])
    const last = those.flatMap(({ id }) => of.rows.measurements.findLast(({ constraintId }) => constraintId === id) ?? [])
    const mean = (values: number[]) => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length)
    expectNear([type, card.sampled], [type, { constraints: last.length, natural: mean(last.map(({ value }) => value)), prompted: mean(last.map(({ detail }) => (detail as { with: { rate: number } }).with.rate)) }])
  }
  const accepted = those.filter(({ status }) => status === 'accepted').length
  const proposed = those.flatMap((constraint) => {
    const call = of.call(constraint)
    return call ? [{ call, part: 1 / of.rows.constraints.filter(({ generationId }) => generationId === call.id).length }] : []
  })
  const seconds = proposed.reduce((sum, { call, part }) => sum + ((call.latencyMs ?? 0) / 1000) * part, 0)
  expectNear([type, card.callsPerAccepted?.seconds ?? null], [type, proposed.length === 0 || accepted === 0 ? null : seconds / accepted])
  const priced = proposed.filter(({ call }) => call.cost !== null)
  const one = new Set(priced.map(({ call }) => call.endpoint?.currency ?? null))
  expectNear([type, card.callsPerAccepted?.money ?? null], [type, one.size !== 1 || accepted === 0 ? null : priced.reduce((sum, { call, part }) => sum + Number(call.cost) * part, 0) / accepted])
  const times = of.decisions.filter(({ constraintId, elapsedMs }) => elapsedMs !== null && those.some(({ id }) => id === constraintId)).map(({ elapsedMs }) => Math.min(elapsedMs ?? 0, 300_000))
  const positive = kind('accept', 'edit').length
  expectNear([type, card.reviewSecondsPerAccepted], [type, times.length === 0 || positive === 0 ? null : times.reduce((sum, ms) => sum + ms, 0) / 1000 / positive])
  return [
    { words: `card ${type}`, said: card.total, counts: those, own: { type } },
    { words: `pairs with ${type}`, said: card.pairs, counts: carrying, own: { type } },
    { words: `card proven ${type}`, said: card.verdicts.proven, counts: said('pass'), own: { type, outcome: 'pass' } },
    { words: `card refuted ${type}`, said: card.verdicts.refuted, counts: said('fail'), own: { type, outcome: 'fail' } },
    { words: `card judged ${type}`, said: card.verdicts.judged, counts: said('judged-pass', 'judged-fail'), own: { type, outcome: 'judged-pass', also: 'verdict:judged-fail' } },
    { words: `card undecided ${type}`, said: card.verdicts.undecided, counts: said('unsure', 'error', 'none'), own: { type, outcome: 'unsure', also: 'verdict:error verdict:none' } },
    { words: `card decided ${type}`, said: card.decided, counts: by, own: { type, decision: 'accepted', also: 'decision:rejected' } },
    ...listed(`card origin ${type}`, card.origins.map(({ origin, constraints }) => [origin, constraints]), those, ({ origin }) => origin, (origin) => ({ type, ...parseFilter(`origin:${origin}`).filter })),
  ]
}
