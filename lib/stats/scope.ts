import { pairConditions, type SeenFilter } from '#lib/datasets/pair-conditions.ts'
import { Prisma } from '#lib/db/generated/client.ts'

/** What is counted: a dataset's pairs, or those that a filter finds, with all of their constraints, decisions and calls. */
export interface Scope {
  datasetId: string
  /** Whether it is the whole dataset. */
  whole: boolean
  /** The condition on "Pair" p. */
  pairs: Prisma.Sql
  /** The condition that a column holds the id of such a pair, begun with AND; empty for the whole dataset, whose rows name it themselves. */
  of(column: Prisma.Sql): Prisma.Sql
}

/** The pairs of a filter as conditions. The filter names no `reviewer:me` any more (see forReader). */
export function scopeOf(datasetId: string, filter: SeenFilter = {}): Scope {
  const conditions = pairConditions(filter)
  const whole = conditions === Prisma.empty
  const pairs = Prisma.sql`p."datasetId" = ${datasetId}::uuid ${conditions}`
  return {
    datasetId,
    whole,
    pairs,
    of: (column) => (whole ? Prisma.empty : Prisma.sql`AND ${column} IN (SELECT p.id FROM "Pair" p WHERE ${pairs})`),
  }
}

/** Pairs that what is too dear to count over millions is measured on; fewer are measured all. */
export const sampleSize = 5000

/**
 * A sample of a scope's pairs, the same every time: the first by content hash, which is as good as drawn by lot and has an index.
 * As a table expression of the ids.
 */
export function samplePairs(scope: Scope, size = sampleSize): Prisma.Sql {
  return Prisma.sql`(SELECT p.id FROM "Pair" p WHERE ${scope.pairs} ORDER BY p."contentHash" LIMIT ${size})`
}
