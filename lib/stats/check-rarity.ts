import { rarityOf } from '#lib/constraints/rarity.ts'
import { rarityKeySql } from '#lib/datasets/build-stages.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'

/** Checks that are looked up at once. */
const batch = 5000

/** The checks of these pairs' constraints, as a table expression; `pairs` is one of their ids. Read pair by pair: the planner may take all constraints there are for fewer. */
export function checksOf(pairs: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT own.* FROM ${pairs} s CROSS JOIN LATERAL (SELECT c."checkerId", c.kwargs FROM "Constraint" c WHERE c."pairId" = s.id OFFSET 0) own)`
}

/**
 * Sees to it that the rarity of every one of these checks is known to the database (CheckRarity). `checks` is a table expression with the columns "checkerId" and kwargs. Only checks
 * with parameters that nobody has counted before cost anything.
 */
export async function countRarities(checks: Prisma.Sql): Promise<void> {
  for (;;) {
    const missing = await db().$queryRaw<{ checkerId: string; kwargs: unknown; key: string }[]>`
      WITH asked AS MATERIALIZED (SELECT DISTINCT c."checkerId", c.kwargs, ${rarityKeySql} AS key FROM ${checks} c WHERE c."checkerId" IS NOT NULL AND c.kwargs IS NOT NULL)
      SELECT * FROM asked c WHERE NOT EXISTS (SELECT 1 FROM "CheckRarity" r WHERE r."checkerId" = c."checkerId" AND r.kwargs = c.key) LIMIT ${batch}`
    if (missing.length === 0) return
    await db().checkRarity.createMany({
      skipDuplicates: true,
      data: missing.map(({ checkerId, kwargs, key }) => ({ checkerId, kwargs: key, bits: rarityOf({ id: checkerId, kwargs })?.bits ?? null })),
    })
  }
}
