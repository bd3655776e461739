import type { NearDuplicateSearch } from '#lib/exports/contract.ts'
import type { ExportExample, RowsFile } from '#lib/exports/formats/format.ts'
import type { ExportRow } from '#lib/exports/export-row.ts'
import type { Held } from '#lib/exports/holding/row-index.ts'
import type { NotStated } from '#lib/exports/leaving-constraints.ts'
import type { WrittenByModel } from '#lib/exports/models.ts'
import type { Piece } from '#lib/exports/pieces/piece.ts'
import type { StrataCounts } from '#lib/exports/strata.ts'
import type { Snapshot } from '#lib/exports/snapshot.ts'

/** A pair or preference whose prompt has words of benchmarks, by the id that its rows have in exports. */
export interface ContaminatedPair {
  id: string
  benchmarks: string
  /** It is its prompt as it would have been written that has them, with what was made of the pair: no search found them in the pair. */
  asWritten?: true
}

/** What becomes of one pair or preference: its rows, or why it does not leave. */
export type ExportItem =
  | {
      example: Pick<ExportExample, 'license' | 'source' | 'constraints'>
      rows: readonly ExportRow[]
      /** What each row was made of: of pairs only, whose rows may need proofs beside them. */
      examples?: readonly ExportExample[]
      /** The stage or level of each row, where the recipe has such. */
      numbers?: readonly number[]
      /** Its prompt for evaluation, where the recipe asks for such and it is of the test split. */
      evaluation?: { row: ExportRow; example: ExportExample }
      /** Names those that stay in one split. */
      group: string
      /** The pairs that its rows hold, and as what. */
      held: readonly Held[]
      /** All that its rows can hold, as JSON: it goes into the snapshot's name. */
      trace: string
      leftOut: readonly NotStated[]
      /** More numbers of the kind, such as demonstrations shown. */
      made?: Record<string, number>
      /** Of another dataset: not one of those that the counts conserve. */
      isGeneral?: true
    }
  /** Of another dataset, and left out: counted, and no more. */
  | { made: Record<string, number> }
  | {
      dropped: string
      /** Of a pair: the id that its row would have had. */
      id?: string
      leftOut: readonly NotStated[]
      /** Left out for it: the id that its row would have had, and the benchmarks. */
      contaminated?: ContaminatedPair
    }

/** What an export is made of, whatever its files are. */
export interface ExportContent {
  kind: 'sft' | 'preferences' | 'backtranslation'
  /** All that might leave. */
  total: number
  accepted: Snapshot['accepted']
  /** Those that were accepted, in bundles, in an order that no clock decides. Once only; each bundle before the next. */
  items(): AsyncGenerator<Iterable<ExportItem>>
  /** The same in pieces, in place of `items`, where several can be made at once. */
  pieces?(signal: AbortSignal): AsyncGenerator<Piece>
  /** Those that were not, by reason. */
  notAccepted: Record<string, number>
  /** The ids of those pairs, with a number for why, as rows of binary COPY (see holding/copied-key.ts). Left out where there is none, or where it is not pairs that leave. When `items` were read. */
  notAcceptedRows?: ((reason: number) => AsyncIterable<Buffer>) | undefined
  /** By what near-duplicates are kept together; null where nothing has to be, or where not all pairs were compared. Before `items`. */
  nearDuplicates(): Promise<NearDuplicateSearch | null>
  /** How the groups of each stratum are parted; null where they were not drawn by strata. Before `items`. */
  strata(): Promise<StrataCounts | null>
  /** How many groups of what leaves stay on one side each; null where nothing has to. Before `items`, or when all were read. */
  groups(): Promise<number | null>
  /** What models wrote of the dataset. Before `items`. */
  models(): Promise<WrittenByModel[]>
  /** Files beside the rows. */
  companions?: ((files: readonly RowsFile[]) => { name: string; text: string }[]) | undefined
}
