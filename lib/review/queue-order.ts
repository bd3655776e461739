import { createHash } from 'node:crypto'
import { Prisma } from '#lib/db/generated/client.ts'
import { uncounted } from '#lib/review/gaps/wanted.ts'
import type { ReviewPolicy } from '#lib/review/policy.ts'

/**
 * A queue's order as SQL over a pair `p`: first by band, then by tie. The band of a pair that was handed out is kept on its
 * slot, as deciding the pair may change what it would be now.
 */
export interface QueueOrderSql {
  band: Prisma.Sql
  tie: Prisma.Sql
  /** False: there is one band only, and the index on `tie` alone gives the order. */
  banded: boolean
  /** Where band and tie are kept in an index: the rows `q` to walk instead of the pairs. */
  kept?: KeptOrder
}

interface KeptOrder {
  table: Prisma.Sql
  band: Prisma.Sql
  tie: Prisma.Sql
  /** Leaves out what is reviewed. */
  open: Prisma.Sql
}

/** The order that a policy asks for. */
export function queueOrder(datasetId: string, { order, seed }: ReviewPolicy): QueueOrderSql {
  const byId = { tie: Prisma.sql`p.id` }
  switch (order) {
    case 'id':
      return { ...byId, band: Prisma.sql`0`, banded: false }
    case 'random':
      // Content hashes have nothing to do with what a pair is about: going round them from a place that the seed names is a shuffle.
      return { band: Prisma.sql`(p."contentHash" < ${hashAt(seed)})::int`, tie: Prisma.sql`p."contentHash"`, banded: true }
    case 'uncertain':
      return { ...byId, ...keptInDoubts('certainty', 100_000) }
    case 'gaps':
      return { ...byId, ...keptInDoubts('spare', uncounted) }
    case 'rare':
      return {
        ...byId,
        // The counts of the types depend on no pair, so that they are counted once.
        band: Prisma.sql`coalesce((SELECT min(((
          SELECT jsonb_object_agg(type, n) FROM (
            SELECT type, count(*) AS n FROM "Constraint" WHERE "datasetId" = ${datasetId}::uuid AND status <> 'superseded' GROUP BY type) t
        )->>c.type)::int) FROM (${constraintsOfPair}) c), 2147483647)`,
        banded: true,
      }
  }
}

/** Bands that "PairDoubt" keeps with an index; `otherwise` is that of a pair which has no row there. */
function keptInDoubts(column: 'certainty' | 'spare', otherwise: number): Omit<QueueOrderSql, 'tie'> {
  const [name, none] = [Prisma.raw(column), Prisma.raw(String(otherwise))]
  return {
    band: Prisma.sql`coalesce((SELECT d.${name} FROM "PairDoubt" d WHERE d."pairId" = p.id), ${none})`,
    banded: true,
    kept: { table: Prisma.sql`"PairDoubt"`, band: Prisma.sql`q.${name}`, tie: Prisma.sql`q."pairId"`, open: Prisma.sql`q.open` },
  }
}

const constraintsOfPair = Prisma.sql`SELECT k.type FROM "Constraint" k WHERE k."pairId" = p.id AND k.status <> 'superseded'`

function hashAt(seed: number): string {
  return createHash('sha256').update(`queue ${seed}`).digest('hex')
}
