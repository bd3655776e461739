import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { SchemaElement } from 'hyparquet'
import type { HashedFile } from '#lib/exports/file-types/hashed-file.ts'
import type { RowsWriter } from '#lib/exports/file-types/rows-writer.ts'
import { snappyPacked } from '#lib/exports/file-types/snappy.ts'
import { jsonOf } from '#lib/exports/json-text.ts'
import type { Column, ColumnKind } from '#lib/exports/formats/columns.ts'

/** A row group ends with the row that reaches either: what is held in memory, and what a reader reads at once. */
const groupRows = 10_000
const groupCharacters = 16 * 1024 * 1024

/** Long texts, hardly one like another: there is nothing to gain from a dictionary of them, nor from the least and the greatest. */
const plainKinds: ReadonlySet<ColumnKind> = new Set(['json', 'messages', 'turns', 'text-pairs'])

/** Row groups, and what a file's index has to say of them; places count from the first of these bytes. */
export interface ParquetGroups {
  bytes: Uint8Array<ArrayBuffer>
  groups: ParquetWriter['row_groups']
  /** Of chunks that are in the groups. */
  indexes: ParquetWriter['pendingIndexes']
}

/** A Parquet file (Snappy), whose row groups come ready. Its columns come from the format and never from the rows. */
export function parquetRows(file: HashedFile, columns: readonly Column[]): RowsWriter {
  const bytes = new ByteWriter()
  const writer = new ParquetWriter(ofColumns(bytes, columns))
  const handOn = async (): Promise<void> => {
    const chunk = bytes.getBytes().slice()
    // Its offset goes on counting: the places in the file's index are of the whole file.
    bytes.index = 0
    if (chunk.length > 0) await file.write(chunk)
  }
  return {
    async append({ bytes: ofGroups, parquet }) {
      await handOn()
      const from = BigInt(bytes.offset)
      for (const group of parquet?.groups ?? []) {
        for (const chunk of group.columns) moveTo(chunk, from)
        writer.row_groups.push(group)
        writer.num_rows += group.num_rows
      }
      for (const index of parquet?.indexes ?? []) {
        for (const place of index.offsetIndex?.page_locations ?? []) place.offset += from
        writer.pendingIndexes.push(index)
      }
      bytes.offset += ofGroups.length
      await file.write(ofGroups)
    },
    async close() {
      try {
        await writer.finish()
        await handOn()
      } catch (error) {
        // The file must not stay open where its end finds no room.
        await file.close()
        throw error
      }
      return file.close()
    },
  }
}

/** Makes row groups of rows. */
export function groupEncoder(columns: readonly Column[]): { add(row: Record<string, unknown>): void; take(): ParquetGroups } {
  const bytes = new ByteWriter(1 << 20)
  let writer = new ParquetWriter(ofColumns(bytes, columns))
  let group: unknown[][] = columns.map(() => [])
  let rows = 0
  let characters = 0
  const afresh = (): void => {
    writer = new ParquetWriter(ofColumns(bytes, columns))
    // Without the mark at the beginning of a file.
    bytes.index = 0
    bytes.offset = 0
  }
  const endGroup = (): void => {
    if (rows === 0) return
    const columnData = columns.map(({ name, kind }, index) => ({ name, data: group[index] ?? [], ...(plainKinds.has(kind) ? { encoding: 'PLAIN' as const, statistics: false } : {}) }))
    group = columns.map(() => [])
    // Into memory: nothing to wait for.
    void writer.write({ columnData, rowGroupSize: rows })
    rows = 0
    characters = 0
  }
  afresh()
  return {
    add(row) {
      for (const [index, { name, kind }] of columns.entries()) {
        const value = stored(row[name], kind)
        group[index]?.push(value)
        characters += sizeOf(value)
      }
      rows++
      if (rows >= groupRows || characters >= groupCharacters) endGroup()
    },
    take() {
      endGroup()
      const made = { bytes: bytes.getBytes().slice(), groups: writer.row_groups, indexes: writer.pendingIndexes }
      afresh()
      return made
    },
  }
}

function ofColumns(writer: ByteWriter, columns: readonly Column[]): ConstructorParameters<typeof ParquetWriter>[0] {
  return { writer, schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap(({ name, kind }) => schemaOf[kind](name))], compressors: { SNAPPY: snappyPacked }, createdBy: 'pincer' }
}

/** Places of a column's pages in the file. */
function moveTo(chunk: ParquetWriter['row_groups'][number]['columns'][number], from: bigint): void {
  chunk.file_offset += from
  const { meta_data: meta } = chunk
  if (!meta) return
  meta.data_page_offset += from
  if (meta.dictionary_page_offset !== undefined) meta.dictionary_page_offset += from
}

function stored(value: unknown, kind: ColumnKind): unknown {
  if (value === undefined || value === null) return null
  if (kind === 'json') return jsonOf(value)
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
