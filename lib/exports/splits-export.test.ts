import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { db } from '#lib/db/client.ts'
import { accepted, exportOf, type Given } from '#lib/exports/accepted.fixture.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

/** Exports and answers with the rows of each file. */
async function exported(datasetId: string, recipe: object, seed = 1): Promise<Record<string, { originalOf: string; source: string }[]>> {
  const { runId: id } = await exportOf(datasetId, recipe, seed)
  const { manifest } = await db().export.findUniqueOrThrow({ where: { runId: id } })
  const { files } = manifest as unknown as { files: { name: string; rows: number | null }[] }
  const found: Record<string, { originalOf: string; source: string }[]> = {}
  for (const { name, rows } of files.filter((file) => file.rows !== null)) {
    const text = await readFile(join(exportsRoot(), id, name), 'utf8')
    const parsed = text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))
    expect(parsed).toHaveLength(rows ?? -1)
    found[name] = parsed.map((row) => ({ originalOf: row.meta.original_instruction, source: row.source }))
  }
  return found
}

const splits = { validation: 0.3, test: 0.3 }

it('puts every pair into one split, and each split into a file of its own', async () => {
  const datasetId = await accepted(Array.from({ length: 120 }, (_, n) => ({ instruction: `Task number ${n}`, response: `Answer ${n}` })))
  const files = await exported(datasetId, splits)
  expect(Object.keys(files)).toEqual(['train.jsonl', 'validation.jsonl', 'test.jsonl'])
  const all = Object.values(files).flat().map((row) => row.originalOf)
  expect(new Set(all).size).toBe(120)
  for (const rows of Object.values(files)) expect(rows.length).toBeGreaterThan(15)
})

it('keeps the same instruction and near-duplicates on one side, also by way of each other', async () => {
  // Chains of four: 0 and 1 say the same, 1 and 2 are near-duplicates, 2 and 3 say the same.
  const given = Array.from({ length: 60 }, (_, n) => n).flatMap((n): Given[] => [
    { instruction: `First words ${n}`, response: 'a' },
    { instruction: `first WORDS, ${n}!`, response: 'b' },
    { instruction: `Other words ${n}`, response: 'c', repeats: 4 * n + 1 },
    { instruction: `Other words  ${n}`, response: 'd' },
  ])
  const files = await exported(await accepted(given), splits)
  const splitOfChain = new Map<string, Set<string>>()
  for (const [name, rows] of Object.entries(files)) {
    for (const { originalOf } of rows) {
      const chain = /\d+/.exec(originalOf)?.[0] ?? ''
      splitOfChain.set(chain, (splitOfChain.get(chain) ?? new Set()).add(name))
    }
  }
  expect(splitOfChain.size).toBe(60)
  for (const [chain, names] of splitOfChain) expect([chain, names.size]).toEqual([chain, 1])
  expect(new Set([...splitOfChain.values()].flatMap((names) => [...names])).size).toBe(3)
})

it('parts instructions that have no words, which are not all the same', async () => {
  const given = Array.from({ length: 60 }, (_, n): Given => ({ instruction: `${String.fromCodePoint(0x1f600 + n)} + ${String.fromCodePoint(0x1f680 + n)} = ?`, response: 'x' }))
  const files = await exported(await accepted(given), splits)
  for (const rows of Object.values(files)) expect(rows.length).toBeGreaterThan(5)
})

it('keeps sources whole when asked to, and leaves near-duplicates out when asked to', async () => {
  const given = Array.from({ length: 80 }, (_, n): Given => ({ instruction: `Task ${n}`, response: 'x', source: `source ${n % 20}`, ...(n % 8 === 5 ? { repeats: n - 5 } : {}) }))
  const datasetId = await accepted(given)
  const files = await exported(datasetId, { ...splits, splitBy: 'source' })
  const sources = Object.values(files).map((rows) => new Set(rows.map((row) => row.source)))
  expect(sources.reduce((sum, names) => sum + names.size, 0)).toBe(20)
  const without = await exported(datasetId, { dropNearDuplicates: true })
  expect(Object.values(without).flat()).toHaveLength(70)
})

it('keeps a long response on the side of the pairs that have it in earlier turns', async () => {
  const long = (n: number) => `This is answer ${n}, ${'which goes on for a while '.repeat(5)}`
  const given = Array.from({ length: 40 }, (_, n) => n).flatMap((n): Given[] => [
    { instruction: `Asked first ${n}`, response: long(n) },
    { instruction: `Asked then ${n}`, response: `Well ${n}.`, history: [{ role: 'user', content: `Asked first ${n}` }, { role: 'assistant', content: `${long(n).toUpperCase()}!` }] },
    // What several were told before ties them only where it is an answer of one.
    { instruction: `Asked elsewhere ${n}`, response: `Yes ${n}.`, history: [{ role: 'user', content: 'Hello' }, { role: 'assistant', content: `A greeting ${'which goes on for a while '.repeat(5)}` }] },
  ])
  const datasetId = await accepted(given)
  const { runId } = await exportOf(datasetId, splits)
  expect((await verifyExport(join(exportsRoot(), runId))).faults).toEqual([])
  const files = await exported(datasetId, splits, 2)
  const sidesOf = (asked: string) => new Set(Object.entries(files).flatMap(([name, rows]) => rows.flatMap(({ originalOf }) => (originalOf.startsWith(asked) ? [`${name} ${originalOf.slice(asked.length)}`] : []))))
  expect(sidesOf('Asked first')).toEqual(sidesOf('Asked then'))
  expect(new Set([...sidesOf('Asked elsewhere')].map((side) => side.split(' ')[0])).size).toBe(3)
})

it('keeps the same long response on one side, and lets short ones be', async () => {
  const long = (n: number, sign: string) => `This is answer ${n}${sign} ${'which goes on for a while '.repeat(5)}`
  const given = Array.from({ length: 60 }, (_, n) => n).flatMap((n): Given[] => [
    { instruction: `One way to ask ${n}`, response: long(n, ':') },
    { instruction: `Asked otherwise ${n}`, response: long(n, ' —').toUpperCase() },
  ])
  const files = await exported(await accepted(given), splits)
  const splitsOf = new Map<string, Set<string>>()
  for (const [name, rows] of Object.entries(files)) {
    for (const { originalOf } of rows) {
      const n = originalOf.split(' ').at(-1) ?? ''
      splitsOf.set(n, (splitsOf.get(n) ?? new Set()).add(name))
    }
  }
  expect(splitsOf.size).toBe(60)
  for (const [n, names] of splitsOf) expect([n, names.size]).toEqual([n, 1])
  expect(new Set([...splitsOf.values()].flatMap((names) => [...names])).size).toBe(3)
})
