import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { newId } from '#lib/db/id.ts'
import { variantsOfPair } from '#lib/generation/variants-of-pair.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'

const owner = { role: 'owner' } as const
const reviewer = { role: 'reviewer' } as const
ownDatabase()
let datasetId: string
let pairId: string
let own: string

beforeAll(async () => {
  datasetId = (await createDataset(null, { name: 'Of variants' })).id
  const runId = newId()
  await db().run.create({ data: { id: runId, datasetId, kind: 'import', params: {} } })
  const record = pairRecord({ instruction: 'Describe a mill.', refinedInstruction: 'Describe a mill by a river.', response: 'It turns.', constraints: [{ rawType: 'Digit', text: 'Use at most 20 words.' }] })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId, source: 'x', license: null }, [{ line: 1, record }]))
  const pair = await db().pair.findFirstOrThrow({ where: { datasetId }, include: { constraints: true } })
  pairId = pair.id
  own = pair.constraints[0]?.id ?? ''
})

const fingerprint = () => randomUUID().replaceAll('-', '')
const added = (id: string, text: string, checker: object | null = null) => ({ id, text, type: 'unmapped', checker })
async function variant(given: { text: string; parentId?: string | null; meta?: object; level?: number; operation?: string }): Promise<string> {
  const id = newId()
  await db().variant.create({ data: { id, datasetId, pairId, kind: 'evolved', origin: 'llm', fingerprint: fingerprint(), ...given } })
  return id
}
const answered = (variantId: string | null, text: string, checks: object[]) =>
  db().answer.create({ data: { id: newId(), datasetId, pairId, variantId, text, model: 'm', checks, fingerprint: fingerprint() } })

it('tells what was made of a pair by models, and to what each answer answers; the refinement is the review’s', async () => {
  expect(await variantsOfPair(owner, pairId)).toEqual({ instruction: 'Describe a mill.', variants: [], answers: [], difficulty: null, measured: [], more: { variants: 0, answers: 0 } })
  const checker = { id: 'pincer:x', kwargs: {}, version: 1 }
  const first = await variant({ text: 'Describe a mill, kindly.', operation: 'style.tone', meta: { method: 'ecd', added: [added('added 1.1', 'Be kind.')], earlier: [] } })
  const second = await variant({
    text: 'Describe a mill, kindly, in one line.', parentId: first, level: 2,
    meta: { method: 'tacie', added: [added('added 2.1', 'Use one line.', checker)], earlier: [added('added 1.1', 'Be kind.')], difficulty: { judged: 3, before: 2, reason: 'Short.' } },
  })
  await answered(null, 'It turns and turns.', [{ constraintId: own, outcome: 'pass' }])
  await answered(second, 'It turns,\nkindly.', [{ constraintId: own, outcome: 'fail' }, { constraintId: 'added 1.1', outcome: 'unsure' }, { constraintId: 'added 2.1', outcome: 'fail' }])
  await db().measurement.createMany({ data: [2, 3.5].map((value) => ({ id: newId(), datasetId, pairId, kind: 'difficulty', value, spread: 0.5, n: 4, model: 'm', fingerprint: fingerprint() })) })

  const { variants, answers, difficulty } = await variantsOfPair(owner, pairId)
  const of = { kind: 'evolved', generationId: null, runId: null }
  expect(variants).toEqual([
    { ...of, id: first, text: 'Describe a mill, kindly.', parentId: null, level: null, operation: 'style.tone', added: [{ text: 'Be kind.', type: 'unmapped', checkable: false }], difficulty: null },
    { ...of, id: second, text: 'Describe a mill, kindly, in one line.', parentId: first, level: 2, operation: null, added: [{ text: 'Use one line.', type: 'unmapped', checkable: true }], difficulty: { judged: 3, before: 2, reason: 'Short.' } },
  ])
  expect(answers.map(({ variantId, checks, own: met }) => [variantId, checks, met])).toEqual([
    [null, [], { met: 1, of: 1 }],
    [second, [{ text: 'Be kind.', outcome: 'unsure' }, { text: 'Use one line.', outcome: 'fail' }], { met: 0, of: 1 }],
  ])
  expect(difficulty).toEqual({ value: 3.5, spread: 0.5, n: 4, model: 'm' })
})

it('reads what it cannot read as nothing', async () => {
  await variant({ text: 'Describe a mill?', meta: { added: 'much', difficulty: 'high' } })
  await answered(null, 'Odd.', [{ constraint: 1 }])
  const told = await variantsOfPair(owner, pairId)
  expect(told.variants.at(-1)).toMatchObject({ text: 'Describe a mill?', added: [], difficulty: null })
  expect(told.answers.at(-1)).toMatchObject({ text: 'Odd.', checks: [], own: { met: 0, of: 0 } })
})

it('tells what was measured of constraints: of those that are not decided, to owner and admins alone', async () => {
  const sampled = { without: { rate: 0.25 }, with: { rate: 0.75 }, reading: 'worth training' }
  await db().measurement.createMany({
    data: [
      { kind: 'natural_satisfaction', value: 1, n: 4, detail: { without: { rate: 1 }, with: { rate: 1 }, reading: 'met anyway' } },
      { kind: 'natural_satisfaction', value: 0.25, n: 8, detail: sampled },
      { kind: 'likelihood_lift', value: -0.125, n: 1, detail: {} },
    ].map((measured) => ({ ...measured, id: newId(), datasetId, pairId, constraintId: own, model: 'm', fingerprint: fingerprint() })),
  })
  const measured = [{ id: own, text: 'Use at most 20 words.', satisfaction: { unasked: 0.25, asked: 0.75, n: 8, reading: 'worth training', model: 'm' }, lift: { value: -0.125, model: 'm' } }]
  expect((await variantsOfPair(owner, pairId)).measured).toEqual(measured)
  const unknowing = await variantsOfPair(reviewer, pairId)
  expect(unknowing.measured).toEqual([])
  expect(unknowing.answers.map(({ own: met }) => met.of)).toEqual(unknowing.answers.map(() => 0))
  await db().constraint.update({ where: { id: own }, data: { status: 'accepted' } })
  expect((await variantsOfPair(reviewer, pairId)).measured).toEqual(measured)
  expect((await variantsOfPair(reviewer, pairId)).answers.some(({ own: met }) => met.of === 1)).toBe(true)
})

it('lists no more than fit, says how many more there are, and knows no pair that is not there', async () => {
  await db().answer.createMany({ data: Array.from({ length: 120 }, (_, n) => ({ id: newId(), datasetId, pairId, variantId: null, text: `Answer ${n}`, model: 'm', checks: [], fingerprint: fingerprint() })) })
  const { answers, more } = await variantsOfPair(owner, pairId)
  expect([answers.length + more.answers, more]).toEqual([await db().answer.count({ where: { pairId } }), { variants: 0, answers: more.answers }])
  expect(answers).toHaveLength(100)
  await expect(variantsOfPair(owner, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
})
