import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { browsePairs } from '#lib/datasets/browse.ts'
import { pairSorts, type PairFilter, type PairRow, type PairSort } from '#lib/datasets/contract.ts'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import { keptBounds } from '#lib/datasets/count-pairs.ts'
import { forReader, type SeenFilter } from '#lib/datasets/seen-filter.ts'
import { facets } from '#lib/datasets/facets.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { AppError } from '#lib/http/errors.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { plantCheck } from '#lib/review/checks/check.fixture.ts'
import { decide } from '#lib/review/decide.ts'
import { countedStatistics } from '#lib/stats/counted-statistics.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'
import { keptStatistics } from '#lib/stats/kept-statistics.ts'
import { scopeOf } from '#lib/stats/scope.ts'
import { tagPair } from '#lib/tags/tags.ts'

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'reviewer' }
ownDatabase()
let datasetId: string

beforeAll(async () => {
  await db().user.create({ data: { id: ada.id, name: ada.name, email: ada.email } })
  datasetId = (await createDataset(null, { name: 'Browse' })).id
  const items = Array.from({ length: 130 }, (_, n) => ({
    line: n + 1,
    record: pairRecord({
      instruction: `Question ${n}${n % 10 === 0 ? ' about 100% of_things' : ''}`,
      response: 'word '.repeat((n * 7) % 40).concat('end.'),
      source: n % 3 === 0 ? 'alpha' : 'beta',
      language: n % 4 === 0 ? 'de' : null,
      constraints: n % 2 === 0 ? [{ rawType: 'Digit', text: 'Use at most 20 words.' }, { rawType: 'Tone_Constraints', text: 'Be kind.' }] : [],
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
  const decidable = await db().constraint.findMany({ where: { datasetId, OR: [{ outcome: 'pass' }, { outcome: null }] }, orderBy: { id: 'asc' }, take: 40 })
  await decide(
    ada,
    decidable.map((constraint, n) => ({ id: randomUUID(), constraintId: constraint.id, kind: n % 4 === 0 ? 'reject' : 'accept', seenVersion: 0, elapsedMs: 100 * n })),
  )
})

async function all(filter: PairFilter, sort: PairSort = 'oldest', limit = 17): Promise<PairRow[]> {
  const rows: PairRow[] = []
  for (let after: string | undefined; ; ) {
    const page = await browsePairs(datasetId, filter, { sort, after, limit })
    rows.push(...page.rows)
    if (!page.next) return rows
    after = page.next
  }
}

const count = async (filter: PairFilter) => (await browsePairs(datasetId, filter, { sort: 'oldest', limit: 1 })).total?.count

describe('browsePairs', () => {
  it.each(pairSorts)('pages through everything once, in order, by %s', async (sort) => {
    const rows = await all({}, sort)
    expect(new Set(rows.map((row) => row.id)).size).toBe(130)
    const places = { pending: 0, in_review: 1, reviewed: 2 }
    const ranks: Record<PairSort, (row: PairRow) => number> = {
      oldest: () => 0, newest: () => 0, longest: (row) => -row.responseWords, shortest: (row) => row.responseWords,
      'by-source': (row) => (row.source === 'alpha' ? 0 : 1), 'by-source-back': (row) => (row.source === 'alpha' ? 1 : 0),
      'by-status': (row) => places[row.status], 'by-status-back': (row) => -places[row.status],
      // A language that is not known comes before German.
      'by-language': (row) => (row.language === null ? 0 : 1), 'by-language-back': (row) => (row.language === null ? 1 : 0),
      'most-constraints': (row) => -row.constraintCount, 'few-constraints': (row) => row.constraintCount, 'most-refuted': (row) => -row.refutedCount, 'few-refuted': (row) => row.refutedCount,
    }
    const key = ranks[sort]
    for (const [index, row] of rows.slice(1).entries()) expect(key(row)).toBeGreaterThanOrEqual(key(rows[index] ?? row))
    const ids = rows.map((row) => row.id)
    if (sort === 'oldest') expect(ids).toEqual(ids.toSorted())
    if (sort === 'newest') expect(ids).toEqual(ids.toSorted().reverse())
  })

  it('says of a row who decided something that stands, and when it was imported', async () => {
    const rows = await all({ decision: 'accepted' })
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      expect(row.reviewers).toEqual(['Ada'])
      expect(new Date(row.importedAt).toISOString()).toBe(row.importedAt)
    }
    expect((await all({ constraint: 'kind', not: 'reviewer:ada' })).every(({ reviewers }) => reviewers.length === 0)).toBe(true)
  })

  it('shows the place of what is looked for, whatever the case, with the beginning where it stands there', async () => {
    const { id } = await createDataset(null, { name: 'Excerpts' })
    const far = `${'Many words stand before it. '.repeat(30)}The OWL hunts at night.${' And some behind.'.repeat(30)}`
    const record = pairRecord({ instruction: 'Tell me about owls.', response: far })
    await db().$transaction((tx) => storePairs(tx, { datasetId: id, runId: null, source: 'x', license: null }, [{ line: 1, record }]))
    const row = async (filter: PairFilter) => (await browsePairs(id, filter, { sort: 'oldest', limit: 1 })).rows[0]
    expect(await row({})).toMatchObject({ instruction: 'Tell me about owls.', response: far.slice(0, 240) })
    const found = await row({ q: 'owl hunts' })
    expect(found?.instruction).toBe('Tell me about owls.')
    expect(found?.response).toMatch(/^… \S.{0,40}The OWL hunts at night\. And some/)
    expect((await row({ response: 'NIGHT. AND', instruction: 'tell' }))?.response).toMatch(/^… .{0,40}night\. And/)
    expect((await row({ response: 'many words' }))?.response).toBe(far.slice(0, 240))
  })

  it('counts what it lists, under every filter', async () => {
    const several = [
      'source:alpha source:beta language:de', 'language:de language:unknown', 'source:alpha source:nowhere', 'status:reviewed status:in_review', 'type:length.words type:style.tone verdict:fail verdict:none',
      'decision:accepted decision:rejected', 'words:0..9 words:20..29', 'words:>=30 words:0..4 source:beta', 'reviewer:ada reviewer:nobody decision:rejected', 'reviewer:nobody reviewer:ada', '-source:alpha words:0..9 words:>30',
    ].map((text) => parseFilter(text).filter)
    const filters: PairFilter[] = [
      {}, { source: 'alpha' }, { language: 'de' }, { language: 'unknown' }, { status: 'reviewed' }, { status: 'in_review' }, { type: 'length.words' }, { outcome: 'fail' },
      { outcome: 'none' }, { decision: 'accepted' }, { decision: 'pending' }, { origin: 'import' }, { origin: 'llm' }, { minWords: 10 }, { maxWords: 5 }, { minWords: 10, maxWords: 20, source: 'beta' },
      { type: 'length.words', outcome: 'pass', decision: 'accepted' },
      ...several,
    ]
    for (const filter of filters) expect([filter, await count(filter)]).toEqual([filter, (await all(filter)).length])
  })

  it('finds by the other fields of the filter language, and without each what it leaves', async () => {
    const one = await db().constraint.findFirstOrThrow({ where: { datasetId, status: 'accepted' } })
    await db().pair.updateMany({ where: { datasetId, source: 'alpha', language: 'de' }, data: { nearDuplicateOfId: one.pairId } })
    const runId = randomUUID()
    await db().run.create({ data: { id: runId, datasetId, kind: 'backtranslate', params: {} } })
    await db().constraint.update({ where: { id: one.id }, data: { runId } })
    const cases: [string, number][] = [
      ['response~"word word"', 123], ['instruction~"100% of_"', 13], ['constraint~kind', 65], ['reviewer:ada decision:rejected', 10], ['reviewer:ADA@example.org decision:pending', 0],
      ['reviewer:bob', 0], [`run:${runId}`, 1], ['duplicate:yes', 11], ['duplicate:no', 119], ['language:de', 33],
    ]
    for (const [text, expected] of cases) expect([text, await count(parseFilter(text).filter)]).toEqual([text, expected])
    for (const text of [...cases.map(([known]) => known), 'verdict:fail', 'words:10..20', 'status:pending', '"100% of"', 'source:alpha', 'origin:import', 'type:style.tone']) {
      const [term = ''] = text.split(/ (?=decision)/)
      const found = (await count(parseFilter(term).filter)) ?? 0
      expect([term, await count(parseFilter(`-${term}`).filter)]).toEqual([term, 130 - found])
    }
    expect(await count(parseFilter('-language:de -duplicate:yes words:>20').filter)).toBe((await all({ minWords: 21 })).filter((row) => row.language !== 'de').length)
  })

  it('finds by any of several values of a field, and by all fields', async () => {
    const found = async (text: string) => (await count(parseFilter(text).filter)) ?? 0
    expect(await found('source:alpha source:beta')).toBe(130)
    expect(await found('language:de language:unknown')).toBe(130)
    expect(await found('words:0..9 words:20..29')).toBe((await found('words:0..9')) + (await found('words:20..29')))
    expect(await found('source:alpha source:nowhere language:de')).toBe(await found('source:alpha language:de'))
    expect(await found('type:length.words type:style.tone')).toBe(65)
    expect(await found('reviewer:nobody reviewer:ada decision:rejected')).toBe(await found('reviewer:ada decision:rejected'))
    expect(await found('reviewer:nobody reviewer:ada')).toBeGreaterThan(0)
    // Type and verdict have to meet in one constraint still.
    expect(await found('type:style.tone type:length.none verdict:fail verdict:pass')).toBe(0)
    expect(forReader({ reviewer: 'Bob', also: 'reviewer:me source:x' }, ada)).toEqual({ reviewer: 'Bob', also: 'reviewer:ada source:x' })
  })

  it('takes me for whoever asks, also in what is excluded', () => {
    expect(forReader({ reviewer: 'me', not: 'reviewer:me source:"a b"', type: 'x' }, ada)).toEqual({ reviewer: 'ada', not: 'reviewer:ada source:"a b"', type: 'x' })
    expect(forReader({ reviewer: 'Bob' }, ada)).toEqual({ reviewer: 'Bob' })
    expect(forReader({ not: '"two words" owl' }, ada)).toEqual({ not: '"two words" "owl"' })
  })

  it('finds bare words in constraints as who asks sees them, and shows the wording', async () => {
    const { id } = await createDataset(null, { name: 'Said in constraints' })
    const record = (n: number) => ({ line: n, record: pairRecord({ instruction: `Ask ${n}.`, response: `Say ${n}.` }) })
    await db().$transaction((tx) => storePairs(tx, { datasetId: id, runId: null, source: 'x', license: null }, [record(1), record(2), record(3)]))
    const [first, second, third] = await db().pair.findMany({ where: { datasetId: id }, orderBy: { instruction: 'asc' } })
    if (!first || !second || !third) throw new Error('three were stored')
    const constraint = (pairId: string, position: number, text: string, status: 'pending' | 'superseded') => ({
      id: randomUUID(), datasetId: id, pairId, position, type: 'unmapped', text, origin: 'llm' as const, fingerprint: String(position).padStart(32, '0'), status,
    })
    await db().constraint.createMany({ data: [constraint(first.id, 0, 'Name a bird.', 'pending'), constraint(first.id, 1, `${'So '.repeat(100)}mention an OWL twice.`, 'pending'), constraint(second.id, 0, 'Mention an owl.', 'superseded')] })
    await plantCheck({ datasetId: id, pairId: third.id, reviewerId: 'ada', text: 'Mention an owl.' })
    const found = async (filter: SeenFilter) => (await browsePairs(id, filter, { sort: 'oldest', limit: 10 }))
    const sight = (reviewerId: string) => ({ reviewerId, goldRate: 10 })
    const page = await found({ q: 'an owl' })
    expect([page.rows.map((row) => row.id), page.total]).toEqual([[first.id], { count: 1, more: false }])
    expect(page.rows[0]?.constraint).toMatch(/^… .{0,40}mention an OWL twice\.$/)
    expect((await found({ q: 'an owl', sight: sight('bob') })).rows.map((row) => row.id)).toEqual([first.id])
    // Whoever is to be checked finds a check like any constraint of theirs, and so cannot tell it.
    const seen = await found({ q: 'an owl', sight: sight('ada') })
    expect([seen.rows.map((row) => [row.id, row.constraint?.slice(-5)]), seen.total?.count]).toEqual([[[first.id, 'wice.'], [third.id, ' owl.']].toSorted(), 2])
    expect((await found({ not: 'owl', sight: sight('ada') })).rows.map((row) => row.id)).toEqual([second.id])
    expect((await found({ not: 'owl' })).rows).toHaveLength(2)
    expect((await found({ q: 'say 2' })).rows.map((row) => [row.id, row.constraint])).toEqual([[second.id, null]])
    expect((await found({ constraint: 'bird', type: 'unmapped' })).rows[0]?.constraint).toBe('Name a bird.')
    expect((await facets(id, { q: 'an owl' })).statuses).toEqual([{ value: 'pending', count: 1 }])
  })

  it('looks for the very text, with no sign in it that means something else', async () => {
    expect(await count({ q: '100% of_things' })).toBe(13)
    expect(await count({ q: '%' })).toBe(13)
    expect(await count({ q: 'QUESTION 12' })).toBe(11)
    expect(await count({ q: "'; DROP TABLE \"Pair\"; --" })).toBe(0)
  })

  it('asks of one constraint what type, verdict and decision ask together', async () => {
    expect(await count({ type: 'style.tone', outcome: 'fail' })).toBe(0)
    expect(await count({ outcome: 'fail' })).toBeGreaterThan(0)
  })

  it('counts all pairs of a dataset, and what a filter finds up to 10,000', async () => {
    const { id } = await createDataset(null, { name: 'Large' })
    await db().$executeRaw`
      INSERT INTO "Pair" SELECT (jsonb_populate_record(NULL::"Pair", to_jsonb(p) || jsonb_build_object('id', gen_random_uuid(), 'datasetId', ${id}::text, 'contentHash', n::text, 'instruction', 'Q', 'response', 'A'))).*
      FROM "Pair" p, generate_series(1, 10002) n WHERE p.id = (SELECT id FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid LIMIT 1)`
    const total = async (filter: PairFilter) => (await browsePairs(id, filter, { sort: 'oldest', limit: 1 })).total
    expect(await total({})).toEqual({ count: 10_002, more: false })
    expect(await total({ maxWords: 1000 })).toEqual({ count: 10_000, more: true })
    const first = await browsePairs(id, {}, { sort: 'oldest', limit: 1 })
    const { status, language } = first.rows[0] ?? { status: 'pending', language: null }
    expect(await total({ status })).toEqual({ count: 10_002, more: false })
    expect(await total({ language: language ?? 'unknown' })).toEqual({ count: 10_002, more: false })
    expect(await total({ language: language === null ? 'de' : 'unknown' })).toEqual({ count: 0, more: false })
    expect((await browsePairs(id, {}, { sort: 'oldest', limit: 1, after: first.next ?? '' })).total).toBeNull()
  })

  it('is told of a dataset that is not there, as facets and statistics are', async () => {
    for (const look of [(id: string) => browsePairs(id, {}, { sort: 'oldest', limit: 5 }), facets, datasetStatistics]) {
      await expect(look(randomUUID())).rejects.toMatchObject({ code: 'not_found', message: 'There is no such dataset; it may have been deleted.' })
    }
  })

  it('refuses a cursor that is not one of its own', async () => {
    for (const after of ["1' OR 1=1", `1.${'-'.repeat(36)}`, `1.${'0'.repeat(36)}`]) await expect(browsePairs(datasetId, {}, { sort: 'oldest', after, limit: 5 }), after).rejects.toThrow(AppError)
  })
})

describe('datasetStatistics', () => {
  it('says of a whole dataset, by the counts that are kept, what counting says', async () => {
    const reader = { id: 'lead', role: 'owner' }
    expect(await keptStatistics(datasetId, reader)).toEqual(await countedStatistics(scopeOf(datasetId), reader))
    expect(await keptStatistics(datasetId)).toEqual(await countedStatistics(scopeOf(datasetId)))
  })

  it('agrees with the list, number by number', async () => {
    const statistics = await datasetStatistics(datasetId)
    expect(statistics.pairs.total).toBe(await count({}))
    expect(statistics.pairs.reviewed).toBe(await count({ status: 'reviewed' }))
    expect(statistics.pairs.inReview).toBe(await count({ status: 'in_review' }))
    for (const { source, pairs } of statistics.sources) expect(pairs).toBe(await count({ source }))
    for (const { language, pairs } of statistics.languages) expect(pairs).toBe(await count({ language: language ?? 'unknown' }))
    for (const { from, to, pairs } of statistics.responseWords) expect(pairs).toBe(await count({ minWords: from, ...(to === null ? {} : { maxWords: to }) }))
    for (const { type, total, fail } of statistics.constraints.byType) {
      expect(total).toBe(await count({ type }))
      expect(fail).toBe(await count({ type, outcome: 'fail' }))
    }
  })

  it('adds up', async () => {
    const { constraints, decisions, pairs } = await datasetStatistics(datasetId, {}, { id: 'lead', role: 'owner' })
    const sum = (rows: { count: number }[]) => rows.reduce((total, row) => total + row.count, 0)
    expect(constraints.total).toBe(130)
    for (const rows of [constraints.byOrigin, constraints.byOutcome, constraints.byStatus]) expect(sum(rows)).toBe(constraints.total)
    expect(constraints.perPair.reduce((total, row) => total + row.pairs, 0)).toBe(pairs.total)
    expect(decisions).toMatchObject({ total: 40, byReviewer: [{ reviewer: 'Ada', accepted: 30, rejected: 10, edited: 0, undone: 0, medianMs: 1900 }] })
    expect(sum(decisions.byDay)).toBe(40)
  })
})

describe('facets', () => {
  it('offers the values there are, with their counts', async () => {
    const { sources, languages, types, reviewers } = await facets(datasetId)
    expect(reviewers).toEqual([{ value: 'Ada', count: 40 }])
    expect(sources).toEqual([{ value: 'beta', count: 86 }, { value: 'alpha', count: 44 }])
    expect(languages).toEqual([{ value: null, count: 97 }, { value: 'de', count: 33 }])
    expect(types.map(({ value, count: n }) => [value, n])).toEqual([['length.words', 65], ['style.tone', 65]])
  })
})

it('counts what is asked of acts, and of constraints beside a tag, as it lists it', async () => {
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, take: 20 })
  for (const { id } of pairs) await tagPair(ada, id, { add: ['Seen'], remove: [] })
  const terms = [
    ['act:accept', 'act:reject', 'act:accept act:reject', 'act:flag', 'by:Ada', 'by:nobody', 'act:reject by:Ada', 'act:accept stands:yes', 'act:accept stands:no'],
    ['tag:seen verdict:pass', 'tag:Seen type:length.words verdict:none', 'tag:seen decision:accepted', 'tag:seen edited:no', 'tag:nothing verdict:pass', 'tag:seen reviewer:Ada', 'tag:seen verdict:pass source:alpha'],
  ].flat()
  let some = 0
  for (const text of terms) {
    const { filter, problems } = parseFilter(text)
    expect(problems, text).toEqual([])
    const rows = await all(filter)
    expect(await count(filter), text).toBe(rows.length)
    expect((await facets(datasetId, filter)).statuses.reduce((sum, row) => sum + row.count, 0), text).toBe(rows.length)
    some += rows.length > 0 ? 1 : 0
  }
  expect(some).toBeGreaterThan(9)
})

describe('keptBounds', () => {
  it('says of what is asked of constraints alone a number of pairs that is not greater than what the filter finds, and nothing of what else is asked', async () => {
    const terms = [
      'type:length.words', 'type:length.*', 'type:nothing', 'verdict:fail', 'verdict:pass', 'verdict:none', 'verdict:none verdict:fail', 'decision:accepted', 'decision:standing', 'decision:superseded',
      'type:length.words decision:rejected', 'verdict:pass decision:pending', 'origin:import', 'origin:llm', 'type:length.words type:style.tone',
    ]
    for (const text of terms) {
      const { filter } = parseFilter(text)
      const [{ least, pairs }, found] = [await keptBounds(datasetId, filter), await count(filter)]
      expect(pairs).toBe(130)
      expect(least, text).toBeLessThanOrEqual(found ?? 0)
      // Two constraints each: at least half of the constraints are of different pairs.
      expect(least > 0, text).toBe((found ?? 0) > 0)
    }
    for (const text of ['verdict:fail source:alpha', 'verdict:fail -type:style.tone', 'reviewer:ada', 'words:>3']) expect(await keptBounds(datasetId, parseFilter(text).filter), text).toEqual({ pairs: 130, least: 0 })
    expect((await keptBounds(datasetId, { outcome: 'fail', sight: { reviewerId: 'ada', goldRate: 10 } })).least).toBe(0)
  })
})
