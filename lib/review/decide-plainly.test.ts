import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import type { ConstraintView, DecisionInput } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { decidePlainly } from '#lib/review/decide-plainly.ts'
import { refreshPairs } from '#lib/review/constraint-rows.ts'
import { pairView } from '#lib/review/pair-view.ts'

function person(name: string) {
  return { id: name.toLowerCase(), name, email: `${name}@example.org`, role: 'reviewer' }
}
const [ada, ben] = [person('Ada'), person('Ben')]
ownDatabase()
let datasetId: string

beforeAll(async () => {
  await db().user.createMany({ data: [ada, ben].map(({ id, name, email }) => ({ id, name, email })) })
  datasetId = (await findOrCreateDataset(null, 'Plain decisions')).id
})

/** A new pair's constraints: the first is refuted. */
async function fresh(): Promise<ConstraintView[]> {
  const record = pairRecord({
    instruction: randomUUID(),
    response: 'The harbour wakes early, before the town.',
    constraints: ['Do not use any commas.', 'Use at most 40 words.', 'Write in a calm voice.', 'Keep a hopeful tone.', 'Sound like a keeper.'].map((text) => ({ rawType: 'Desired_Writing_Style', text })),
  })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record }]))
  const { id } = await db().pair.findFirstOrThrow({ where: { instruction: record.instruction } })
  return (await pairView(id, ada)).constraints
}

function on(view: ConstraintView | undefined, kind: DecisionInput['kind'], more: Partial<DecisionInput> = {}): DecisionInput {
  if (!view) throw new Error('there is one')
  return { id: randomUUID(), constraintId: view.id, kind, seenVersion: view.version, ...more }
}

/** What of pairs and tallies has to be the sum of their constraints. */
async function counted() {
  const counts = { id: true, status: true, constraintCount: true, undecidedCount: true, acceptedCount: true, refutedCount: true } as const
  const tallies = await db().$queryRaw`SELECT "of", key, sum(n)::int AS n FROM "Tally" WHERE "datasetId" = ${datasetId}::uuid GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2`
  const truth = await db().$queryRaw`SELECT "of", key, n FROM count_dataset(${datasetId}::uuid) ORDER BY 1, 2`
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: counts })
  await db().$transaction((tx) => refreshPairs(tx, pairs.map(({ id }) => id)))
  return { tallies, truth, pairs, recounted: await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: counts }) }
}

describe('decisions that are plain', () => {
  it('go together with others in one list, each answered on its own, and all counts stay exact', async () => {
    const [refuted, first, second, third, fourth] = await fresh()
    const [, elsewhere, alsoElsewhere] = await fresh()
    await decide(ben, [on(fourth, 'flag')])
    const results = await decide(ada, [
      on(first, 'accept', { elapsedMs: 700 }),
      on(refuted, 'accept'),
      on(second, 'edit', { text: 'Write in a quiet voice.' }),
      on(third, 'reject', { reason: 'vacuous' }),
      on(fourth, 'accept'),
      on(elsewhere, 'skip'),
      { ...on(first, 'accept'), constraintId: randomUUID() },
    ])
    expect(results.map(({ outcome }) => outcome)).toEqual(['applied', 'refused', 'applied', 'applied', 'conflict', 'applied', 'refused'])
    expect(await decide(ada, [on(alsoElsewhere, 'accept')])).toMatchObject([{ outcome: 'applied' }])
    const { tallies, truth, pairs, recounted } = await counted()
    expect(tallies).toEqual(truth)
    expect(pairs).toEqual(recounted)
  })

  it('are answered as a later look shows them, with everything that was decided before', async () => {
    const [, first] = await fresh()
    const flagged = on(first, 'flag', { reason: 'look again' })
    await decide(ben, [flagged])
    await decide(ben, [{ id: randomUUID(), constraintId: flagged.constraintId, kind: 'undo', undoesId: flagged.id, seenVersion: 1 }])
    const [result] = await decide(ada, [{ ...on(first, 'reject', { reason: 'vacuous' }), seenVersion: 2 }])
    if (result?.outcome !== 'applied') throw new Error('it was to be taken')
    const shown = (await pairView(result.constraint.pairId, ada)).constraints.find(({ id }) => id === result.constraint.id)
    expect(result.constraint).toEqual(shown)
    expect(result.constraint).toMatchObject({ status: 'rejected', version: 3, decision: { kind: 'reject', reviewer: 'Ada', reason: 'vacuous' } })
  })

  it('can be undone one by one to what was before', async () => {
    const views = (await fresh()).slice(1)
    const taken = views.map((view) => on(view, 'accept'))
    await decide(ada, taken)
    await decide(ada, taken.map(({ id, constraintId }) => ({ id: randomUUID(), constraintId, kind: 'undo' as const, undoesId: id, seenVersion: 1 })))
    const after = (await pairView(views[0]?.pairId ?? '', ada)).constraints.slice(1)
    expect(after.map((view) => ({ ...view, version: 0 }))).toEqual(views)
  })

  it('two on one constraint in one list build on each other', async () => {
    const [, first] = await fresh()
    const accept = on(first, 'accept')
    const results = await decide(ada, [accept, { ...on(first, 'undo', { undoesId: accept.id }), seenVersion: 1 }, { ...on(first, 'reject'), seenVersion: 2 }])
    expect(results.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied'])
  })

  it('sent twice at once are taken once', async () => {
    const [, first, second] = await fresh()
    const list = [on(first, 'accept'), on(second, 'accept')]
    for (const results of await Promise.all([decide(ada, list), decide(ada, list), decide(ada, list)])) expect(results.map(({ outcome }) => outcome)).toEqual(['applied', 'applied'])
    expect(await db().decision.count({ where: { constraintId: { in: list.map(({ constraintId }) => constraintId) } } })).toBe(2)
  })

  it('count a constraint again that a run had set aside', async () => {
    const [refuted, first] = await fresh()
    for (const view of [refuted, first]) await db().constraint.update({ where: { id: view?.id ?? '' }, data: { status: 'superseded', version: 1 } })
    await db().$transaction((tx) => refreshPairs(tx, [first?.pairId ?? '']))
    const results = await decide(ada, [{ ...on(refuted, 'reject'), seenVersion: 1 }, { ...on(first, 'accept'), seenVersion: 1 }])
    expect(results.map(({ outcome }) => outcome)).toEqual(['applied', 'applied'])
    const { pairs, recounted } = await counted()
    expect(pairs).toEqual(recounted)
  })

  it('that counted such a one wrongly in earlier versions are put right by a migration', async () => {
    const [refuted, first] = await fresh()
    const pairId = first?.pairId ?? ''
    for (const view of [refuted, first]) await db().constraint.update({ where: { id: view?.id ?? '' }, data: { status: 'superseded', version: 1 } })
    await db().$transaction((tx) => refreshPairs(tx, [pairId]))
    await decide(ada, [{ ...on(refuted, 'reject'), seenVersion: 1 }, { ...on(first, 'accept'), seenVersion: 1 }])
    await db().pair.update({ where: { id: pairId }, data: { constraintCount: 3, undecidedCount: 1, acceptedCount: 1, refutedCount: 0 } })
    await db().$executeRawUnsafe(await readFile('prisma/migrations/20261121204800_recount_set_aside/migration.sql', 'utf8'))
    const { tallies, truth, pairs, recounted } = await counted()
    expect(pairs.find(({ id }) => id === pairId)).toMatchObject({ constraintCount: 5, undecidedCount: 3, acceptedCount: 1, refutedCount: 1, status: 'in_review' })
    expect([pairs, tallies]).toEqual([recounted, truth])
  })

  it('are none where several people decide, an act needs more than itself, or it stands already', async () => {
    const [refuted, first, second] = await fresh()
    expect(await decidePlainly(ada, [on(refuted, 'accept')])).toEqual(new Map())
    expect(await decidePlainly(ada, [on(first, 'edit', { text: 'Be calm.' })])).toEqual(new Map())
    expect((await decidePlainly(ada, [on(first, 'accept'), on(second, 'accept', { final: true })])).size).toBe(1)
    await db().dataset.update({ where: { id: datasetId }, data: { policy: { overlap: 2 } } })
    expect(await decidePlainly(ada, [on(second, 'accept')])).toEqual(new Map())
    await db().dataset.update({ where: { id: datasetId }, data: { policy: {} } })
  })

  it('come to the same in one statement and one by one, whoever decides, edits, undoes and redoes in whatever order', async () => {
    const act = fc.record({ at: fc.nat(4), who: fc.constantFrom(ada, ben), kind: fc.constantFrom('accept', 'reject', 'skip', 'flag', 'edit', 'undo', 'undo', 'undo'), undone: fc.nat(2) } as const)
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 10 }), async (acts) => {
        const told = []
        for (const oneByOne of [false, true]) {
          const ids = (await fresh()).map(({ id }) => id)
          const [versions, taken] = [ids.map(() => 0), ids.map((): string[] => [])]
          const outcomes = []
          for (const { at, who, kind, undone } of acts) {
            const ofIt = taken[at] ?? []
            const more = kind === 'undo' ? { undoesId: ofIt.at(-1 - undone) ?? ofIt[0] ?? randomUUID() } : kind === 'edit' ? { text: 'Write kindly.' } : { reason: 'vacuous' }
            const input = { id: randomUUID(), constraintId: ids[at] ?? '', kind, seenVersion: versions[at] ?? 0, ...more }
            // Two with one id in a list are taken one by one.
            const [result] = await decide(who, oneByOne ? [input, input] : [input])
            outcomes.push(result?.outcome)
            if (result?.outcome !== 'applied') continue
            versions[at] = result.constraint.version
            ofIt.push(input.id)
            expect(result.constraint).toEqual((await pairView(result.constraint.pairId, who)).constraints.find(({ id }) => id === ids[at]))
          }
          const rows = await db().constraint.findMany({ where: { id: { in: ids } }, orderBy: { position: 'asc' }, include: { decisions: { orderBy: { resultVersion: 'asc' } } } })
          const pairs = await db().pair.findMany({ where: { id: rows[0]?.pairId ?? '' } })
          told.push({
            outcomes,
            states: rows.map(({ status, text, type, outcome, version, decidedById, decisions }) => ({ status, text, type, outcome, version, decidedById, decisions: decisions.map(({ kind, reviewerId, track, before, reason, text, seenVersion, resultVersion, undoesId }) => ({ kind, reviewerId, track, before, reason, text, seenVersion, resultVersion, undoes: decisions.findIndex((one) => one.id === undoesId) })) })),
            counts: pairs.map(({ status, undecidedCount, acceptedCount, refutedCount }) => ({ status, undecidedCount, acceptedCount, refutedCount })),
          })
        }
        expect(told[0]).toEqual(told[1])
      }),
      { numRuns: 12 },
    )
    const { tallies, truth, pairs, recounted } = await counted()
    expect(pairs).toEqual(recounted)
    expect(tallies).toEqual(truth)
  })
})
