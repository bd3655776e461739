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
import type { ReviewScope } from '#lib/review/contract.ts'
import type { QueueOrder } from '#lib/review/policy.ts'
import { reviewPage } from '#lib/review/review-page.ts'

const ada: Actor = { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'owner' }
ownDatabase()
let datasetId: string

beforeAll(async () => {
  await db().user.create({ data: { id: ada.id, name: ada.name, email: ada.email } })
  datasetId = (await createDataset(null, { name: 'Why' })).id
  const items = ['word '.repeat(5), 'word '.repeat(50)].map((response, n) => ({
    line: n + 1,
    record: pairRecord({
      instruction: `Question ${n}`,
      response,
      constraints: [{ rawType: 'Digit', text: 'Use at most 20 words.' }, ...(n === 0 ? [{ rawType: 'Tone_Constraints', text: 'Be kind.' }] : [])],
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
})

async function whys(order: QueueOrder, scope: ReviewScope = 'undecided', at?: string): Promise<(string | undefined)[]> {
  await db().dataset.update({ where: { id: datasetId }, data: { policy: { order } } })
  return (await reviewPage(ada, datasetId, { scope, limit: 2, at })).pairs.map(({ why }) => why)
}

it('says how the queue is ordered and what of the pair put it there', async () => {
  expect(await whys('id')).toEqual(['Next in the order of import.', 'Next in the order of import.'])
  expect(await whys('random')).toEqual(['Next in the shuffled order.', 'Next in the shuffled order.'])
  expect(await whys('uncertain')).toEqual(['Doubtful first: one constraint refuted, unchecked or unsure, in doubt by 100 of 100.', 'Doubtful first: one constraint that nothing has checked, in doubt by 50 of 100.'])
  expect((await whys('rare'))[0]).toMatch(/^Rare types first: "Style and tone", of which there is 1\.$/)
  expect(await whys('id', 'refuted')).toEqual(['Refuted: one constraint that a program refutes.'])
  const { id } = await db().pair.findFirstOrThrow({ where: { datasetId } })
  expect((await whys('id', 'all', id))[0]).toBe('You opened it by its address.')
})

it('says where a program and a judge differ on the same text, and is silent on what a lane has drawn', async () => {
  const one = await db().constraint.findFirstOrThrow({ where: { datasetId, outcome: 'pass' }, include: { pair: true } })
  const verdict = { constraintId: one.id, contentHash: one.pair.contentHash, method: 'llm', outcome: 'fail', detail: '' } as const
  await db().verdict.create({ data: { ...verdict, id: newId(), text: 'Another text.' } })
  const key = { datasetId, type: one.type, template: one.template ?? '' }
  await db().wordingTemplate.create({ data: { ...key, text: 'x', wording: 'approved', lane: 'proving' } })
  await db().laneItem.create({ data: { ...key, constraintId: one.id, audit: true } })
  expect((await whys('id'))[0]).toBe('Next in the order of import.')
  await db().verdict.create({ data: { ...verdict, id: newId(), text: one.text } })
  expect((await whys('id'))[0]).toBe('Next in the order of import; a program and a judge say different things of a constraint.')
})

it('says nothing of what a program says of a constraint that is shown as if none had looked at it', async () => {
  const ben = { id: 'ben', name: 'Ben', email: 'ben@example.org', role: 'reviewer' }
  await db().user.create({ data: ben })
  const { id } = await createDataset(null, { name: 'Why, with decoys' })
  const record = pairRecord({ instruction: 'Question', response: 'word '.repeat(5), constraints: [{ rawType: 'Digit', text: 'Use at most 20 words.' }] })
  await db().$transaction((tx) => storePairs(tx, { datasetId: id, runId: null, source: 'x', license: null }, [{ line: 1, record }]))
  await db().dataset.update({ where: { id }, data: { policy: { goldRate: 10 } } })
  let decoy = randomUUID()
  while (!isDrawnAsDecoy(decoy, { reviewerId: ben.id, goldRate: 10 })) decoy = randomUUID()
  const one = await db().constraint.findFirstOrThrow({ where: { datasetId: id }, include: { pair: true } })
  await db().constraint.update({ where: { id: one.id }, data: { id: decoy } })
  await db().verdict.create({ data: { id: newId(), constraintId: decoy, text: one.text, contentHash: one.pair.contentHash, method: 'llm', outcome: 'fail', detail: '' } })
  const [pair] = (await reviewPage(ben, id, { scope: 'undecided', limit: 1 })).pairs
  expect(pair?.constraints.find((each) => each.id === decoy)?.outcome).toBe(null)
  expect(pair?.why).toBe('Next in the order of import.')
})
