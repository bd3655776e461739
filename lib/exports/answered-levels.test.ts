import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkConstraint } from '#lib/constraints/index.ts'
import { db } from '#lib/db/client.ts'
import { acceptedDataset, addLevels, copyOf, exportedFolder, type AnyRow } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { exportFormatIds } from '#lib/exports/format-names.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { exportRecipe, type ExportParams } from '#lib/exports/recipe.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

interface Row {
  id: string
  messages: { role: string; content: string }[]
  meta: { turns?: number[]; original_instruction: string; constraints: { text: string; checker: { id: string; kwargs: unknown } | null }[] }
}
const rowsIn = async (folder: string, file = 'train.jsonl'): Promise<Row[]> => (await readFile(join(folder, file), 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line))
const manifestOf = async (folder: string) => manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
const recipe: Partial<ExportParams> = { ladder: 3, ladderAs: 'conversation', usualConstraints: 5, maxConstraints: 5 }

/** Pairs of which twelve have levels that were evolved, answered and accepted. */
const evolved = 12
let datasetId: string
beforeAll(async () => {
  datasetId = await acceptedDataset(40)
  await addLevels(datasetId, evolved)
}, 120_000)

describe('a ladder as a conversation', () => {
  it('answers each turn by what was written to it, and never by what the turn before was answered', async () => {
    const folder = await exportedFolder(datasetId, recipe)
    const { order, counts, made, constraints, files } = await manifestOf(folder)
    expect(order).toEqual([])
    expect(counts).toMatchObject({ in: 40, out: 40 })
    expect(made).toMatchObject({ 'conversations of levels': evolved, 'turns of lower levels': 2 * evolved, 'pairs with levels in rows of their own': 40 - evolved, 'rows of lower levels': 2 * (40 - evolved) })
    expect(files.reduce((sum, { rows }) => sum + (rows ?? 0), 0)).toBe(evolved + 3 * (40 - evolved))
    expect(constraints.leftOut).toMatchObject({ 'no part of the levels': evolved * 4 })
    expect((await verifyExport(folder)).faults).toEqual([])
    const conversations = (await rowsIn(folder)).filter(({ meta }) => meta.turns)
    expect(conversations).toHaveLength(evolved)
    for (const { id, messages, meta } of conversations) {
      expect(id).toMatch(/^pincer-[0-9a-f]{16}$/)
      expect(meta.turns).toEqual([1, 2])
      expect(meta.constraints.map(({ text }) => text)).toEqual(['Do not use any commas.', 'Write at least 4 sentences.', 'Mention the word "lantern".'])
      const turns = messages.slice(-6)
      for (const [n, size] of [1, 2, 3].entries()) {
        const [asked, answered] = turns.slice(2 * n)
        expect(asked?.content).toContain(meta.original_instruction)
        for (const [at, { text, checker }] of meta.constraints.entries()) {
          if (at < size) expect(asked?.content).toContain(text)
          if (checker && at <= size) expect(checkConstraint(checker, answered?.content ?? '').outcome).toBe(at < size ? 'pass' : 'fail')
        }
      }
      expect(new Set(turns.map(({ content }) => content)).size).toBe(6)
    }
  })

  it('has levels without answers of their own as rows: no conversation says one answer twice', async () => {
    for (const { id, messages, meta } of await rowsIn(await exportedFolder(datasetId, recipe))) {
      const answers = messages.filter(({ role }) => role === 'assistant').map(({ content }) => content)
      expect(new Set(answers).size).toBe(answers.length)
      if (!meta.turns) expect(id).toMatch(/-level-\d-of-3$/)
    }
  })

  it.each(exportFormatIds.filter((format) => exportRecipe.safeParse({ format, ...recipe }).success))('has no fault in %s', async (format) => {
    const folder = await exportedFolder(datasetId, { ...recipe, format, validation: 0.2 })
    expect((await manifestOf(folder)).made['conversations of levels']).toBe(evolved)
    expect((await verifyExport(folder)).faults).toEqual([])
  })

  it('has as many levels as are asked for, and no more constraints', async () => {
    for (const [more, turns] of [[{ ladder: 2 }, [2]], [{ maxConstraints: 2 }, [1]]] as const) {
      const folder = await exportedFolder(datasetId, { ...recipe, ...more })
      expect(new Set((await rowsIn(folder)).flatMap(({ meta }) => (meta.turns ? [meta.turns.join()] : [])))).toEqual(new Set([turns.join()]))
      expect((await verifyExport(folder)).faults).toEqual([])
    }
    for (const more of [{ maxConstraints: 1, usualConstraints: 1 }, { typeWeights: { 'punctuation.absent': 0 } }, { minConstraints: 4 }]) {
      const folder = await exportedFolder(datasetId, { ...recipe, ...more })
      expect((await manifestOf(folder)).made['conversations of levels']).toBeUndefined()
      expect((await verifyExport(folder)).faults).toEqual([])
    }
  })

  it('takes only answers that a person preferred, to constraints that are still accepted', async () => {
    const conversationsIn = async () => (await manifestOf(await exportedFolder(datasetId, recipe))).made['conversations of levels']
    const [one, two] = await db().preference.findMany({ where: { datasetId, demands: { array_contains: [{ id: 'added 2.1' }] } }, orderBy: { id: 'asc' }, take: 2 })
    await db().preference.update({ where: { id: one?.id ?? '' }, data: { status: 'pending' } })
    const own = await db().constraint.findFirstOrThrow({ where: { pairId: two?.pairId ?? '', text: 'Do not use any commas.' } })
    await db().constraint.update({ where: { id: own.id }, data: { status: 'rejected' } })
    const folder = await exportedFolder(datasetId, recipe)
    expect((await rowsIn(folder)).filter(({ meta }) => meta.turns?.length === 1)).toHaveLength(1)
    expect(await conversationsIn()).toBe(evolved - 1)
    await db().preference.update({ where: { id: one?.id ?? '' }, data: { status: 'accepted' } })
    await db().constraint.update({ where: { id: own.id }, data: { status: 'accepted' } })
    expect(await conversationsIn()).toBe(evolved)
  })

  it('whose turn asks or answers something else, repeats, or is gone, is found', async () => {
    const folder = await exportedFolder(datasetId, recipe)
    const at = (await rowsIn(folder)).findIndex(({ meta }) => meta.turns)
    const faultsWith = async (change: (row: AnyRow) => unknown) => {
      const copy = await copyOf(folder)
      await copy.row('train.jsonl', at, (row) => void change(row))
      await copy.seal()
      const { faults } = await verifyExport(copy.path)
      await copy.remove()
      return faults.filter(({ file }) => file === 'train.jsonl').map(({ kind, field }) => `${kind} ${field}`)
    }
    expect(await faultsWith(() => {})).toEqual([])
    expect(await faultsWith(({ messages }) => Object.assign(messages.at(-4) ?? {}, { content: 'Tell me more.' }))).toContain('not-stated meta.constraints.0')
    expect(await faultsWith(({ messages }) => Object.assign(messages.at(-2) ?? {}, { content: 'Tell me more.' }))).toContain('not-stated meta.constraints.2')
    expect(await faultsWith(({ messages }) => Object.assign(messages.at(-3) ?? {}, { content: 'No.' }))).toContain('refuted meta.constraints.1')
    expect(await faultsWith(({ messages }) => Object.assign(messages.at(-3) ?? {}, { content: messages.at(-1)?.content }))).toEqual(['ladder meta.turns.1'])
    expect((await faultsWith(({ messages }) => messages.splice(-6, 2))).join()).toMatch(/not-stated|ladder/)
    expect(await faultsWith(({ meta }) => Reflect.deleteProperty(meta, 'turns'))).toContain('ladder meta.turns')
    expect(await faultsWith(({ meta }) => Object.assign(meta, { turns: [2, 2] }))).toContain('ladder meta.turns.0')
    expect(await faultsWith(({ meta }) => Object.assign(meta, { turns: [0, 1, 2] }))).toContain('ladder meta.turns')
  })

  it('that answers any of its turns as a row of another split does, is found', async () => {
    const copy = await copyOf(await exportedFolder(datasetId, { ...recipe, validation: 0.5 }))
    const at = (await rowsIn(copy.path)).findIndex(({ meta }) => meta.turns)
    const answer = 'The keeper counts the ships that pass at night and writes each of them into a book with a green cover. '.repeat(3)
    for (const [file, row, place] of [['train.jsonl', at, -5], ['validation.jsonl', 0, -1]] as const) await copy.row(file, row, ({ messages }) => void Object.assign(messages.at(place) ?? {}, { content: answer }))
    await copy.seal()
    const { faults } = await verifyExport(copy.path)
    await copy.remove()
    expect(faults.filter(({ kind }) => kind === 'leak-response')).toMatchObject([{ file: 'validation.jsonl', line: 1, problem: expect.stringContaining(`line ${at + 1} of train.jsonl`) }])
  })
})
