import type { z } from 'zod'
import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { requireManager } from '#lib/auth/managing.ts'
import { keepDataset } from '#lib/datasets/delete-dataset.ts'
import { db } from '#lib/db/client.ts'
import { pastDeadlocks } from '#lib/db/past-deadlocks.ts'
import { AppError, notFound } from '#lib/http/errors.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import { reopenFailedItems } from '#lib/generation/run/plan.ts'
import type { RunAction, RunStatus, RunView, runAction } from '#lib/runs/contract.ts'
import { enqueueRun } from '#lib/runs/queue.ts'
import { runView } from '#lib/runs/run-view.ts'

const allowed: Record<RunAction, { from: RunStatus[]; to: RunStatus; done: string }> = {
  cancel: { from: ['queued', 'running', 'paused'], to: 'cancelled', done: 'Cancelled' },
  pause: { from: ['queued', 'running'], to: 'paused', done: 'Paused' },
  resume: { from: ['paused'], to: 'queued', done: 'Resumed' },
  retry: { from: ['failed', 'partial', 'cancelled'], to: 'queued', done: 'Taken up again' },
}

/** A dataset is deleted to its end: there is a way back only before anything of it is gone. */
const allowedOfDeletion: Record<RunAction, RunStatus[]> = { cancel: ['queued'], pause: [], resume: [], retry: ['failed'] }

/**
 * Cancels, pauses, resumes or takes up again. A worker sees the new status at its next batch.
 * Throws AppError('forbidden') for a push by others than the owner and admins, AppError('conflict') when the run's status does not allow it.
 */
export async function actOnRun(actor: Actor, id: string, { action, budget }: z.infer<typeof runAction>): Promise<RunView> {
  const rule = allowed[action]
  const asked = await runView(id, actor)
  if (asked.kind === 'push') requireManager(actor, 'change a push to the Hub')
  // A worker may be at its last write to the same rows, in another order.
  await pastDeadlocks(() => db().$transaction(async (tx) => {
    const { count } = await tx.run.updateMany({
      where: {
        id,
        OR: [
          { kind: { not: 'delete' }, status: { in: rule.from } },
          // Taken up again it waits like one that has not begun, and part of it is gone.
          { kind: 'delete', status: { in: allowedOfDeletion[action] }, ...(action === 'cancel' ? { startedAt: null } : {}) },
        ],
      },
      data: { status: rule.to, finishedAt: rule.to === 'cancelled' ? new Date() : null, ...(rule.to === 'queued' ? { error: null, waitingFor: null } : {}) },
    })
    if (count === 0) {
      const run = await tx.run.findUnique({ where: { id }, select: { status: true, kind: true } })
      if (!run) throw notFound('run')
      if (run.kind === 'delete') throw new AppError('conflict', 'A dataset is deleted to the end once its deletion has begun.')
      throw new AppError('conflict', `A run that is ${run.status} cannot be asked to ${action}.`)
    }
    if (rule.to === 'cancelled') {
      const run = await tx.run.findUniqueOrThrow({ where: { id }, select: { kind: true, params: true } })
      if (run.kind === 'delete') await keepDataset(tx, run.params)
    }
    if (rule.to === 'queued') {
      const run = await tx.run.findUniqueOrThrow({ where: { id }, select: { kind: true, params: true } })
      if (run.kind === 'generate') {
        if (budget) await tx.run.update({ where: { id }, data: { params: { ...generateParams.parse(run.params), budget } } })
        if (action === 'retry') await reopenFailedItems(tx, id)
      } else await tx.runShard.updateMany({ where: { runId: id, status: 'failed' }, data: { status: 'open', error: null } })
      await enqueueRun(tx, { runId: id, kind: run.kind })
    }
    await tx.runEvent.create({ data: { runId: id, message: `${rule.done} by ${actor.name}.` } })
    await audit(tx, actor, { action: `run.${action}`, targetType: 'run', targetId: id })
  }))
  return runView(id, actor)
}
