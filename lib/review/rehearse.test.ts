import type { PoolClient } from 'pg'
import { beforeAll, expect, it } from 'vitest'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db, disconnect, pool, poolSize } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { ada, people, storeHarbours, voice } from '#lib/review/harbours.fixture.ts'
import { rehearseReview } from '#lib/review/rehearse.ts'
import { reviewPage } from '#lib/review/review-page.ts'

ownDatabase()
let datasetId: string

beforeAll(async () => {
  await rehearseReview()
  await db().user.createMany({ data: people.map(({ id, name, email }) => ({ id, name, email })) })
  datasetId = (await findOrCreateDataset(null, 'Rehearsed')).id
  await storeHarbours(datasetId, [[voice], [voice], [voice], [voice]])
})

/** What each connection knows how to answer, by the statements' names. */
async function prepared(): Promise<string[][]> {
  const clients: PoolClient[] = []
  for (let n = pool().totalCount; n > 0; n -= 1) clients.push(await pool().connect())
  const names = await Promise.all(clients.map(async (client) => (await client.query<{ name: string }>('SELECT name FROM pg_prepared_statements ORDER BY 1')).rows.map(({ name }) => name)))
  for (const client of clients) client.release()
  return names
}

it('every connection knows what reviewers ask before the first of them does, and nothing is written', async () => {
  await disconnect()
  await rehearseReview()
  const before = await prepared()
  expect(before).toHaveLength(poolSize)
  expect(await Promise.all([db().reviewSlot.count(), db().decision.count()])).toEqual([0, 0])
  for (const names of before) expect(names).toEqual(before[0])
  expect(before[0]).toEqual(expect.arrayContaining(['who asks', 'decide plainly', 'lease pairs', 'pairs to review']))
  // What a page asks to find pairs is among it to the letter.
  const { pairs } = await reviewPage(ada, datasetId, { scope: 'undecided', limit: 3 })
  await reviewPage(ada, datasetId, { scope: 'undecided', limit: 3, after: pairs[0]?.id })
  const news = (await prepared()).flat().filter((name) => !before[0]?.includes(name))
  expect(news.filter((name) => !name.startsWith('policy '))).toEqual([])
})

it('the web server keeps its connections open, other parts do not', async () => {
  expect(pool().options.min).toBe(0)
  await disconnect()
  process.env.PINCER_PART = 'web'
  try {
    expect(pool().options.min).toBe(poolSize)
  } finally {
    delete process.env.PINCER_PART
    await disconnect()
  }
})
