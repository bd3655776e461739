import { rarityOf } from '#lib/constraints/rarity.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'

/** Checks that are looked up at once. */
const batch = 5000

/**
 * Sees to it that the rarity of every check that a constraint has is known to the database (CheckRarity), but for kinds that the corpus was not measured for. Triggers note which checks nobody has
 * counted yet (CheckAsked, see the migration `checks_asked`): where none was written since, this costs a look.
 */
export async function countRarities(): Promise<void> {
  for (;;) {
    const asked = await db().$queryRaw<{ id: bigint; checkerId: string; kwargs: unknown; key: string }[]>`
      SELECT c.id, c."checkerId", c.kwargs, md5(c.kwargs::text)::char(32) AS key FROM "CheckAsked" c ORDER BY c.id LIMIT ${batch}`
    if (asked.length === 0) return
    const checks = new Map(asked.map(({ checkerId, kwargs, key }) => [`${checkerId} ${key}`, { checkerId, kwargs, key }]))
    // In one order, so that two who count the same wait for each other and not around each other.
    const rows = [...checks].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, { checkerId, kwargs, key }]) => ({ checkerId, kwargs: key, bits: rarityOf({ id: checkerId, kwargs })?.bits ?? null }))
    await db().checkRarity.createMany({ skipDuplicates: true, data: rows })
    await db().$executeRaw(Prisma.sql`DELETE FROM "CheckAsked" WHERE id = ANY(${asked.map(({ id }) => id)}::bigint[])`)
  }
}
