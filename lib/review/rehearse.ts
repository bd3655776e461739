import { randomUUID } from 'node:crypto'
import { actorOfToken } from '#lib/auth/quick-session.ts'
import { pool, poolSize } from '#lib/db/client.ts'
import { decidePlainly } from '#lib/review/decide-plainly.ts'
import { readPairs } from '#lib/review/pair-rows.ts'
import { policyOf } from '#lib/review/policy.ts'
import { queueRehearsals } from '#lib/review/queue.ts'
import { reviewProgress } from '#lib/review/review-progress.ts'

const nobody = { id: '', name: '', email: '', role: 'reviewer' }
/** Pairs that a page asks for. */
const takenAtOnce = 3
/** The first time takes ten times as long as the third. */
const times = 2

/**
 * Opens all connections of this process and asks each of them what reviewers ask most of the dataset that was reviewed last, in nobody's name: nothing is written or handed out. To a new
 * connection everything is new (tables, functions, plans), and who meets it first would wait for that.
 */
export async function rehearseReview(): Promise<void> {
  const asks = [() => actorOfToken(''), decideNothing, ...(await pageOfLatest())]
  for (let time = 0; time < times; time += 1) {
    // All in the same moment, so that each goes over a connection of its own.
    for (const ask of asks) await Promise.all(Array.from({ length: poolSize }, ask))
  }
}

function decideNothing(): Promise<unknown> {
  return decidePlainly(nobody, [{ id: randomUUID(), constraintId: randomUUID(), kind: 'accept', seenVersion: 0 }])
}

/** What a page of next pairs asks, one statement each. */
async function pageOfLatest(): Promise<(() => Promise<unknown>)[]> {
  const { rows: [dataset] } = await pool().query<{ id: string; policy: unknown }>(
    `SELECT d.id, d.policy FROM "Dataset" d ORDER BY (SELECT max(x."createdAt") FROM "Decision" x WHERE x."datasetId" = d.id) DESC NULLS LAST, d."createdAt" DESC LIMIT 1`,
  )
  if (!dataset) return []
  const { id, policy: set } = dataset
  const policy = policyOf(set)
  const { rows: pairs } = await pool().query<{ id: string }>('SELECT id FROM "Pair" WHERE "datasetId" = $1 ORDER BY id LIMIT $2', [id, takenAtOnce])
  const ids = pairs.map((pair) => pair.id)
  return [
    ...(await queueRehearsals(id, policy, { scope: 'undecided', limit: takenAtOnce })),
    () => readPairs(ids, nobody.id),
    ...(policy.overlap === 1 ? [() => reviewProgress(nobody, id, 'undecided', policy)] : []),
  ]
}
