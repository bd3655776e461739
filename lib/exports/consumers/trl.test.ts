import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { answeredDataset } from '#lib/exports/backtranslation/answers.fixture.ts'
import { acceptedDataset, addLevels, copyOf, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { heard, pythonWith } from '#lib/exports/consumers/consumer.fixture.ts'
import { exportFormatIds, isBacktranslationFormat, isPreferenceFormat, type ExportFormatId } from '#lib/exports/format-names.ts'
import { fileTypes, fileTypesFor } from '#lib/exports/file-type-names.ts'
import { formatColumns } from '#lib/exports/formats/columns.ts'
import { db } from '#lib/db/client.ts'
import { datasetOf, makeAll } from '#lib/preferences/dataset.fixture.ts'
import { rewardOf } from '#lib/rewards/reward.ts'
import { withRewardServer } from '#lib/rewards/reward-server.fixture.ts'
import { replayedRows } from '#lib/exports/staging.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

const loader = pythonWith('datasets')
const trainer = pythonWith('datasets', 'trl')

interface Said {
  splits: Record<string, number>
  fields: string[]
  first: Record<string, unknown>
  step?: { loss: number; moved: boolean; tokens: number; learnt: number; batch: Record<string, number[]>; given: Given[] }
}

/** What TRL gave the reward function, and what that answered. */
interface Given {
  reward: number
  /** Who speaks in the prompt that the model was shown. */
  roles: string[]
  completion: string
  ids: string[]
  kwargs: Record<string, unknown>[]
}

/** One folder in each file type, for a trainer of TRL's. */
async function stepsOf(step: string, datasetId: string, format: ExportFormatId, { variables = {}, recipe = {} }: { variables?: Record<string, string>; recipe?: Partial<ExportParams> } = {}): Promise<(Said & { step: NonNullable<Said['step']> })[]> {
  const folders: string[] = []
  for (const fileType of fileTypesFor(format)) folders.push(`${step}:${await exportedFolder(datasetId, { ...recipe, format, fileType })}`)
  const said = await heard<Said>(trainer.python, 'train.py', folders, variables)
  expect(said).toHaveLength(folders.length)
  return said.map((each) => ({ ...each, step: each.step ?? fail(each) }))
}

/** `datasets` keeps ten digits of a fraction in what it reads as JSON. */
function rounded(row: unknown): unknown {
  return JSON.parse(JSON.stringify(row), (_, value) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value))
}

function fail(said: Said): never {
  throw new Error(`no step: ${JSON.stringify(said)}`)
}

describe.skipIf(loader.missing !== null)('trainers', { timeout: 900_000 }, () => {
  useInstallation()
  let pairs: string
  let preferences: string
  let answers: string
  beforeAll(async () => {
    pairs = await acceptedDataset(40)
    const texts = ['The old lamp, which is tall, turns once in twelve seconds. Fishermen like it.']
    preferences = (await datasetOf(Array.from({ length: 6 }, () => ({ answers: texts })))).datasetId
    await makeAll(preferences)
    await db().preference.updateMany({ where: { datasetId: preferences }, data: { status: 'accepted' } })
    answers = await answeredDataset(Array.from({ length: 8 }, () => [{ kind: 'accept' as const }, { kind: 'accept' as const }, { kind: 'reject' as const }]))
  }, 180_000)

  it('datasets loads every format in every file type, with every field, as the same rows', async () => {
    const datasetOfFormat = (format: ExportFormatId) => (isPreferenceFormat(format) ? preferences : isBacktranslationFormat(format) ? answers : pairs)
    const kinds = exportFormatIds.flatMap((format) => fileTypesFor(format).map((fileType) => ({ format, fileType })))
    const folders: string[] = []
    for (const { format, fileType } of kinds) folders.push(await exportedFolder(datasetOfFormat(format), { format, fileType, ...(isPreferenceFormat(format) || isBacktranslationFormat(format) ? {} : { validation: 0.2, test: 0.2 }) }))
    // One prompt cannot hold a conversation.
    const lone = await db().pair.count({ where: { datasetId: pairs, system: null, history: { equals: [] } } })
    const said = await heard<Said>(loader.python, 'train.py', folders)
    expect(said).toHaveLength(kinds.length)
    for (const [n, { format, fileType }] of kinds.entries()) {
      const { splits, fields, first } = said[n] ?? { splits: {}, fields: [], first: {} }
      const name = `${format} as ${fileType}`
      if (datasetOfFormat(format) === pairs) {
        expect(Object.keys(splits), name).toEqual(['train', 'validation', 'test'])
        expect(Object.values(splits).reduce((sum, rows) => sum + rows, 0), name).toBe(format === 'kto-prompts' ? 80 : format === 'ifeval' ? lone : 40)
      }
      expect(fields.toSorted(), name).toEqual(formatColumns[format].map((column) => column.name).toSorted())
      // Whatever the file type, a list is a list and an object an object; CSV alone does not tell an empty text from none.
      const jsonLines = said[kinds.findIndex((kind) => kind.format === format && kind.fileType === 'jsonl')]?.first
      expect(rounded(fileType === 'csv' && format === 'alpaca' ? { ...first, input: first.input ?? '' } : first), name).toEqual(rounded(jsonLines))
    }
  })

  it('datasets loads fields that only later rows have, beyond what it guesses types from', async () => {
    for (const format of ['sft-messages', 'rlvr', 'rlvr-pincer', 'alpaca'] as const) {
      const { path, text, remove } = await copyOf(await exportedFolder(pairs, { format }))
      const lines = await text('train.jsonl')
      const rows = lines.trimEnd().split('\n').map((line) => JSON.parse(line))
      const alike = rows.filter((row) => !row.system && !row.meta?.original_input)
      const late = { ...alike[0], ...(format === 'alpaca' ? { system: 'Be brief.', history: [['Hello', 'Good day']] } : { meta: { ...alike[0].meta, original_input: 'An input.', tags: ['late'] } }) }
      if (format === 'rlvr') late.kwargs = late.kwargs.map(() => ({ keywords: ['late'] }))
      // Two checkers may name an argument alike and mean a number and a text.
      if (format === 'rlvr-pincer') late.kwargs = late.kwargs.map(() => ({ json: 'any', min: 'none', different: true }))
      const repeated = alike.map((row) => `${JSON.stringify(row)}\n`).join('')
      await appendFile(join(path, 'train.jsonl'), `${repeated.repeat(Math.ceil(12_000_000 / repeated.length))}${JSON.stringify(late)}\n`)
      const [said] = await heard<Said>(loader.python, 'train.py', [path])
      await remove()
      expect(said?.splits.train, format).toBeGreaterThan(5000)
    }
  })

  it.skipIf(trainer.missing !== null)('TRL trains a step on messages, and on completions alone, from every file type', async () => {
    const messages = await stepsOf('sft', pairs, 'sft-messages')
    const completions = await stepsOf('sft', pairs, 'prompt-completion')
    const taught = await stepsOf('sft', answers, 'backtranslation-sft')
    const chosen = await stepsOf('sft', preferences, 'sft-chosen')
    for (const said of [messages, completions, taught, chosen]) {
      expect(said).toHaveLength(fileTypes.length)
      for (const { step } of said) expect(step).toMatchObject({ moved: true })
      // The same rows, whatever the file: the same step.
      expect(new Set(said.map(({ step }) => JSON.stringify(step))).size).toBe(1)
    }
    // Without masking every token is learnt; of prompt and completion the completion's only.
    expect(messages[0]?.step.learnt).toBe(messages[0]?.step.tokens)
    expect(completions[0]?.step.learnt).toBeLessThan((completions[0]?.step.tokens ?? 0) * 0.8)
  })

  it.skipIf(trainer.missing !== null)('TRL trains a step on stages in which rows stand again, and datasets has each stage with them', async () => {
    const recipe: Partial<ExportParams> = { curriculum: { by: 'constraints', cuts: [3], epochs: [], replay: 0.5, control: false }, anyNumber: 1 }
    const said = await stepsOf('sft', pairs, 'sft-messages', { recipe })
    for (const { step, splits } of said) {
      expect(step.moved).toBe(true)
      const first = splits.train_stage_1 ?? 0
      expect(first).toBeGreaterThan(5)
      expect(splits).toEqual({ train_stage_1: first, train_stage_2: 40 - first + replayedRows(0.5, first) })
    }
    expect(new Set(said.map(({ step, splits }) => JSON.stringify([step, splits]))).size).toBe(1)
  })

  it.skipIf(trainer.missing !== null)('TRL trains a step on conversations of levels beside levels in rows of their own', async () => {
    const recipe: Partial<ExportParams> = { ladder: 3, ladderAs: 'conversation', usualConstraints: 5, maxConstraints: 5 }
    const datasetId = await acceptedDataset(12)
    await addLevels(datasetId, 6)
    const [messages, completions] = [await stepsOf('sft', datasetId, 'sft-messages', { recipe }), await stepsOf('sft', datasetId, 'prompt-completion', { recipe })]
    for (const said of [messages, completions]) {
      for (const { step, splits } of said) expect([step.moved, splits]).toEqual([true, { train: 6 + 3 * 6 }])
      expect(new Set(said.map(({ step }) => JSON.stringify(step))).size).toBe(1)
    }
    expect(completions[0]?.step.learnt).toBeLessThan(messages[0]?.step.learnt ?? 0)
  })

  it.skipIf(trainer.missing !== null).each([
    { step: 'dpo', format: 'dpo' },
    { step: 'dpo', format: 'dpo-plain' },
    { step: 'dpo', format: 'backtranslation-dpo' },
    { step: 'kto', format: 'kto' },
    { step: 'kto', format: 'kto-prompts' },
  ] as const)('TRL trains a step of $step on $format from every file type', async ({ step: trainerName, format }) => {
    const said = await stepsOf(trainerName, format === 'kto-prompts' ? pairs : format === 'backtranslation-dpo' ? answers : preferences, format)
    for (const { step } of said) {
      expect(step.loss).toBeGreaterThan(0)
      expect(step.moved).toBe(true)
      expect(Object.values(step.batch).every(([rows]) => (rows ?? 0) >= 2)).toBe(true)
    }
    expect(new Set(said.map(({ step }) => JSON.stringify(step))).size).toBe(1)
  })

  it.skipIf(trainer.missing !== null)('TRL trains a step of GRPO with our verifier as the reward, over HTTP, and the package gives the same', async () => {
    const said = await withRewardServer(async (variables) => [...(await stepsOf('grpo', pairs, 'rlvr', { variables })), ...(await stepsOf('grpo', pairs, 'rlvr-pincer', { variables }))])
    expect(said.some(({ step }) => step.given.some(({ ids }) => ids.some((id) => id.startsWith('pincer:'))))).toBe(true)
    for (const { step } of said) {
      expect(step.given.length).toBeGreaterThanOrEqual(2)
      for (const { reward, roles, completion, ids, kwargs } of step.given) {
        expect(roles.at(-1)).toBe('user')
        expect(ids.length).toBeGreaterThan(0)
        expect(reward).toBe(rewardOf({ response: completion, instruction_id_list: ids, kwargs, prompt: '' }).sound)
      }
    }
  })
})
