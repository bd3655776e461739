import { pairConditions } from '#lib/datasets/pair-conditions.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { Sight } from '#lib/review/checks/decoys.ts'

/** What is counted: a dataset's pairs, or those that a filter finds, with all of their constraints, decisions and calls. */
export interface Scope {
  datasetId: string
  filter: SeenFilter
  /** Whether it is the whole dataset. */
  whole: boolean
  /** The condition on "Pair" p. */
  pairs: Prisma.Sql
  /** The condition that a column holds the id of such a pair, begun with AND; empty for the whole dataset, whose rows name it themselves. */
  of(column: Prisma.Sql): Prisma.Sql
  /** Whoever asks, where something may be hidden from them. */
  sight: Sight | undefined
}

/** The pairs of a filter as conditions. The filter names no `reviewer:me` any more (see forReader). */
export function scopeOf(datasetId: string, filter: SeenFilter = {}): Scope {
  const conditions = pairConditions({ datasetId, filter })
  const whole = conditions === Prisma.empty
  const pairs = Prisma.sql`p."datasetId" = ${datasetId}::uuid ${conditions}`
  return {
    datasetId,
    filter,
    whole,
    pairs,
    sight: filter.sight,
    of: (column) => (whole ? Prisma.empty : Prisma.sql`AND ${column} IN (SELECT p.id FROM "Pair" p WHERE ${pairs})`),
  }
}
