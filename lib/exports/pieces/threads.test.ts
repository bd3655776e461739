import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { db } from '#lib/db/client.ts'
import { accepted, exportOf, exportedHashes } from '#lib/exports/accepted.fixture.ts'
import * as PageRanges from '#lib/exports/pieces/page-ranges.ts'
import * as Spool from '#lib/exports/pieces/spool.ts'
import type * as Stretches from '#lib/exports/pieces/stretches.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'

useInstallation()

vi.mock('#lib/exports/pieces/page-ranges.ts', { spy: true })
vi.mock('#lib/exports/pieces/spool.ts', { spy: true })
// As of so many pairs that an export of them has many pieces.
vi.mock('#lib/exports/pieces/stretches.ts', async (original) => {
  const real = await original<typeof Stretches>()
  return { ...real, stretches: () => real.stretches({ pairs: 12 * 4096, words: 0 }) }
})

let datasetId: string
beforeAll(async () => {
  const given = Array.from({ length: 300 }, (_, n) => ({ instruction: `Task ${n % 280} of "many"`, response: `Answer ${n}:\n語 and 😀 ${'more '.repeat(n % 40)}`, source: `source ${n % 3}`, ...(n % 50 === 9 ? { repeats: n - 1 } : {}) }))
  datasetId = await accepted(given)
})
afterEach(() => void delete process.env.PINCER_EXPORT_THREADS)

const recipes: { what: string; recipe: object; counts?: number[] }[] = [
  { what: 'JSON lines', recipe: {} },
  { what: 'Parquet in three splits', counts: [0, 1, 2, 4], recipe: { fileType: 'parquet', validation: 0.1, test: 0.2 } },
  { what: 'packed lines by source, with demonstrations', recipe: { fileType: 'jsonl.gz', validation: 0.3, splitBy: 'source', demonstrations: 2 } },
  { what: 'CSV without near-duplicates', recipe: { fileType: 'csv', format: 'alpaca', dropNearDuplicates: true, longestWords: 60 } },
  { what: 'stages in a random order, with rows of earlier ones again', recipe: { anyNumber: 1, validation: 0.2, curriculum: { by: 'constraints', cuts: [2], epochs: [], replay: 0.3, control: true } } },
  { what: 'levels, reverse examples', recipe: { ladder: 2, minConstraints: 1 } },
  { what: 'a filter, and a cap that counts', recipe: { mostRows: 100, reverse: 0.5 } },
]

// Where other datasets make up most of the table of pairs, each is looked up; else the table is read as it lies.
const ways = [{ how: 'looked up', few: true }, { how: 'as they lie', few: false }]

describe('the bytes of an export', () => {
  it.each(ways)('are those that one thread makes, pairs $how', async ({ few }) => {
    const whole = await exportedHashes((await exportOf(datasetId)).runId)
    process.env.PINCER_EXPORT_THREADS = '2'
    const ranges = vi.mocked(PageRanges.pageRanges)
    if (few) ranges.mockResolvedValue(null)
    expect(await exportedHashes((await exportOf(datasetId)).runId)).toEqual(whole)
    expect(ranges).toHaveBeenCalledOnce()
    if (!few) expect(await ranges.mock.results[0]?.value).not.toBeNull()
    ranges.mockReset()
  })

  it('are those too where some stretches are too long to be read at once', async () => {
    const whole = await exportedHashes((await exportOf(datasetId)).runId)
    process.env.PINCER_EXPORT_THREADS = '2'
    const fits = vi.mocked(Spool.fitsMemory)
    let n = 0
    fits.mockImplementation(() => (n += 1) % 3 === 0)
    expect(await exportedHashes((await exportOf(datasetId)).runId)).toEqual(whole)
    expect(n).toBe(12)
    fits.mockReset()
  })

  it.each(recipes)('are the same however many threads make them: $what', async ({ recipe, counts = [0, 2] }) => {
    const made: Record<string, string>[] = []
    for (const threads of counts) {
      process.env.PINCER_EXPORT_THREADS = String(threads)
      made.push(await exportedHashes((await exportOf(datasetId, recipe)).runId))
    }
    expect(Object.keys(made[0] ?? {}).length).toBeGreaterThan(2)
    for (const each of made) expect(each).toEqual(made[0])
  })
})

describe('an export by threads', () => {
  it('ends where a thread fails, and says why', async () => {
    process.env.PINCER_EXPORT_THREADS = '2'
    await db().$executeRaw`UPDATE "AcceptedLine" SET line = 'of no use' WHERE "pairId" IN (SELECT id FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid ORDER BY "contentHash" DESC LIMIT 1)`
    await expect(exportOf(datasetId)).rejects.toThrow('the export is failed')
    await db().$executeRaw`UPDATE "AcceptedLine" l SET line = n.line FROM "AcceptedLineNow" n WHERE n."pairId" = l."pairId"`
    await exportOf(datasetId)
  })

  it('ends when it is cancelled, and is whole when it is taken up again', async () => {
    const whole = await exportedHashes((await exportOf(datasetId)).runId)
    process.env.PINCER_EXPORT_THREADS = '2'
    const runId = await db().$transaction((tx) => createRun(tx, ada, { kind: 'export', datasetId, seed: 1, params: exportParams.parse({ format: 'sft-messages' }) }))
    const stopping = new AbortController()
    const working = executeRun(runId, 'one', stopping.signal)
    await expect.poll(async () => (await runView(runId)).status).toBe('running')
    await actOnRun(ada, runId, { action: 'cancel' })
    stopping.abort(new Error('stopped'))
    await working
    expect((await runView(runId)).status).toBe('cancelled')
    await actOnRun(ada, runId, { action: 'retry' })
    await executeRun(runId, 'two', new AbortController().signal)
    expect(await exportedHashes(runId)).toEqual(whole)
  })
})
