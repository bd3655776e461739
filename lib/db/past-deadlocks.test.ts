import { expect, it } from 'vitest'
import { db, type Tx } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { pastDeadlocks } from './past-deadlocks.ts'

useInstallation()

async function endpoints(): Promise<[string, string]> {
  const ids = [newId(), newId()] as const
  await db().endpoint.createMany({ data: ids.map((id) => ({ id, name: id, baseUrls: [], model: 'made-up' })) })
  return [...ids]
}

/** Adds to one row and, once both hold their first, to the other: in two orders at once they wait for each other. */
async function addToBoth(tx: Tx, first: string, second: string, held: () => Promise<void>): Promise<void> {
  await tx.endpoint.update({ where: { id: first }, data: { concurrency: { increment: 1 } } })
  await held()
  await tx.endpoint.update({ where: { id: second }, data: { concurrency: { increment: 1 } } })
}

function bothHold(): () => Promise<void> {
  let here = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  return () => {
    if (++here >= 2) resolve()
    return promise
  }
}

it('does again what Postgres gave up for a deadlock, once each', async () => {
  const [one, two] = await endpoints()
  const before = await db().endpoint.findUniqueOrThrow({ where: { id: one } })
  const held = bothHold()
  let tries = 0
  const adding = (first: string, second: string): Promise<void> =>
    pastDeadlocks(() => {
      tries++
      return db().$transaction((tx) => addToBoth(tx, first, second, held))
    })
  await Promise.all([adding(one, two), adding(two, one)])
  expect(tries).toBe(3)
  const after = await db().endpoint.findMany({ where: { id: { in: [one, two] } } })
  expect(after.map(({ concurrency }) => concurrency)).toEqual([before.concurrency + 2, before.concurrency + 2])
})

it('does nothing else again', async () => {
  const [one] = await endpoints()
  let tries = 0
  const failing = pastDeadlocks(() => {
    tries++
    return db().endpoint.create({ data: { id: one, name: one, baseUrls: [], model: 'made-up' } })
  })
  await expect(failing).rejects.toMatchObject({ code: 'P2002' })
  expect(tries).toBe(1)
})
