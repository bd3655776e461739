import { randomUUID } from 'node:crypto'
import { db } from '#lib/db/client.ts'

/** Puts a check for a reviewer at a pair: a constraint in these words that does not hold. */
export async function plantCheck({ datasetId, pairId, reviewerId, text }: { datasetId: string; pairId: string; reviewerId: string; text: string }): Promise<void> {
  await db().reviewCheck.create({ data: { id: randomUUID(), datasetId, pairId, reviewerId, type: 'unmapped', text, origin: 'llm', position: 0, standsBefore: true, holds: false, found: {} } })
}

/** Has every reviewer have answered the checks of a dataset. */
export async function answerChecks(datasetId: string): Promise<void> {
  await db().reviewCheck.updateMany({ where: { datasetId }, data: { answer: 'reject', answeredAt: new Date() } })
}

/** The ids of all checks at a pair. */
export async function checksAt(pairId: string): Promise<Set<string>> {
  return new Set((await db().reviewCheck.findMany({ where: { pairId }, select: { id: true } })).map(({ id }) => id))
}

/** The checks of a dataset that nobody has answered, by what their pairs say. Planted ones have found nothing: they are given as much as an answer reads. */
export async function unansweredChecks(datasetId: string): Promise<{ id: string; version: number }[]> {
  await db().reviewCheck.updateMany({ where: { datasetId }, data: { found: { detail: '', evidence: [] } } })
  return db().reviewCheck.findMany({ where: { datasetId, answer: null }, orderBy: { pair: { contentHash: 'asc' } }, select: { id: true, version: true } })
}
