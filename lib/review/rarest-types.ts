import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { PairView } from '#lib/review/contract.ts'
import { typeLabel } from '#lib/stats/dataset-statistics.ts'

/** Of each pair the type that the fewest constraints of its dataset have, in words. Only the types of these pairs are counted. */
export async function rarestTypes(pairs: readonly PairView[]): Promise<Map<string, string>> {
  const [first] = pairs
  const types = [...new Set(pairs.flatMap(({ constraints }) => constraints.map(({ type }) => type)))]
  if (!first || types.length === 0) return new Map()
  const counts = await db().$queryRaw<{ type: string; n: number }[]>`
    SELECT type, count(*)::int AS n FROM "Constraint"
    WHERE "datasetId" = ${first.datasetId}::uuid AND status <> 'superseded' AND type IN (${Prisma.join(types)}) GROUP BY type`
  return new Map(
    pairs.flatMap(({ id, constraints }) => {
      const [rarest] = counts.filter(({ type }) => constraints.some((one) => one.type === type)).toSorted((a, b) => a.n - b.n)
      return rarest ? [[id, `"${typeLabel(rarest.type)}", of which there ${rarest.n === 1 ? 'is 1' : `are ${rarest.n.toLocaleString('en')}`}`] as const] : []
    }),
  )
}
