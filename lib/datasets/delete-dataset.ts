import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { db, type Tx } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { pastDeadlocks } from '#lib/db/past-deadlocks.ts'
import { getDataset, requireFreeName } from '#lib/datasets/datasets.ts'
import { deleteParams } from '#lib/runs/act-contract.ts'
import type { RunView } from '#lib/runs/contract.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { enqueueRun } from '#lib/runs/queue.ts'
import { runView } from '#lib/runs/run-view.ts'

/** Pairs that go in one transaction, with all that is theirs. */
const chunk = 250

/**
 * Takes a dataset out of everybody's sight, and starts the run that deletes it with its pairs, constraints, verdicts, decisions and runs. Its name
 * is free at once. Throws AppError('not_found').
 */
export async function startDeletingDataset(actor: Actor, id: string): Promise<RunView> {
  const { name, pairs, constraints } = await getDataset(id)
  const runId = newId()
  await db().$transaction(
    async (tx) => {
      // Asked twice at once, the second one finds nothing.
      const { count } = await tx.dataset.updateMany({ where: { id, goingSince: null }, data: { goingSince: new Date(), name: `${name} (being deleted, ${id})` } })
      if (count === 0) return void (await getDataset(id))
      const params = { datasetId: id, name, pairs, constraints }
      // It has no dataset, so that it outlives the one it deletes.
      await tx.run.create({ data: { id: runId, kind: 'delete', params, total: pairs, createdById: actor.id } })
      await enqueueRun(tx, { runId, kind: 'delete' })
      await audit(tx, actor, { action: 'dataset.delete', targetType: 'dataset', targetId: id, before: { name, pairs, constraints } })
    },
    { timeout: 60_000 },
  )
  await cancelRunsOf(id)
  return runView(runId)
}

/** Puts a dataset back of which nothing is deleted yet. Throws AppError('conflict') where its name is taken by now. */
export async function keepDataset(tx: Tx, runParams: unknown): Promise<void> {
  const { datasetId, name } = deleteParams.parse(runParams)
  await requireFreeName(tx, name, datasetId)
  await tx.dataset.updateMany({ where: { id: datasetId }, data: { goingSince: null, name } })
}

/** Deletes a dataset piece by piece, each committed with how far it got. What works on it meanwhile finds nothing more to do. */
export async function deleteDatasetRun({ runId, params: { datasetId }, signal }: Pick<RunContext<'delete'>, 'runId' | 'params' | 'signal'>): Promise<void> {
  await cancelRunsOf(datasetId)
  // A chunk of decisions in bulk holds its batch and then asks for pairs: what holds pairs must not ask for a batch.
  await db().decisionBatch.deleteMany({ where: { datasetId } })
  for (let gone = -1; gone !== 0; ) {
    signal.throwIfAborted()
    gone = await pastDeadlocks(() => db().$transaction((tx) => deleteSomePairs(tx, runId, datasetId), { timeout: 120_000 }))
  }
  await pastDeadlocks(() => db().$transaction((tx) => deleteRest(tx, runId, datasetId), { timeout: 600_000 }))
}

async function deleteRest(tx: Tx, runId: string, datasetId: string): Promise<void> {
  await lockWorkOn(tx, datasetId)
  await uncounted(tx)
  await tx.dataset.deleteMany({ where: { id: datasetId } })
  const { count } = await tx.run.updateMany({ where: { id: runId, status: 'running' }, data: { status: 'done', finishedAt: new Date() } })
  if (count > 0) await tx.runEvent.create({ data: { runId, message: 'The dataset is gone.' } })
}

async function deleteSomePairs(tx: Tx, runId: string, datasetId: string): Promise<number> {
  await uncounted(tx)
  // In order of id: everybody who takes the locks of several pairs takes them so. Found once: as a condition it may be asked anew for each row, and then finds others each time, until all are gone in one transaction.
  const gone = await tx.$executeRaw`
    WITH next AS MATERIALIZED (SELECT id FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid ORDER BY id LIMIT ${chunk} FOR UPDATE)
    DELETE FROM "Pair" p USING next WHERE p.id = next.id`
  await tx.$executeRaw`
    UPDATE "Run" SET progress = progress + ${gone}::int,
      counts = jsonb_build_object('in', progress + ${gone}::int, 'out', progress + ${gone}::int, 'dropped', '{}'::jsonb) WHERE id = ${runId}::uuid`
  return gone
}

/** Its counts go with it: they need not be kept meanwhile (see the migration `tallies`). */
async function uncounted(tx: Tx): Promise<void> {
  await tx.$executeRaw`SET LOCAL pincer.uncounted = 'on'`
}

/** What works on the dataset stops at its next batch. */
async function cancelRunsOf(datasetId: string): Promise<void> {
  await db().run.updateMany({ where: { datasetId, status: { in: ['queued', 'running', 'paused'] } }, data: { status: 'cancelled', finishedAt: new Date() } })
}

/**
 * Waits for what is being written to the dataset's pairs and holds off the rest. Shards, then pairs by id, then the dataset: the
 * order in which workers and reviewers take these locks; another one would have them wait for each other.
 */
async function lockWorkOn(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`
    SELECT 1 FROM "RunShard" WHERE "runId" IN (SELECT id FROM "Run" WHERE "datasetId" = ${id}::uuid) ORDER BY "runId", "index" FOR UPDATE`
  await tx.$executeRaw`SELECT 1 FROM "Pair" WHERE "datasetId" = ${id}::uuid ORDER BY id FOR UPDATE`
}
