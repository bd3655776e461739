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
  pairs: PairRecord[]
  errors: RowError[]
  /** Rows without a pair that are no errors. */
  skipped: { line: number; reason: string }[]
  /** Size of the file. */
  bytes: number
}

/**
 * Reads the first rows of a file with the likeliest format, or with the mapping given. Throws RangeError for an
 * unknown format.
 */
export async function previewSource(
  path: string,
  options: { limit?: number; mapping?: FieldMapping | undefined } = {},
): Promise<Preview> {
  const limit = options.limit ?? 20
  const source = await openSource({ path })
  const rows: RawRow[] = []
  try {
    for await (const row of source.rows()) {
      rows.push(row)
      if (rows.length >= limit) break
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
    pairs: items.flatMap((item) => (item.kind === 'pair' ? [item.record] : [])),
    errors: items.flatMap((item) => (item.kind === 'error' ? [item.error] : [])),
    skipped: items.flatMap((item) => (item.kind === 'skip' ? [{ line: item.line, reason: item.reason }] : [])),
    bytes: source.bytes ?? 0,
  }
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
