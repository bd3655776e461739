import { z } from 'zod'
import { templateRef, type LaneState, type TemplateRef } from '#lib/review/templates/contract.ts'

/** Who decides for a lane: a user that nobody can sign in as. */
export const laneActor = { id: 'lane', name: 'Lane', email: 'lane@pincer.invalid', role: 'lane' } as const

/** The wording of a dataset whose lane is meant. */
export type LaneKey = TemplateRef & { datasetId: string }

/** How a wording's constraints may skip people, as managers choose it. */
export const laneChoices = z.object({
  /** The largest share of them that people may refuse. */
  limit: z.number().min(0.001).max(0.5).default(0.01),
  /** The share that people look at, drawn at random. */
  audit: z.number().min(0.01).max(1).default(0.05),
  /** One minus the confidence of the bound. */
  alpha: z.number().min(0.001).max(0.2).default(0.05),
  /** Left to people: what more than this share of other responses meets, or nobody knows how many. The default is vacuousRate of lib/constraints/rarity. */
  vacuous: z.number().min(0.01).max(1).default(0.9),
  /** How many of its last acceptances go back to people when it closes. */
  takeBack: z.int().min(0).max(50_000).default(500),
})
export type LaneChoices = z.infer<typeof laneChoices>

/** The choices, and what the draw of audits hangs on: it stays on the server, too large to be guessed, for whoever knows it can tell which ones are audits. */
export const laneSettings = laneChoices.extend({ seed: z.int().min(0).max(2 ** 48).default(0) })
export type LaneSettings = z.infer<typeof laneSettings>

/** `POST /api/v1/datasets/:id/templates/lane` (leads): starts a lane with these settings, or ends it and keeps what it has done. */
export const laneInput = templateRef.extend({ on: z.boolean(), settings: laneChoices.optional() })

/** `GET /api/v1/datasets/:id/templates/lane?type=&template=` {lane: LaneView} */
export interface LaneView {
  state: LaneState
  settings: LaneChoices
  /** Set where constraints of the wording may not skip people. */
  obstacle: string | null
  /** Accepted by the lane and standing; given back to people. */
  accepted: number
  returned: number
  /** Looked at by people: how many, and how many of them they refused. Which ones wait for it is told to nobody. */
  answered: number
  refused: number
  /** The bound of the refused share now. */
  bound: number
  /** Answers without a refusal that it takes to open. */
  toOpen: number
  /** The bound after some of the answers, in order: [answers, bound]. */
  history: [answers: number, bound: number][]
}
