import { z } from 'zod'

/** How a row of two exports can differ. */
export const changeKinds = ['changed', 'added', 'removed', 'moved'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** `GET /api/v1/exports/:id/comparison`: the earlier export of the same dataset. */
export const comparisonQuery = z.object({ with: z.uuid() })

/** `GET /api/v1/exports/:id/comparison/rows` answers a ChangedPage: the rows of one kind from place `from` on. */
export const changedRowsQuery = comparisonQuery.extend({
  kind: z.enum(changeKinds).default('changed'),
  from: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(50).default(10),
})

/** `GET /api/v1/exports/:id/comparison/progress?with=` answers it: how many rows of both were read of how many, while somebody waits for the comparison; null where nobody does, or it is done. */
export interface ComparisonProgress {
  progress: { read: number; of: number } | null
}

/** What a row says, for people: texts of more than `longestShown` characters are cut off. */
export interface RowTexts {
  /** The row's file and its line there. */
  place: string
  /** The last turn of the user. */
  prompt: string
  /** The answer that is trained on; null where the format has none. */
  answer: string | null
  /** The text that is not wanted; null where the format has none. */
  rejected: string | null
  /** Whether anything of them is cut off. */
  isCut: boolean
}

/** In characters. */
export const longestShown = 20_000

/** A row of two exports that is not the same in both; the side it is missing from is null. */
export interface RowChange {
  id: string
  before: RowTexts | null
  after: RowTexts | null
  /** The fields that differ, those of `meta` by name. */
  fields: string[]
}

export interface ChangedPage {
  rows: RowChange[]
  /** All of this kind. */
  total: number
  /** Where the next page begins; null behind the last. */
  next: number | null
}

/** A row that is not the same in two exports. */
export interface ChangedRow {
  /** The row's id, or where a format has none the number of its prompt. */
  id: string
  /** Where it stands in the later export, or in the earlier one where it is gone; as train.jsonl:12. */
  place: string
  /** Changed rows: the fields that differ. */
  fields: string[]
}

/** What differs between two exports. `GET /api/v1/exports/:id/comparison?with=` answers it: `with` is the earlier one. */
export interface ExportComparison {
  rows: {
    before: number
    after: number
    same: number
    added: number
    removed: number
    changed: number
    /** The same but for the split that they stand in; also among `same` or `changed`. */
    moved: number
  }
  /** The first rows of each kind. */
  examples: { added: ChangedRow[]; removed: ChangedRow[]; changed: ChangedRow[]; moved: ChangedRow[] }
  /** Rows by file. */
  files: { name: string; before: number | null; after: number | null }[]
  /** Constraints by type, those whose share changed most first. */
  types: { type: string; before: number; after: number }[]
  /** How far the mixes of types are apart: Jensen-Shannon divergence in bits, 0 to 1. */
  typeShift: number
  /** Fields of recipe, seed, snapshot and counts that differ, as JSON. */
  recipe: { field: string; before: string; after: string }[]
}
