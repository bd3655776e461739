import type { Actor } from '#lib/auth/contract.ts'
import { requireManager } from '#lib/auth/managing.ts'
import { getExport } from '#lib/exports/list-exports.ts'
import type { PushParams } from '#lib/hub/contract.ts'
import { hubToken } from '#lib/hub/hub-token.ts'
import { AppError, notFound } from '#lib/http/errors.ts'

/** Throws AppError where a push cannot begin: 'forbidden', 'not_found' for an export that is not the dataset's, 'invalid' for one without rows, 'conflict' without a token. */
export async function requirePush(actor: Actor, { datasetId, params }: { datasetId: string; params: PushParams }): Promise<void> {
  requireManager(actor, 'push exports to the Hub')
  const made = await getExport(params.exportId)
  if (made.datasetId !== datasetId) throw notFound('export')
  if (made.rows === 0) throw new AppError('invalid', 'The export has no rows: there is nothing to push.')
  await hubToken()
}
