import { Prisma } from '#lib/db/generated/client.ts'
import { rowsOfPlanned } from '#lib/db/rows-of.ts'
import { openCheckSql } from '#lib/review/checks/has-check.ts'
import type { FullOf } from '#lib/review/gaps/contract.ts'
import { bringsNothing, missing, type Wanted } from '#lib/review/gaps/wanted.ts'

/** How many are wanted and accepted of a type, or of a cell of the grid. */
export interface Gap extends Wanted {
  accepted: number
}

interface Known {
  /** Whether a pair that waits for somebody would bring anything; null where nothing has been counted yet. */
  some: boolean | null
  /** Whether a check of the dataset waits for anybody's answer. */
  checksOpen: boolean
}

/** The numbers that the queue of a dataset goes by, as they were kept last; none where nothing was counted. */
export function gapsOf(datasetId: string): Promise<Gap[]> {
  return rowsOfPlanned('gaps', Prisma.sql`SELECT g."of", g.key, g.wanted, g.accepted FROM "CoverageGap" g WHERE g."datasetId" = ${datasetId}::uuid`)
}

/** Of how many of these types, or cells, as many are accepted as are wanted. */
export function fullOf(gaps: readonly Gap[], of: Gap['of']): FullOf {
  const those = gaps.filter((gap) => gap.of === of)
  return { full: those.filter((gap) => missing(gap) === 0).length, wanted: those.length }
}

/** How far the queue of a dataset is with its gaps: a few looks into indexes. */
export async function knownOf(datasetId: string): Promise<Known> {
  const [row] = await rowsOfPlanned<Known>('gaps left', Prisma.sql`
    SELECT CASE WHEN EXISTS (SELECT 1 FROM "PairDoubt" o WHERE o."datasetId" = q."datasetId" AND o.open AND o.spare < ${bringsNothing}::int) THEN true
        WHEN EXISTS (SELECT 1 FROM "PairDoubt" o WHERE o."datasetId" = q."datasetId" AND o.open AND o.spare > ${bringsNothing}::int) OR EXISTS (SELECT 1 FROM "CoverageGoal" g WHERE g."datasetId" = q."datasetId" AND g."countedTo" IS NOT NULL) THEN NULL
        ELSE false END AS some, ${openCheckSql} AS "checksOpen"
    FROM (SELECT ${datasetId}::uuid AS "datasetId") q`)
  return row ?? { some: null, checksOpen: false }
}
