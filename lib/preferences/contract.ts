import { z } from 'zod'

/**
 * How the two texts of a preference came about: `evolved`, an answer to a harder instruction against a text that answers the easier one;
 * `answers`, several answers to one prompt, sampled or the responses of pairs that ask the very same; `edits`, the response against its smallest edit that breaks one constraint; `mends`, the smallest edit
 * that meets one constraint more against the response.
 */
export const preferenceMethods = ['evolved', 'answers', 'edits', 'mends'] as const
export type PreferenceMethod = (typeof preferenceMethods)[number]

export const preferenceStatuses = ['pending', 'accepted', 'dropped'] as const
export type PreferenceStatus = (typeof preferenceStatuses)[number]

export const preferencesParams = z.object({
  methods: z.array(z.enum(preferenceMethods)).min(1).default([...preferenceMethods]),
  /** At most this many of each method for one pair; those whose texts are nearest to each other first. */
  mostPerPair: z.int().min(1).max(50).default(3),
  /** A composed prompt states at most this many constraints. */
  maxConstraints: z.int().min(1).max(50).default(8),
})
export type PreferencesParams = z.infer<typeof preferencesParams>

/** Something that a prompt demands and a program can check. */
export const preferenceDemand = z.object({
  /** The constraint's id, or its name within a chain, such as `added 2.1`. */
  id: z.string(),
  type: z.string(),
  text: z.string(),
  checker: z.object({ id: z.string(), kwargs: z.record(z.string(), z.unknown()) }),
})
export type PreferenceDemand = z.infer<typeof preferenceDemand>

/** A demand that a rejected text fails, and where. */
export const brokenDemand = z.object({
  constraintId: z.string(),
  /** Measure against bound, as a sentence. */
  detail: z.string(),
  measured: z.number().nullable(),
  /** In the rejected text, in UTF-16 code units; none where what is wrong is that something is missing. */
  spans: z.array(z.object({ start: z.number(), end: z.number() })),
})
export type BrokenDemand = z.infer<typeof brokenDemand>

/** `GET /api/v1/datasets/:id/preferences?method=&status=&after=&limit=`, oldest first. */
export const preferenceQuery = z.object({
  method: z.enum(preferenceMethods).optional(),
  status: z.enum(preferenceStatuses).optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export interface PreferenceView {
  id: string
  pairId: string
  method: PreferenceMethod
  status: PreferenceStatus
  version: number
  /** What comes before the prompt: the system prompt and earlier turns. */
  before: { role: 'system' | 'user' | 'assistant'; content: string }[]
  prompt: string
  chosen: string
  rejected: string
  /** Other pairs that ask the very same, whose responses the texts are; null where they are of the pair itself. */
  chosenPairId: string | null
  rejectedPairId: string | null
  demands: PreferenceDemand[]
  /** What the rejected text fails, in order of the demands. */
  broken: BrokenDemand[]
  margin: number
  /** Why it cannot be accepted as it stands, by the checks as they are now; null where it can. */
  cannotAccept: string | null
  /** Why the two texts cannot change places; null where they can. */
  cannotFlip: string | null
}

export interface PreferencePage {
  preferences: PreferenceView[]
  next: string | null
  /** Of the dataset, with the method asked for. */
  counts: Record<PreferenceStatus, number>
}

/**
 * `POST /api/v1/preferences/:id/decisions` answers {preference}. `reopen` makes it pending again; an undo is the act that leads back, and a
 * flip undoes itself. 409 where it was decided meanwhile; 400 with the reason where the checks do not allow it.
 */
export const preferenceDecision = z.object({
  act: z.enum(['accept', 'drop', 'flip', 'reopen']),
  seenVersion: z.int().min(0),
})
export type PreferenceAct = z.infer<typeof preferenceDecision>['act']
