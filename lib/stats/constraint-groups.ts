import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { decoySql } from '#lib/review/checks/decoys.ts'
import { ingredient } from '#lib/stats/ingredient.ts'
import { pairTallies } from '#lib/stats/pair-tallies.ts'
import type { Scope } from '#lib/stats/scope.ts'
import { readTallies, talliesOf, total } from '#lib/stats/tallies.ts'

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
  return groups(scope, async () => db().$queryRaw<ConstraintGroup[]>(groupsSql(scope, await isSmallShare(scope))))
}
const groups = ingredient<ConstraintGroup[]>('constraints')

/** Up to this share of a dataset's pairs, looking up the constraints of each takes less than reading all: of a tenth half the time, of a fifth two thirds. */
const smallShare = 0.3

async function isSmallShare(scope: Scope): Promise<boolean> {
  if (scope.whole) return false
  const [found, { pairs }] = await Promise.all([pairTallies(scope), readTallies(scope.datasetId)])
  return total(talliesOf(found).pairs.status) <= smallShare * total(pairs.status)
}

function groupsSql({ datasetId, sight, of, pairs }: Scope, byPair: boolean): Prisma.Sql {
  const hidden = sight ? decoySql(sight) : Prisma.sql`FALSE`
  // OFFSET: the planner, who takes the pages of each pair's constraints for as many that are not in memory, would read all.
  const constraints = byPair
    ? Prisma.sql`(SELECT p.id FROM "Pair" p WHERE ${pairs} OFFSET 0) asked CROSS JOIN LATERAL (SELECT own.* FROM "Constraint" own WHERE own."pairId" = asked.id OFFSET 0) c`
    : Prisma.sql`"Constraint" c WHERE c."datasetId" = ${datasetId}::uuid ${of(Prisma.sql`c."pairId"`)}`
  return Prisma.sql`
    SELECT seen.type, seen.origin::text AS origin, seen.status::text AS status, seen.outcome::text AS outcome, seen."outcomeBy"::text AS "outcomeBy", g.model, g."promptVersion", sum(seen.n)::int AS n
    FROM (
      SELECT c.type, c.origin, c.status, CASE WHEN NOT ${hidden} THEN c.outcome END AS outcome, c."outcomeBy", c."generationId", count(*) AS n
      FROM ${constraints} GROUP BY 1, 2, 3, 4, 5, 6
    ) seen LEFT JOIN "Generation" g ON g.id = seen."generationId" GROUP BY 1, 2, 3, 4, 5, 6, 7`
}
