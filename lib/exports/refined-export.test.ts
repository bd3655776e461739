import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { db } from '#lib/db/client.ts'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
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
