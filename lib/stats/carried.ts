import { Prisma } from '#lib/db/generated/client.ts'

/** That a pair carries a constraint of this status: it is neither rejected nor superseded. What is counted by it is what a filter finds by it. */
export function carried(status: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${status} NOT IN ('rejected', 'superseded')`
}
