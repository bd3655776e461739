import type { PoolClient } from 'pg'
import { z } from 'zod'
import { comparedText, type NearDuplicateSettings } from '#lib/generation/near-duplicate-bands.ts'
import type { ShingleStore } from '#lib/generation/near-duplicate-bucket.ts'
import { shinglesOf } from '#lib/text/minhash.ts'

/** Shingles that are kept in memory: some 30 MB of them. */
const mostKept = 1_000_000

const rows = z.array(z.object({ id: z.string(), instruction: z.string(), input: z.string().nullable(), response: z.string() }))

/** Reads the texts of pairs and keeps the shingles of those that were asked for last, up to a million of them. */
export function shingleStore(client: PoolClient, field: NearDuplicateSettings['field']): ShingleStore {
  const kept = new Map<string, Set<number>>()
  let size = 0
  const keep = (id: string, shingles: Set<number>): void => {
    if (kept.delete(id)) size -= shingles.size
    kept.set(id, shingles)
    size += shingles.size
    for (const [oldest, { size: freed }] of kept) {
      if (size <= mostKept) break
      kept.delete(oldest)
      size -= freed
    }
  }
  return {
    atOnce: 50,
    async of(pairIds) {
      const found = new Map<string, Set<number>>()
      for (const id of pairIds) {
        const shingles = kept.get(id)
        if (shingles) found.set(id, shingles)
      }
      const missing = pairIds.filter((id) => !found.has(id))
      if (missing.length > 0) {
        const { rows: texts } = await client.query('SELECT id, instruction, input, response FROM "Pair" WHERE id = ANY($1::uuid[])', [missing])
        for (const { id, ...pair } of rows.parse(texts)) found.set(id, shinglesOf(comparedText(pair, field)))
      }
      for (const [id, shingles] of found) keep(id, shingles)
      return found
    },
  }
}
