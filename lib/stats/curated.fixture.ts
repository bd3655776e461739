import { randomUUID } from 'node:crypto'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'

// For tests of what components make of the counts.
export { ownDatabase } from '#lib/db/database.fixture.ts'

/** Who decides in the fixture. */
export const ada = { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'reviewer' }

/**
 * A dataset of 60 pairs in the middle of its curation, and the id: every third without a constraint, the others with one on length, true of
 * responses of up to 20 words, and one on tone, which no program judges. Of the first 30 pairs Ada has decided what can be accepted: every
 * fourth constraint rejected, the others accepted; nothing, where it is not to be `decided`.
 */
export async function curatedDataset(decided = true): Promise<string> {
  await db().user.upsert({ where: { id: ada.id }, create: { id: ada.id, name: ada.name, email: ada.email }, update: {} })
  const { id: datasetId } = await createDataset(null, { name: `Curated ${randomUUID()}`, license: 'CC0-1.0' })
  const items = Array.from({ length: 60 }, (_, n) => ({
    line: n + 1,
    record: pairRecord({
      instruction: `Question ${n}`,
      response: 'word '.repeat((n * 7) % 40).concat('end.'),
      source: n % 2 === 0 ? 'alpha' : 'beta',
      language: n % 4 === 0 ? 'de' : 'en',
      constraints: n % 3 === 0 ? [] : [{ rawType: 'Digit', text: 'Use at most 20 words.' }, { rawType: 'Tone_Constraints', text: 'Be kind.' }],
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items), { timeout: 60_000 })
  if (!decided) return datasetId
  const first = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, take: 30, select: { id: true } })
  const constraints = await db().constraint.findMany({
    where: { pairId: { in: first.map(({ id }) => id) }, OR: [{ outcome: 'pass' }, { outcome: null }] },
    orderBy: { id: 'asc' },
  })
  await decide(
    ada,
    constraints.map(({ id }, n) => ({
      id: randomUUID(),
      constraintId: id,
      seenVersion: 0,
      elapsedMs: 2000,
      ...(n % 4 === 0 ? { kind: 'reject', reason: 'vacuous' } : { kind: 'accept' }),
    })),
  )
  return datasetId
}
