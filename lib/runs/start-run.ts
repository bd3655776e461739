import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { requireBenchmarks } from '#lib/contamination/benchmark-lists.ts'
import { db, type Tx } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { requirePush } from '#lib/hub/require-push.ts'
import { forReader } from '#lib/datasets/seen-filter.ts'
import { notFound } from '#lib/http/errors.ts'
import { requireEndpoints } from '#lib/generation/run/endpoints-of-run.ts'
import { requireFormat } from '#lib/pairs/require-format.ts'
import { uploadExists } from '#lib/pairs/uploads.ts'
import type { AnyRun, RunView, StartRun } from '#lib/runs/contract.ts'
import { enqueueRun } from '#lib/runs/queue.ts'
import { runView } from '#lib/runs/run-view.ts'

/**
 * Makes a run and puts it on the queue, in one transaction. `reviewer:me` in its filter is from then on who started it.
 * Throws AppError('not_found') when the dataset or the upload is not there, AppError('invalid') for an import format or a benchmark that nobody knows,
 * AppError('forbidden') for a push by others than the owner and admins.
 */
export async function startRun(actor: Actor, asked: StartRun): Promise<RunView> {
  const input = withReader(asked, actor)
  if (input.kind === 'import') {
    requireFormat(input.params.mapping.format)
    if (!(await uploadExists(input.params.uploadId))) throw notFound('upload')
  }
  if (input.kind === 'generate') await requireEndpoints(input.params)
  if (input.kind === 'contamination') await requireBenchmarks(input.params.lists)
  if (input.kind === 'push') await requirePush(actor, input)
  const id = await db().$transaction(async (tx) => {
    const runId = await createRun(tx, actor, input)
    await enqueueRun(tx, { runId, kind: input.kind })
    return runId
  })
  return runView(id)
}

/** The run with who started it in the place of `reviewer:me`. */
function withReader(asked: StartRun, actor: Actor): StartRun {
  if (asked.kind === 'generate') return { ...asked, params: { ...asked.params, filter: forReader(asked.params.filter, actor) } }
  if (asked.kind === 'export' && asked.params.filter) return { ...asked, params: { ...asked.params, filter: forReader(asked.params.filter, actor) } }
  return asked
}

/** Makes the run's row alone: the command line works on it in its own process. Returns the id. */
export async function createRun(tx: Tx, actor: Actor | null, input: Exclude<AnyRun, { kind: 'delete' }>): Promise<string> {
  const dataset = await tx.dataset.findUnique({ where: { id: input.datasetId, goingSince: null }, select: { id: true } })
  if (!dataset) throw notFound('dataset')
  const id = newId()
  await tx.run.create({
    data: {
      id,
      datasetId: input.datasetId,
      kind: input.kind,
      params: input.params,
      seed: input.seed,
      createdById: actor?.id ?? null,
    },
  })
  await audit(tx, actor, {
    action: 'run.start',
    targetType: 'run',
    targetId: id,
    after: { kind: input.kind, datasetId: input.datasetId, params: input.params, seed: input.seed },
  })
  return id
}
