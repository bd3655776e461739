import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkConstraint } from '#lib/constraints/index.ts'
import { browsePairs } from '#lib/datasets/browse.ts'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import { db } from '#lib/db/client.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { exportsHolding } from '#lib/exports/holding/find-holding.ts'
import { rowIndexPath } from '#lib/exports/holding/row-index.ts'
import { rowIdOf } from '#lib/exports/row-id.ts'
import { datasetOf, makeAll } from '#lib/preferences/dataset.fixture.ts'
import { exportParams, type ExportParams } from '#lib/exports/recipe.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { createRun } from '#lib/runs/start-run.ts'

useInstallation()

interface Row {
  id: string
  prompt: unknown
  chosen: { content: string }[]
  rejected: { content: string }[]
  completion: { content: string }[]
  messages: { role: string; content: string }[]
  label: boolean
  meta: { constraints: { text: string; checker: { id: string; kwargs: unknown }; proven: boolean }[]; violated: number[]; method: string }
}

async function exported(datasetId: string, recipe: Partial<ExportParams>) {
  const params = exportParams.parse({ format: 'dpo', ...recipe })
  const id = await db().$transaction((tx) => createRun(tx, null, { kind: 'export', datasetId, seed: 5, params }))
  await executeRun(id, 'test', new AbortController().signal)
  const { error } = await db().run.findUniqueOrThrow({ where: { id } })
  expect(error).toBeNull()
  const read = async (split: string): Promise<Row[]> => (await readFile(join(exportsRoot(), id, `${split}.jsonl`), 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line))
  const manifest: ExportManifest = JSON.parse(await readFile(join(exportsRoot(), id, 'manifest.json'), 'utf8'))
  const { counts } = manifest
  expect(counts.out + Object.values(counts.dropped).reduce((sum, n) => sum + n, 0)).toBe(counts.in)
  const card = (): Promise<string> => readFile(join(exportsRoot(), id, 'README.md'), 'utf8')
  return { read, card, manifest, export: await db().export.findUniqueOrThrow({ where: { runId: id } }) }
}

/** A dataset with preferences of edits and of answers, all accepted. */
async function accepted(pairs = 2): Promise<string> {
  const answers = ['The old lamp, which is tall, turns once in twelve seconds. Fishermen like it.']
  const { datasetId } = await datasetOf(Array.from({ length: pairs }, () => ({ answers })))
  await makeAll(datasetId, { methods: ['edits', 'answers'] })
  await db().preference.updateMany({ where: { datasetId }, data: { status: 'accepted' } })
  return datasetId
}

describe('an export of preferences', () => {
  it('as dpo holds in every row: chosen meets all, rejected fails just what the row names', async () => {
    const datasetId = await accepted()
    const { read, manifest } = await exported(datasetId, {})
    const rows = await read('train')
    expect(rows).toHaveLength(await db().preference.count({ where: { datasetId } }))
    expect(new Set(rows.map(({ meta }) => meta.method))).toEqual(new Set(['edits', 'answers']))
    for (const { prompt, chosen, rejected, meta } of rows) {
      expect([prompt, chosen, rejected]).toEqual([[{ role: 'user', content: expect.any(String) }], [{ role: 'assistant', content: expect.any(String) }], [{ role: 'assistant', content: expect.any(String) }]])
      const outcomes = (text = '') => meta.constraints.map(({ checker }) => checkConstraint(checker, text).outcome)
      expect(outcomes(chosen[0]?.content)).toEqual(meta.constraints.map(() => 'pass'))
      expect(outcomes(rejected[0]?.content).flatMap((outcome, index) => (outcome === 'fail' ? [index] : []))).toEqual(meta.violated)
    }
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    expect(manifest.recipe).toMatchObject({ kind: 'preferences', format: 'dpo' })
  })

  it('as plain text has strings, and leaves out what has earlier turns', async () => {
    const datasetId = await accepted()
    const [first] = await db().pair.findMany({ where: { datasetId } })
    await db().pair.update({ where: { id: first?.id ?? '' }, data: { system: 'Be brief.' } })
    const { read, manifest } = await exported(datasetId, { format: 'dpo-plain' })
    const rows = await read('train')
    for (const row of rows) expect([row.prompt, row.chosen, row.rejected].map((value) => typeof value)).toEqual(['string', 'string', 'string'])
    expect(manifest.counts.dropped).toEqual({ 'a conversation that plain text cannot hold': manifest.counts.in - rows.length })
    expect(rows.length).toBeGreaterThan(0)
  })

  it('as kto writes each text once, and counts rows and preferences apart', async () => {
    const datasetId = await accepted()
    const { read, manifest, export: row } = await exported(datasetId, { format: 'kto' })
    const rows = await read('train')
    const preferences = await db().preference.findMany({ where: { datasetId } })
    const texts = new Set(preferences.flatMap(({ pairId, chosen, rejected }) => [`${pairId} ${chosen}`, `${pairId} ${rejected}`]))
    expect(rows).toHaveLength(texts.size)
    expect(manifest.made).toEqual({ 'wanted rows': rows.filter(({ label }) => label).length, 'unwanted rows': rows.filter(({ label }) => !label).length })
    expect(row.rows).toBe(rows.length)
    expect(manifest.counts.out).toBe(preferences.length)
    for (const { completion, label, meta } of rows) {
      const fails = meta.constraints.some(({ checker }) => checkConstraint(checker, completion[0]?.content ?? '').outcome === 'fail')
      expect(fails).toBe(!label)
      expect(meta.violated.length > 0).toBe(!label)
    }
  })

  it('as SFT messages writes each chosen text once under its prompt, and nothing of the rejected one', async () => {
    const datasetId = await accepted()
    const { read, card, manifest } = await exported(datasetId, { format: 'sft-chosen' })
    const rows = await read('train')
    const preferences = await db().preference.findMany({ where: { datasetId } })
    const texts = new Set(preferences.map(({ prompt, chosen }) => JSON.stringify([prompt, chosen])))
    expect(texts.size).toBeLessThan(preferences.length)
    expect(rows.map(({ messages }) => JSON.stringify(messages.map(({ content }) => content))).toSorted()).toEqual([...texts].toSorted())
    expect(manifest.counts).toMatchObject({ in: preferences.length, out: texts.size, dropped: { 'its texts are in the rows of another preference': preferences.length - texts.size } })
    for (const { id, messages, meta } of rows) {
      expect([messages.map(({ role }) => role), meta.violated, id]).toEqual([['user', 'assistant'], [], expect.stringMatching(/-chosen$/)])
      expect(meta.constraints.map(({ checker }) => checkConstraint(checker, messages[1]?.content ?? '').outcome)).toEqual(meta.constraints.map(() => 'pass'))
    }
    expect(JSON.stringify(rows)).not.toContain('rejected')
    expect(await card()).toContain('The chosen responses of preferences under their prompts')
    expect(await card()).not.toContain('the rejected one')
    // What is too long are the words of the row, not those of the text that is not in it.
    const longest = Math.max(...rows.map(({ messages }) => messages.flatMap(({ content }) => content.split(/\s+/)).length))
    expect(Math.max(...preferences.map(({ prompt, rejected }) => `${prompt} ${rejected}`.split(/\s+/).length))).toBeGreaterThan(longest)
    expect((await exported(datasetId, { format: 'sft-chosen', longestWords: longest })).manifest.counts.out).toBe(texts.size)
  })

  it('checks all once more, and names what it holds back', async () => {
    const datasetId = await accepted(4)
    const rows = await db().preference.findMany({ where: { datasetId, method: 'edits' }, orderBy: { id: 'asc' } })
    const [swapped, same, lies, undecided, dropped] = rows
    const change = (row: (typeof rows)[number] | undefined, data: object) => db().preference.update({ where: { id: row?.id ?? '' }, data })
    await change(swapped, { chosen: swapped?.rejected ?? '', rejected: swapped?.chosen ?? '' })
    await change(same, { rejected: same?.chosen ?? '' })
    await change(lies, { violatedConstraintIds: ['something else'] })
    await change(undecided, { status: 'pending' })
    await change(dropped, { status: 'dropped' })
    const last = (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'desc' }, take: 1 }))[0]?.id ?? ''
    await db().constraint.updateMany({ where: { pairId: last }, data: { status: 'rejected' } })
    const ofLast = await db().preference.count({ where: { pairId: last } })
    const { manifest, read } = await exported(datasetId, {})
    expect(manifest.counts.dropped).toEqual({
      'the chosen text fails a constraint': 1,
      'both texts are the same': 1,
      'the rejected text does not fail what it is said to': 1,
      'a stated constraint is no longer accepted as it was': ofLast,
      'not decided': 1,
      'dropped by a person': 1,
    })
    expect(await read('train')).toHaveLength(manifest.counts.out)
  })

  it('has ids by which Browse finds the pair, whatever signs the texts have', async () => {
    const datasetId = await accepted()
    const odd = ' "x" \\ \t\r\n \u0001\u007f\u2028 語😀 </script> \\u0041'
    await db().$executeRaw`UPDATE "Preference" SET prompt = prompt || ${odd} WHERE "datasetId" = ${datasetId}::uuid`
    const found = async (id: string): Promise<string[]> => (await browsePairs(datasetId, parseFilter(id).filter, { sort: 'newest', limit: 5 })).rows.map((pair) => pair.id)
    const preferences = await db().preference.findMany({ where: { datasetId } })
    const rows = await (await exported(datasetId, {})).read('train')
    expect(rows.length).toBe(preferences.length)
    for (const { id, prompt, chosen, rejected } of rows) {
      const own = preferences.filter((each) => JSON.stringify(prompt).includes(JSON.stringify(each.prompt)) && each.chosen === chosen[0]?.content && each.rejected === rejected[0]?.content)
      expect(own.map(({ pairId }) => pairId)).toEqual(expect.arrayContaining(await found(id)))
      expect(await found(`${id}-chosen`)).toHaveLength(1)
    }
    for (const { id, contentHash } of await db().pair.findMany({ where: { datasetId } })) {
      const row = rowIdOf(contentHash)
      for (const each of [row, `${row}-level-1-of-3`, `${row}_reverse`, `row:${Number.parseInt(row.slice(7, 19), 16)}`]) expect(await found(each)).toEqual([id])
    }
    expect(await found('pincer-0000000000000000')).toEqual([])
  })

  it('has ids by which exports find the rows themselves, with an index and without, also where the texts were turned round', async () => {
    const datasetId = await accepted()
    const { id: turned, chosen, rejected } = await db().preference.findFirstOrThrow({ where: { datasetId } })
    const keyOf = async (): Promise<string> => Buffer.from((await db().preference.findUniqueOrThrow({ where: { id: turned } })).rowKey ?? []).toString('hex')
    const before = await keyOf()
    await db().preference.update({ where: { id: turned }, data: { chosen: rejected, rejected: chosen } })
    expect(await keyOf()).not.toBe(before)
    await db().preference.update({ where: { id: turned }, data: { chosen, rejected } })
    expect(await keyOf()).toBe(before)
    const rows = await (await exported(datasetId, {})).read('train')
    expect(rows.map(({ id }) => id)).toContain(`pincer-${before}`)
    const { id: exportId, folder } = await db().export.findFirstOrThrow({ where: { datasetId }, orderBy: { id: 'desc' } })
    const placesOf = async (id: string) => (await exportsHolding({ id, texts: null }, { thorough: true, signal: new AbortController().signal })).exports.find((one) => one.exportId === exportId)?.places
    const places = rows.map((_, n) => [{ file: 'train.jsonl', row: n + 1, as: 'row' }])
    for (const [n, { id }] of rows.entries()) expect(await placesOf(id)).toEqual(places[n])
    await rm(rowIndexPath(folder))
    for (const [n, { id }] of rows.entries()) expect(await placesOf(id)).toEqual(places[n])
  })

  it('keeps all of one pair in one split, and gives the same bytes again', async () => {
    const datasetId = await accepted(12)
    const recipe = { validation: 0.3, test: 0.2 }
    const [one, two] = [await exported(datasetId, recipe), await exported(datasetId, recipe)]
    const of = new Map<string, Set<string>>()
    for (const split of ['train', 'validation', 'test']) for (const { prompt } of await one.read(split)) of.set(JSON.stringify(prompt), (of.get(JSON.stringify(prompt)) ?? new Set()).add(split))
    expect(of.size).toBe(12)
    expect([...of.values()].every((splits) => splits.size === 1)).toBe(true)
    expect(two.manifest.files).toEqual(one.manifest.files)
    expect(two.manifest.snapshot).toBe(one.manifest.snapshot)
  })
})
