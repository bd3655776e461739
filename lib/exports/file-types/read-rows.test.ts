import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readRows } from '#lib/exports/file-types/read-rows.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pincer-rows-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it.each(['jsonl', 'jsonl.gz'] as const)('a line may be many pieces of the file, and a piece many lines: %s', async (type) => {
  const rows = ['ü'.repeat(700_000), 'a', '', '🌊'.repeat(100_001), ...Array.from({ length: 50_000 }, (_, n) => `row ${n}`)].map((text) => ({ text }))
  const text = `${rows.map((row) => JSON.stringify(row)).join('\n')}\n\n{"text":"cut`
  const path = join(folder, `rows.${type}`)
  await writeFile(path, type === 'jsonl' ? text : gzipSync(text))
  const found = []
  for await (const row of readRows(path, type, [])) found.push(row)
  expect(found.slice(0, rows.length)).toEqual(rows.map((value, n) => ({ line: n + 1, value, text: JSON.stringify(value) })))
  expect(found.slice(rows.length)).toEqual([
    { line: rows.length + 1, field: null, problem: expect.stringContaining('is empty') },
    { line: rows.length + 2, field: null, problem: 'is cut off: no line end follows' },
  ])
  const second = []
  for await (const row of readRows(path, type, [], (n) => n === 1)) second.push(row)
  expect(second[0]).toEqual({ line: 2, value: rows[1], text: JSON.stringify(rows[1]) })
})

it('a line of more than 64 MB is told and not held', async () => {
  const path = join(folder, 'bomb.jsonl.gz')
  await writeFile(path, gzipSync(Buffer.alloc(65 * 2 ** 20, ' ')))
  const found = []
  for await (const row of readRows(path, 'jsonl.gz', [])) found.push(row)
  expect(found).toEqual([{ line: 1, field: null, problem: expect.stringContaining('more than 64 MB') }])
})
