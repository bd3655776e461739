import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { createDataset, updateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'
import { workOffPolicies } from '#lib/review/policy.fixture.ts'
import { reviewPolicy, type ReviewPolicy } from '#lib/review/policy.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { stopAtWork } from '#lib/runs/worker.fixture.ts'

useInstallation()
const lead = { ...ada, role: 'owner' }
const pairs = 450
let datasetId: string

beforeEach(async () => {
  datasetId = (await createDataset(ada, { name: `Policy ${randomUUID()}` })).id
  const constraints = [{ rawType: 'Desired_Writing_Style', text: 'Keep a hopeful tone.' }]
  const records = Array.from({ length: pairs }, (_, n) => ({ line: n + 1, record: pairRecord({ instruction: `Describe harbour ${n}.`, constraints }) }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, records), { timeout: 60_000 })
  // One pair of three is decided, in every shard.
  const open = await db().constraint.findMany({ where: { datasetId }, orderBy: { pairId: 'asc' }, select: { id: true, version: true } })
  await decide(ada, open.filter((_, n) => n % 3 === 0).map(({ id, version }) => ({ id: randomUUID(), constraintId: id, kind: 'accept' as const, seenVersion: version })))
})

async function save(policy: Partial<ReviewPolicy>): Promise<string[]> {
  await updateDataset(lead, datasetId, { policy: reviewPolicy.parse(policy) })
  return (await db().run.findMany({ where: { datasetId, kind: 'settle' }, orderBy: { id: 'asc' } })).map(({ id }) => id)
}

function count(status: 'accepted' | 'pending'): Promise<number> {
  return db().constraint.count({ where: { datasetId, status } })
}

const work = (runId: string): Promise<void> => executeRun(runId, 'test', new AbortController().signal)

describe('saving a review policy', () => {
  it('begins nothing where as many people are wanted as before', async () => {
    expect(await save({})).toEqual([])
    expect(await save({ order: 'random', blind: false, goldRate: 3 })).toEqual([])
    const [first] = await save({ overlap: 2 })
    expect(first).toBeDefined()
    expect(await save({ overlap: 2 })).toEqual([first])
    expect(await save({ overlap: 2, share: 40 })).toHaveLength(2)
  })

  it('settles no pair itself, and has a run settle all of them, counts conserved', async () => {
    const [runId = ''] = await save({ overlap: 2 })
    expect(await count('accepted')).toBe(pairs / 3)
    await work(runId)
    expect(await count('accepted')).toBe(0)
    expect(await runView(runId)).toMatchObject({ status: 'done', total: pairs, progress: pairs, counts: { in: pairs, out: pairs / 3, dropped: { 'nothing to bring in line': (pairs * 2) / 3 } } })
    await save({ overlap: 1 })
    await workOffPolicies(datasetId)
    expect(await count('accepted')).toBe(pairs / 3)
  })

  it('takes the place of a run for the policy before, which never begins again by itself', async () => {
    const [first = '', second = ''] = [...(await save({ overlap: 2 })), ...(await save({ overlap: 1 })).slice(1)]
    expect((await runView(first)).status).toBe('cancelled')
    await work(first)
    expect(await count('accepted')).toBe(pairs / 3)
    await work(second)
    expect(await count('accepted')).toBe(pairs / 3)
  })
})

describe('the run that has pairs follow a policy', () => {
  it('does nothing once cancelled, and does the rest once taken up again', async () => {
    const [runId = ''] = await save({ overlap: 2 })
    await actOnRun(lead, runId, { action: 'cancel' })
    await work(runId)
    expect(await count('accepted')).toBe(pairs / 3)
    await actOnRun(lead, runId, { action: 'retry' })
    await work(runId)
    expect(await count('accepted')).toBe(0)
  })

  it('goes on where a worker was killed, and leaves no pair out', async () => {
    const [runId = ''] = await save({ overlap: 2 })
    // Killed once the first shard is through: its process is gone, its claims stay until they lapse.
    const done = await stopAtWork(runId, 'killed')
    expect(done).toBeGreaterThan(0)
    expect(done).toBeLessThan(pairs)
    const { count: rest } = await db().runShard.updateMany({ where: { runId, status: 'open' }, data: { status: 'claimed', workerId: 'killed', attempts: 1, heartbeatAt: new Date(Date.now() - 600_000) } })
    expect(rest).toBeGreaterThan(0)
    expect((await runView(runId)).status).toBe('running')
    await work(runId)
    expect(await runView(runId)).toMatchObject({ status: 'done', progress: pairs, counts: { in: pairs, out: pairs / 3 } })
    expect(await count('accepted')).toBe(0)
    expect(await db().opinion.count({ where: { datasetId } })).toBe(pairs / 3)
  })

  it('run twice at once settles what one does', async () => {
    const [runId = ''] = await save({ overlap: 2 })
    await Promise.all([executeRun(runId, 'one', new AbortController().signal), executeRun(runId, 'other', new AbortController().signal)])
    expect(await runView(runId)).toMatchObject({ status: 'done', progress: pairs })
    expect(await db().opinion.count({ where: { datasetId } })).toBe(pairs / 3)
  })
})
