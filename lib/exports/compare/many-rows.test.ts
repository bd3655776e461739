import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareExports } from '#lib/exports/compare/compare-exports.ts'
import { keptMatches, matchingProgress } from '#lib/exports/compare/kept-matches.ts'
import { matchRows, rowsAt, type ComparedExport } from '#lib/exports/compare/match-rows.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { exportParams } from '#lib/exports/recipe.ts'

const many = 120_000

let before: ComparedExport
let after: ComparedExport
let folder: string

/** An export of JSON lines, made without a database; `textOf` answers null for a row that it has not. */
async function made(name: string, splitOf: (n: number) => 'train' | 'test', textOf: (n: number) => string | null): Promise<ComparedExport> {
  const path = await mkdtemp(join(folder, name))
  const counts = { train: 0, test: 0 }
  for (const split of ['train', 'test'] as const) {
    const file = createWriteStream(join(path, `${split}.jsonl`))
    for (let n = 0; n < many + 10; n++) {
      const text = splitOf(n) === split ? textOf(n) : null
      if (text === null) continue
      counts[split]++
      if (!file.write(`{"id":"pincer-${n}","messages":[{"role":"user","content":"Q"},{"role":"assistant","content":"${text}"}]}\n`)) await once(file, 'drain')
    }
    file.end()
    await once(file, 'close')
  }
  const manifest = manifestSchema.parse({
    pincer: { version: '0', manifestVersion: 1 },
    dataset: { name: 'Many', license: 'MIT' },
    snapshot: 's',
    recipe: exportParams.parse({ format: 'sft-messages' }),
    seed: 0,
    counts: { in: 0, out: 0, dropped: {} },
    constraints: { total: 0, byType: {}, proven: 0, judgedByPeople: 0 },
    licenses: {},
    sources: {},
    files: (['train', 'test'] as const).map((split) => ({ name: `${split}.jsonl`, rows: counts[split], bytes: 0, sha256: '0'.repeat(64) })),
  })
  return { folder: path, manifest }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pincer-many-'))
  before = await made('before', (n) => (n % 10 === 0 ? 'test' : 'train'), (n) => (n < many ? `Text ${n}` : null))
  // Of the later: rows that end in 7 say something else, every thousandth is gone, ten are new, and those that end in 003 stand in the other split.
  after = await made('after', (n) => (n % 10 === 0 || n % 1000 === 3 ? 'test' : 'train'), (n) => (n % 1000 === 0 && n < many ? null : `Text ${n}${n % 10 === 7 && n < many ? ' anew' : ''}`))
})
afterAll(() => rm(folder, { recursive: true }))

describe('comparing exports of hundreds of thousands of rows', () => {
  it('counts exactly, names the first rows, and says how far it is', async () => {
    const told: number[] = []
    const { rows, examples } = await compareExports(before, after, { tell: (read) => told.push(read) })
    expect(rows).toEqual({ before: many, after: many - 120 + 10, same: many - 120 - 12_000, changed: 12_000, added: 10, removed: 120, moved: 120 })
    expect(examples.added.map(({ id }) => id).toSorted()).toEqual(Array.from({ length: 10 }, (_, n) => `pincer-${many + n}`))
    expect(examples.changed[0]).toEqual({ id: 'pincer-7', place: 'train.jsonl:6', fields: ['messages'] })
    expect(told.length).toBeGreaterThan(1)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told.at(-1)).toBeLessThanOrEqual(rows.before + rows.after)
  })

  it('finds any row again without reading files that have none of them', async () => {
    const { rows, sizes } = await matchRows(before, after)
    const places = rows.moved.slice(118, 2).map(({ after: place }) => place)
    await rm(join(after.folder, 'train.jsonl'))
    const found = await rowsAt(after, sizes.after, places)
    expect(places.map((place) => found.get(place)?.value)).toMatchObject([{ id: 'pincer-118003' }, { id: 'pincer-119003' }])
  })

  it('stops soon after the last who waits has gone, and not before', async () => {
    const [one, other] = [new AbortController(), new AbortController()]
    const asked = [one, other].map(({ signal }) => keptMatches(before, before, signal, 0))
    const reached = async (): Promise<number> => {
      for (;;) {
        const progress = matchingProgress(before, before)
        if (progress && progress.read > 0) return progress.of
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    }
    expect(await reached()).toBe(2 * many)
    one.abort(new Error('went away'))
    await expect(asked[0]).rejects.toThrow('went away')
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(matchingProgress(before, before)).not.toBeNull()
    other.abort(new Error('went away, too'))
    await expect(asked[1]).rejects.toThrow('went away, too')
    await expect.poll(() => matchingProgress(before, before)).toBeNull()
    expect((await keptMatches(before, before, new AbortController().signal)).counts.same).toBe(many)
    expect(matchingProgress(before, before)).toBeNull()
  })
})
