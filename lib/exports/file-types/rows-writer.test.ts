import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { parquetMetadataAsync } from 'hyparquet'
import { afterAll, describe, expect, it } from 'vitest'
import { fileTypes, type FileType } from '#lib/exports/file-type-names.ts'
import { readRows } from '#lib/exports/file-types/read-rows.ts'
import { openRowsWriter } from '#lib/exports/file-types/rows-writer.ts'
import { encodeRows } from '#lib/exports/pieces/encode-rows.ts'
import { rowOfFields } from '#lib/exports/export-row.ts'
import type { Column } from '#lib/exports/formats/columns.ts'

const columns: Column[] = [
  { name: 'id', kind: 'text' },
  { name: 'system', kind: 'text', optional: true },
  { name: 'n', kind: 'number' },
  { name: 'label', kind: 'boolean' },
  { name: 'ids', kind: 'texts' },
  { name: 'history', kind: 'text-pairs', optional: true },
  { name: 'messages', kind: 'messages' },
  { name: 'turns', kind: 'turns' },
  { name: 'meta', kind: 'json' },
]

const paths: string[] = []
afterAll(() => Promise.all(paths.map((path) => rm(path, { force: true }))))

async function written(type: FileType, rows: readonly Record<string, unknown>[], of = columns): Promise<{ path: string; said: { bytes: number; sha256: string } }> {
  const path = join(tmpdir(), `rows-${randomUUID()}.${type}`)
  paths.push(path)
  const writer = await openRowsWriter(path, type, of)
  const encoder = encodeRows(type, of)
  for (const row of rows) encoder.add(rowOfFields(row))
  await writer.append(encoder.take())
  return { path, said: await writer.close() }
}

async function read(path: string, type: FileType, of = columns): Promise<unknown[]> {
  const rows: unknown[] = []
  for await (const row of readRows(path, type, of)) rows.push('value' in row ? row.value : row)
  return rows
}

const text = fc.string({ unit: fc.oneof(fc.constantFrom('"', ',', '\n', '\r', '\t', '\u2028', 'ä', '語', '😀', '\\'), fc.string({ minLength: 1, maxLength: 1 })), maxLength: 30 })
const row = fc.record(
  {
    id: text,
    system: fc.string({ minLength: 1 }),
    n: fc.nat(),
    label: fc.boolean(),
    ids: fc.array(text, { maxLength: 4 }),
    history: fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 3 }),
    messages: fc.array(fc.record({ role: fc.constantFrom('user', 'assistant'), content: text }, { noNullPrototype: true }), { maxLength: 3 }),
    turns: fc.array(fc.record({ from: fc.constantFrom('human', 'gpt'), value: text }, { noNullPrototype: true }), { maxLength: 3 }),
    meta: fc.record({ license: fc.option(text), kwargs: fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(fc.nat(), text), { noNullPrototype: true }) }, { noNullPrototype: true }),
  },
  { requiredKeys: ['id', 'n', 'label', 'ids', 'messages', 'turns', 'meta'], noNullPrototype: true },
)

describe.each(fileTypes)('rows as %s', (type) => {
  it('are read as they were written, whatever is in them, and the same rows are the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
        const [one, other] = [await written(type, rows), await written(type, rows)]
        expect(await read(one.path, type)).toEqual(rows)
        expect(other.said).toEqual(one.said)
        expect((await readFile(one.path)).length).toBe(one.said.bytes)
      }),
      { numRuns: 40 },
    )
  })

  it('are read back where there are more than memory holds at once', async () => {
    const many = Array.from({ length: 25_000 }, (_, n) => ({ id: `row ${n}`, n, label: n % 2 === 0, ids: ['a'], messages: [{ role: 'user', content: 'x'.repeat(n % 200) }], turns: [], meta: { n } }))
    const { path } = await written(type, many)
    let next = 0
    for await (const row of readRows(path, type, columns)) expect(row).toMatchObject({ value: { n: next, id: `row ${next++}` } })
    expect(next).toBe(25_000)
  })
})

it('Parquet has several row groups, and columns also where no row has them', async () => {
  const { path } = await written('parquet', Array.from({ length: 25_000 }, (_, n) => ({ id: `${n}` })))
  const bytes = await readFile(path)
  const metadata = await parquetMetadataAsync(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
  expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([10_000, 10_000, 5000])
  const empty = await readFile((await written('parquet', [])).path)
  const schema = (await parquetMetadataAsync(empty.buffer.slice(empty.byteOffset, empty.byteOffset + empty.length))).schema
  expect(schema[0]?.num_children).toBe(columns.length)
})

it.each(['csv', 'parquet'] as const)('prompts of early versions are read from %s as the texts that they were, whatever they look like', async (type) => {
  const prompts = ['Say hello.', '[1] Say hello.', '["a", "b"]', '7', '"Hello"', '{"say": "hello"}', 'true', 'null'].map((prompt) => ({ prompt }))
  const { path } = await written(type, prompts, [{ name: 'prompt', kind: 'text' }])
  expect(await read(path, type, [{ name: 'prompt', kind: 'messages' }])).toEqual(prompts)
})

it('CSV is quoted by RFC 4180', async () => {
  const { path } = await written('csv', [{ id: 'a "b", c\nd', n: 3, label: true, ids: [], messages: [], turns: [], meta: {} }])
  expect(await readFile(path, 'utf8')).toBe('id,system,n,label,ids,history,messages,turns,meta\r\n"a ""b"", c\nd",,3,true,[],,[],[],{}\r\n')
})
