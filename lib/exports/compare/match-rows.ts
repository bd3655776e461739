import { join } from 'node:path'
import { setImmediate as otherWork } from 'node:timers/promises'
import { z } from 'zod'
import { digest64, RowTable } from '#lib/exports/compare/row-table.ts'
import type { ChangeKind, ExportComparison } from '#lib/exports/compare/contract.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { columnsOf } from '#lib/exports/extra-columns.ts'
import { fileTypeOf } from '#lib/exports/file-type-names.ts'
import { readRows } from '#lib/exports/file-types/read-rows.ts'
import { isFileName } from '#lib/exports/manifest-schema.ts'
import { partOfFile, rowsOfFile } from '#lib/exports/sequence.ts'
import { exportRecipe } from '#lib/exports/recipe.ts'

/** The folder of an export and what its manifest says. */
export interface ComparedExport {
  folder: string
  manifest: ExportManifest
}

/** Where a row stands in both exports: its number there, from 0, or -1. */
export interface MatchedRow {
  before: number
  after: number
}

/** Rows of two exports, matched. */
export interface RowMatches {
  counts: ExportComparison['rows']
  /** Those that are not the same, by kind, in the order of the later export; removed ones in that of the earlier. Eight bytes each. */
  rows: Record<ChangeKind, MatchList>
  /** How many rows each file has, in the order of the manifest. */
  sizes: Record<'before' | 'after', number[]>
}

/** How a long comparison is followed and stopped. */
export interface Following {
  signal?: AbortSignal
  /** Is told now and then how many rows of both exports were read. */
  tell?(read: number): void
}

/** The event loop has a turn after so many milliseconds of matching: a server goes on answering. */
const turnAfter = 20

/**
 * Matches the rows of two exports by their id, and where a format has none by their prompt; a row that stands in an export several times is
 * matched in order. Reads row by row, the earlier export first; some forty bytes of each of its rows are in memory, and eight of each that differs.
 * Throws what the file system says, an error where a file cannot be read as what it is, and the signal's reason.
 */
export async function matchRows(before: ComparedExport, after: ComparedExport, { signal, tell: tellRead }: Following = {}): Promise<RowMatches> {
  let read = 0
  let turn = performance.now()
  const sizes = { before: before.manifest.files.map(() => 0), after: after.manifest.files.map(() => 0) }
  async function* rowsOf(of: ComparedExport, files: number[]): AsyncGenerator<PlacedRow> {
    for (const file of files.keys()) {
      for await (const row of fileRows(of, file)) {
        files[file] = (files[file] ?? 0) + 1
        yield row
        if (++read % 64 > 0 || performance.now() < turn + turnAfter) continue
        signal?.throwIfAborted()
        tellRead?.(read)
        await otherWork()
        turn = performance.now()
      }
    }
  }
  const table = new RowTable()
  const splits: string[] = []
  const splitNumber = (name: string): number => (splits.includes(name) ? splits.indexOf(name) : splits.push(name) - 1)
  const times = new Map<bigint, number>()
  for await (const row of rowsOf(before, sizes.before)) {
    const named = keyOf(row.value)
    const first = digest64(named)
    let key = first
    if (table.find(first) !== -1) {
      const time = (times.get(first) ?? 1) + 1
      times.set(first, time)
      key = digest64(`${named}${again}${time}`)
    }
    table.add(key, digest64(JSON.stringify(row.value)), splitNumber(row.split))
  }
  const counts = { before: table.size, after: 0, same: 0, added: 0, removed: 0, changed: 0, moved: 0 }
  const rows = { added: new MatchList(), removed: new MatchList(), changed: new MatchList(), moved: new MatchList() }
  const tell = (kind: ChangeKind, match: MatchedRow): void => {
    counts[kind]++
    rows[kind].add(match)
  }
  times.clear()
  for await (const row of rowsOf(after, sizes.after)) {
    const place = counts.after++
    const named = keyOf(row.value)
    const first = digest64(named)
    let earlier = table.find(first)
    if (earlier !== -1 && table.isSeen(earlier)) {
      const time = (times.get(first) ?? 1) + 1
      times.set(first, time)
      earlier = table.find(digest64(`${named}${again}${time}`))
    }
    if (earlier === -1) {
      tell('added', { before: -1, after: place })
      continue
    }
    table.see(earlier)
    if (table.splitOf(earlier) !== splitNumber(row.split)) tell('moved', { before: earlier, after: place })
    if (table.contentOf(earlier) === digest64(JSON.stringify(row.value))) counts.same++
    else tell('changed', { before: earlier, after: place })
  }
  for (let row = 0; row < table.size; row++) if (!table.isSeen(row)) tell('removed', { before: row, after: -1 })
  return { counts, rows, sizes }
}

/** Matches in order. */
export class MatchList {
  length = 0
  #places = new Int32Array(64)

  add({ before, after }: MatchedRow): void {
    if (this.length * 2 === this.#places.length) {
      const more = new Int32Array(this.#places.length * 2)
      more.set(this.#places)
      this.#places = more
    }
    this.#places[this.length * 2] = before
    this.#places[this.length * 2 + 1] = after
    this.length++
  }

  /** At most `n` of them from place `from` on. */
  slice(from: number, n: number): MatchedRow[] {
    return Array.from({ length: Math.max(0, Math.min(n, this.length - from)) }, (_, index) => ({
      before: this.#places[(from + index) * 2] ?? -1,
      after: this.#places[(from + index) * 2 + 1] ?? -1,
    }))
  }
}

/** A row of an export, and where it stands. */
export interface PlacedRow {
  file: string
  line: number
  split: string
  value: unknown
}

/** The rows of one file of an export, by its place in the manifest; those that are not `wanted`, by their number, are passed over. Throws an error where a file cannot be read as what it is. */
async function* fileRows({ folder, manifest }: ComparedExport, fileNumber: number, wanted?: (row: number) => boolean): AsyncGenerator<PlacedRow> {
  const { name, rows } = manifest.files[fileNumber] ?? { name: '', rows: null }
  const type = fileTypeOf(name)
  if (rows === null || type === null || !isFileName(name)) return
  const { split } = partOfFile(name)
  for await (const row of readRows(join(folder, name), type, columnsOf(rowsOfFile(name, exportRecipe.parse(manifest.recipe)).recipe), wanted)) {
    if (!('value' in row)) throw new Error(`${name}:${row.line} ${row.problem}.`)
    yield { file: name, line: row.line, split, value: row.value }
  }
}

/**
 * The rows at some places, by place, from 0; places below that are none. `sizes`: the rows of each file, as `matchRows` found them: files without
 * any of these are not opened, rows that are not asked for are not parsed, and nothing is read behind the last.
 */
export async function rowsAt(of: ComparedExport, sizes: readonly number[], places: readonly number[], signal?: AbortSignal): Promise<Map<number, PlacedRow>> {
  const found = new Map<number, PlacedRow>()
  let start = 0
  for (const [fileNumber, size] of sizes.entries()) {
    const first = start
    const here = new Set(places.filter((place) => place >= first && place < first + size).map((place) => place - first))
    start += size
    if (here.size === 0) continue
    const wanted = (row: number): boolean => {
      if (row % 4096 === 0) signal?.throwIfAborted()
      return here.has(row)
    }
    const order = [...here].toSorted((a, b) => a - b)
    let next = 0
    for await (const row of fileRows(of, fileNumber, wanted)) {
      found.set(first + (order[next++] ?? 0), row)
      if (next === order.length) break
    }
  }
  return found
}

const again = '\u0000'
const identified = z.object({ id: z.string().optional(), cnt_id: z.string().optional(), key: z.union([z.string(), z.number()]).optional() })
const spoken = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) })

/** What a row is known by: its id, or all turns but the last, which is the response. */
function keyOf(value: unknown): string {
  const id = identified.safeParse(value).data
  const named = id?.id ?? id?.cnt_id ?? id?.key
  if (named !== undefined) return String(named)
  const { data } = spoken.safeParse(value)
  return JSON.stringify(data ? data.messages.slice(0, -1) : value)
}

/** The row's id, or where a format has none a number of its prompt: the same in both exports. */
export function nameOf(value: unknown): string {
  const named = keyOf(value)
  return named.length <= 64 && !named.startsWith('[') && !named.startsWith('{') ? named : digest64(named).toString(16).padStart(16, '0')
}
