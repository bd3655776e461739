import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { nearDuplicateBands, type NearDuplicateSettings } from './near-duplicate-bands.ts'
import { clusterNearDuplicates } from './near-duplicates.ts'

ownDatabase()
const never = new AbortController().signal
const settings: NearDuplicateSettings = { threshold: 0.8, field: 'response' }

/** A text of words that no other number's text has. */
function text(number: number, words = 60): string {
  return Array.from({ length: words }, (_, i) => `word${number}x${i}`).join(' ')
}

/** A dataset of pairs with these responses, in order of id, with their bands. */
async function datasetOf(responses: readonly string[], instruction = (at: number) => `Question ${at}`): Promise<string> {
  const { id } = await findOrCreateDataset(null, randomUUID())
  const items = responses.map((response, at) => ({ line: at + 1, record: pairRecord({ instruction: instruction(at), response }) }))
  await db().$transaction((tx) => storePairs(tx, { datasetId: id, runId: null, source: 'test', license: null }, items), { timeout: 60_000 })
  await storeBands(id, settings)
  return id
}

async function storeBands(datasetId: string, given: NearDuplicateSettings): Promise<void> {
  const pairs = await db().pair.findMany({ where: { datasetId } })
  const rows = pairs.flatMap((pair) => (nearDuplicateBands(pair, given) ?? []).map((band) => ({ ...band, datasetId, pairId: pair.id })))
  await db().minHashBand.deleteMany({ where: { datasetId } })
  for (let at = 0; at < rows.length; at += 5000) await db().minHashBand.createMany({ data: rows.slice(at, at + 5000) })
}

/** For each pair in order of id the place of the pair that it names. */
async function marksOf(datasetId: string): Promise<(number | null)[]> {
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true, nearDuplicateOfId: true } })
  return pairs.map(({ nearDuplicateOfId }) => (nearDuplicateOfId === null ? null : pairs.findIndex(({ id }) => id === nearDuplicateOfId)))
}

describe('clusterNearDuplicates', () => {
  it('names the first of each cluster in the others, and in no other pair', async () => {
    const other = text(2)
    const datasetId = await datasetOf([
      text(0),
      text(1),
      `${text(0)}!`,
      // 56 and 57 shingles of which 56 are in both.
      `${text(1)} end`,
      other,
      // 60 words of which 30 are another's: 26 shingles in both of 86.
      `${text(2, 30)} ${text(3, 30)}`,
      text(0).toUpperCase(),
    ])
    expect(await clusterNearDuplicates(datasetId, 0.8, 'response', never)).toEqual({ clusters: 2, marked: 3 })
    expect(await marksOf(datasetId)).toEqual([null, null, 0, 1, null, null, 0])
  })

  it('joins what a chain of near-duplicates connects', async () => {
    // Each starts five words later: neighbours share 51 of 61 shingles (0.836), the first and the last 46 of 66 (0.697).
    const long = text(0, 100).split(' ')
    const datasetId = await datasetOf([0, 5, 10].map((from) => long.slice(from, from + 60).join(' ')))
    await clusterNearDuplicates(datasetId, 0.8, 'response', never)
    expect(await marksOf(datasetId)).toEqual([null, 0, 0])
  })

  it('takes a candidate for none whose true similarity is below the threshold', async () => {
    // 0.787 is a candidate in 99 of 100 cases.
    const datasetId = await datasetOf(Array.from({ length: 20 }, (_, i) => [text(i, 60), `${text(i, 53)} ${text(i + 1000, 8)}`]).flat())
    const candidates = await db().$queryRaw<unknown[]>`
      SELECT DISTINCT a."pairId" FROM "MinHashBand" a JOIN "MinHashBand" b ON a."datasetId" = b."datasetId" AND a.band = b.band AND a.hash = b.hash AND a."pairId" < b."pairId"
      WHERE a."datasetId" = ${datasetId}::uuid`
    expect(candidates.length).toBeGreaterThan(10)
    expect(await clusterNearDuplicates(datasetId, 0.8, 'response', never)).toEqual({ clusters: 0, marked: 0 })
  })

  it('is idempotent, and takes back marks that are no longer true', async () => {
    const datasetId = await datasetOf([text(0), text(0), `${text(1)} a`, `${text(1)} b`])
    await clusterNearDuplicates(datasetId, 0.8, 'response', never)
    const before = await db().$queryRaw`SELECT id, xmin::text FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid ORDER BY id`
    expect(await clusterNearDuplicates(datasetId, 0.8, 'response', never)).toEqual({ clusters: 2, marked: 2 })
    expect(await db().$queryRaw`SELECT id, xmin::text FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid ORDER BY id`).toEqual(before)
    // The bands are of the responses: of the instructions nothing is known.
    await clusterNearDuplicates(datasetId, 0.8, 'instruction', never)
    expect(await marksOf(datasetId)).toEqual([null, null, null, null])
  })

  it('compares the field that is asked for', async () => {
    const datasetId = await datasetOf([text(0), text(0)], (at) => text(at + 10))
    await storeBands(datasetId, { threshold: 0.8, field: 'both' })
    expect(await clusterNearDuplicates(datasetId, 0.8, 'both', never)).toEqual({ clusters: 0, marked: 0 })
    await storeBands(datasetId, { threshold: 0.5, field: 'both' })
    // 120 words, of which the last 60 are the same: 56 of 176 shingles.
    expect(await clusterNearDuplicates(datasetId, 0.3, 'both', never)).toEqual({ clusters: 0, marked: 0 })
    await storeBands(datasetId, { threshold: 0.3, field: 'both' })
    expect(await clusterNearDuplicates(datasetId, 0.3, 'both', never)).toEqual({ clusters: 1, marked: 1 })
  })

  it('leaves other datasets alone', async () => {
    const [one, other] = [await datasetOf([text(0), text(0)]), await datasetOf([text(0), text(0)])]
    await clusterNearDuplicates(one, 0.8, 'response', never)
    expect(await marksOf(other)).toEqual([null, null])
  })

  it('stops when it is told to, and writes nothing then', async () => {
    const datasetId = await datasetOf([text(0), `${text(0)} end`])
    await expect(clusterNearDuplicates(datasetId, 0.8, 'response', AbortSignal.abort(new Error('paused')))).rejects.toThrow('paused')
    expect(await marksOf(datasetId)).toEqual([null, null])
  })

  it('takes many equal and nearly equal texts in its stride', async () => {
    const equal = Array.from({ length: 1000 }, () => text(0))
    const nearly = Array.from({ length: 300 }, (_, i) => `${text(1)} ending${i}`)
    const datasetId = await datasetOf([...equal, ...nearly])
    expect(await clusterNearDuplicates(datasetId, 0.8, 'response', never)).toEqual({ clusters: 2, marked: 1298 })
    const marks = await marksOf(datasetId)
    expect([marks[0], marks[1000]]).toEqual([null, null])
    expect(new Set(marks.slice(1, 1000))).toEqual(new Set([0]))
    expect(new Set(marks.slice(1001))).toEqual(new Set([1000]))
  }, 120_000)
})
