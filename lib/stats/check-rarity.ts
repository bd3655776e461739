import { rarityOf } from '#lib/constraints/rarity.ts'
import { db } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'

/** Checks that are looked up at once. */
const batch = 5000

/**
 * Sees to it that the rarity of every check among these constraints is known to the database (CheckRarity). `pairs` is a table expression of
 * their pairs' ids. Only checks with parameters that nobody has counted before cost anything.
 */
export async function countRarities(pairs: Prisma.Sql): Promise<void> {
  for (;;) {
    const missing = await db().$queryRaw<{ checkerId: string; kwargs: unknown; key: string }[]>`
      SELECT DISTINCT c."checkerId", c.kwargs, md5(c.kwargs::text) AS key FROM "Constraint" c JOIN ${pairs} s ON s.id = c."pairId"
      WHERE c."checkerId" IS NOT NULL AND c.kwargs IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "CheckRarity" r WHERE r."checkerId" = c."checkerId" AND r.kwargs = md5(c.kwargs::text))
      LIMIT ${batch}`
    if (missing.length === 0) return
    await db().checkRarity.createMany({
      skipDuplicates: true,
      data: missing.map(({ checkerId, kwargs, key }) => ({ checkerId, kwargs: key, bits: rarityOf({ id: checkerId, kwargs })?.bits ?? null })),
    })
  }
}
