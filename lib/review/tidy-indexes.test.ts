import { beforeEach, expect, it } from 'vitest'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { storeHarbours, voice } from '#lib/review/harbours.fixture.ts'
import { keepIndexesTidy, nextWait, tidyIndexes } from '#lib/review/tidy-indexes.ts'

ownDatabase()

beforeEach(async () => {
  await storeHarbours((await findOrCreateDataset(null, 'Tidy')).id, [[voice], [voice]])
})

it('empties the lists of the indexes of texts', async () => {
  expect(await tidyIndexes()).toBeGreaterThan(0)
  expect(await tidyIndexes()).toBe(0)
  await db().pair.updateMany({ data: { response: 'Harbours sleep late.' } })
  expect(await tidyIndexes()).toBeGreaterThan(0)
})

it('does so while somebody reviews, until nobody does or it is told to stop', async () => {
  let left = 2
  const stopping = new AbortController()
  const kept = keepIndexesTidy(stopping.signal, async () => (left -= 1) >= 0, 10)
  await expect.poll(() => left, { timeout: 50_000 }).toBeLessThan(0)
  stopping.abort()
  await kept
  expect(await tidyIndexes()).toBe(0)
})

it('looks sooner where much was written, and later where little was', () => {
  expect(nextWait(5000, 256)).toBe(5000)
  expect(nextWait(5000, 512)).toBe(2500)
  expect(nextWait(5000, 0)).toBe(10_000)
  expect(nextWait(40_000, 10)).toBe(60_000)
  expect(nextWait(1500, 5000)).toBe(1000)
})
