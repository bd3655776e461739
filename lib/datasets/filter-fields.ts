import { z } from 'zod'
import { verdictsSaid } from '#lib/review/verdict-said.ts'

/** A response's words; more than the database can count are as many as it can. */
const words = z.coerce.number().int().min(0).transform((count) => Math.min(count, 2_147_483_647))
const text = z.string().min(1).max(200)

/** What a pair can be asked for; every field is optional, and a pair is found when it meets all that are set. */
export const plainFilter = z.object({
  /** Text that stands in the instruction or in the response. */
  q: z.string().max(200).optional(),
  source: z.string().max(100).optional(),
  language: z.string().max(16).optional(),
  status: z.enum(['pending', 'in_review', 'reviewed']).optional(),
  /** Pairs with a constraint that meets all of the next six at once. */
  type: z.string().max(64).optional(),
  outcome: z.enum(verdictsSaid).optional(),
  decision: z.enum(['pending', 'accepted', 'rejected', 'flagged', 'skipped', 'superseded']).optional(),
  origin: z.enum(['rule', 'llm', 'human', 'import']).optional(),
  /** Who decided it last: a name, an e-mail address or an id; `me` is whoever asks. */
  reviewer: text.optional(),
  /** Text that stands in the constraint. */
  constraint: text.optional(),
  minWords: words.optional(),
  maxWords: words.optional(),
  instruction: text.optional(),
  response: text.optional(),
  /** Pairs that this run imported, worked on or gave a constraint. */
  run: z.uuid().optional(),
  /** Whether an earlier pair says nearly the same. */
  nearDuplicate: z.enum(['yes', 'no']).optional(),
})
export type PlainFilter = z.infer<typeof plainFilter>

/** A field of the filter language: its name in the box, the key it sets, and how it is written. */
export interface FilterField {
  name: string
  /** `is` takes a value after a colon, `contains` a text after ~, `range` a number or a range after a colon. */
  kind: 'is' | 'contains' | 'range'
  /** What the key is in PlainFilter; ranges set minWords and maxWords. */
  key: Exclude<keyof PlainFilter, 'q' | 'minWords' | 'maxWords'> | 'words'
  /** The values there are, where the list is closed. */
  values?: readonly string[]
  /** How it is written, for help and for errors. */
  example: string
  help: string
}

const { status, outcome, decision, origin, nearDuplicate } = plainFilter.shape

/** All fields, in the order in which a filter is printed. */
export const filterFields: readonly FilterField[] = [
  { name: 'status', kind: 'is', key: 'status', values: status.unwrap().options, example: 'status:reviewed', help: 'How far the pair is reviewed' },
  { name: 'type', kind: 'is', key: 'type', example: 'type:length.words', help: 'Type of a constraint' },
  { name: 'verdict', kind: 'is', key: 'outcome', values: outcome.unwrap().options, example: 'verdict:fail', help: 'Verdict of a constraint' },
  { name: 'decision', kind: 'is', key: 'decision', values: decision.unwrap().options, example: 'decision:accepted', help: 'Decision about a constraint' },
  { name: 'origin', kind: 'is', key: 'origin', values: origin.unwrap().options, example: 'origin:llm', help: 'Where a constraint comes from' },
  { name: 'reviewer', kind: 'is', key: 'reviewer', example: 'reviewer:me', help: 'Who decided a constraint last' },
  { name: 'constraint', kind: 'contains', key: 'constraint', example: 'constraint~"at most"', help: 'Text in a constraint' },
  { name: 'source', kind: 'is', key: 'source', example: 'source:"my file"', help: 'Where the pair comes from' },
  { name: 'language', kind: 'is', key: 'language', example: 'language:de', help: 'Language of the pair' },
  { name: 'words', kind: 'range', key: 'words', example: 'words:>300', help: 'Words of the response' },
  { name: 'instruction', kind: 'contains', key: 'instruction', example: 'instruction~"table"', help: 'Text in the instruction' },
  { name: 'response', kind: 'contains', key: 'response', example: 'response~"table"', help: 'Text in the response' },
  { name: 'run', kind: 'is', key: 'run', example: 'run:01890a5d-ac96-774b-bcce-b302099a8057', help: 'Run that touched the pair, by its id' },
  { name: 'duplicate', kind: 'is', key: 'nearDuplicate', values: nearDuplicate.unwrap().options, example: 'duplicate:yes', help: 'An earlier pair says nearly the same' },
]
