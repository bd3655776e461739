import type { Actor } from '#lib/auth/contract.ts'
import { mayManage } from '#lib/auth/managing.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { finalTrack, sharedTrack } from '#lib/review/tracks.ts'

/** Who asks for statistics; null: nobody in particular, who sees what everybody may. */
export type Reader = Pick<Actor, 'id' | 'role'> | null

/** Whether the reader may know how much, how fast and how each reviewer decides; as on the page *Reviewers*. */
export function seesPeople(reader: Reader): boolean {
  return reader !== null && mayManage(reader)
}

/**
 * Whether Decision d, about constraint c, may be told of to the reader; never NULL. Where several people decide a pair, each does so by
 * themselves: until enough of them have, only they know what they said, for a filter can find a single pair.
 */
export function toldSql(reader: Pick<Actor, 'id'> | null): Prisma.Sql {
  return Prisma.sql`(d.track IN (${sharedTrack}, ${finalTrack}) OR c.status <> 'pending' OR coalesce(d."reviewerId" = ${reader?.id ?? null}::text, FALSE))`
}
