import { z } from 'zod'
import type { Agreement } from '#lib/review/agreement.ts'
import type { ConstraintStatus } from '#lib/review/contract.ts'

/** What a person can say of a constraint: an accepted text that was changed first is `edited`. A skipped one counts as not said. */
export const sayings = ['accepted', 'edited', 'rejected', 'flagged'] as const
export type Saying = (typeof sayings)[number]

/** What a machine can say of the text that people were shown; `none`: it was not asked, or could not tell. */
export const machineSayings = ['pass', 'fail', 'none'] as const
export type MachineSaying = (typeof machineSayings)[number]

/** How far people agree with each other: `GET /api/v1/datasets/:id/statistics/agreement?<PairFilter>`. */
export interface PeopleAgreement {
  /** How many people are wanted for a pair. */
  wanted: number
  overall: Agreement
  types: (Agreement & { type: string })[]
  /** Constraints that several people decided, by what became of them. */
  outcomes: { agreed: number; disputed: number; settled: number }
}

/** `GET /api/v1/datasets/:id/agreement` answers {report: AgreementReport}; with `pairs`, a filter in words, of the pairs that it finds. */
export interface AgreementReport extends PeopleAgreement {
  reviewers: { id: string; name: string; alpha: number | null; alike: number; compared: number }[]
  /** What people said against what a program and what a judge said of the same text, one count for each combination. */
  matrix: { said: Saying; rule: MachineSaying; judge: MachineSaying; count: number }[]
  /** Only the newest decisions are in the matrix, where there are more than it can hold. */
  matrixLimited: boolean
}

/** Only of the pairs that this filter finds, in the filter language: as long as an address may be. */
export const agreementPairs = z.object({ pairs: z.string().max(12_000).optional() })

/** Which constraints to list; all that are set are asked of one constraint. */
export const agreementRowsQuery = agreementPairs.extend({
  /** `compared`: two people or more said something; `agreed`: it stands without an adjudicator; `differ`: people said different things; `disputed`: these wait for an adjudicator; `settled`: one has settled them; `overruled`: otherwise than the reader had decided. */
  which: z.enum(['all', 'compared', 'agreed', 'differ', 'disputed', 'settled', 'overruled']).default('differ'),
  type: z.string().max(64).optional(),
  /** Somebody's id: they are among those who said something. */
  reviewer: z.string().max(100).optional(),
  said: z.enum(sayings).optional(),
  rule: z.enum(machineSayings).optional(),
  judge: z.enum(machineSayings).optional(),
  after: z.uuid().optional(),
})
export type AgreementRowsQuery = z.infer<typeof agreementRowsQuery>

/** `GET /api/v1/datasets/:id/agreement/rows?<AgreementRowsQuery>` answers this. */
export interface AgreementRows {
  rows: AgreementRow[]
  /** For `after`; null at the end. */
  next: string | null
}

export interface AgreementRow {
  constraintId: string
  pairId: string
  type: string
  /** The text that people were shown. */
  text: string
  /** First 160 characters. */
  instruction: string
  status: ConstraintStatus
  rule: MachineSaying
  judge: MachineSaying
  people: { reviewer: string; mine: boolean; said: string; text: string; reason: string | null }[]
  /** Who settled it, and why. */
  settled: { by: string; text: string; reason: string | null } | null
}
