import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { db } from '#lib/db/client.ts'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import { copyOf } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { exportFormatIds, isComposedFormat } from '#lib/exports/format-names.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

/** Pairs by what was decided of their refined instruction; `none` has none. */
const kinds = ['none', 'pending', 'accepted', 'rejected'] as const

let datasetId: string
beforeAll(async () => {
  datasetId = await accepted(kinds.map((kind) => ({ instruction: `Original of ${kind}`, response: `Answer of ${kind}.`, source: kind })))
  for (const { id, source } of await db().pair.findMany({ where: { datasetId } })) {
    const status = kinds.find((kind) => kind === source)
    if (!status || status === 'none') continue
    await db().variant.create({ data: { id: randomUUID(), datasetId, pairId: id, kind: 'refined', text: `Refined of ${status}`, origin: 'llm', status, fingerprint: 'r'.repeat(32) } })
  }
})

const row = z.object({ messages: z.array(z.object({ content: z.string() })) })

/** What the rows ask, by the kind of their pair, over some seeds; and what the manifest says was left out. */
async function asked(recipe: object): Promise<{ words: Set<string>; dropped: Record<string, number> }> {
  const words = new Set<string>()
  let dropped: Record<string, number> = {}
  for (let seed = 0; seed < 6; seed++) {
    const folder = join(exportsRoot(), (await exportOf(datasetId, recipe, seed)).runId)
    dropped = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).counts.dropped
    for (const line of (await readFile(join(folder, 'train.jsonl'), 'utf8')).trim().split('\n')) {
      for (const { content } of row.parse(JSON.parse(line)).messages) for (const [found] of content.matchAll(/(Original|Refined) of \w+/gi)) words.add(found.toLowerCase())
    }
  }
  return { words, dropped }
}

it('lets no refined instruction out that nobody accepted, and says which pairs stayed for it', async () => {
  expect(await asked({ instruction: 'refined' })).toEqual({ words: new Set(['original of none', 'refined of accepted']), dropped: { 'refined instruction not accepted': 2 } })
})

it('mixes in the original where the refined one is not accepted', async () => {
  const { words, dropped } = await asked({ instruction: 'mixed' })
  expect([...words].filter((each) => each.startsWith('refined'))).toEqual(['refined of accepted'])
  expect(words).toContain('original of pending')
  expect(dropped).toEqual({})
})

it('lets those out too that nobody has decided, where the recipe says so', async () => {
  const { words, dropped } = await asked({ instruction: 'refined', refined: 'undecided too' })
  expect(words).toEqual(new Set(['original of none', 'refined of pending', 'refined of accepted']))
  expect(dropped).toEqual({ 'refined instruction not accepted': 1 })
})

it('shows no demonstration with an instruction that the recipe would not let out', async () => {
  const { words } = await asked({ instruction: 'refined', demonstrations: 3, demonstrationShare: 1, demonstrationPolicy: 'random' })
  expect(words).toEqual(new Set(['original of none', 'refined of accepted']))
})

/** The folder of an export of pairs whose refined instructions have so many words more than the originals, or less, and these statuses. */
async function exportOfRefined(recipe: object, refined: { text: string; status: 'pending' | 'accepted'; generationId?: string }[]): Promise<string> {
  const own = await accepted(refined.map((_, n) => ({ instruction: `Tell me of day ${n} at sea in the north.`, response: `Day ${n} was calm.` })))
  const pairs = await db().pair.findMany({ where: { datasetId: own }, orderBy: { instruction: 'asc' } })
  for (const [n, { text, status }] of refined.entries()) await db().variant.create({ data: { id: randomUUID(), datasetId: own, pairId: pairs[n]?.id ?? '', kind: 'refined', text, origin: 'llm', status, fingerprint: 'r'.repeat(32) } })
  return join(exportsRoot(), (await exportOf(own, recipe)).runId)
}

const readText = (folder: string, name: string): Promise<string> => readFile(join(folder, name), 'utf8')

it('takes none that has lost words of the original, often its input, unless somebody accepted it so', async () => {
  const refined = [{ text: 'Tell me of day 0.', status: 'pending' as const }, { text: 'Tell me of day 1.', status: 'accepted' as const }, { text: 'Tell me of day 2 at sea in the far north.', status: 'pending' as const }]
  const folder = await exportOfRefined({ instruction: 'refined', refined: 'undecided too' }, refined)
  const rows = (await readText(folder, 'train.jsonl')).trimEnd().split('\n')
  expect(rows).toHaveLength(2)
  expect(rows.some((line) => line.includes('day 0'))).toBe(false)
  expect(await readText(folder, 'README.md')).toContain('refined instructions are among them that a model wrote and nobody has decided')
  expect(await readText(await exportOfRefined({ instruction: 'refined' }, refined), 'README.md')).not.toContain('nobody has decided')
})

describe('a row with a refined instruction', () => {
  const refined = [{ text: 'Tell me of day 0 at sea in the cold north.', status: 'accepted' as const }, { text: 'Tell me of day 1 at sea in the cold north.', status: 'pending' as const }]

  it.each(exportFormatIds.filter((format) => isComposedFormat(format)))('has no fault in %s', async (format) => {
    const audit = await verifyExport(await exportOfRefined({ format, instruction: 'refined', refined: 'undecided too' }, refined))
    expect(audit).toMatchObject({ faults: [], rows: format === 'kto-prompts' ? 4 : 2 })
  })

  it('says what it was, and is held to it', async () => {
    const folder = await exportOfRefined({ instruction: 'refined' }, refined)
    const copy = await copyOf(folder)
    const composed = z.object({ meta: z.object({ composed: z.looseObject({ refined: z.string() }) }) }).parse(JSON.parse((await copy.text('train.jsonl')).split('\n')[0] ?? '')).meta.composed
    expect(composed.refined).toBe(refined[0]?.text)
    const change = async (to: string, by: (text: string) => string): Promise<string[]> => {
      const before = await copy.text(to)
      await copy.write(to, by(before))
      await copy.seal()
      const { faults } = await verifyExport(copy.path)
      await copy.write(to, before)
      await copy.seal()
      return faults.map(({ kind, problem }) => `${kind}: ${problem}`)
    }
    expect(await change('train.jsonl', (text) => text.replace('"refined":"Tell', '"refined":"Sing'))).toEqual(['not-stated: does not have the refined instruction, which meta.composed says it does'])
    expect(await change('manifest.json', (text) => text.replace(/"instruction": ?"refined"/, '"instruction":"original"'))).toEqual(['recipe: is refined, and the recipe asks for original ones'])
    // What it asks for itself is against what the constraint asks.
    const against = 'Tell me of day 0 at sea in at least 500 words.'
    expect(await change('train.jsonl', (text) => text.replaceAll(refined[0]?.text ?? '', against))).toEqual([expect.stringMatching(/^conflict: .* is against what the instruction asks for itself$/)])
    await copy.remove()
  })
})
