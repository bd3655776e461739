import { expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { newId } from '#lib/db/id.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { readPairs } from '#lib/review/pair-rows.ts'

ownDatabase()

it('is told of the reviewer who has it, and of that pair alone', async () => {
  await db().user.createMany({ data: ['ada', 'ben'].map((id) => ({ id, name: id, email: `${id}@example.org` })) })
  const { id: datasetId } = await createDataset(null, { name: 'Checks' })
  const items = ['One?', 'Two?'].map((instruction, n) => ({ line: n + 1, record: pairRecord({ instruction, response: 'Yes.' }) }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
  const ids = (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
  const [pairId = ''] = ids
  await db().reviewCheck.create({ data: { id: newId(), datasetId, pairId, reviewerId: 'ada', type: 'x', text: 'Be.', origin: 'rule', position: 0, standsBefore: true, holds: true, found: {} } })
  expect([...(await readPairs(ids.toReversed(), 'ada')).checked]).toEqual([pairId])
  expect([...(await readPairs(ids, 'ben')).checked]).toEqual([])
})
