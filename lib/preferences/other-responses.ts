import type { Db, Tx } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'

/** The response of another pair that asks the very same. */
export interface OtherResponse {
  pairId: string
  text: string
  /** Whether it is under the licence of the pair that it is compared with. */
  sameLicense: boolean
}

/** So many are compared with each pair, the first in order of content hash. */
const mostOthers = 20

/** What a pair asks, in the words of the index Pair_asks_same. */
const asked = (pair: Prisma.Sql) => Prisma.sql`md5(${pair}.instruction || chr(1) || coalesce(${pair}.input, '') || chr(1) || coalesce(${pair}.system, '') || chr(1) || ${pair}.history::text)`

/**
 * The responses of other pairs of the dataset with the same system prompt, earlier turns, instruction and input, such as several models' answers
 * to the same prompts, by the pair's id. Pairs that nobody else asks the same of are missing.
 */
export async function otherResponses(client: Db | Tx, datasetId: string, pairIds: readonly string[]): Promise<Map<string, OtherResponse[]>> {
  // One look-up a pair, which reads no more than it answers with, however large the dataset is and however many ask the same.
  const rows = await client.$queryRaw<(OtherResponse & { of: string })[]>`
    SELECT p.id::text AS of, o.id::text AS "pairId", o.response AS text, o.license IS NOT DISTINCT FROM p.license AS "sameLicense"
    FROM "Pair" p CROSS JOIN LATERAL (
      SELECT q.id, q.response, q.license, q."contentHash" FROM "Pair" q
      WHERE q."datasetId" = p."datasetId" AND ${asked(Prisma.sql`q`)} = ${asked(Prisma.sql`p`)} AND q.id <> p.id
        AND q.instruction = p.instruction AND q.input IS NOT DISTINCT FROM p.input AND q.system IS NOT DISTINCT FROM p.system AND q.history = p.history
      ORDER BY q."contentHash" LIMIT ${mostOthers}) o
    WHERE p."datasetId" = ${datasetId}::uuid AND p.id = ANY(${pairIds}::uuid[])
    ORDER BY p.id, o."contentHash"`
  const found = new Map<string, OtherResponse[]>()
  for (const { of, ...other } of rows) found.set(of, [...(found.get(of) ?? []), other])
  return found
}
