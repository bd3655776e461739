import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'
import { reviewPage } from '#lib/review/review-page.ts'

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'reviewer' }
const ben = { id: 'ben', name: 'Ben', email: 'ben@example.org', role: 'reviewer' }
ownDatabase()

beforeAll(async () => {
  await db().user.createMany({ data: [ada, ben].map(({ id, name, email }) => ({ id, name, email })) })
})

test('a page says which of the reviewer’s own decisions its numbers count', async () => {
  const datasetId = (await findOrCreateDataset(null, `Page ${randomUUID()}`)).id
  const records = [1, 2].map((line) => ({
    line,
    record: pairRecord({ instruction: `Describe harbour ${line}.`, response: 'It wakes early.', constraints: [{ rawType: 'Desired_Writing_Style', text: 'Write in a calm voice.' }] }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, records))
  const before = await reviewPage(ada, datasetId, { scope: 'all', limit: 2 })
  expect(before).toMatchObject({ counted: [], progress: { constraints: { total: 2, decided: 0 } } })
  const constraintIds = before.pairs.flatMap(({ constraints }) => constraints.map(({ id }) => id))
  const accept = (constraintId = '') => ({ id: randomUUID(), constraintId, kind: 'accept' as const, seenVersion: 0 })
  const [adas, bens] = [accept(constraintIds[0]), accept(constraintIds[1])]
  await decide(ada, [adas])
  await decide(ben, [bens])
  const after = await reviewPage(ada, datasetId, { scope: 'all', limit: 2 })
  expect(after).toMatchObject({ counted: [adas.id], progress: { constraints: { total: 2, decided: 2 }, pairs: { reviewed: 2 } } })
})
