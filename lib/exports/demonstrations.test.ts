import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkConstraint } from '#lib/constraints/index.ts'
import { acceptedDataset, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { composeExample } from '#lib/exports/compose-example.ts'
import { demonstratorOf } from '#lib/exports/demonstrators.ts'
import type { AcceptedPair } from '#lib/exports/accepted-pairs.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { exportRecipe } from '#lib/exports/recipe.ts'

useInstallation()

interface Row {
  id: string
  messages: { role: string; content: string }[]
  meta: { demonstrations: { id: string; original_instruction: string; constraints: { text: string; checker: { id: string; kwargs: unknown } | null }[] }[]; constraints: unknown[] }
}

const rowsIn = async (folder: string, file = 'train.jsonl'): Promise<Row[]> => (await readFile(join(folder, file), 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line))

const madePair = (of: Partial<AcceptedPair>): AcceptedPair => ({
  contentHash: 'a', group: 'a', isNearDuplicate: false, contaminatedBy: null, source: 'made', license: null, language: 'en', system: null, history: [], instruction: 'Say a word.', input: null, response: 'Word',
  refinedInstruction: null, refinedStays: false, tags: [], difficulty: null, constraints: [{ fingerprint: 'f', type: 'length.words', text: 'Use at most 9 words.', status: 'accepted', checkerId: 'pincer:word_count', kwargs: { max: 9 }, checker: { id: 'pincer:word_count', kwargs: { max: 9 } }, found: null }], ...of,
})

let datasetId: string
beforeAll(async () => {
  datasetId = await acceptedDataset(90)
})

describe('demonstrations', () => {
  it.each(['types', 'nearest', 'random'] as const)('%s: other pairs of the same split, met by proof, in no row twice', async (demonstrationPolicy) => {
    const folder = await exportedFolder(datasetId, { demonstrations: 3, demonstrationShare: 1, demonstrationPolicy, validation: 0.3 })
    const files = { 'train.jsonl': await rowsIn(folder), 'validation.jsonl': await rowsIn(folder, 'validation.jsonl') }
    let shown = 0
    for (const rows of Object.values(files)) {
      const ids = new Set(rows.map(({ id }) => id))
      for (const { id, messages, meta } of rows) {
        const turns = messages.filter(({ role }) => role !== 'system')
        expect(new Set(meta.demonstrations.map((one) => one.id)).size).toBe(meta.demonstrations.length)
        for (const [n, one] of meta.demonstrations.entries()) {
          shown++
          expect(one.id).not.toBe(id)
          expect(ids.has(one.id), 'of the same split').toBe(true)
          expect(one.constraints.length).toBeGreaterThan(0)
          expect(one.constraints.length).toBeLessThanOrEqual(meta.constraints.length)
          for (const { text, checker } of one.constraints) {
            expect(turns[2 * n]?.content).toContain(text)
            if (checker) expect(checkConstraint(checker, turns[2 * n + 1]?.content ?? '').outcome).toBe('pass')
          }
        }
      }
    }
    expect(shown).toBeGreaterThan(60)
  })

  it('never shows a pair of the same group, nor one in another language', () => {
    const shownBeside = (other: Partial<AcceptedPair>): number => {
      const candidate = madePair({ contentHash: 'b', group: 'b', ...other })
      const recipe = exportRecipe.parse({ format: 'sft-messages', demonstrations: 1, demonstrationShare: 1 })
      const demonstrators = new Map([['train' as const, demonstratorOf(candidate, {}, { instruction: 'original', typeWeights: {} }, null)]])
      const made = composeExample(madePair({ contentHash: 'a', group: 'a' }), { recipe, seed: 1, staging: null, benchmarks: null, format: {}, datasetLicense: null, shareOfPairs: () => 0, demonstrators })
      return 'example' in made ? (made.example.demonstrations?.length ?? 0) : -1
    }
    expect(shownBeside({})).toBe(1)
    expect(shownBeside({ group: 'a' })).toBe(0)
    expect(shownBeside({ contentHash: 'a' })).toBe(0)
    expect(shownBeside({ language: 'de' })).toBe(0)
  })

  it('are of a share of the prompts, and none where the recipe asks for none', async () => {
    const half = await rowsIn(await exportedFolder(datasetId, { demonstrations: 1, demonstrationShare: 0.5 }))
    const withAny = half.filter(({ meta }) => meta.demonstrations.length > 0).length
    expect(withAny).toBeGreaterThan(15)
    expect(withAny).toBeLessThan(60)
    for (const row of await rowsIn(await exportedFolder(datasetId, {}))) expect(row.meta).not.toHaveProperty('demonstrations')
  })

  it('the same seed shows the same, in the same order', async () => {
    const [one, other] = [await exportedFolder(datasetId, { demonstrations: 3 }), await exportedFolder(datasetId, { demonstrations: 3 })]
    expect(await readFile(join(one, 'train.jsonl'), 'utf8')).toBe(await readFile(join(other, 'train.jsonl'), 'utf8'))
  })

  it('are refused where a format has no place for them', () => {
    expect(exportRecipe.safeParse({ format: 'ifeval', demonstrations: 1 }).error?.issues).toMatchObject([{ path: ['demonstrations'], message: expect.stringContaining('no place') }])
    expect(exportRecipe.safeParse({ format: 'alpaca', demonstrations: 4 }).success).toBe(false)
  })
})
