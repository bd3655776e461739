import { db } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'

/** The last export of pairs: how many left with it, and how many it left out, by reason. */
export interface LastExport {
  id: string
  out: number
  dropped: Record<string, number>
  /** Whether it kept which pairs it left out. */
  keepsDropped: boolean
}

/** What the last export of a dataset's pairs did; preferences and answers count otherwise. Null where there is none. */
export async function lastExport(datasetId: string): Promise<LastExport | null> {
  const [last] = await db().$queryRaw<{ id: string; manifest: Prisma.JsonValue; dropReasons: string[] }[]>`
    SELECT id, manifest, "dropReasons" FROM "Export" WHERE "datasetId" = ${datasetId}::uuid AND coalesce(manifest->'recipe'->>'kind', 'sft') = 'sft'
    ORDER BY id DESC LIMIT 1`
  const counts = last ? manifestSchema.shape.counts.safeParse(manifestCounts(last.manifest)) : null
  return last && counts?.success ? { id: last.id, out: counts.data.out, dropped: counts.data.dropped, keepsDropped: last.dropReasons.length > 0 } : null
}

function manifestCounts(manifest: Prisma.JsonValue): unknown {
  return manifest !== null && typeof manifest === 'object' && !Array.isArray(manifest) ? manifest.counts : null
}
