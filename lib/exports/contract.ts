import type { WrittenByModel } from '#lib/exports/models.ts'
import type { StrataCounts } from '#lib/exports/strata.ts'

/** One file of an export. */
export interface ExportFile {
  name: string
  rows: number | null
  bytes: number
  sha256: string
  /** Of a packed file, what is in it: the same wherever it was packed, also by another version of zlib. */
  contentSha256?: string | undefined
  /** Files with rows: the root of the Merkle tree (RFC 6962) over their rows as JSON, in order. Exports of early versions have none. */
  merkleRoot?: string | undefined
}

/** By what near-duplicates were marked: pairs whose `field` has a Jaccard similarity of `threshold` or more, by runs of five words. */
export interface NearDuplicateSearch {
  field: 'instruction' | 'response' | 'both'
  threshold: number
}

/** manifest.json: nothing in it depends on the clock, the machine or row order, so that the same recipe gives the same bytes. */
export interface ExportManifest {
  pincer: { version: string; manifestVersion: 1 }
  dataset: { name: string; license: string | null }
  /** SHA-256 over the pairs that went in, each with its accepted constraints, in order: names the snapshot. */
  snapshot: string
  recipe: Record<string, unknown>
  seed: number
  counts: { in: number; out: number; dropped: Record<string, number> }
  /** Of the accepted constraints of these pairs, `total` are stated; each other one is left out for one reason. */
  constraints: { accepted: number; total: number; leftOut: Record<string, number>; byType: Record<string, number>; proven: number; judgedByPeople: number }
  /** More numbers of what the recipe asked for, such as demonstrations; empty where it asked for nothing of the kind. */
  made: Record<string, number>
  licenses: Record<string, number>
  sources: Record<string, number>
  /** Files of stages or levels, in the order in which they are to be trained on; empty where there are none. */
  order: string[]
  /** By what the splits keep near-duplicates together; null where nothing is held out, or where not all pairs were compared. */
  nearDuplicates: NearDuplicateSearch | null
  /** The groups of pairs of each stratum in every split; null where splits are not stratified. */
  strata: StrataCounts | null
  /** What models wrote of the dataset as it was: accepted constraints and refined instructions, and answers, by model and version of the prompt. */
  models: WrittenByModel[]
  files: ExportFile[]
  /** What whoever trains on it should know first; left out where nothing is amiss. */
  warnings?: string[] | undefined
}

/**
 * `GET /api/v1/exports?datasetId=` answers {exports: ExportView[]}, newest first; `GET /api/v1/exports/:id` one;
 * `GET /api/v1/exports/:id/files/:name` is the file itself.
 */
export interface ExportView {
  id: string
  runId: string
  datasetId: string
  datasetName: string
  format: string
  rows: number
  bytes: number
  manifest: ExportManifest
  /** Whether it kept which pairs it left out for which reason, so that the filter `dropped` finds them: early versions did not, and preferences and answers are no pairs. */
  keepsDropped: boolean
  createdAt: string
}
