import { db } from '#lib/db/client.ts'
import type { ContaminatedPair } from '#lib/exports/content.ts'
import { AppError } from '#lib/http/errors.ts'

/** Throws AppError('invalid') where the dataset was never searched: nothing would be left out, and the export would look clean. */
export async function requireSearch(datasetId: string): Promise<void> {
  const search = await db().run.findFirst({ where: { datasetId, kind: 'contamination', status: 'done' }, select: { id: true } })
  if (!search) throw new AppError('invalid', 'Pairs with words of a benchmark cannot be left out: the dataset was not searched for any. Search it first, in Statistics or by "pincer contamination".')
}

/** contamination.json: the pairs that were left out, in order of content hash, and how many for each benchmark. */
export function contaminationReport(pairs: readonly ContaminatedPair[]): string {
  const byBenchmark: Record<string, number> = {}
  for (const { benchmarks } of pairs) for (const name of benchmarks.split(', ')) byBenchmark[name] = (byBenchmark[name] ?? 0) + 1
  const names = Object.keys(byBenchmark).toSorted()
  return `${JSON.stringify({ leftOut: pairs.length, byBenchmark: Object.fromEntries(names.map((name) => [name, byBenchmark[name]])), pairs }, null, 2)}\n`
}
