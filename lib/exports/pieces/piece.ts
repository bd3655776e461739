import type { ContaminatedPair, ExportItem } from '#lib/exports/content.ts'
import { Counts, type CountsOfPiece } from '#lib/exports/counts.ts'
import { columnsOf } from '#lib/exports/extra-columns.ts'
import type { ExportRow } from '#lib/exports/export-row.ts'
import type { FileType } from '#lib/exports/file-type-names.ts'
import type { ExportExample } from '#lib/exports/formats/format.ts'
import { DroppedRows, type DroppedOfPiece } from '#lib/exports/holding/dropped-pairs.ts'
import { IndexEntries, type Held } from '#lib/exports/holding/row-index.ts'
import { encodeRows, type EncodedRows } from '#lib/exports/pieces/encode-rows.ts'
import { GrowingBytes } from '#lib/exports/pieces/growing-bytes.ts'
import { proofLine, proofOf } from '#lib/exports/proofs.ts'
import { partFor, rowsParts, type RowsPart } from '#lib/exports/sequence.ts'
import { splitOf } from '#lib/exports/splits.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** What became of some pairs or preferences that follow one another, ready to be written: it can be handed from thread to thread. */
export interface Piece {
  counts: CountsOfPiece
  /** What names the snapshot: a line of each that leaves. */
  traces: Uint8Array<ArrayBuffer>
  contaminated: ContaminatedPair[]
  /** Of each file with rows, in the order of `rowsParts`. */
  files: EncodedRows[]
  /** Of each of these files what proves its rows, a line each without its number: nothing where rows prove themselves; none where all do. */
  proofs: Uint8Array<ArrayBuffer>[]
  /** Entries of the row index; rows count from the first of the piece in its file. */
  held: Uint8Array<ArrayBuffer>
  /** Pairs that are left out. */
  dropped: DroppedOfPiece
}

/** So many items, or bytes, are of one piece at most: pieces of the same items end at the same places wherever they are made. */
const mostItems = 4096
/** Row groups of Parquet end with pieces: smaller ones are packed less. */
const mostBytes: Readonly<Record<FileType, number>> = { jsonl: 1 << 20, 'jsonl.gz': 1 << 20, csv: 1 << 20, parquet: 1 << 21 }

/** Takes up items, and makes a piece of those since the last one. */
export interface PieceMaker {
  add(item: ExportItem): void
  isFull(): boolean
  take(): Piece
}

/** Makes pieces of items as they come, in bundles of any size; the last one of what is left. What makes them may make those of other items afterwards. */
export async function* piecesOf(items: AsyncIterable<Iterable<ExportItem>>, making: PieceMaker): AsyncGenerator<Piece> {
  for await (const bundle of items) {
    for (const item of bundle) {
      making.add(item)
      if (making.isFull()) yield making.take()
    }
  }
  yield making.take()
}

/** What makes pieces: one for many items, because its memory is megabytes, which would make the collector of garbage run again and again. */
export function pieceMaker(recipe: ExportParams, seed: number): PieceMaker {
  const parts = rowsParts(recipe)
  const encoders = parts.map((part) => encodeRows(part.type, columnsOf(part.recipe)))
  const lacking = parts.map((part) => proofOf(part.recipe))
  const proofs = lacking.some(Boolean) ? parts.map(() => new GrowingBytes()) : []
  const evaluation = parts.find(({ isEvaluation }) => isEvaluation)
  const traces = new GrowingBytes()
  const index = new IndexEntries()
  const dropped = new DroppedRows()
  let counts = new Counts()
  let contaminated: ContaminatedPair[] = []
  let items = 0
  let bytes = 0
  const addRow = (part: RowsPart, row: ExportRow, example: ExportExample | undefined, held: readonly Held[]): void => {
    counts.addRow(part.name)
    const file = parts.indexOf(part)
    const encoder = encoders[file]
    bytes += encoder?.add(row) ?? 0
    const proof = lacking[file]
    if (proof && encoder && example) {
      const line = proofLine(example, encoder.lastHash(), proof)
      proofs[file]?.addText(line)
      bytes += line.length
    }
    index.add(file, counts.files[part.name] ?? 0, held)
  }
  const addRows = (item: Extract<ExportItem, { rows: unknown }>): void => {
    const split = splitOf(item.group, recipe, seed)
    counts.add(item.example, { isGeneral: item.isGeneral === true })
    traces.addText(item.trace)
    traces.addText('\n')
    if (item.made) counts.note(item.made)
    for (const [n, row] of item.rows.entries()) {
      const part = partFor(parts, split, item.numbers?.[n])
      if (part) addRow(part, row, item.examples?.[n], item.held)
    }
    if (evaluation && item.evaluation) addRow(evaluation, item.evaluation.row, item.evaluation.example, item.held.slice(0, 1))
  }
  return {
    add(item) {
      items++
      if ('leftOut' in item) counts.leaveOut(item.leftOut)
      if ('dropped' in item) {
        counts.drop(item.dropped)
        if (item.id !== undefined) dropped.add(item.dropped, item.id)
        if (item.contaminated) contaminated.push(item.contaminated)
      } else if ('rows' in item) addRows(item)
      else counts.note(item.made)
    },
    isFull: () => items >= mostItems || bytes >= mostBytes[recipe.fileType],
    take() {
      const piece = { counts, traces: traces.take(), contaminated, files: encoders.map((encoder) => encoder.take()), proofs: proofs.map((lines) => lines.take()), held: index.take(), dropped: dropped.take() }
      counts = new Counts()
      contaminated = []
      items = 0
      bytes = 0
      return piece
    },
  }
}

/** Gives the memory of a piece back, which nobody reads any more: that of hundreds would otherwise wait for the collector of garbage, and make it run. */
export function letGo(piece: Piece): void {
  for (const memory of memoryOf(piece)) memory.transfer(0)
}

/** The memory of a piece that another thread may be given as it is. */
export function memoryOf(piece: Piece): ArrayBuffer[] {
  return [piece.traces, piece.held, piece.dropped.rows, ...piece.proofs, ...piece.files.flatMap(({ bytes, leaves }) => [bytes, leaves])].map(({ buffer }) => buffer)
}
