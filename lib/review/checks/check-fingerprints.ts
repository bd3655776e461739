import { createHash } from 'node:crypto'
import { db } from '#lib/db/client.ts'

/**
 * The checks that a person has on a pair, by id, each with a fingerprint as constraints have one: the preview of a prompt states them like
 * constraints, else its silence would tell which they are.
 */
export async function fingerprintsOfChecks(reviewerId: string, pairId: string): Promise<Map<string, string>> {
  const rows = await db().reviewCheck.findMany({ where: { reviewerId, pairId }, select: { id: true } })
  return new Map(rows.map(({ id }) => [id, createHash('sha256').update(id).digest('hex').slice(0, 32)]))
}
