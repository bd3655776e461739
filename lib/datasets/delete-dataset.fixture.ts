import type { Actor } from '#lib/auth/contract.ts'
import { startDeletingDataset } from '#lib/datasets/delete-dataset.ts'
import { executeRun } from '#lib/runs/execute.ts'

/** Deletes a dataset whole: asks for it, and does the worker's part here. */
export async function deleteDataset(actor: Actor, id: string): Promise<void> {
  const run = await startDeletingDataset(actor, id)
  await executeRun(run.id, 'test', new AbortController().signal)
}
