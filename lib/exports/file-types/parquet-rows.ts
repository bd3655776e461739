import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { SchemaElement } from 'hyparquet'
import type { HashedFile } from '#lib/exports/file-types/hashed-file.ts'
import type { RowsWriter } from '#lib/exports/file-types/rows-writer.ts'
import type { Column, ColumnKind } from '#lib/exports/formats/columns.ts'

/** A row group ends with the row that reaches either: what is held in memory, and what a reader reads at once. */
const groupRows = 10_000
const groupCharacters = 16 * 1024 * 1024

/** Parquet (Snappy), a row group in memory at a time. Its columns come from the format and never from the rows. */
export function parquetRows(file: HashedFile, columns: readonly Column[]): RowsWriter {
  const bytes = new ByteWriter()
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap(({ name, kind }) => schemaOf[kind](name))],
    createdBy: 'pincer',
  })
  let group: unknown[][] = columns.map(() => [])
  let rows = 0
  let characters = 0
  const handOn = async (): Promise<void> => {
    const chunk = bytes.getBytes().slice()
    // Its offset goes on counting: the places in the file's index are of the whole file.
    bytes.index = 0
    await file.write(chunk)
  }
  const endGroup = async (): Promise<void> => {
    if (rows === 0) return
    const columnData = columns.map(({ name }, index) => ({ name, data: group[index] ?? [] }))
    group = columns.map(() => [])
    await writer.write({ columnData, rowGroupSize: rows })
    rows = 0
    characters = 0
    await handOn()
  }
  return {
    write(row) {
      for (const [index, { name, kind }] of columns.entries()) {
        const value = stored(row[name], kind)
        group[index]?.push(value)
        characters += sizeOf(value)
      }
      rows++
      return rows < groupRows && characters < groupCharacters ? null : endGroup()
    },
    async close() {
      await endGroup()
      await writer.finish()
      await handOn()
      return file.close()
    },
  }
}

function stored(value: unknown, kind: ColumnKind): unknown {
  if (value === undefined || value === null) return null
  if (kind === 'json') return JSON.stringify(value)
  return kind === 'number' ? BigInt(Number(value)) : value
}

/** Characters of a value, roughly. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 8
  let size = 0
  for (const part of Object.values(value)) size += sizeOf(part)
  return size
}

const text = (name: string): SchemaElement[] => [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }]
const struct = (name: string, fields: readonly string[]): SchemaElement[] => [{ name, repetition_type: 'OPTIONAL', num_children: fields.length }, ...fields.flatMap(text)]
const list = (name: string, element: SchemaElement[]): SchemaElement[] => [
  { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  ...element,
]

const schemaOf: Readonly<Record<ColumnKind, (name: string) => SchemaElement[]>> = {
  text,
  json: text,
  number: (name) => [{ name, type: 'INT64', repetition_type: 'OPTIONAL' }],
  decimal: (name) => [{ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }],
  boolean: (name) => [{ name, type: 'BOOLEAN', repetition_type: 'OPTIONAL' }],
  texts: (name) => list(name, text('element')),
  'text-pairs': (name) => list(name, list('element', text('element'))),
  messages: (name) => list(name, struct('element', ['role', 'content'])),
  turns: (name) => list(name, struct('element', ['from', 'value'])),
}
