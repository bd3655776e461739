import { Prisma } from '#lib/db/generated/client.ts'

/** In characters: how much of a text a row shows, how far on a match may stand that is in sight all the same, also in two lines of a narrow column, and how much is shown before one that is not. */
const shown = 240
const inSight = 30
const before = 16

/** The column's first characters, or behind a `…` those around the first place where one of the texts stands, from the beginning of a word where one is near. */
export function excerptSql(column: Prisma.Sql, wanted: readonly string[]): Prisma.Sql {
  if (wanted.length === 0) return Prisma.sql`left(${column}, ${shown}::int)`
  // As ILIKE compares: both in small letters. Least leaves out what is null.
  const places = wanted.map((text) => Prisma.sql`nullif(strpos(lower(${column}), lower(${text})), 0)`)
  const at = Prisma.sql`coalesce(least(${Prisma.join(places)}), 1)`
  return Prisma.sql`CASE WHEN ${at} <= ${inSight}::int THEN left(${column}, ${shown}::int)
    ELSE '… ' || regexp_replace(substr(${column}, ${at} - ${before}::int, ${shown}::int), ${`^\\S{0,${before - 1}}\\s+`}, '') END`
}
