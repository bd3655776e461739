import { isObject } from './formats/format.ts'
import { pairFormat, pairFormats } from './formats/registry.ts'
import { openSource } from './open.ts'
import { readRow } from './read.ts'
import type { Container } from './open.ts'
import type { FieldMapping, PairRecord, RowError } from './record.ts'
import type { RawRow } from './row.ts'

export type { FieldMapping } from './record.ts'

export interface FormatGuess {
  id: string
  label: string
  /** 0 to 1. */
  confidence: number
}

/** The start of a file as it would be read, for a person to look at before importing it. */
export interface Preview {
  container: Container
  gzip: boolean
  /** The format in use: the chosen one, or the likeliest. */
  format: string
  /** Every format, the likeliest first. */
  formats: FormatGuess[]
  mapping: FieldMapping
  /** Fields to choose from, nested ones as dotted paths. */
  columns: string[]
  /** Of long texts the beginning. */
  pairs: PairRecord[]
  errors: RowError[]
  /** Rows without a pair that are no errors. */
  skipped: { line: number; reason: string }[]
  /** Size of the file. */
  bytes: number
}

/** Rows are no longer read once they hold this much: a look at 20 records of 32 MB each would take the memory of all. */
const enoughCharacters = 2_000_000
/** Nor is more of the file than this, unpacked: a gzip file of some megabytes may hold nothing but gigabytes of blank lines. */
const lookLimit = { bytes: 128 * 2 ** 20, milliseconds: 10_000 }
/** More of a text nobody reads before an import. */
const shownCharacters = 20_000

/**
 * Reads the first rows of a file with the likeliest format, or with the mapping given. Throws RangeError for an
 * unknown format.
 */
export async function previewSource(
  path: string,
  options: { limit?: number; mapping?: FieldMapping | undefined } = {},
): Promise<Preview> {
  const limit = options.limit ?? 20
  const source = await openSource({ path }, lookLimit)
  const rows: RawRow[] = []
  try {
    let characters = 0
    for await (const row of source.rows()) {
      rows.push(row)
      if (row.kind === 'row') characters += textLength(row.value)
      if (rows.length >= limit || characters >= enoughCharacters) break
    }
  } finally {
    await source.close()
  }
  const sample = rows.flatMap((row) => (row.kind === 'row' ? [row.value] : []))
  const formats = guessFormats(sample)
  const chosen = options.mapping?.format ?? formats[0]?.id ?? 'table'
  const format = pairFormat(chosen)
  if (format === undefined) throw new RangeError(`there is no import format '${chosen}'`)
  const guessed = format.defaultMapping(sample)
  const mapping = { format: format.id, columns: options.mapping?.columns ?? guessed.columns ?? {} }
  const items = rows.map((row) => readRow(row, format, mapping.columns))
  return {
    container: source.container,
    gzip: source.gzip,
    format: format.id,
    formats,
    mapping,
    columns: source.columns().length > 0 ? source.columns() : fieldPaths(sample),
    pairs: items.flatMap((item) => (item.kind === 'pair' ? [beginning(item.record)] : [])),
    errors: items.flatMap((item) => (item.kind === 'error' ? [item.error] : [])),
    skipped: items.flatMap((item) => (item.kind === 'skip' ? [{ line: item.line, reason: item.reason }] : [])),
    bytes: source.bytes ?? 0,
  }
}

/** Characters of all texts in a value, as deep as rows may be nested. */
function textLength(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  // Parquet holds bytes, too.
  if (ArrayBuffer.isView(value)) return value.byteLength
  return Object.values(value).reduce<number>((sum, item) => sum + textLength(item), 0)
}

function beginning(record: PairRecord): PairRecord {
  const { system, input } = record
  return {
    ...record,
    system: system === null ? null : cut(system),
    history: record.history.map((turn) => ({ ...turn, content: cut(turn.content) })),
    instruction: cut(record.instruction),
    input: input === null ? null : cut(input),
    response: cut(record.response),
  }
}

function cut(text: string): string {
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters).toWellFormed()}…` : text
}

/** How sure each format is of these rows, the surest first. */
export function guessFormats(sample: readonly unknown[]): FormatGuess[] {
  const guesses = pairFormats.map(({ id, label, detect }) => ({ id, label, confidence: detect(sample) }))
  return guesses.sort((a, b) => b.confidence - a.confidence)
}

/**
 * Names of the fields in a sample, nested objects up to three levels as dotted paths; at most 100, none above 200
 * characters.
 */
function fieldPaths(sample: readonly unknown[]): string[] {
  const paths = new Set<string>()
  const collect = (value: unknown, prefix: string, depth: number) => {
    if (!isObject(value)) return
    for (const [name, item] of Object.entries(value)) {
      const path = prefix + name
      if (paths.size >= 100 || path.length > 200) continue
      paths.add(path)
      if (depth < 3) collect(item, `${path}.`, depth + 1)
    }
  }
  for (const row of sample) collect(row, '', 1)
  return [...paths]
}
