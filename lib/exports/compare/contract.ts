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
