import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { browsePairs, countPairs } from '#lib/datasets/browse.ts'
import { pairSorts, type PairSort } from '#lib/datasets/contract.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { facets } from '#lib/datasets/facets.ts'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import { pageIds } from '#lib/datasets/page-ids.ts'
import { tagsOfFilter } from '#lib/datasets/pair-conditions.ts'
import { knownPeople } from '#lib/datasets/people-of-filter.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { orderSql } from '#lib/datasets/pair-sorts.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { plantCheck } from '#lib/review/checks/check.fixture.ts'
import { refreshPairs } from '#lib/review/constraint-rows.ts'
import { decide } from '#lib/review/decide.ts'
import { tagPair } from '#lib/tags/tags.ts'

function person(name: string) {
  return { id: name.toLowerCase(), name, email: `${name}@example.org`, role: 'reviewer' }
}
const [ada, ben] = [person('Ada'), person('Ben')]
const lead = { id: 'lead', role: 'owner' }
/** Who asks, and by which policy: from whom verdicts are hidden, and who decides beside others. */
const readers = [['who leads', lead, {}], ['who is checked', ada, { goldRate: 10 }], ['who decides beside others', ben, { overlap: 2 }]] as const
let reader: { id: string; role: string } = lead
const runId = randomUUID()
ownDatabase()
let datasetId: string

/** Values that differ from one to the next, and are the same each time. */
function nth<Value>(values: readonly Value[], n: number): Value {
  const value = values[((n * 7919) % 104_729) % values.length]
  if (value === undefined) throw new Error('there is one')
  return value
}

beforeAll(async () => {
  await db().user.createMany({ data: [ada, ben].map(({ id, name, email }) => ({ id, name, email })) })
  datasetId = (await createDataset(null, { name: 'Laws' })).id
  const texts = ['Use at most 20 words.', 'Do not use any commas.', 'Be kind.', 'Sound like a keeper.']
  const items = Array.from({ length: 90 }, (_, n) => ({
    line: n + 1,
    record: pairRecord({
      instruction: `Question ${n}${n % 5 === 0 ? ' of the harbour' : ''}`,
      response: `${'word '.repeat((n * 7) % 40)}${n % 6 === 0 ? 'harbour, ' : ''}end.`,
      source: nth(['alpha', 'beta', 'gamma'], n),
      language: nth(['de', 'en', null], n + 1),
      constraints: texts.slice(0, n % 5).map((text) => ({ rawType: 'Tone_Constraints', text })),
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
  await db().run.create({ data: { id: runId, datasetId, kind: 'backtranslate', params: {} } })
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })
  const constraints = await db().constraint.findMany({ where: { datasetId }, orderBy: { id: 'asc' } })
  for (const [n, { id, outcome }] of constraints.entries()) {
    const judged = outcome === null && n % 3 > 0
    const data = { origin: nth(['import', 'llm', 'rule'] as const, n), ...(n % 7 === 0 ? { runId } : {}), ...(judged ? { outcome: nth(['pass', 'fail', 'unsure'] as const, n), outcomeBy: 'llm' as const } : {}), ...(n % 11 === 0 ? { status: 'superseded' as const } : {}) }
    await db().constraint.update({ where: { id }, data })
  }
  for (const [n, { id, status }] of (await db().constraint.findMany({ where: { datasetId }, orderBy: { id: 'asc' } })).entries()) {
    if (status === 'superseded' || n % 4 === 3) continue
    const [first, second] = [randomUUID(), randomUUID()]
    const kind = nth(['accept', 'reject', 'skip', 'flag', 'edit', 'accept', 'reject'] as const, n)
    const more = kind === 'reject' && n % 2 === 0 ? { reason: 'vacuous' } : kind === 'edit' ? { text: 'Write kindly.' } : {}
    await decide(n % 3 === 0 ? ben : ada, [{ id: first, constraintId: id, kind, seenVersion: 0, ...more }])
    if (n % 5 === 0) await decide(ada, [{ id: second, constraintId: id, kind: 'undo', undoesId: first, seenVersion: 1 }])
    if (n % 10 === 0) await decide(ben, [{ id: randomUUID(), constraintId: id, kind: 'reject', seenVersion: 2 }])
  }
  for (const [n, { id }] of pairs.entries()) {
    if (n % 4 === 0) await tagPair(ada, id, { add: [nth(['todo', 'hard'], n)], remove: [] })
    if (n % 9 === 1) await db().pair.update({ where: { id }, data: { nearDuplicateOfId: pairs[n - 1]?.id ?? null } })
    if (n % 8 === 0) await db().contamination.create({ data: { datasetId, pairId: id, list: nth(['ifeval', 'ifbench'], n), shared: 1, of: 9 } })
    if (n % 3 === 0) await db().pair.update({ where: { id }, data: { license: nth(['CC0-1.0', 'MIT'], n) } })
  }
  await db().$transaction((tx) => refreshPairs(tx, pairs.map(({ id }) => id)))
  for (const { id } of pairs.slice(0, 20)) await plantCheck({ datasetId, pairId: id, reviewerId: ada.id, text: 'Sound like a keeper of owls.' })
  const open = await db().constraint.findMany({ where: { datasetId, status: 'pending' }, orderBy: { id: 'asc' } })
  await db().dataset.update({ where: { id: datasetId }, data: { policy: { overlap: 2 } } })
  for (const [n, { id, version }] of open.slice(0, 30).entries()) await decide(n % 3 === 0 ? ben : ada, [{ id: randomUUID(), constraintId: id, kind: nth(['accept', 'reject'] as const, n), seenVersion: version }])
})

/** Terms of which any may stand beside the others of another field. */
const ofPairs = [
  ['source:alpha', 'source:beta source:gamma'], ['language:de', 'language:unknown', 'language:en language:unknown'], ['status:pending', 'status:in_review status:reviewed'], ['reached:verdict', 'reached:accepted'],
  ['words:0..9', 'words:>20', 'words:0..4 words:>=30'], ['constraints:>1', 'constraints:0'], ['instruction~harbour'], ['response~"word word"', 'response~harbour'], [`run:${runId}`], ['duplicate:yes', 'duplicate:no'],
  ['cluster:2', 'cluster:1'], ['license:CC0-1.0', 'license:none license:MIT'], ['contaminated:yes', 'contaminated:ifeval', 'contaminated:no'], ['tag:todo', 'tag:hard tag:todo', 'tag:nobody'], ['with:style.tone', 'with:length.*'],
  ['harbour', 'kind', '"Question 1"', '"keeper"', 'owls'], ['act:reject by:ada', 'act:undo', 'stands:no', 'act:accept stands:yes', 'by:ben'],
  ['did:"act:reject reason:vacuous"', 'did:"by:ada act:undo"'], ['build:kept@verdict=proven', 'build:kept@least=2'],
]
/** Terms of which all are asked of one constraint. */
const ofConstraints = [
  ['type:style.tone', 'type:length.words type:format.*', 'type:length.*'], ['verdict:pass', 'verdict:fail verdict:judged-fail', 'verdict:none', 'verdict:judged-pass'], ['decision:accepted', 'decision:rejected decision:pending', 'decision:standing', 'decision:superseded'],
  ['origin:llm', 'origin:rule origin:import'], ['reviewer:ada', 'reviewer:Ben reviewer:nobody', 'reviewer:ada reviewer:ben'], ['reason:vacuous', 'reason:none'], ['edited:yes', 'edited:no'], ['taken:decision=accepted', 'taken:decision=open,verdict=held'], ['constraint~kind', 'constraint~comma'],
]

const some = (fields: readonly (readonly string[])[], maxLength: number) => fc.subarray([...fields], { maxLength }).chain((chosen) => fc.tuple(...chosen.map((terms) => fc.constantFrom(...terms))))
const single = (fields: readonly (readonly string[])[]) => fields.flat().filter((term) => !/ (?=[a-z]+[:~])/.test(term.replaceAll(/"[^"]*"/g, '')))
const negated = fc.subarray(single([...ofPairs, ...ofConstraints]), { maxLength: 2 })

async function asked(text: string) {
  const { filter, problems } = parseFilter(text)
  expect([text, problems]).toEqual([text, []])
  return filterSeenBy(reader, datasetId, filter)
}

async function listed(text: string, sort: PairSort = 'oldest', limit = 40): Promise<string[]> {
  const filter = await asked(text)
  const ids: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await browsePairs(datasetId, filter, { sort, after, limit, counted: false })
    ids.push(...page.rows.map(({ id }) => id))
    if (!page.next) return ids
    after = page.next
  }
}

const kept = new Map<string, Promise<ReadonlySet<string>>>()
/** What a text finds by itself, looked up once for each reader. */
function found(text: string): Promise<ReadonlySet<string>> {
  const known = kept.get(text) ?? listed(text).then((ids) => new Set(ids))
  kept.set(text, known)
  return known
}

describe('whatever a filter asks', () => {
  const filters = fc.record({ pairs: some(ofPairs, 3), constraints: some(ofConstraints, 3), without: negated, sort: fc.constantFrom(...pairSorts), limit: fc.constantFrom(7, 40) })

  it.each(readers)('%s finds what each of its terms finds, in every order once; it is counted, and facets lead to as many', async (_, who, policy) => {
    reader = who
    kept.clear()
    await db().dataset.update({ where: { id: datasetId }, data: { policy } })
    const everything = await found('')
    await fc.assert(
      fc.asyncProperty(filters, async ({ pairs, constraints, without, sort, limit }) => {
        const text = [...pairs, ...constraints, ...without.map((term) => `-${term}`)].join(' ')
        const parts = await Promise.all([...pairs.map(found), ...(constraints.length > 0 ? [found(`has:"${constraints.join(' ')}"`)] : [])])
        const excluded = await Promise.all(without.map(found))
        const wanted = [...everything].filter((id) => parts.every((part) => part.has(id)) && excluded.every((part) => !part.has(id))).toSorted()
        const ids = await listed(text, sort, limit)
        expect([text, sort, ids.toSorted()]).toEqual([text, sort, wanted])
        const filter = await asked(text)
        expect([text, await countPairs(datasetId, filter)]).toEqual([text, { count: wanted.length, more: false }])
        expect([text, await countPairs(datasetId, filter, { exact: true })]).toEqual([text, { count: wanted.length, more: false }])
        // As in a great dataset, where pairs are looked through before an index is asked.
        const [people, tags] = await Promise.all([knownPeople(datasetId, filter), tagsOfFilter(datasetId, filter)])
        const page = await pageIds({ datasetId, filter, people, tags, behind: Prisma.empty, order: orderSql(sort), limit: 9 }, { tried: 12, walked: 25, sorted: 10, great: 0 })
        const rows = await db().$queryRaw<{ id: string }[]>`SELECT p.id FROM (${page.ids}) f JOIN "Pair" p ON p.id = f.id ORDER BY ${orderSql(sort)}`
        expect([text, sort, rows.map(({ id }) => id)]).toEqual([text, sort, ids.slice(0, 9)])
        const { statuses, sources, languages, tags: tagged, dear } = await facets(datasetId, filter)
        expect(dear).toEqual([])
        const beside = (name: string) => [...pairs.filter((term) => !term.startsWith(`${name}:`)), ...constraints, ...without.map((term) => `-${term}`)].join(' ')
        for (const [name, values] of Object.entries({ status: statuses, source: sources, language: languages, tag: tagged })) {
          for (const { value, count } of values) {
            const term = `${name}:${value ?? 'unknown'}`
            expect([text, term, count]).toEqual([text, term, (await listed(`${beside(name)} ${term}`)).length])
          }
        }
      }),
      { numRuns: 12 },
    )
  })
})
