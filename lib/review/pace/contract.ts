import { z } from 'zod'

/** `GET /api/v1/me/pace?days=30&zone=Europe/Berlin`: {pace: MyPace}. Days of the zone; an unknown one is read as UTC. */
export const paceQuery = z.object({ days: z.coerce.number().int().min(1).max(3650).default(30), zone: z.string().max(64).default('UTC') })

/** `GET /api/v1/datasets/:id/pace?days=30`: {pace: TeamPace}, for the owner and admins. */
export const teamPaceQuery = paceQuery.pick({ days: true })

/** How somebody decides, or how a type is decided. Ends of intervals are of 95 %; null where there is too little to tell. */
export interface Pace {
  /** Acts but undos; those taken in bulk are not counted. */
  decisions: number
  /** Of those whose time is known and counts, seconds in the median. */
  medianSeconds: number | null
  medianInterval: [number, number] | null
  /** Per hour of deciding: the decisions over the sum of their times. */
  perHour: number | null
  /** How many took so long that nobody was there. */
  idle: number
  /** Shares of the accepted, edited and rejected ones together. */
  editRate: Share | null
  rejectRate: Share | null
}

export interface Share {
  share: number
  interval: [number, number]
}

export interface MyPace {
  all: Pace
  days: { day: string; decisions: number; medianSeconds: number | null }[]
  /** Days in a row with a decision: up to today or yesterday, and the longest of the time asked about. */
  streak: { now: number; longest: number }
}

export interface TeamPace {
  byPerson: (Pace & { reviewer: string })[]
  byType: (Pace & { type: string; label: string })[]
}
