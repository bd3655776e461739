import type { PairRecord, ReadItem, RowError } from '#lib/pairs/record.ts'

const batchSize = 1000
/** A batch also ends at this many characters, so that memory does not depend on how long the records are. */
const batchCharacters = 4_000_000

/** What an import commits at once. */
export interface Batch {
  pairs: { line: number; record: PairRecord }[]
  errors: RowError[]
  skipped: string[]
  items: number
  characters: number
}

/** A batch to begin with. */
export function emptyBatch(): Batch {
  return { pairs: [], errors: [], skipped: [], items: 0, characters: 0 }
}

/** Puts what became of one row into the batch. */
export function addTo(batch: Batch, item: ReadItem): void {
  batch.items++
  if (item.kind === 'error') batch.errors.push(item.error)
  else if (item.kind === 'skip') batch.skipped.push(item.reason)
  else {
    batch.pairs.push({ line: item.line, record: item.record })
    batch.characters += characters(item.record)
  }
}

/** Whether the batch has to be committed before it takes another row. */
export function isFull(batch: Batch): boolean {
  return batch.items >= batchSize || batch.characters >= batchCharacters
}

/** Characters of a record, but for those of its other fields, which are limited. */
function characters({ system, history, instruction, input, response, refinedInstruction, constraints }: PairRecord): number {
  const texts = [system, instruction, input, response, refinedInstruction, ...history.map((turn) => turn.content), ...constraints.map(({ text }) => text)]
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0)
}
