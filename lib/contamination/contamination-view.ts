import type { ContaminationView } from '#lib/contamination/contract.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { scopeOf } from '#lib/stats/scope.ts'

/** The benchmarks that are known, and how many pairs share words with each. Throws AppError('not_found') for a dataset that is not there. */
export async function contamination(datasetId: string, filter: PairFilter = {}): Promise<ContaminationView> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  const of = Prisma.sql`k."datasetId" = ${datasetId}::uuid ${scope.of(Prisma.sql`k."pairId"`)}`
  const [lists, any, run] = await Promise.all([
    db().$queryRaw<ContaminationView['lists']>`
      SELECT l.name, l.prompts, (SELECT count(*) FROM "Contamination" k WHERE ${of} AND k.list = l.name)::int AS pairs FROM "BenchmarkList" l ORDER BY l.name`,
    db().$queryRaw<{ pairs: number }[]>`SELECT count(DISTINCT k."pairId")::int AS pairs FROM "Contamination" k WHERE ${of}`,
    db().run.findFirst({ where: { datasetId, kind: 'contamination' }, orderBy: { id: 'desc' }, select: { id: true, status: true, createdAt: true } }),
  ])
  return { lists, pairs: any[0]?.pairs ?? 0, run: run && { id: run.id, status: run.status, at: run.createdAt.toISOString() } }
}
