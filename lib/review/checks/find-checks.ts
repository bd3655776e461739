import { Prisma } from '#lib/db/generated/client.ts'
import type { Sight } from '#lib/review/checks/decoys.ts'
import { shownAfterMs } from '#lib/review/checks/shown-checks.ts'

/** How a check was answered; `open` where it was not yet. */
export type CheckAnswered = 'open' | 'met' | 'missed'

/** That Pair `p` has a check for some reviewer, which they must not be told of, nor others who may be such reviewers. */
export function hasCheck(answered: CheckAnswered, sight: Sight | undefined): Prisma.Sql {
  if (!sight?.leads) return Prisma.sql`FALSE`
  const missed = Prisma.sql`(k.answer = (CASE WHEN k.holds THEN 'reject' ELSE 'accept' END)::"DecisionKind")`
  const asked = { open: Prisma.sql`k.answer IS NULL`, met: Prisma.sql`k.answer IS NOT NULL AND NOT ${missed}`, missed: Prisma.sql`k.answer IS NOT NULL AND ${missed}` }[answered]
  return Prisma.sql`EXISTS (SELECT 1 FROM "ReviewCheck" k WHERE k."pairId" = p.id AND ${asked})`
}

/** Those that the pair shows its reviewer (see shown-checks.ts). */
const isShownSql = Prisma.sql`(k."answeredAt" IS NULL OR k."answeredAt" > now() - ${shownAfterMs}::int * interval '1 millisecond')`

const checkText = Prisma.sql`coalesce(k.edited, k.text)`

/** The ids of pairs with a check of this reviewer whose text is like a pattern of ILIKE. */
export function pairsByCheck(like: string, reviewerId: string): Prisma.Sql {
  return Prisma.sql`SELECT k."pairId" FROM "ReviewCheck" k WHERE k."reviewerId" = ${reviewerId} AND ${isShownSql} AND ${checkText} ILIKE ${like}`
}

/** The texts of this reviewer's checks at Pair `p` that are like a pattern of ILIKE, each with its place among the positions of constraints. */
export function checkTexts(like: string, reviewerId: string): Prisma.Sql {
  return Prisma.sql`SELECT ${checkText}, k.position + CASE WHEN k."standsBefore" THEN -0.5 ELSE 0.5 END FROM "ReviewCheck" k WHERE k."pairId" = p.id AND k."reviewerId" = ${reviewerId} AND ${isShownSql} AND ${checkText} ILIKE ${like}`
}
