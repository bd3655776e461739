/** One file of an export. */
export interface ExportFile {
  name: string
  rows: number | null
  bytes: number
  sha256: string
  /** Files with rows: the root of the Merkle tree (RFC 6962) over their rows as JSON, in order. Exports of early versions have none. */
  merkleRoot?: string | undefined
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
  files: ExportFile[]
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
  createdAt: string
}
