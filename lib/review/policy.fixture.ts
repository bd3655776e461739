import { afterAll } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import { updateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import type { ReviewPolicy } from '#lib/review/policy.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { stopQueue } from '#lib/runs/queue.ts'

/** Lets the tests of a file save policies, each of which may put a run on the queue; to be called after what gives them a database. */
export function usePolicies(): void {
  afterAll(() => stopQueue(1000))
}

/** Saves a policy and works off the run that has all pairs follow it, as a worker would. */
export async function savePolicy(actor: Actor, datasetId: string, policy: ReviewPolicy): Promise<void> {
  await updateDataset(actor, datasetId, { policy })
  await workOffPolicies(datasetId)
}

/** Works off the runs that wait to have a dataset's pairs follow its policy. */
export async function workOffPolicies(datasetId: string): Promise<void> {
  const waiting = await db().run.findMany({ where: { datasetId, kind: 'settle', status: 'queued' }, orderBy: { id: 'asc' }, select: { id: true } })
  for (const { id } of waiting) await executeRun(id, 'test', new AbortController().signal)
}
