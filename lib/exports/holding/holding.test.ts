import { createHash, randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db, poolSize } from '#lib/db/client.ts'
import { somebodyWaits } from '#lib/db/waiting.fixture.ts'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { exportsOfPair, takenDownOf } from '#lib/exports/holding/exports-of-pair.ts'
import { exportsHolding } from '#lib/exports/holding/find-holding.ts'
import { rowIdOf } from '#lib/exports/row-id.ts'
import { rememberTakenDownSince } from '#lib/exports/holding/finished-since.ts'
import { rowIndexPath } from '#lib/exports/holding/row-index.ts'
import { takeDown } from '#lib/exports/holding/take-down.ts'
import { contentHash } from '#lib/pairs/content-hash.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { datasetOf, makeAll } from '#lib/preferences/dataset.fixture.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const owner = { ...ada, role: 'owner' }
const { signal } = new AbortController()
const given = (n: number, word = 'pair') => Array.from({ length: n }, (_, k) => ({ instruction: `Tell of ${word} ${k}.`, response: `Of ${word} ${k}: ${createHash('sha256').update(`${word}${k}`).digest('hex')}, and so on, until it is long enough to be told from any other.` }))

async function pairOf(datasetId: string, n = 0) {
  return db().pair.findFirstOrThrow({ where: { datasetId }, orderBy: { id: 'asc' }, skip: n })
}

async function placesIn(exportId: string, pair: { contentHash: string; instruction: string; response: string }, thorough = false) {
  const { exports } = await exportsHolding({ id: rowIdOf(pair.contentHash), texts: pair }, { thorough, signal })
  return exports.find((made) => made.exportId === exportId)?.places ?? []
}

describe('which exports hold a pair', () => {
  it('is told with file and row, as a row of its own and as a demonstration, and of each pair', async () => {
    const datasetId = await accepted(given(30))
    const { exportId, runId } = await exportOf(datasetId, { demonstrations: 3, demonstrationShare: 1, validation: 0.3 })
    const files = new Map(await Promise.all(['train.jsonl', 'validation.jsonl'].map(async (name) => [name, (await readFile(join(exportsRoot(), runId, name), 'utf8')).split('\n')] as const)))
    let shown = 0
    for (const pair of await db().pair.findMany({ where: { datasetId } })) {
      const places = await placesIn(exportId, pair)
      const expected = [...files].flatMap(([file, lines]) => lines.flatMap((line, n) => (line.includes(JSON.stringify(pair.response).slice(1, -1)) ? [`${file}:${n + 1}`] : [])))
      expect(places.map(({ file, row }) => `${file}:${row}`)).toEqual(expected)
      expect(places.filter(({ as }) => as === 'row')).toHaveLength(1)
      shown += places.filter(({ as }) => as === 'demonstration').length
    }
    expect(shown).toBeGreaterThan(30)
  })

  it.each([
    ['sft-messages', 'parquet'], ['prompt-completion', 'csv'], ['crab', 'jsonl.gz'], ['kto-prompts', 'jsonl'], ['alpaca', 'jsonl'], ['sharegpt', 'jsonl'], ['openai', 'jsonl'], ['llama-factory', 'jsonl'], ['axolotl', 'jsonl'], ['rlvr', 'jsonl'], ['rlvr-pincer', 'csv'], ['ifeval', 'jsonl'],
  ])('is found by reading, too, where there is no index: %s as %s', async (format, fileType) => {
    const datasetId = await accepted(given(6, format))
    const takesDemonstrations = !['ifeval', 'kto-prompts'].includes(format)
    const { exportId, runId } = await exportOf(datasetId, { format, fileType, ...(takesDemonstrations ? { demonstrations: 2, demonstrationShare: 1 } : {}) })
    const pair = await pairOf(datasetId)
    const indexed = await placesIn(exportId, pair)
    await rm(rowIndexPath(runId))
    const before = await exportsHolding({ id: rowIdOf(pair.contentHash), texts: pair }, { thorough: false, signal })
    expect(before.exports.map((made) => made.exportId)).not.toContain(exportId)
    expect(before.notLookedThrough).toBe(1)
    expect(indexed.map(({ as }) => as)).toContain('row')
    expect(indexed.length > 1).toBe(takesDemonstrations || format === 'kto-prompts')
    expect(await placesIn(exportId, pair, true)).toEqual(indexed)
    await rm(join(exportsRoot(), runId), { recursive: true })
    expect(await exportsHolding({ id: rowIdOf(pair.contentHash), texts: pair }, { thorough: true, signal })).toMatchObject({ exports: [], gone: expect.any(Number) })
    await db().export.delete({ where: { id: exportId } })
  })

  it('is told of general rows in the exports of another dataset', async () => {
    const [own, general] = [await accepted(given(4, 'own')), await accepted(given(4, 'general'))]
    const { name } = await db().dataset.findUniqueOrThrow({ where: { id: general } })
    const { exportId, runId } = await exportOf(own, { general: { dataset: name, share: 0.5 } })
    const pair = await pairOf(general)
    const places = await placesIn(exportId, pair)
    expect(places).toMatchObject([{ as: 'general' }])
    await rm(rowIndexPath(runId))
    expect(await placesIn(exportId, pair, true)).toEqual(places)
  })
})

it('is told of preferences', async () => {
  const { datasetId, pairIds } = await datasetOf([{}, { instruction: 'Tell me about boats.', response: 'Boats go out at dawn in all weathers. They come home late and lie in a row.' }])
  await makeAll(datasetId, { methods: ['edits'] })
  await db().preference.updateMany({ where: { datasetId }, data: { status: 'accepted' } })
  const { exportId, runId } = await exportOf(datasetId, { format: 'dpo' })
  const pair = await db().pair.findUniqueOrThrow({ where: { id: pairIds[1] ?? '' } })
  const lines = (await readFile(join(exportsRoot(), runId, 'train.jsonl'), 'utf8')).split('\n')
  const expected = lines.flatMap((line, n) => (line.includes('Tell me about boats.') ? [{ file: 'train.jsonl', row: n + 1, as: 'preference' }] : []))
  expect(expected).not.toEqual([])
  expect(await placesIn(exportId, pair)).toEqual(expected)
  await rm(rowIndexPath(runId))
  expect(await placesIn(exportId, pair, true)).toEqual(expected)
})

describe('taking a pair down', () => {
  /** A record as imports bring it, in two datasets, with a pair that stays beside it. */
  async function twice() {
    const record = pairRecord({ instruction: `Say who I am (${randomUUID()}).`, response: 'You are somebody who wants to be forgotten.' })
    const other = pairRecord({ instruction: `Say what it is (${randomUUID()}).`, response: 'It is a lighthouse on a cliff above the sea.' })
    const datasets = await Promise.all(['One', 'Two'].map((name) => createDataset(null, { name: `${name} ${randomUUID()}`, license: 'CC0-1.0' })))
    const store = (datasetId: string) => db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [record, other].map((each, line) => ({ line, record: each }))))
    for (const { id } of datasets) {
      await store(id)
      for (const { id: pairId } of await db().pair.findMany({ where: { datasetId: id } })) {
        await db().constraint.create({ data: { id: randomUUID(), datasetId: id, pairId, position: 0, type: 'length.words', text: 'Use at most 90 words.', origin: 'rule', checkerId: 'pincer:word_count', checkerVersion: 1, kwargs: { max: 90 }, status: 'accepted', outcome: 'pass', fingerprint: 'f'.repeat(32) } })
        await db().pair.update({ where: { id: pairId }, data: { acceptedCount: 1, constraintCount: 1 } })
      }
    }
    const [first, second] = datasets.map(({ id }) => id)
    const hash = contentHash(record)
    const pair = await db().pair.findFirstOrThrow({ where: { datasetId: first ?? '', contentHash: hash } })
    return { first: first ?? '', second: second ?? '', hash, pair, store }
  }

  it('is for the owner and admins, and wants a pair that is there', async () => {
    const { pair } = await twice()
    await expect(takeDown(ada, pair.id, 'asked for', signal)).rejects.toThrow('Only the owner and admins may take pairs down.')
    await expect(takeDown(owner, randomUUID(), 'asked for', signal)).rejects.toThrow('There is no such pair')
    expect(await exportsOfPair(ada, pair.id, false, signal)).toMatchObject({ mayTakeDown: false, elsewhere: [{ datasetName: expect.stringMatching(/^Two /) }] })
  })

  it('removes it everywhere, keeps it out of imports and later exports, and tells the exports that hold it', async () => {
    const { first, second, hash, pair, store } = await twice()
    const [indexed, early, untouched] = [await exportOf(first), await exportOf(second, { format: 'openai' }), await exportOf(await accepted(given(2, 'others')))]
    await rm(rowIndexPath(early.runId))
    expect(await takeDown(owner, pair.id, 'The author asked for it.', signal)).toEqual({ exports: 2 })
    expect(await db().pair.count({ where: { contentHash: hash } })).toBe(0)
    expect(await db().pair.count({ where: { datasetId: { in: [first, second] } } })).toBe(2)

    for (const { exportId } of [indexed, early]) expect(await takenDownOf(exportId)).toMatchObject([{ contentHash: hash, reason: 'The author asked for it.', by: 'Ada', rows: 1, places: [{ file: 'train.jsonl', as: 'row' }] }])
    expect(await takenDownOf(untouched.exportId)).toEqual([])
    // What it said is kept nowhere in the record of it.
    expect(JSON.stringify(await db().auditEvent.findMany({ where: { targetId: pair.id }, select: { before: true, after: true } }))).not.toContain('forgotten')

    expect(await store(first)).toMatchObject({ pairs: 0, duplicates: 1, takenDown: 1 })
    const again = await exportOf(first)
    expect(await readFile(join(exportsRoot(), again.runId, 'train.jsonl'), 'utf8')).not.toContain('forgotten')
    expect(await takenDownOf(again.exportId)).toEqual([])
    expect(await readFile(join(exportsRoot(), indexed.runId, 'train.jsonl'), 'utf8')).toContain('forgotten')
  })

  it('is done also where more are asked for at once than there are connections', async () => {
    const datasetId = await accepted(given(2 * poolSize, 'many'))
    await exportOf(datasetId)
    const pairs = await db().pair.findMany({ where: { datasetId } })
    expect(pairs).toHaveLength(2 * poolSize)
    expect(await Promise.all(pairs.map(({ id }) => takeDown(owner, id, 'asked for', signal)))).toEqual(pairs.map(() => ({ exports: 1 })))
    expect(await db().pair.count({ where: { datasetId } })).toBe(0)
  })

  it('goes on where another that says the same is deleted at that moment', async () => {
    const { first, second, hash, pair } = await twice()
    let taken: Promise<unknown> | undefined
    await db().$transaction(async (tx) => {
      await tx.pair.deleteMany({ where: { datasetId: second, contentHash: hash } })
      taken = takeDown(owner, pair.id, 'asked for', signal)
      await somebodyWaits()
    })
    expect(await taken).toEqual({ exports: 0 })
    expect(await db().pair.count({ where: { datasetId: { in: [first, second] }, contentHash: hash } })).toBe(0)
    expect(await db().takenDown.count({ where: { contentHash: hash } })).toBe(1)
  })

  it('is told of an export, too, that was written meanwhile', async () => {
    const { first, hash, pair } = await twice()
    const { exportId, runId } = await exportOf(first)
    await takeDown(owner, pair.id, 'asked for', signal)
    await db().takenDownHold.deleteMany({ where: { exportId } })
    const files = [{ name: 'train.jsonl', rows: 2, bytes: 0, sha256: '' }]
    await db().$transaction((tx) => rememberTakenDownSince(tx, { id: exportId, folder: runId, files, since: new Date() }))
    expect(await takenDownOf(exportId)).toMatchObject([{ contentHash: hash, places: [{ file: 'train.jsonl', as: 'row' }] }])
  })
})
