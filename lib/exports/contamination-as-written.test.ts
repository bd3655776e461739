import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { storeBenchmark } from '#lib/contamination/benchmark-lists.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { accepted } from '#lib/exports/accepted.fixture.ts'
import { acceptedDataset, addLevels, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const refined = 'Write a letter to the keeper of the old lighthouse that thanks him for thirty years of unbroken light.'
const ofConstraint = 'Close the whole letter with a sentence that names the lighthouse and wishes its keeper a long and quiet retirement.'

/** Says that a dataset was searched for all benchmarks, and that nothing was found in it. */
async function searched(datasetId: string): Promise<void> {
  await db().run.create({ data: { id: randomUUID(), datasetId, kind: 'contamination', status: 'done', finishedAt: new Date(), params: { lists: [] } } })
}

async function exported(datasetId: string, recipe: Partial<ExportParams>): Promise<{ out: number; dropped: Record<string, number>; leftOut: Record<string, number>; report: unknown; text: string }> {
  const folder = await exportedFolder(datasetId, { dropContaminated: true, ...recipe })
  const { counts, constraints } = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
  expect((await verifyExport(folder)).faults).toEqual([])
  const report: unknown = JSON.parse(await readFile(join(folder, 'contamination.json'), 'utf8'))
  return { out: counts.out, dropped: counts.dropped, leftOut: constraints.leftOut, report, text: await readFile(join(folder, 'train.jsonl'), 'utf8') }
}

describe('what an export writes is held against the benchmarks, whatever a search found of its pairs', () => {
  let datasetId: string
  beforeAll(async () => {
    await storeBenchmark(null, 'made-up', [`${refined} It is to be short.\n${ofConstraint}`])
    datasetId = await accepted([
      { instruction: 'Thank the keeper.', response: 'Dear keeper, thank you.' },
      { instruction: 'Greet the keeper.', response: 'Dear keeper, good day to you.' },
    ])
    const pair = await db().pair.findFirstOrThrow({ where: { datasetId, instruction: 'Thank the keeper.' } })
    await db().variant.create({ data: { id: randomUUID(), datasetId, pairId: pair.id, kind: 'refined', text: refined, origin: 'llm', status: 'accepted', fingerprint: 'r'.repeat(32) } })
    await searched(datasetId)
  })

  it('leaves a pair out whose refined instruction has words of one, where that leaves', async () => {
    const made = await exported(datasetId, { instruction: 'refined' })
    expect([made.out, made.dropped]).toEqual([1, { 'its prompt as written has words of made-up': 1 }])
    expect(made.report).toMatchObject({ heldAgainst: ['made-up'], leftOut: 1, byBenchmark: { 'made-up': 1 }, pairs: [{ benchmarks: 'made-up', asWritten: true }] })
    expect(made.text).not.toContain('thirty years')
    expect(await exported(datasetId, { instruction: 'original' })).toMatchObject({ out: 2, dropped: {}, report: { leftOut: 0 } })
  })

  it('leaves a pair out that would have to tell such an instruction when it is turned round', async () => {
    expect(await exported(datasetId, { reverse: 1, reverseAsks: 'refined' })).toMatchObject({ out: 0, dropped: { 'its prompt as written has words of made-up': 1, 'no refined instruction to ask for': 1 } })
  })

  it('states no constraint whose text has words of one, in no row and in no demonstration', async () => {
    const id = await acceptedDataset(12)
    await searched(id)
    const style = await db().constraint.findMany({ where: { datasetId: id, text: 'Be kind to the reader.' }, take: 5 })
    await db().constraint.updateMany({ where: { id: { in: style.map((each) => each.id) } }, data: { text: ofConstraint } })
    const made = await exported(id, { demonstrations: 2, demonstrationShare: 1 })
    expect([made.out, made.dropped, made.leftOut]).toEqual([12, {}, { 'its text has words of made-up': 5 }])
    expect(made.text).not.toContain('quiet retirement')
  })

  it('holds rows of a general set against them, too', async () => {
    const { id, name } = await createDataset(null, { name: `General ${randomUUID()}`, license: 'MIT' })
    const records = [refined, 'Name a star.'].map((instruction, n) => ({ line: n + 1, record: pairRecord({ instruction, response: `It is number ${n}.` }) }))
    await db().$transaction((tx) => storePairs(tx, { datasetId: id, runId: null, source: 'sums', license: null }, records))
    const made = await exported(datasetId, { general: { dataset: name, share: 0.5, most: null } })
    expect([made.text.includes('Name a star.'), made.text.includes('thirty years')]).toEqual([true, false])
  })

  it('holds the prompts of preferences against them, which are in words of their own', async () => {
    const id = await acceptedDataset(4)
    await addLevels(id, 2)
    await searched(id)
    const [one] = await db().preference.findMany({ where: { datasetId: id, status: 'accepted' }, orderBy: { id: 'asc' } })
    await db().preference.update({ where: { id: one?.id ?? '' }, data: { prompt: `${refined} ${one?.prompt ?? ''}` } })
    const made = await exported(id, { format: 'dpo' })
    expect(made.dropped).toMatchObject({ 'its prompt as written has words of made-up': 1 })
    expect(made.report).toMatchObject({ leftOut: 1, pairs: [{ asWritten: true }] })
    expect(made.text).not.toContain('thirty years')
  })
})
