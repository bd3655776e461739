import { db } from '#lib/db/client.ts'
import { pushParams, pushResult, type PushView } from '#lib/hub/contract.ts'
import { hubServer } from '#lib/hub/hub-token.ts'
import { notFound } from '#lib/http/errors.ts'

/** The pushes of an export, newest first. Throws AppError('not_found'). */
export async function listPushes(exportId: string): Promise<PushView[]> {
  const made = await db().export.findUnique({ where: { id: exportId }, select: { datasetId: true } })
  if (!made) throw notFound('export')
  const rows = await db().run.findMany({
    where: { datasetId: made.datasetId, kind: 'push', params: { path: ['exportId'], equals: exportId } },
    orderBy: { id: 'desc' },
    take: 50,
    include: { createdBy: { select: { name: true } } },
  })
  const server = hubServer()
  return rows.flatMap((row): PushView[] => {
    const params = pushParams.safeParse(row.params).data
    if (!params) return []
    const { repository, branch } = params
    return [
      {
        runId: row.id,
        repository,
        url: `${server}/datasets/${repository}${branch === 'main' ? '' : `/tree/${encodeURIComponent(branch)}`}`,
        branch,
        withdraws: params.withdraw,
        status: row.status,
        error: row.error,
        result: row.status === 'done' || row.status === 'partial' ? (pushResult.safeParse(row.cursor).data ?? null) : null,
        createdBy: row.createdBy?.name ?? null,
        createdAt: row.createdAt.toISOString(),
      },
    ]
  })
}
