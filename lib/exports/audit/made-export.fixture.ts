import { createHash, randomUUID } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileConstraint } from '#lib/constraints/index.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { datasetCard } from '#lib/exports/dataset-card.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { columnsOf } from '#lib/exports/extra-columns.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { MerkleTree } from '#lib/exports/merkle.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { addAnswer, makeAll } from '#lib/preferences/dataset.fixture.ts'
import { decidePreference } from '#lib/preferences/decide-preference.ts'
import { decide } from '#lib/review/decide.ts'
import { exportParams, exportRecipe, type ExportParams } from '#lib/exports/recipe.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada } from '#lib/runs/installation.fixture.ts'
import { createRun } from '#lib/runs/start-run.ts'

const stated = ['Write at least 12 words.', 'Do not use any commas.', 'Write at least 2 sentences.', 'Mention the word "harbour".']

/** A dataset of pairs with inputs, answers of their own, and accepted constraints, one of which no program can decide. Returns its id. */
export async function acceptedDataset(pairs: number): Promise<string> {
  const datasetId = (await createDataset(null, { name: `Audited ${randomUUID()}`, license: 'CC0-1.0' })).id
  const records = Array.from({ length: pairs }, (_, n) => ({
    line: n + 1,
    record: pairRecord({
      instruction: `Tell me about day ${n} at sea.`,
      // The same instruction with another input is another pair.
      ...(n % 3 === 0 ? { instruction: 'Summarise this.', input: `Log of day ${n}: wind and rain.` } : {}),
      ...(n % 5 === 0 ? { history: [{ role: 'user' as const, content: 'Hello' }, { role: 'assistant' as const, content: 'Good day' }], system: 'Be brief.' } : {}),
      response: `We left the harbour on day ${n} before dawn and saw ${n + 3} gulls over the grey water. Rain fell until noon. The crew of ${n + 7} sang all the way home and nobody slept.`,
      constraints: [...stated.map((text) => ({ rawType: 'Digit', text })), { rawType: 'Style', text: 'Be kind to the reader.' }],
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'logbook', license: null }, records), { timeout: 60_000 })
  const constraints = await db().constraint.findMany({ where: { datasetId } })
  for (let from = 0; from < constraints.length; from += 200) {
    await decide(ada, constraints.slice(from, from + 200).map(({ id, version }) => ({ id: randomUUID(), constraintId: id, kind: 'accept', seenVersion: version })))
  }
  return datasetId
}

/** Compares all pairs of a dataset, as the step of a generation run does. */
export async function markNearDuplicates(datasetId: string): Promise<void> {
  const params = generateParams.parse({ steps: [{ step: 'near_duplicates' }] })
  const id = await db().$transaction((tx) => createRun(tx, null, { kind: 'generate', datasetId, seed: 0, params }))
  await executeRun(id, 'test', new AbortController().signal)
}

/** What each level of `addLevels` asks for and what its answer says more than the one before. */
const rungs = [
  { asks: 'Write at least 4 sentences.', says: ' The cook made a soup of fish and barley.' },
  { asks: 'Mention the word "lantern".', says: ' A lantern hung by the cabin door.' },
]

/** Evolves two levels from the first pairs of such a dataset, as `evolve` and `answer` do, makes preferences of them and accepts those. */
export async function addLevels(datasetId: string, pairs: number): Promise<void> {
  for (const pair of await db().pair.findMany({ where: { datasetId }, orderBy: { contentHash: 'asc' }, take: pairs, include: { constraints: true } })) {
    const own = pair.constraints.filter(({ text }) => text === 'Do not use any commas.').map(({ id }) => id)
    const added = rungs.map(({ asks }, n) => ({ id: `added ${n + 1}.1`, text: asks, type: compileConstraint(asks)?.type ?? '', checker: compileConstraint(asks)?.checker ?? null }))
    let [text, response, parentId] = [`${pair.instruction} Do not use any commas.`, pair.response, null as string | null]
    for (const [n, { asks, says }] of rungs.entries()) {
      const id = newId()
      text += ` ${asks}`
      response += says
      const meta = JSON.parse(JSON.stringify({ method: 'conifer', added: [added[n]], earlier: added.slice(0, n) }))
      await db().variant.create({ data: { id, datasetId, pairId: pair.id, parentId, kind: 'evolved', text, origin: 'llm', constraintIds: own, depth: n + 1, level: n + 1, operation: 'levels', fingerprint: randomUUID().slice(0, 32), meta } })
      await addAnswer(datasetId, pair.id, id, response)
      parentId = id
    }
  }
  const { preferences } = await makeAll(datasetId, { methods: ['evolved'] })
  for (const { id, version } of preferences) await decidePreference(ada, id, { act: 'accept', seenVersion: version })
}

/** Adds a pair that is like no other. */
export async function addPair(datasetId: string): Promise<void> {
  const record = pairRecord({ instruction: 'Name a star.', response: 'Vega is the brightest star of the summer sky in the north.' })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'sky', license: null }, [{ line: 1, record }]))
}

/** A dataset of pairs without constraints. Returns its name. */
export async function generalDataset(pairs: number): Promise<string> {
  const { id, name } = await createDataset(null, { name: `General ${randomUUID()}`, license: 'MIT' })
  const records = Array.from({ length: pairs }, (_, n) => ({ line: n + 1, record: pairRecord({ instruction: `What is ${n} and ${n}?`, response: `It is ${2 * n}.` }) }))
  await db().$transaction((tx) => storePairs(tx, { datasetId: id, runId: null, source: 'sums', license: null }, records))
  return name
}

/** Exports a dataset. Returns the folder. */
export async function exportedFolder(datasetId: string, recipe: Partial<ExportParams>): Promise<string> {
  const params = exportParams.parse({ format: 'sft-messages', anyNumber: 0, ...recipe })
  const id = await db().$transaction((tx) => createRun(tx, null, { kind: 'export', datasetId, seed: 5, params }))
  await executeRun(id, 'test', new AbortController().signal)
  const { folder } = await db().export.findUniqueOrThrow({ where: { runId: id } })
  return join(exportsRoot(), folder)
}

/** The fields of all formats that have faults planted in them. */
export interface AnyRow {
  id: string
  messages: { role: string; content: string }[]
  chosen: { content: string }[]
  rejected: { content: string }[]
  completion: { content: string }[]
  label: boolean
  meta: { license: string; violated: number[]; margin: number; original_instruction: string; original_input: string | null; demonstrations: { id: string; constraints: { text: string }[] }[]; constraints: { text: string; checker: { id: string; kwargs: unknown } | null; proven: boolean }[] }
  Num_Cons: number
  instruction: string
  output: string
  prompt: string | { role: string; content: string }[]
  ground_truth: string
  instruction_id_list: string[]
  kwargs: Record<string, unknown>[]
}

/** A copy of an export to plant faults in. */
export interface Copy {
  path: string
  text(name: string): Promise<string>
  write(name: string, text: string): Promise<void>
  /** Changes a row of a JSONL file, counted from 0, or takes it out where null is returned. */
  row(name: string, n: number, change: (row: AnyRow) => unknown): Promise<void>
  manifest(change: (manifest: ExportManifest) => unknown): Promise<void>
  /** Writes the card that the manifest comes to. */
  recard(): Promise<void>
  /** Makes sizes and hashes of the manifest those of the files, so that only what was planted is wrong. */
  seal(): Promise<void>
  remove(): Promise<void>
}

/** The root of the lines that can be read. */
function rootOf(text: string): string {
  const tree = new MerkleTree()
  for (const line of text.split('\n').filter(Boolean)) {
    try {
      tree.add(JSON.stringify(JSON.parse(line)))
    } catch {
      tree.add('')
    }
  }
  return tree.root()
}

/** Copies an export. */
export async function copyOf(folder: string): Promise<Copy> {
  const path = await mkdtemp(join(tmpdir(), 'pincer-audited-'))
  await cp(folder, path, { recursive: true })
  const text = (name: string): Promise<string> => readFile(join(path, name), 'utf8')
  const write = (name: string, content: string): Promise<void> => writeFile(join(path, name), content)
  const manifest: Copy['manifest'] = async (change) => {
    const value: ExportManifest = JSON.parse(await text('manifest.json'))
    change(value)
    await write('manifest.json', JSON.stringify(value))
  }
  /** Makes the hashes of proofs those of the rows. */
  const rehash = async (rows: string, proofs: string): Promise<void> => {
    const before = await text(proofs).catch(() => null)
    if (before === null || !rows.endsWith('.jsonl')) return
    const lines = (await text(rows)).split('\n')
    await write(proofs, before.split('\n').map((line, n) => line.replace(/"sha256":"[0-9a-f]*"/, `"sha256":"${createHash('sha256').update(lines[n] ?? '').digest('hex')}"`)).join('\n'))
  }
  return {
    path,
    text,
    write,
    manifest,
    async row(name, n, change) {
      const lines = (await text(name)).trimEnd().split('\n')
      const row: AnyRow = JSON.parse(lines[n] ?? '')
      const changed = change(row)
      lines.splice(n, 1, ...(changed === null ? [] : [JSON.stringify(row)]))
      await write(name, lines.map((line) => `${line}\n`).join(''))
    },
    async recard() {
      const of = manifestSchema.parse(JSON.parse(await text('manifest.json')))
      await write('README.md', datasetCard(of, columnsOf(exportRecipe.parse(of.recipe))))
    },
    async seal() {
      const found: ExportManifest = JSON.parse(await text('manifest.json').catch(() => 'null'))
      for (const { name, rows } of found.files) if (rows !== null) await rehash(name, name.replace('.jsonl', '.proofs.jsonl'))
      for (const file of found.files) {
        const bytes = await readFile(join(path, file.name)).catch(() => null)
        if (bytes && file.merkleRoot !== undefined && file.name.endsWith('.jsonl')) file.merkleRoot = rootOf(bytes.toString())
        if (bytes) Object.assign(file, { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
      }
      await write('manifest.json', JSON.stringify(found))
    },
    remove: () => rm(path, { recursive: true, force: true }),
  }
}
