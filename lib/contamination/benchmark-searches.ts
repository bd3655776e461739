import type { BenchmarkSearch } from '#lib/contamination/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { pool } from '#lib/db/client.ts'

/**
 * Each benchmark that the installation knows with the last finished search of this dataset for it, and how many pairs were added since. A search that
 * began before the benchmark was given did not look for it. Throws AppError('not_found') for a dataset that is not there.
 */
export async function benchmarkSearches(datasetId: string): Promise<BenchmarkSearch[]> {
  await requireDataset(datasetId)
  const { rows } = await pool().query<{ name: string; runId: string | null; at: Date | null; added: number }>(
    `SELECT l.name, r.id AS "runId", r."finishedAt" AS at,
       CASE WHEN r.id IS NULL THEN 0 ELSE (SELECT count(*)::int FROM "Pair" p WHERE p."datasetId" = $1 AND p.id > coalesce(r.last, '00000000-0000-0000-0000-000000000000')) END AS added
     FROM "BenchmarkList" l LEFT JOIN LATERAL (
       SELECT run.id, run."finishedAt", (SELECT max(s."lastPairId"::text)::uuid FROM "RunShard" s WHERE s."runId" = run.id) AS last
       FROM "Run" run
       WHERE run."datasetId" = $1 AND run.kind = 'contamination' AND run.status = 'done' AND run."createdAt" >= l."createdAt"
         AND (jsonb_array_length(coalesce(run.params->'lists', '[]')) = 0 OR run.params->'lists' ? l.name)
       ORDER BY run.id DESC LIMIT 1) r ON true
     ORDER BY l.name COLLATE "C"`,
    [datasetId],
  )
  return rows.map(({ name, runId, at, added }) => ({ name, search: runId === null ? null : { runId, at: at?.toISOString() ?? null, added } }))
}
