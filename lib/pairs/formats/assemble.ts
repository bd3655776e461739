import { tagsOfRow } from '#lib/tags/tags-of-row.ts'
import { guessSideColumns } from './columns.ts'
import { fault, isBlank, textField } from './format.ts'
import type { JsonObject, RowFault } from './format.ts'
import type { ChatMessage, ColumnMapping, ImportedConstraint, PairRecord } from '../record.ts'

/** What a format found in a row; all else has the default of a record. */
export interface Found {
  system?: string | null | undefined
  history?: ChatMessage[]
  instruction: string
  input?: string | null | undefined
  response: string
  externalId?: string | null | undefined
  language?: string | null | undefined
  refinedInstruction?: string | null | undefined
  constraints?: ImportedConstraint[]
  meta?: JsonObject
}

/** Longest id, source, language and license kept: they are indexed and shown in lists. */
const sideTextLimit = 512
/**
 * Characters of JSON: a field beside the pair above this is left out of meta, as are all that come after the
 * total is used up.
 */
const metaFieldLimit = 2000
const metaTotalLimit = 8000

/**
 * Makes the record of a row: the pair itself as found, id, source, language and license by their columns, and in
 * `meta` the small fields nobody read. `consumed` names the top-level fields that the format read itself.
 */
export function assemble(
  row: JsonObject,
  found: Found,
  consumed: readonly string[],
  columns: ColumnMapping | undefined,
): PairRecord {
  const side = columns ?? guessSideColumns(Object.keys(row))
  const omitted: string[] = []
  const sideText = (column: string | undefined): string | null => {
    const text = textField(row, column)
    if (typeof text === 'string' && text.length <= sideTextLimit) return text
    if (text !== null && column !== undefined) omitted.push(column)
    return null
  }
  const used = new Set(consumed)
  for (const column of [side.id, side.source, side.language, side.license]) if (column !== undefined) used.add(column)
  const record = {
    externalId: found.externalId ?? sideText(side.id),
    source: sideText(side.source),
    system: emptyAsNull(found.system),
    history: found.history ?? [],
    instruction: found.instruction,
    input: emptyAsNull(found.input),
    response: found.response,
    language: found.language ?? sideText(side.language),
    license: sideText(side.license),
    refinedInstruction: emptyAsNull(found.refinedInstruction),
    constraints: found.constraints ?? [],
    tags: tagsOfRow(row),
  }
  const meta = Object.fromEntries([...Object.entries(found.meta ?? {}), ...leftovers(row, used, omitted)])
  return { ...record, meta: omitted.length === 0 ? meta : { ...meta, omitted } }
}

function emptyAsNull(text: string | null | undefined): string | null {
  return text === undefined || text === '' ? null : text
}

/** Small fields that no one read. Names of those that are left out for their size go to `omitted`. */
function leftovers(row: JsonObject, used: ReadonlySet<string>, omitted: string[]): [string, unknown][] {
  const kept: [string, unknown][] = []
  let total = 0
  for (const [name, value] of Object.entries(row)) {
    if (name === '__proto__' || used.has(name) || value === null || value === undefined || value === '') continue
    const size = name.length + (JSON.stringify(value) ?? '').length
    if (size > metaFieldLimit || total + size > metaTotalLimit) {
      if (omitted.length < 20) omitted.push(name.slice(0, 100))
      continue
    }
    total += size
    kept.push([name, value])
  }
  return kept
}

/** The two texts without which there is no pair, by the columns that hold them. */
export function requiredTexts(
  row: JsonObject,
  instructionColumn: string,
  responseColumn: string,
): { instruction: string; response: string } | RowFault {
  const instruction = textField(row, instructionColumn)
  if (instruction === undefined) return fault(instructionColumn, 'is not text')
  if (instruction === null || isBlank(instruction)) return fault(instructionColumn, 'is empty')
  const response = textField(row, responseColumn)
  if (response === undefined) return fault(responseColumn, 'is not text')
  if (response === null || isBlank(response)) return fault(responseColumn, 'is empty')
  return { instruction, response }
}
