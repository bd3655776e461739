import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { reviewersAtWork } from '#lib/review/at-work.ts'
import { decide } from '#lib/review/decide.ts'
import { ada, people, storeHarbours, voice } from '#lib/review/harbours.fixture.ts'
import { keepLeases } from '#lib/review/leases.ts'
import { takeFromQueue } from '#lib/review/queue.ts'

ownDatabase()
let datasetId: string

beforeAll(async () => {
  await db().user.createMany({ data: people.map(({ id, name, email }) => ({ id, name, email })) })
  datasetId = (await findOrCreateDataset(null, 'At work')).id
  await storeHarbours(datasetId, [[voice], [voice]])
})

const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1000)

it('who was handed pairs, has them before their eyes, or decides is at work, and a minute later no longer', async () => {
  expect(await reviewersAtWork()).toBe(false)
  const [pairId] = await takeFromQueue(datasetId, ada.id, { scope: 'undecided', limit: 1 })
  expect(await reviewersAtWork()).toBe(true)
  // A lease of two minutes that was given a minute ago.
  await db().reviewSlot.updateMany({ data: { leasedUntil: ago(-60) } })
  expect(await reviewersAtWork()).toBe(false)
  await keepLeases(datasetId, ada, { renew: [pairId ?? ''] })
  expect(await reviewersAtWork()).toBe(true)
  await db().reviewSlot.updateMany({ data: { leasedUntil: null, reviewerId: null } })
  expect(await reviewersAtWork()).toBe(false)
  const one = await db().constraint.findFirstOrThrow({ where: { pairId: pairId ?? '' } })
  await decide(ada, [{ id: randomUUID(), constraintId: one.id, kind: 'flag', seenVersion: one.version }])
  expect(await reviewersAtWork()).toBe(true)
  await db().decision.updateMany({ data: { createdAt: ago(60) } })
  expect(await reviewersAtWork()).toBe(false)
})
