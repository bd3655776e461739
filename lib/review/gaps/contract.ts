/** `GET /api/v1/datasets/:id/gaps` answers {gaps: GapsView | null}: how far a queue that hands out gaps first is; null while nothing has been counted. */
export interface GapsView {
  /** Constraints that are to be accepted in all. */
  goal: number
  accepted: number
  /** Of how many types, and cells of the coverage grid, something is wanted, and of how many as many are accepted as are wanted. */
  types: FullOf
  cells: FullOf
  /** The types of which most is missing, by the share of what is wanted. */
  emptiest: { type: string; label: string; accepted: number; wanted: number }[]
  /** Whether a pair that waits for somebody fills anything; null where that is being counted. */
  left: boolean | null
}

export interface FullOf {
  full: number
  wanted: number
}
