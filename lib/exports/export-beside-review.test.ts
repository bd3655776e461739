import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { db } from '#lib/db/client.ts'
import { accepted, exportOf, exportedHashes } from '#lib/exports/accepted.fixture.ts'
import { ExportFolder, exportsRoot } from '#lib/exports/export-folder.ts'
import { decide } from '#lib/review/decide.ts'
import type * as Stretches from '#lib/exports/pieces/stretches.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'

useInstallation()

// As of so many pairs that an export of them has many pieces.
vi.mock('#lib/exports/pieces/stretches.ts', async (original) => {
  const real = await original<typeof Stretches>()
  return { ...real, stretches: () => real.stretches({ pairs: 12 * 4096, words: 0 }) }
})

const pairs = 1000
const recipe = { validation: 0.1, test: 0.1 }

function manyAccepted(): Promise<string> {
  // Longer than what connections hold back together, so that not all has arrived when the first rows are written.
  const response = (n: number): string => `Answer ${n} ${'goes on '.repeat(30)}${'x'.repeat(8000)}`
  return accepted(Array.from({ length: pairs }, (_, n) => ({ instruction: `Task number ${n % 900}`, response: response(n) })))
}
afterEach(() => vi.restoreAllMocks())

/** Makes the next export wait where it has written so many rows. `there` resolves when it waits; `goOn` lets it. */
function holdAtRow(wanted: number): { there: Promise<void>; goOn: () => void } {
  const { promise: there, resolve: arrive } = Promise.withResolvers<void>()
  const { promise: gate, resolve: goOn } = Promise.withResolvers<void>()
  let written = 0
  const openRows = ExportFolder.prototype.openRows
  vi.spyOn(ExportFolder.prototype, 'openRows').mockImplementation(async function (this: ExportFolder, ...args) {
    const file = await openRows.apply(this, args)
    const hold = async (): Promise<void> => {
      arrive()
      await gate
    }
    if (wanted === 0) await hold()
    return {
      close: (rows) => file.close(rows),
      async append(rows) {
        await file.append(rows)
        const before = written
        written += rows?.rows ?? 0
        if (before < wanted && written >= wanted) await hold()
      },
    }
  })
  return { there, goOn }
}

async function queued(datasetId: string): Promise<string> {
  return db().$transaction((tx) => createRun(tx, ada, { kind: 'export', datasetId, seed: 1, params: exportParams.parse({ format: 'sft-messages', ...recipe }) }))
}

/** Rejects some constraints, edits others, and takes half of each back. Answers how many pairs have none left. */
async function decideMuch(datasetId: string): Promise<number> {
  const standing = await db().constraint.findMany({ where: { datasetId, status: 'accepted' }, orderBy: { id: 'asc' }, take: 160, skip: 420 })
  const taken = standing.map(({ id, version }, n) => {
    const base = { id: randomUUID(), constraintId: id, seenVersion: version }
    return n < 120 ? { ...base, kind: 'reject' as const } : { ...base, kind: 'edit' as const, text: 'Use at most 80 words.' }
  })
  const results = await decide(ada, taken)
  expect(results.map(({ outcome }) => outcome)).toEqual(taken.map(() => 'applied'))
  const undone = taken.filter((_, n) => n % 2 === 0).map(({ id, constraintId, seenVersion }) => ({ id: randomUUID(), constraintId, kind: 'undo' as const, undoesId: id, seenVersion: seenVersion + 1 }))
  expect((await decide(ada, undone)).map(({ outcome }) => outcome)).toEqual(undone.map(() => 'applied'))
  return 60
}

describe('an export while people decide', () => {
  let datasetId: string
  beforeAll(async () => void (datasetId = await manyAccepted()))

  it.each([
    ['before its first row is written', 0],
    ['when its first rows are written', 20],
    ['when it is more than half through', 700],
  ])('is what it would have been before: decisions %s', async (_, row) => {
    const before = await exportOf(datasetId, recipe)
    const { there, goOn } = holdAtRow(row)
    const under = exportOf(datasetId, recipe)
    await there
    const rejected = await decideMuch(datasetId)
    goOn()
    const { runId, exportId } = await under
    const hashes = await exportedHashes(runId)
    expect(Object.keys(hashes)).toEqual(expect.arrayContaining(['manifest.json', 'README.md', 'train.jsonl', 'validation.jsonl', 'test.jsonl']))
    expect(hashes).toEqual(await exportedHashes(before.runId))
    const rows = async (id: string): Promise<number> => (await db().export.findUniqueOrThrow({ where: { id } })).rows
    expect(await rows(exportId)).toBe(await rows(before.exportId))

    vi.restoreAllMocks()
    const after = await exportOf(datasetId, recipe)
    expect(await rows(after.exportId)).toBe((await rows(before.exportId)) - rejected)
  }, 120_000)
})

describe('an export that is cancelled in the middle', () => {
  // Of a dataset that nobody reviews: what a test before has not done by its end would be decided between two exports here.
  let datasetId: string
  beforeAll(async () => void (datasetId = await manyAccepted()))

  it.each([
    ['and sees it while it writes', 700, true],
    ['and would have ended before it looks again', 700, false],
  ])('leaves nothing behind %s', async (_, row, waits) => {
    const whole = await exportedHashes((await exportOf(datasetId, recipe)).runId)
    const folders = await readdir(exportsRoot())
    const id = await queued(datasetId)
    const { there, goOn } = holdAtRow(row)
    const working = executeRun(id, 'one', new AbortController().signal)
    await there
    expect((await runView(id)).progress).toBeGreaterThan(0)
    await actOnRun(ada, id, { action: 'cancel' })
    if (waits) await new Promise((resolve) => setTimeout(resolve, 1500))
    goOn()
    await working
    expect(await runView(id)).toMatchObject({ status: 'cancelled', error: null })
    expect(await db().export.count({ where: { runId: id } })).toBe(0)
    expect(await readdir(exportsRoot())).toEqual(folders)

    // It can be taken up again, and is whole then.
    vi.restoreAllMocks()
    await actOnRun(ada, id, { action: 'retry' })
    await executeRun(id, 'two', new AbortController().signal)
    expect(await runView(id)).toMatchObject({ status: 'done' })
    expect(await exportedHashes(id)).toEqual(whole)
  }, 120_000)

  it('is whole when it is taken up again while the first attempt still writes', async () => {
    const whole = await exportedHashes((await exportOf(datasetId, recipe)).runId)
    const folders = await readdir(exportsRoot())
    const id = await queued(datasetId)
    const first = holdAtRow(300)
    const one = executeRun(id, 'one', new AbortController().signal)
    await first.there
    await actOnRun(ada, id, { action: 'cancel' })
    await actOnRun(ada, id, { action: 'retry' })
    vi.restoreAllMocks()
    const second = holdAtRow(700)
    const two = executeRun(id, 'two', new AbortController().signal)
    await second.there
    first.goOn()
    await one
    expect(await runView(id)).toMatchObject({ status: 'running', error: null })
    second.goOn()
    await two
    expect(await runView(id)).toMatchObject({ status: 'done', error: null })
    expect(await exportedHashes(id)).toEqual(whole)
    expect(await readdir(exportsRoot())).toEqual([...folders, id, `${id}.dropped`, `${id}.rows`].toSorted())
  }, 120_000)
})
