import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { newId } from '#lib/db/id.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { isDrawnAsDecoy } from '#lib/review/checks/decoys.ts'
import { decide } from '#lib/review/decide.ts'
import { deletePair, pairHistory } from '#lib/review/pair-history.ts'
import { savePolicy, usePolicies } from '#lib/review/policy.fixture.ts'
import { reviewPolicy } from '#lib/review/policy.ts'

const ada: Actor = { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'reviewer' }
ownDatabase()
usePolicies()
let datasetId: string
let ids: string[]

beforeAll(async () => {
  await db().user.create({ data: { id: ada.id, name: ada.name, email: ada.email } })
  datasetId = (await createDataset(null, { name: 'Of a history' })).id
  const runId = newId()
  await db().run.create({ data: { id: runId, datasetId, kind: 'import', params: { fileName: 'mine.jsonl' } } })
  const items = [1, 2, 3].map((n) => ({
    line: n,
    record: pairRecord({ instruction: `Question ${n}`, response: 'word '.repeat(10), constraints: [{ rawType: 'Digit', text: 'Use at most 20 words.' }, { rawType: 'Tone_Constraints', text: 'Be kind.' }] }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId, source: 'x', license: null }, items))
  ids = (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
  await db().pair.updateMany({ where: { id: { in: ids.slice(1) } }, data: { nearDuplicateOfId: ids[0] ?? '' } })
})

it('tells the import, the constraints, the calls and the decisions, newest first, and what would go', async () => {
  const [id = ''] = ids
  const kind = await db().constraint.findFirstOrThrow({ where: { pairId: id, text: 'Be kind.' } })
  await decide(ada, [{ id: randomUUID(), constraintId: kind.id, kind: 'reject', reason: 'vague', seenVersion: 0 }])
  const { events, goes } = await pairHistory(ada, id)
  expect(events.map((event) => event.kind)).toEqual(['decision', 'verdict', 'constraints', 'imported'])
  expect(events[0]).toMatchObject({ decision: 'reject', by: 'Ada', text: 'Be kind.', reason: 'vague' })
  expect(events[1]).toMatchObject({ text: 'Use at most 20 words.', method: 'rule', outcome: 'pass', detail: expect.stringContaining('10') })
  expect(events[2]).toMatchObject({ made: 2, origins: ['import'], runKind: 'import' })
  expect(events[3]).toMatchObject({ file: 'mine.jsonl', line: 1 })
  expect(goes).toEqual({ constraints: 2, decisions: 1, calls: 0, variants: 0, preferences: 0, comments: 0, tags: 0 })
  await expect(pairHistory(ada, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
})

it('keeps what other people decide by themselves from who has not', async () => {
  const [, id = ''] = ids
  const constraint = await db().constraint.findFirstOrThrow({ where: { pairId: id } })
  const row = { datasetId, pairId: id, constraintId: constraint.id, kind: 'accept' as const, before: {} }
  await db().user.create({ data: { id: 'ben', name: 'Ben', email: 'ben@example.org' } })
  await db().decision.create({ data: { ...row, id: randomUUID(), reviewerId: 'ben', track: 'ben', seenVersion: 0, resultVersion: 1 } })
  await db().decision.create({ data: { ...row, id: randomUUID(), reviewerId: 'ada', track: 'ada', seenVersion: 0, resultVersion: 1 } })
  const seen = async (reader: string) => (await pairHistory({ id: reader }, id)).events.filter((event) => event.kind === 'decision').length
  expect([await seen('ada'), await seen('ben'), await seen('cy')]).toEqual([1, 1, 0])
})

it('tells of its near-duplicates, and of the benchmarks that it shares words with', async () => {
  const [first = '', second = ''] = ids
  await db().benchmarkList.create({ data: { name: 'IFEval', prompts: 1 } })
  await db().contamination.create({ data: { datasetId, pairId: second, list: 'IFEval', shared: 1, of: 4 } })
  expect(await pairHistory(ada, first)).toMatchObject({ nearDuplicateOf: null, nearDuplicates: 2, benchmarks: [] })
  expect(await pairHistory(ada, second)).toMatchObject({ nearDuplicateOf: first, nearDuplicates: 0, benchmarks: ['IFEval'] })
})

it('tells of a judge with its call, and keeps hidden verdicts and what others wrote by themselves from who is not to know', async () => {
  const [, id = ''] = ids
  const words = await db().constraint.findFirstOrThrow({ where: { pairId: id, text: 'Use at most 20 words.' } })
  const kind = await db().constraint.findFirstOrThrow({ where: { pairId: id, text: 'Be kind.' } })
  const generationId = newId()
  const row = { contentHash: 'x'.repeat(64), outcome: 'fail' as const, detail: 'It is rude.' }
  await db().verdict.create({ data: { ...row, id: newId(), constraintId: kind.id, text: 'Be kind.', method: 'llm', generationId } })
  await db().verdict.create({ data: { ...row, id: newId(), constraintId: kind.id, text: 'Be kind, as Ben sees it.', method: 'rule' } })
  const verdicts = async () => (await pairHistory(ada, id)).events.flatMap((event) => (event.kind === 'verdict' ? [event] : []))
  expect((await verdicts()).map(({ text, method }) => [text, method])).toEqual([['Be kind.', 'llm'], ['Use at most 20 words.', 'rule']])
  expect((await verdicts())[0]).toMatchObject({ generationId, detail: 'It is rude.' })
  // With every proven constraint a decoy, Ada is told nothing of what the program says until she has answered.
  await db().user.create({ data: { id: 'lead', name: 'lead', email: 'lead@example.org' } })
  await savePolicy({ id: 'lead', name: 'lead', email: 'lead@example.org', role: 'owner' }, datasetId, reviewPolicy.parse({ goldRate: 10 }))
  const sight = { reviewerId: ada.id, goldRate: 10 }
  const others = await Promise.all(Array.from({ length: 120 }, async (_, n) => {
    const made = await db().constraint.create({ data: { ...words, id: newId(), kwargs: words.kwargs ?? {}, evidence: words.evidence ?? [], fingerprint: String(n).padStart(32, '0'), text: `Use at most ${100 + n} words.` } })
    await db().verdict.create({ data: { ...row, id: newId(), constraintId: made.id, text: made.text, method: 'rule', outcome: 'pass' } })
    return made
  }))
  const decoys = others.filter((made) => isDrawnAsDecoy(made.id, sight))
  expect(decoys.length).toBeGreaterThan(0)
  const told = (await verdicts()).map(({ text }) => text)
  for (const made of others) expect(told.includes(made.text), made.text).toBe(!decoys.includes(made))
  await db().constraint.deleteMany({ where: { id: { in: others.map((made) => made.id) } } })
})

it('deletes a pair with all that is its own; its near-duplicates have another first one', async () => {
  const [first = '', second = '', third = ''] = ids
  await deletePair(ada, first)
  expect(await db().constraint.count({ where: { datasetId } })).toBe(4)
  expect(await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true, nearDuplicateOfId: true } })).toEqual([{ id: second, nearDuplicateOfId: null }, { id: third, nearDuplicateOfId: second }])
  expect(await db().auditEvent.count({ where: { action: 'pair.delete', targetId: first, actorId: 'ada' } })).toBe(1)
  await expect(deletePair(ada, first)).rejects.toMatchObject({ code: 'not_found' })
})
