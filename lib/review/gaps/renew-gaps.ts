import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { rowsOf } from '#lib/db/rows-of.ts'
import { countGains } from '#lib/review/gaps/count-gains.ts'
import { keepTargets } from '#lib/review/gaps/keep-targets.ts'
import { bringsNothing, uncounted } from '#lib/review/gaps/wanted.ts'

/** Pairs that are counted, and for that moment locked, at a time. */
const batch = 100
/** Batches of a round that nobody waits for. */
const batchesOfRound = 20
/** How often the head of the queue is looked at in a round. */
const looksAtHead = 40

/**
 * One round for a dataset whose queue hands out gaps first: its targets are kept, then the head of its queue is put right, then some of what has not been counted, or not by these targets, is. Gains only shrink as constraints are
 * accepted, so that what was counted once is never too little, and only the head need be counted again until it stays the head (Minoux, 1978, Accelerated greedy algorithms for maximizing
 * submodular set functions). Answers whether more is to be counted.
 */
export async function renewGaps(datasetId: string, signal?: AbortSignal): Promise<boolean> {
  if (!(await keepTargets(datasetId))) return false
  await settleHead(datasetId, signal)
  return countMore(datasetId, signal)
}

/** Counts the first pairs of the queue anew until none of them stands elsewhere for it. */
async function settleHead(datasetId: string, signal?: AbortSignal): Promise<void> {
  for (let look = 0; look < looksAtHead && !signal?.aborted; look += 1) {
    const head = await openPairs(datasetId, Prisma.sql`q.spare < ${bringsNothing}`)
    if (head.length === 0 || (await countGains(datasetId, head)).changed === 0) return
  }
}

async function countMore(datasetId: string, signal?: AbortSignal): Promise<boolean> {
  for (let n = 0; n < batchesOfRound && !signal?.aborted; n += 1) {
    const waiting = await openPairs(datasetId, Prisma.sql`q.spare = ${uncounted}`)
    // What others change just then is left for the next round.
    if (waiting.length > 0 && (await countGains(datasetId, waiting)).left < waiting.length) continue
    if (!(await countOn(datasetId))) return waiting.length > 0
  }
  return true
}

/** The first open pairs of the order, of those of which a condition on PairDoubt `q` is true. */
async function openPairs(datasetId: string, condition: Prisma.Sql): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(Prisma.sql`
    SELECT q."pairId" AS id FROM "PairDoubt" q WHERE q."datasetId" = ${datasetId}::uuid AND q.open AND ${condition} ORDER BY q.spare, q."pairId" LIMIT ${batch}`)
  return rows.map(({ id }) => id)
}

/** Goes on where counting all pairs anew has come to. False where it is through. */
async function countOn(datasetId: string): Promise<boolean> {
  const goal = await db().coverageGoal.findUnique({ where: { datasetId }, select: { countedTo: true } })
  if (!goal?.countedTo) return false
  const next = await rowsOf<{ id: string; open: boolean }>(Prisma.sql`
    SELECT p.id, EXISTS (SELECT 1 FROM "PairDoubt" q WHERE q."pairId" = p.id AND q.open) AS open
    FROM (SELECT id FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid AND id > ${goal.countedTo}::uuid ORDER BY id LIMIT ${batch}) p ORDER BY p.id`)
  const last = next.at(-1)
  // Whoever has other numbers wanted meanwhile begins from the start.
  if (!last) await db().coverageGoal.updateMany({ where: { datasetId, countedTo: goal.countedTo }, data: { countedTo: null } })
  else await countGains(datasetId, next.flatMap(({ id, open }) => (open ? [id] : [])), { from: goal.countedTo, to: last.id })
  return last !== undefined
}
