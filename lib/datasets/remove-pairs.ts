import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { countAll } from '#lib/datasets/count-all.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { pairConditions } from '#lib/datasets/pair-conditions.ts'
import { filterToTake, forReader } from '#lib/datasets/seen-filter.ts'
import type { RemovalInput, RemovalPreview } from '#lib/datasets/remove-contract.ts'
import { db, type Tx } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { workThroughPairs } from '#lib/runs/chosen-pairs.ts'
import type { RunView } from '#lib/runs/contract.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { enqueueRun } from '#lib/runs/queue.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { toldSql } from '#lib/stats/reader.ts'

/** What goes when the pairs that a filter finds are deleted; of decisions, those that the reader may know of. Throws AppError('not_found'), and ('busy') where counting takes too long. */
export async function previewRemoval(reader: Actor, datasetId: string, filter: PairFilter): Promise<RemovalPreview> {
  await requireDataset(datasetId)
  const seen = await filterToTake(reader, datasetId, filter)
  const [counts, exports] = await Promise.all([
    countAll<Omit<RemovalPreview, 'exports'>>(Prisma.sql`
      WITH chosen AS MATERIALIZED (SELECT p.id, p."constraintCount" FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid ${pairConditions({ datasetId, filter: seen })})
      SELECT count(*)::int AS pairs, coalesce(sum("constraintCount"), 0)::int AS constraints,
        (SELECT count(*)::int FROM "Decision" d JOIN chosen ON chosen.id = d."pairId" JOIN "Constraint" c ON c.id = d."constraintId" WHERE ${toldSql(reader)}) AS decisions FROM chosen`),
    db().export.count({ where: { datasetId } }),
  ])
  return { ...(counts[0] ?? { pairs: 0, constraints: 0, decisions: 0 }), exports }
}

/** Starts the run that deletes the pairs that a filter finds. Throws AppError('not_found'). */
export async function startRemoval(actor: Actor, datasetId: string, { filter, expected }: RemovalInput): Promise<RunView> {
  await requireDataset(datasetId)
  const runId = await db().$transaction(async (tx) => {
    const params = { filter: forReader(filter, actor), expected }
    const id = await createRun(tx, actor, { kind: 'remove', datasetId, seed: 0, params })
    await enqueueRun(tx, { runId: id, kind: 'remove' })
    await audit(tx, actor, { action: 'pairs.delete', targetType: 'dataset', targetId: datasetId, after: params })
    return id
  })
  return runView(runId)
}

/** Deletes pairs with all that is theirs, piece by piece; exports keep what they took. */
export async function removeRun(context: RunContext<'remove'>): Promise<void> {
  const { filter, expected } = context.params
  await workThroughPairs(context, {
    filter,
    expected,
    chunk: 100,
    act: (tx, pairIds) => removePairs(tx, context.datasetId, pairIds),
    unchanged: 'deleted by somebody meanwhile',
    summary: (gone) => `Deleted ${gone.toLocaleString('en')} ${gone === 1 ? 'pair' : 'pairs'}.`,
  })
}

async function removePairs(tx: Tx, datasetId: string, ids: readonly string[]): Promise<number> {
  // In order of id, as everybody who takes the locks of several pairs.
  await tx.$queryRaw`SELECT 1 FROM "Pair" WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`
  // The pairs that say nearly the same have another first one from now on.
  await tx.$executeRaw`
    WITH heir AS (
      SELECT "nearDuplicateOfId" AS first, min(id::text)::uuid AS id FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid AND "nearDuplicateOfId" = ANY(${[...ids]}::uuid[]) AND id <> ALL(${[...ids]}::uuid[]) GROUP BY 1)
    UPDATE "Pair" p SET "nearDuplicateOfId" = nullif(heir.id, p.id) FROM heir WHERE p."datasetId" = ${datasetId}::uuid AND p."nearDuplicateOfId" = heir.first AND p.id <> ALL(${[...ids]}::uuid[])`
  return tx.$executeRaw`DELETE FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid AND id = ANY(${[...ids]}::uuid[])`
}
