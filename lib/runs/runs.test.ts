import { randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkConstraint } from '#lib/constraints/index.ts'
import { db } from '#lib/db/client.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { uploadPath } from '#lib/pairs/uploads.ts'
import { decide } from '#lib/review/decide.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import type { StartRun } from '#lib/runs/contract.ts'
import { importErrors, runView } from '#lib/runs/run-view.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { stopAtWork } from '#lib/runs/worker.fixture.ts'

useInstallation()

async function newDataset(): Promise<string> {
  return (await createDataset(null, { name: `Dataset ${randomUUID()}`, license: 'CC0-1.0' })).id
}

async function upload(content: string): Promise<string> {
  const id = randomUUID()
  await mkdir(dirname(uploadPath(id)), { recursive: true })
  await writeFile(uploadPath(id), content)
  return id
}

async function queued(input: StartRun): Promise<string> {
  return db().$transaction((tx) => createRun(tx, null, input))
}

async function finished(input: StartRun, signal = new AbortController().signal) {
  const id = await queued(input)
  await executeRun(id, 'test', signal)
  return runView(id)
}

function importing(datasetId: string, uploadId: string): StartRun {
  return { kind: 'import', datasetId, seed: 0, params: { uploadId, fileName: 'pairs.jsonl', mapping: { format: 'alpaca' } } }
}

function alpacaLine(n: number): string {
  const output = `Answer number ${n} begins here. It goes on for a while, as answers do, and says that ${n} is a number worth naming in a sentence.`
  return JSON.stringify({ instruction: `Say something about ${n}.`, input: '', output })
}

const alpacaLines = (count: number, from = 0): string => Array.from({ length: count }, (_, n) => `${alpacaLine(from + n)}\n`).join('')

async function importPairs(datasetId: string, count: number) {
  return finished(importing(datasetId, await upload(alpacaLines(count))))
}

async function acceptEverything(datasetId: string): Promise<void> {
  const constraints = await db().constraint.findMany({ where: { datasetId, status: 'pending', outcome: 'pass' } })
  await decide(ada, constraints.map(({ id, version }) => ({ id: randomUUID(), constraintId: id, kind: 'accept', seenVersion: version })))
}

describe('an import run', () => {
  it('takes the sound records, counts duplicates, lists the broken ones, and its counts add up', async () => {
    const datasetId = await newDataset()
    const lines = [alpacaLine(1), '{"instruction": "broken', alpacaLine(2), alpacaLine(1), '{"instruction": "No output"}', alpacaLine(3)]
    const run = await finished(importing(datasetId, await upload(`${lines.join('\n')}\n`)))
    expect(run.status).toBe('partial')
    expect(run.counts).toMatchObject({ in: 6, out: 3, dropped: { 'exact duplicate': 1, 'could not be read': 2 } })
    const { errors, total } = await importErrors(run.id, { after: 0, limit: 10 })
    expect(total).toBe(2)
    expect(errors.map((error) => error.line)).toEqual([2, 5])
    expect(errors[1]).toMatchObject({ field: 'output' })
    expect(await db().pair.count({ where: { datasetId } })).toBe(3)
  })

  it('finds the language of records that name none, or say that it is unknown, where it is sure', async () => {
    const datasetId = await newDataset()
    const english = 'The harbour wakes before the town, and the boats come in slowly with the first catch of the day.'
    const pairs = [['en', ''], ['', english], ['', '7, 8, 9'], ['unknown', `${english} Nobody speaks.`], [' Unknown', '8, 9, 10'], ['und', '9, 10, 11']]
    const csv = pairs.map(([language = '', output = ''], n) => `Describe harbour ${n}.,"${output || 'Un port.'}",${language}\n`).join('')
    const params = { uploadId: await upload(`instruction,output,language\n${csv}`), fileName: 'pairs.csv', mapping: { format: 'table', columns: { instruction: 'instruction', response: 'output', language: 'language' } } }
    expect(await finished({ kind: 'import', datasetId, seed: 0, params })).toMatchObject({ status: 'done', counts: { out: 6 } })
    const stored = await db().pair.findMany({ where: { datasetId }, orderBy: { importLine: 'asc' }, select: { language: true } })
    // What is stored as unknown would be shown, and looked for, as what has none.
    expect(stored.map(({ language }) => language)).toEqual(['en', 'en', null, 'en', null, null])
  })

  it('refuses a file without a record', async () => {
    const content = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 14, 15]).toString()
    expect(await finished(importing(await newDataset(), await upload(content)))).toMatchObject({ status: 'failed', counts: { out: 0 } })
  })

  it('skips what the dataset has already when the same file comes again', async () => {
    const datasetId = await newDataset()
    await importPairs(datasetId, 20)
    const again = await importPairs(datasetId, 25)
    expect(again.counts).toMatchObject({ in: 25, out: 5, dropped: { 'exact duplicate': 20 } })
  })

  it('goes on behind the last committed batch when it was broken off, and counts nothing twice', async () => {
    const datasetId = await newDataset()
    const id = await queued(importing(datasetId, await upload(alpacaLines(4000))))
    await stopAtWork(id, 'first worker')
    const half = await runView(id)
    expect(half.status).toBe('running')
    expect(half.counts.in).toBeGreaterThanOrEqual(500)
    expect(half.counts.in).toBeLessThan(4000)
    await executeRun(id, 'second worker', new AbortController().signal)
    const run = await runView(id)
    expect(run).toMatchObject({ status: 'done', counts: { in: 4000, out: 4000, dropped: {} } })
    expect(await db().pair.count({ where: { datasetId } })).toBe(4000)
  })

  it('stops when it is cancelled and keeps what it has', async () => {
    const datasetId = await newDataset()
    const id = await queued(importing(datasetId, await upload(alpacaLines(4000))))
    await db().run.update({ where: { id }, data: { status: 'cancelled' } })
    await executeRun(id, 'test', new AbortController().signal)
    expect(await runView(id)).toMatchObject({ status: 'cancelled', counts: { in: 0 } })
  })
})

describe('a back-translation run', () => {
  it('makes proven constraints for every pair, the same ones for the same seed, and adds none at a second time', async () => {
    const [first, second] = [await newDataset(), await newDataset()]
    for (const datasetId of [first, second]) await importPairs(datasetId, 30)
    const runs = []
    for (const datasetId of [first, second]) runs.push(await finished({ kind: 'backtranslate', datasetId, seed: 5, params: { types: 'all' } }))
    expect(runs[0]).toMatchObject({ status: 'done', total: 30, progress: 30, counts: { in: 30 } })
    const made = await db().constraint.findMany({ where: { datasetId: first }, include: { pair: true, verdicts: true } })
    expect(made.length).toBeGreaterThan(60)
    for (const { checkerId, kwargs, pair, outcome, verdicts } of made) {
      expect(outcome).toBe('pass')
      expect(verdicts).toHaveLength(1)
      expect(checkConstraint({ id: checkerId ?? '', kwargs }, pair.response).outcome).toBe('pass')
    }
    const texts = async (datasetId: string) =>
      (await db().constraint.findMany({ where: { datasetId }, orderBy: { fingerprint: 'asc' }, select: { text: true } })).map((row) => row.text)
    expect(await texts(first)).toEqual(await texts(second))
    const again = await finished({ kind: 'backtranslate', datasetId: first, seed: 6, params: { types: 'all' } })
    expect(again.counts).toMatchObject({ in: 30, made: { constraints: 0 } })
    expect(await db().constraint.count({ where: { datasetId: first } })).toBe(made.length)
  })

  it('is shared by two workers: every shard is done once and nothing is there twice', async () => {
    const datasetId = await newDataset()
    await importPairs(datasetId, 900)
    const id = await queued({ kind: 'backtranslate', datasetId, seed: 1, params: { types: 'crab' } })
    await Promise.all(['one', 'two', 'three'].map((worker) => executeRun(id, worker, new AbortController().signal)))
    const run = await runView(id)
    expect(run).toMatchObject({ status: 'done', total: 900, progress: 900, counts: { in: 900 } })
    const { out, dropped } = run.counts
    expect(out + Object.values(dropped).reduce((sum, n) => sum + n, 0)).toBe(900)
    expect(await db().constraint.count({ where: { datasetId } })).toBe(run.counts.made?.constraints)
    expect(await db().verdict.count({ where: { constraint: { datasetId } } })).toBe(run.counts.made?.constraints)
  })

  it('gives the shard of a worker that died to another', async () => {
    const datasetId = await newDataset()
    await importPairs(datasetId, 450)
    const id = await queued({ kind: 'backtranslate', datasetId, seed: 1, params: { types: 'crab' } })
    await stopAtWork(id, 'dead')
    const { count } = await db().runShard.updateMany({
      where: { runId: id, status: { in: ['open', 'claimed'] } },
      data: { status: 'claimed', workerId: 'dead', heartbeatAt: new Date(Date.now() - 3_600_000) },
    })
    expect(count).toBeGreaterThan(0)
    await executeRun(id, 'alive', new AbortController().signal)
    expect(await runView(id)).toMatchObject({ status: 'done', counts: { in: 450 } })
  })

  it('leaves out responses that are too long to measure, and measures the rest', async () => {
    const datasetId = await newDataset()
    const long = JSON.stringify({ instruction: 'Go on.', output: 'Word by word it goes on. '.repeat(45_000) })
    await finished(importing(datasetId, await upload(`${long}\n${alpacaLines(3)}`)))
    const run = await finished({ kind: 'backtranslate', datasetId, seed: 0, params: { types: 'all' } })
    expect(run).toMatchObject({ status: 'done', counts: { in: 4, out: 3, dropped: { 'response of more than 1,000,000 characters': 1 } } })
  })

  it('goes on without the shard that three workers died of', async () => {
    const datasetId = await newDataset()
    await importPairs(datasetId, 450)
    const id = await queued({ kind: 'backtranslate', datasetId, seed: 1, params: { types: 'crab' } })
    const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })
    const shards = [pairs.slice(0, 200), pairs.slice(200, 400), pairs.slice(400)].map((part, index) => ({
      runId: id, index, size: part.length, firstPairId: part[0]?.id ?? '', lastPairId: part.at(-1)?.id ?? '',
    }))
    await db().runShard.createMany({ data: shards })
    const died = { status: 'claimed', workerId: 'dead', heartbeatAt: new Date(Date.now() - 3_600_000) } as const
    await db().runShard.update({ where: { runId_index: { runId: id, index: 0 } }, data: { ...died, attempts: 2 } })
    await db().runShard.update({ where: { runId_index: { runId: id, index: 1 } }, data: { ...died, attempts: 3 } })
    await executeRun(id, 'alive', new AbortController().signal)
    expect(await runView(id)).toMatchObject({ status: 'partial', counts: { in: 450, dropped: { 'failed, can be retried': 200 } } })
  })
})

describe('an export run', () => {
  const recipe = exportParams.parse({ format: 'sft-messages', maxConstraints: 4 })
  const exporting = (datasetId: string, seed = 3, params = recipe): StartRun => ({ kind: 'export', datasetId, seed, params })

  async function exportedFiles(runId: string): Promise<Record<'train.jsonl' | 'manifest.json' | 'README.md', string>> {
    const read = (name: string) => readFile(join(exportsRoot(), runId, name), 'utf8')
    return { 'train.jsonl': await read('train.jsonl'), 'manifest.json': await read('manifest.json'), 'README.md': await read('README.md') }
  }

  it('writes only accepted constraints, with counts that add up and true hashes', async () => {
    const datasetId = await newDataset()
    await importPairs(datasetId, 20)
    await finished({ kind: 'backtranslate', datasetId, seed: 1, params: { types: 'all' } })
    const constraints = await db().constraint.findMany({ where: { datasetId }, orderBy: { id: 'asc' } })
    const kept = constraints.filter((_, n) => n % 3 === 0)
    await decide(ada, kept.map(({ id, version }) => ({ id: randomUUID(), constraintId: id, kind: 'accept', seenVersion: version })))
    const run = await finished(exporting(datasetId))
    expect(run.status).toBe('done')
    const { in: taken, out, dropped } = run.counts
    expect(taken).toBe(20)
    expect(out + Object.values(dropped).reduce((sum, n) => sum + n, 0)).toBe(20)
    const files = await exportedFiles(run.id)
    const rows = files['train.jsonl'].trimEnd().split('\n').map((line) => JSON.parse(line))
    expect(rows).toHaveLength(out)
    const accepted = new Set(kept.map((constraint) => constraint.text))
    for (const row of rows) {
      for (const constraint of row.meta.constraints) {
        expect(accepted).toContain(constraint.text)
        expect(row.messages.at(-2).content).toContain(constraint.text.replace(/\.$/, ''))
        expect(checkConstraint(constraint.checker, row.messages.at(-1).content).outcome).toBe('pass')
      }
    }
    const { createHash } = await import('node:crypto')
    const manifest = JSON.parse(files['manifest.json'])
    for (const { name, sha256 } of manifest.files) {
      expect(createHash('sha256').update(files[name as 'train.jsonl']).digest('hex')).toBe(sha256)
    }
    expect(files['README.md']).toContain('license: "cc0-1.0"')
  })

  it('writes the same bytes again for the same decisions, recipe and seed, and others for another seed', async () => {
    const datasetId = await newDataset()
    await importPairs(datasetId, 20)
    await finished({ kind: 'backtranslate', datasetId, seed: 1, params: { types: 'all' } })
    await acceptEverything(datasetId)
    const [first, second, other] = [await finished(exporting(datasetId)), await finished(exporting(datasetId)), await finished(exporting(datasetId, 4))]
    expect(await exportedFiles(first.id)).toEqual(await exportedFiles(second.id))
    expect((await exportedFiles(other.id))['train.jsonl']).not.toBe((await exportedFiles(first.id))['train.jsonl'])
  })

  it('lets nothing through that a program refutes, whatever the row says', async () => {
    const datasetId = await newDataset()
    await importPairs(datasetId, 5)
    await finished({ kind: 'backtranslate', datasetId, seed: 1, params: { types: 'crab' } })
    await acceptEverything(datasetId)
    await db().constraint.updateMany({ where: { datasetId }, data: { checkerId: 'pincer:word_count', kwargs: { min: 9000 } } })
    const run = await finished(exporting(datasetId))
    expect(run.counts).toMatchObject({ in: 5, out: 0, dropped: { 'every accepted constraint is refuted': 5 } })
  })

  it('leaves no export behind when it is broken off', async () => {
    const datasetId = await newDataset()
    await importPairs(datasetId, 30)
    await finished({ kind: 'backtranslate', datasetId, seed: 1, params: { types: 'crab' } })
    await acceptEverything(datasetId)
    const stopped = AbortSignal.abort()
    const id = await queued(exporting(datasetId))
    await executeRun(id, 'test', stopped)
    expect(await db().export.count({ where: { runId: id } })).toBe(0)
    await expect(readFile(join(exportsRoot(), id, 'train.jsonl'))).rejects.toThrow(/ENOENT/)
    await executeRun(id, 'test', new AbortController().signal)
    expect(await runView(id)).toMatchObject({ status: 'done' })
  })
})
