import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { removePair } from '#lib/review/pair-history.ts'
import { takeDown } from '#lib/exports/holding/take-down.ts'
import { preferencesParams } from '#lib/preferences/contract.ts'
import { datasetOf } from '#lib/preferences/dataset.fixture.ts'
import { preferenceMaking } from '#lib/preferences/preference-run.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const owner = { ...ada, role: 'owner' }
const signal = new AbortController().signal

/** Two pairs that ask the same, of which only the second fails; and the work on a shard of the first alone. */
async function ofTwo() {
  // What is taken down in one test is never stored again.
  const same = { instruction: `Tell me of lamp ${randomUUID()}.` }
  const { datasetId, pairIds: [first = '', second = ''] } = await datasetOf([
    { ...same, constraints: ['Do not use any commas.'] },
    { ...same, response: 'The old lamp turns, twice in a long minute. Fishermen have steered by it for years.', constraints: [] },
  ])
  const params = preferencesParams.parse({ methods: ['answers'] })
  const runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'preferences', datasetId, seed: 1, params }))
  const context = { runId, workerId: 'test', datasetId, seed: 1, params, signal }
  const shard = { firstPairId: first, lastPairId: first }
  return { second, shard, work: preferenceMaking.workOn.bind(null, context, shard), naming: () => db().preference.count({ where: { rejectedPairId: second } }) }
}

/** Until a statement waits for a lock, or what should wait has ended. */
async function waitingOr(ended: Promise<unknown>): Promise<void> {
  let over = false
  const end = () => (over = true)
  ended.then(end, end)
  for (;;) {
    const [row] = await db().$queryRaw<{ waiting: number }[]>`SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    if (over || (row?.waiting ?? 0) > 0) return
    await sleep(10)
  }
}

it('names the other pair where nobody comes between', async () => {
  const { work, naming } = await ofTwo()
  await db().$transaction(work)
  expect(await naming()).toBe(1)
})

it.each([
  ['is taken down on request', (id: string) => takeDown(owner, id, 'asked for', signal)],
  ['is deleted', (id: string) => db().pair.delete({ where: { id } })],
])('keeps nothing of a pair that %s after it was read, before what is made of it is committed', async (_, remove) => {
  const { second, work, naming } = await ofTwo()
  let removal: Promise<unknown> = Promise.resolve()
  await db().$transaction(async (tx) => {
    await work(tx)
    removal = remove(second)
    await waitingOr(removal)
  })
  await removal
  expect(await db().pair.count({ where: { id: second } })).toBe(0)
  expect(await naming()).toBe(0)
})

it('counts what it was to be compared with where that is being deleted as it begins', async () => {
  const { second, work, naming } = await ofTwo()
  let working: ReturnType<typeof work> | undefined
  await db().$transaction(async (tx) => {
    await removePair(tx, owner, second)
    working = db().$transaction(work)
    await waitingOr(working)
  })
  const counts = await working
  expect(await naming()).toBe(0)
  expect(counts?.made).toMatchObject({ 'the other pair is gone': 1, candidates: 1, preferences: 0 })
})

it('does not wait for the shard that the other pair is in', async () => {
  const { second, work, naming } = await ofTwo()
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL lock_timeout = '5s'`
    await tx.$executeRaw`SELECT id FROM "Pair" WHERE id = ${second}::uuid FOR NO KEY UPDATE`
    await db().$transaction(work)
  })
  expect(await naming()).toBe(1)
})
