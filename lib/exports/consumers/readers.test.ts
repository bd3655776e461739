import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedDataset, addLevels, copyOf, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { heard, pythonWith } from '#lib/exports/consumers/consumer.fixture.ts'
import { db } from '#lib/db/client.ts'
import { replayedRows } from '#lib/exports/staging.ts'
import { datasetOf, makeAll } from '#lib/preferences/dataset.fixture.ts'
import { exampleId } from '#lib/exports/compose-example.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

const llamaFactory = pythonWith('llamafactory.data.loader')
const axolotl = pythonWith('datasets', 'axolotl')
// Its checks of sentences need a file that no package has.
const lmEval = pythonWith('datasets', { name: "NLTK's punkt_tab", script: "import nltk; nltk.data.find('tokenizers/punkt_tab/english/')" }, 'lm_eval.tasks.ifeval.utils')

useInstallation()
let pairs: string
let preferences: string
beforeAll(async () => {
  pairs = await acceptedDataset(30)
  const texts = ['The old lamp, which is tall, turns once in twelve seconds. Fishermen like it.']
  preferences = (await datasetOf(Array.from({ length: 6 }, () => ({ answers: texts })))).datasetId
  await makeAll(preferences)
  await db().preference.updateMany({ where: { datasetId: preferences }, data: { status: 'accepted' } })
}, 180_000)

interface Aligned {
  name: string
  rows: number
  whole: number
  ranking: boolean
  first: { _prompt: { role: string; content: string }[]; _response: { content: string }[]; _system: string }
}

describe.skipIf(llamaFactory.missing !== null)('LLaMA-Factory', { timeout: 600_000 }, () => {
  it('reads every row of what its dataset_info.json names, with system prompt and earlier turns', async () => {
    for (const format of ['llama-factory', 'alpaca', 'sharegpt'] as const) {
      for (const fileType of ['jsonl', 'parquet'] as const) {
        const folder = await exportedFolder(pairs, { format, fileType, validation: 0.2, test: 0.2, demonstrations: 0 })
        const said = await heard<Aligned>(llamaFactory.python, 'llama_factory.py', [folder])
        expect(said.map(({ name }) => name), format).toEqual(['pincer_train', 'pincer_validation', 'pincer_test'])
        expect(said.reduce((sum, { whole }) => sum + whole, 0), format).toBe(30)
        for (const { first: { _prompt: prompt, _response: response } } of said) {
          expect(prompt.at(-1)).toMatchObject({ role: 'user', content: expect.stringContaining('harbour') })
          expect(response).toEqual([{ role: 'assistant', content: expect.stringContaining('We left the harbour') }])
        }
      }
      const all = await heard<Aligned & { all: Aligned['first'][] }>(llamaFactory.python, 'llama_factory.py', [await exportedFolder(pairs, { format })])
      expect(all[0]?.all.filter(({ _system, _prompt }) => _system === 'Be brief.' && _prompt.length === 3), format).toHaveLength(6)
    }
  })

  it('reads stages in which rows stand again, and conversations of levels beside levels in rows of their own', async () => {
    const levels = await acceptedDataset(8)
    await addLevels(levels, 4)
    for (const format of ['llama-factory', 'sharegpt'] as const) {
      const staged = await heard<Aligned>(llamaFactory.python, 'llama_factory.py', [await exportedFolder(pairs, { format, curriculum: { by: 'constraints', cuts: [3], epochs: [], replay: 0.5, control: false }, anyNumber: 1 })])
      expect(staged.map(({ name }) => name), format).toEqual(['pincer_train_stage_1', 'pincer_train_stage_2'])
      const [first = 0, second = 0] = staged.map(({ whole }) => whole)
      expect(second, format).toBe(30 - first + replayedRows(0.5, first))
      const [said] = await heard<Aligned & { all: Aligned['first'][] }>(llamaFactory.python, 'llama_factory.py', [await exportedFolder(levels, { format, ladder: 3, ladderAs: 'conversation', usualConstraints: 5, maxConstraints: 5 })])
      expect(said?.whole, format).toBe(4 + 3 * 4)
      const climbed = said?.all.filter(({ _response }) => _response[0]?.content.includes('A lantern hung')) ?? []
      expect(climbed, format).toHaveLength(4)
      for (const { _prompt } of climbed) expect(_prompt.slice(-5).map(({ role }) => role), format).toEqual(['user', 'assistant', 'user', 'assistant', 'user'])
    }
  })

  it('reads plain preferences as pairs of answers', async () => {
    const [said] = await heard<Aligned>(llamaFactory.python, 'llama_factory.py', [await exportedFolder(preferences, { format: 'dpo-plain' })])
    expect(said).toMatchObject({ ranking: true, whole: await db().preference.count({ where: { datasetId: preferences } }) })
    expect(said?.first._response).toHaveLength(2)
  })

  it('reads a file whose late rows have other fields in meta', async () => {
    const { path, text, write, remove } = await copyOf(await exportedFolder(pairs, { format: 'llama-factory' }))
    const lines = (await text('train.jsonl')).trimEnd().split('\n')
    const rows = lines.map((line) => JSON.parse(line)).map((row) => ({ ...row, meta: JSON.parse(row.meta) }))
    const alike = rows.filter(({ meta }) => meta.original_input === null)
    const late = { ...alike[0], meta: JSON.stringify({ ...alike[0].meta, original_input: 'An input.', tags: ['late'] }) }
    const repeated = alike.map((row) => `${JSON.stringify({ ...row, meta: JSON.stringify(row.meta) })}\n`).join('')
    await write('train.jsonl', `${repeated.repeat(Math.ceil(12_000_000 / repeated.length))}${JSON.stringify(late)}\n`)
    const [said] = await heard<Aligned>(llamaFactory.python, 'llama_factory.py', [path])
    await remove()
    expect(said?.whole).toBe(said?.rows)
    expect(said?.rows).toBeGreaterThan(5000)
  })
})

describe.skipIf(axolotl.missing !== null)('Axolotl', { timeout: 600_000 }, () => {
  it('shows the conversation and learns the response alone, by the axolotl.yml beside it', async () => {
    for (const fileType of ['jsonl', 'jsonl.gz', 'parquet'] as const) {
      const folder = await exportedFolder(pairs, { format: 'axolotl', fileType, validation: 0.3 })
      const said = await heard<{ path: string; rows: number; first: { shown: string; learnt: string } }>(axolotl.python, 'axolotl_reader.py', [folder])
      expect(said.map(({ path }) => path)).toEqual([`train.${fileType}`, `validation.${fileType}`])
      expect(said.reduce((sum, { rows }) => sum + rows, 0)).toBe(30)
      for (const { first } of said) {
        expect(first.shown).toContain('<|user|>')
        // Earlier answers of a conversation are learnt, too.
        expect(first.learnt).toMatch(/^(Good day<\|end\|>)?We left the harbour on day .* nobody slept\.(<\|end\|>)?$/)
      }
    }
  })

  it('reads conversations of levels, and learns each answer that they have', async () => {
    const levels = await acceptedDataset(6)
    await addLevels(levels, 6)
    const [said] = await heard<{ rows: number; first: { learnt: string } }>(axolotl.python, 'axolotl_reader.py', [await exportedFolder(levels, { format: 'axolotl', ladder: 3, ladderAs: 'conversation', usualConstraints: 5, maxConstraints: 5 })])
    expect(said?.rows).toBe(6)
    expect(said?.first.learnt.match(/We left the harbour/g)).toHaveLength(3)
    expect(said?.first.learnt.match(/A lantern hung/g)).toHaveLength(1)
  })

  it('reads conversational preferences by theirs', async () => {
    for (const fileType of ['jsonl', 'parquet'] as const) {
      const [said] = await heard<{ first: { prompt: string; chosen: string; rejected: string } }>(axolotl.python, 'axolotl_reader.py', [await exportedFolder(preferences, { format: 'dpo', fileType })])
      expect(said?.first.prompt).toMatch(/^<\|user\|>.*<\|assistant\|>$/s)
      expect(said?.first.chosen).not.toBe(said?.first.rejected)
    }
  })
})

it.skipIf(lmEval.missing !== null)("lm-eval's task reads IFEval prompts from every file type, and finds that the responses meet them", { timeout: 600_000 }, async () => {
  const found = await db().pair.findMany({ where: { datasetId: pairs }, select: { contentHash: true, response: true } })
  const byKey = Object.fromEntries(found.map(({ contentHash, response }) => [String(Number.parseInt(exampleId({ contentHash }).replace(/^pincer-/, '').slice(0, 12), 16)), response]))
  const folder = await mkdtemp(join(tmpdir(), 'pincer-responses-'))
  const responses = join(folder, 'responses.json')
  await writeFile(responses, JSON.stringify(byKey))
  for (const fileType of ['jsonl', 'parquet', 'csv'] as const) {
    const [said] = await heard<{ rows: number; strict: boolean[][] }>(lmEval.python, 'lm_eval_reader.py', [`${await exportedFolder(pairs, { format: 'ifeval', fileType })}:${responses}`])
    // One prompt cannot hold a conversation.
    expect(said?.rows).toBe(await db().pair.count({ where: { datasetId: pairs, system: null, history: { equals: [] } } }))
    expect(said?.strict.flat().every(Boolean)).toBe(true)
  }
  for (const fileType of ['jsonl', 'jsonl.gz', 'parquet'] as const) {
    const beside = await exportedFolder(pairs, { fileType, test: 0.4, evaluation: true })
    const [said] = await heard<{ rows: number; strict: boolean[][] }>(lmEval.python, 'lm_eval_reader.py', [`${beside}:${responses}`])
    expect(said?.rows).toBe((await readFile(join(beside, 'test_ifeval.jsonl'), 'utf8')).trimEnd().split('\n').length)
    expect(said?.strict.flat().every(Boolean)).toBe(true)
  }
  await rm(folder, { recursive: true })
})
