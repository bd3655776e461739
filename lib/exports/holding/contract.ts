import { z } from 'zod'
import type { HoldKind } from '#lib/exports/holding/row-index.ts'

/** A row that holds a pair. `row` counts from 1. */
export interface HoldingPlace {
  file: string
  row: number
  as: HoldKind
}

/** An export that holds a pair. */
export interface HoldingExport {
  exportId: string
  datasetId: string
  datasetName: string
  format: string
  createdAt: string
  /** The first of them, in order of the files. */
  places: HoldingPlace[]
  /** How many there are. */
  rows: number
}

/** `GET /api/v1/pairs/:id/exports?thorough=1`. Newest first. */
export interface ExportsOfPair {
  exports: HoldingExport[]
  /** Exports of early versions, that have no index: they are looked through where one asks thoroughly. */
  notLookedThrough: number
  /** Exports whose files are not on this machine any more, and that have no index. */
  gone: number
  /** Whether this person may take the pair down. */
  mayTakeDown: boolean
  /** Pairs of other datasets that say the very same: they go with it when it is taken down. */
  elsewhere: { datasetId: string; datasetName: string }[]
}

/** `POST /api/v1/pairs/:id/take-down` answers {exports}: how many exports hold it. */
export const takeDownInput = z.object({ reason: z.string().trim().min(1, 'Say why, for those who ask later').max(500) })

/** What was taken down of what an export holds: `GET /api/v1/exports/:id/taken-down` answers {takenDown: TakenDownRow[]}. */
export interface TakenDownRow {
  contentHash: string
  reason: string
  by: string | null
  at: string
  places: HoldingPlace[]
  rows: number
}
