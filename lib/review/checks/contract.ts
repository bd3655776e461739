import type { Share } from '#lib/review/pace/contract.ts'

/** `GET /api/v1/datasets/:id/checks`: {checks: TeamChecks}, for the owner and admins. */
export interface TeamChecks {
  byPerson: ReviewerChecks[]
}

export interface ReviewerChecks {
  reviewer: string
  all: Detection
  byFacet: (Detection & { facet: string })[]
  /** By week (its Monday, YYYY-MM-DD), the oldest first. */
  weeks: (Detection & { week: string })[]
}

/** How well somebody tells what holds from what does not. */
export interface Detection {
  /** Answered checks that were false, and true. */
  falseSeen: number
  trueSeen: number
  /** Of the false ones: those rejected or edited. */
  sensitivity: Share | null
  /** Of the true ones: those rejected. */
  falseAlarm: Share | null
  /** Sensitivity index d'; null until checks of both kinds were answered. */
  dPrime: number | null
}
