import type { Actor } from '#lib/auth/contract.ts'
import { requireManager } from '#lib/auth/managing.ts'
import { db } from '#lib/db/client.ts'
import type { ExportView } from '#lib/exports/contract.ts'
import { getExport } from '#lib/exports/list-exports.ts'
import type { PushParams } from '#lib/hub/contract.ts'
import { hubToken } from '#lib/hub/hub-token.ts'
import { AppError, notFound } from '#lib/http/errors.ts'

/** Throws AppError where a push cannot begin: 'forbidden', 'not_found' for an export that is not the dataset's, 'invalid' for one without rows, 'conflict' for one that holds what was taken down, or without a token. */
export async function requirePush(actor: Actor, { datasetId, params }: { datasetId: string; params: PushParams }): Promise<void> {
  requireManager(actor, 'push exports to the Hub')
  const made = await getExport(params.exportId)
  if (made.datasetId !== datasetId) throw notFound('export')
  if (!params.withdraw) await refuseExport(made)
  await hubToken()
}

/** Throws AppError('invalid') for an export without rows, and ('conflict') for one that holds what was taken down on request. */
export async function refuseExport(made: ExportView): Promise<void> {
  if (made.rows === 0) throw new AppError('invalid', 'The export has no rows: there is nothing to push.')
  const takenDown = await db().takenDownHold.count({ where: { exportId: made.id } })
  if (takenDown > 0) throw new AppError('conflict', `The export holds ${takenDown === 1 ? 'a pair that was' : `${takenDown} pairs that were`} taken down on request. Make it again without, on its page, and push that.`)
}
