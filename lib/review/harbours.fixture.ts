import { db } from '#lib/db/client.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'

function person(index: number) {
  return { id: `p${index}`, name: `Person ${index}`, email: `p${index}@example.org`, role: 'reviewer' }
}

export type Person = ReturnType<typeof person>
/** Twenty reviewers; who tests with them puts them into the database. */
export const people = Array.from({ length: 20 }, (_, index) => person(index))
/** Owns everything, and settles what people differ on. */
export const lead = { id: 'lead', name: 'Lea', email: 'lea@example.org', role: 'owner' }
export const [ada, ben, cid] = [person(0), person(1), person(2)]

/** A constraint that no program can decide. */
export const voice = { rawType: 'Desired_Writing_Style', text: 'Write in a calm, observant voice.' }

/** Stores a pair for each list of constraints. Answers their ids, in order, with those that were there before. */
export async function storeHarbours(datasetId: string, constraints: { rawType: string; text: string }[][]): Promise<string[]> {
  const records = constraints.map((those, index) => ({
    line: index + 1,
    record: pairRecord({ instruction: `Describe harbour ${index}.`, response: `Harbour ${index} wakes early, before the town.`, constraints: those }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, records), { timeout: 30_000 })
  return (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
}
