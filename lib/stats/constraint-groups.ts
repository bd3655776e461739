import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { decoySql } from '#lib/review/checks/decoys.ts'
import { ingredient } from '#lib/stats/ingredient.ts'
import type { Scope } from '#lib/stats/scope.ts'

/** How many constraints there are alike in all that statistics tell apart. */
export interface ConstraintGroup {
  type: string
  origin: string
  status: string
  /** What is said of them to who asks; a verdict that is hidden from them is none. */
  outcome: string | null
  outcomeBy: string | null
  /** Of the call that proposed them, if one did. */
  model: string | null
  promptVersion: string | null
  n: number
}

/** The constraints of a filter's pairs. In a great dataset all of the table may be read for them: parts that are counted one after the other, or at once, share what was read. */
export function constraintGroups(scope: Scope): Promise<ConstraintGroup[]> {
  return groups(scope, () => db().$queryRaw<ConstraintGroup[]>(groupsSql(scope)))
}
const groups = ingredient<ConstraintGroup[]>('constraints')

function groupsSql({ datasetId, sight, of }: Scope): Prisma.Sql {
  const hidden = sight ? decoySql(sight) : Prisma.sql`FALSE`
  return Prisma.sql`
    SELECT seen.type, seen.origin::text AS origin, seen.status::text AS status, seen.outcome::text AS outcome, seen."outcomeBy"::text AS "outcomeBy", g.model, g."promptVersion", sum(seen.n)::int AS n
    FROM (
      SELECT c.type, c.origin, c.status, CASE WHEN NOT ${hidden} THEN c.outcome END AS outcome, c."outcomeBy", c."generationId", count(*) AS n
      FROM "Constraint" c WHERE c."datasetId" = ${datasetId}::uuid ${of(Prisma.sql`c."pairId"`)} GROUP BY 1, 2, 3, 4, 5, 6
    ) seen LEFT JOIN "Generation" g ON g.id = seen."generationId" GROUP BY 1, 2, 3, 4, 5, 6, 7`
}
