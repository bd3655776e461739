import { z } from 'zod'
import { parseBuildFilter, parseTaken } from '#lib/datasets/build-filter.ts'
import { verdictsSaid } from '#lib/review/verdict-said.ts'

/** A number of words, constraints, pairs or years; more than the database can count are as many as it can. */
const count = z.coerce.number().int().min(0).transform((count) => Math.min(count, 2_147_483_647))
/** A number, in thousandths: of bits, or of points. */
const thousandths = z.coerce.number().min(0).max(1000).transform((given) => Math.round(given * 1000) / 1000)
const text = z.string().min(1).max(200)

/** The most pairs that a filter names one by one: an address has no room for more. */
export const mostIds = 200

/** The most constraints besides that a filter asks for by `has`, and acts by `did`: each is looked for in every pair that the rest finds. */
export const mostAsked = 5

/** What can have become of a constraint. */
export const decisions = ['pending', 'accepted', 'rejected', 'flagged', 'skipped', 'superseded', 'disputed'] as const

/** What a pair can be asked for; every field is optional, and a pair is found when it meets all that are set. */
export const plainFilter = z.object({
  /** Text that stands in the instruction, in the response or in the wording of a constraint. */
  q: z.string().max(200).optional(),
  source: z.string().max(100).optional(),
  language: z.string().max(16).optional(),
  status: z.enum(['pending', 'in_review', 'reviewed']).optional(),
  /** How far the pair has come: it has a constraint, a verdict, a decision, something accepted; each means the ones before it. */
  reached: z.enum(['constraints', 'verdict', 'decision', 'accepted']).optional(),
  /** A type, or all of a facet's as in `length.*`, that the pair has a constraint of too, be it that one or another; one that stands, neither rejected nor superseded. */
  with: z.string().min(1).max(64).optional(),
  /** Pairs with a constraint that meets all of the next thirteen at once. */
  /** A type, or all of a facet's, as in `length.*`. */
  type: z.string().max(64).optional(),
  outcome: z.enum(verdictsSaid).optional(),
  /** `standing`: neither rejected nor superseded. */
  decision: z.enum([...decisions, 'standing']).optional(),
  origin: z.enum(['rule', 'llm', 'human', 'import']).optional(),
  /** Who decided it last: a name, an e-mail address or an id; `me` is whoever asks. */
  reviewer: text.optional(),
  /** Why it was rejected, as the reviewer chose; `none` where they did not say. */
  reason: text.optional(),
  /** The model that proposed it, by the name that calls give it. */
  model: text.optional(),
  /** The version of the prompt by which a model proposed it. */
  prompt: z.string().min(1).max(64).optional(),
  /** How rarely other responses meet it, in bits (lib/constraints/rarity.ts); what is of unknown rarity is not found. */
  minBits: thousandths.optional(),
  maxBits: thousandths.optional(),
  /** Whether it stands accepted in other words (`yes`) or as it was (`no`), by a decision. */
  edited: z.enum(['yes', 'no']).optional(),
  /** What a simulated build asks of the constraints that it takes (lib/datasets/build-filter.ts). */
  taken: z.string().min(1).max(200).refine((value) => parseTaken(value) !== null, 'is not what a simulated build asks of constraints').optional(),
  /** Text that stands in the constraint. */
  constraint: text.optional(),
  /** Terms of the filter language on a constraint (`constraintKeys`) that one and the same constraint of the pair meets, be it the one above or another; asked of several, the terms of each in quotes. */
  has: z.string().min(1).max(1000).optional(),
  /** Pairs with an act of a reviewer that meets all of the next four at once, be it undone since or not: what was done, */
  act: z.enum(['accept', 'edit', 'reject', 'skip', 'flag', 'undo']).optional(),
  /** by whom (a name, an e-mail address or an id), */
  by: text.optional(),
  /** and on which day (UTC). */
  on: z.iso.date('is no day, such as 2026-11-21').refine((day) => !day.startsWith('0000'), 'is no day, such as 2026-11-21').optional(),
  /** and whether it is the last word about its constraint, of all or of the one who decides by themselves: neither taken back nor decided anew since. */
  stands: z.enum(['yes', 'no']).optional(),
  /** Terms of the filter language on an act (`didKeys`) that one and the same act meets, be it the one above or another; asked of several, as in `has`. */
  did: z.string().min(1).max(1000).optional(),
  minWords: count.optional(),
  maxWords: count.optional(),
  /** How many constraints the pair carries. */
  minConstraints: count.optional(),
  maxConstraints: count.optional(),
  instruction: text.optional(),
  response: text.optional(),
  /** Pairs that this run imported, worked on or gave a constraint. */
  run: z.uuid().optional(),
  /** Whether an earlier pair says nearly the same. */
  nearDuplicate: z.enum(['yes', 'no']).optional(),
  /** How many pairs of the dataset say nearly the same, it among them; 1: it alone. */
  minCluster: count.optional(),
  maxCluster: count.optional(),
  /** Years of school that a reader of the response needs (Flesch-Kincaid), 0 to 20: 20 is also what lies above. */
  minGrade: count.optional(),
  maxGrade: count.optional(),
  /** Whether the response has such a grade: `no` where it was measured and there is none to tell. */
  graded: z.enum(['yes', 'no']).optional(),
  /** The pair's difficulty as a model rated it last, from 1 to 5. */
  minDifficulty: thousandths.optional(),
  maxDifficulty: thousandths.optional(),
  /** The pair's, or the dataset's where it names none; `none` where neither does. */
  license: z.string().max(100).optional(),
  /** Whether its prompt shares a run of 13 words with a benchmark's: `yes`, `no`, or the benchmark's name. */
  contaminated: z.string().min(1).max(64).optional(),
  /** With a check for a reviewer that nobody answered yet, or that was answered right or wrong: the owner and admins find these, others nothing. */
  check: z.enum(['open', 'met', 'missed']).optional(),
  /** A tag that people have put on it, in capitals or not. */
  tag: text.optional(),
  /** Pairs by their ids, with commas between them: those that somebody chose by hand. */
  ids: z.string().max(mostIds * 37).regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36})*$/, 'is not a list of ids of pairs').refine((list) => list.split(',').every((id) => z.uuid().safeParse(id).success), 'has what is no id of a pair').optional(),
  /** A selection that is kept (lib/datasets/selections.ts): pairs that somebody chose by hand, any number of them. */
  selection: z.uuid().optional(),
  /** An export: pairs that its rows come from. */
  export: z.uuid().optional(),
  /** An export, and behind a slash why it left pairs out, as its manifest says it: pairs that this export left out, for that reason or for any. */
  dropped: z.string().max(300).regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\/.+)?$/, 'is not an export and a reason').optional(),
  /** The pair that a row of an export comes from, by the row's id; of an IFEval prompt, its key. */
  row: z.string().max(100).regex(/^(pincer-[0-9a-f]{16}([-_][\w-]*)?|\d{1,15})$/, 'is not the id of a row').optional(),
  /** What a step of a simulated build leaves out, or the build keeps (lib/datasets/build-filter.ts). */
  build: z.string().min(1).max(300).refine((value) => parseBuildFilter(value) !== null, 'is not a step of a simulated build').optional(),
})
export type PlainFilter = z.infer<typeof plainFilter>

/** What is asked of one and the same constraint. */
export const constraintKeys = ['type', 'outcome', 'decision', 'origin', 'reviewer', 'reason', 'edited', 'model', 'prompt', 'minBits', 'maxBits', 'taken', 'constraint'] as const satisfies readonly (keyof PlainFilter)[]

/** What is asked of one and the same act of a reviewer. */
export const actKeys = ['act', 'by', 'on', 'stands'] as const satisfies readonly (keyof PlainFilter)[]

/** What `did` asks of one: also why it rejected, which by itself is asked of how a constraint stands. */
export const didKeys = [...actKeys, 'reason'] as const satisfies readonly (keyof PlainFilter)[]

/** The fields whose values are terms, each with the keys that these set. */
export const askingKeys = { has: constraintKeys, did: didKeys } as const
export type AskingKey = keyof typeof askingKeys

/** The least and the most that a range sets. */
export const rangeKeys = { words: ['minWords', 'maxWords'], constraints: ['minConstraints', 'maxConstraints'], cluster: ['minCluster', 'maxCluster'], grade: ['minGrade', 'maxGrade'], difficulty: ['minDifficulty', 'maxDifficulty'], bits: ['minBits', 'maxBits'] } as const
export type RangeName = keyof typeof rangeKeys
type BoundKey = (typeof rangeKeys)[RangeName][number]

/** A field of the filter language: its name in the box, the key it sets, and how it is written. */
export interface FilterField {
  name: string
  /** `is` takes a value after a colon, `contains` a text after ~, `range` a number or a range after a colon. */
  kind: 'is' | 'contains' | 'range'
  /** What the key is in PlainFilter; ranges set the two of `rangeKeys`. */
  key: Exclude<keyof PlainFilter, 'q' | BoundKey> | RangeName
  /** Asked more than once, it is met by any of the values. */
  several?: true
  /** The values there are, where the list is closed. */
  values?: readonly string[]
  /** How it is written, for help and for errors. */
  example: string
  help: string
}

const { status, reached, outcome, decision, origin, nearDuplicate, graded, check, edited, act, stands } = plainFilter.shape

/** All fields, in the order in which a filter is printed. */
export const filterFields: readonly FilterField[] = [
  { name: 'status', kind: 'is', key: 'status', several: true, values: status.unwrap().options, example: 'status:reviewed', help: 'How far the pair is reviewed' },
  { name: 'reached', kind: 'is', key: 'reached', values: reached.unwrap().options, example: 'reached:decision', help: 'How far the pair has come' },
  { name: 'type', kind: 'is', key: 'type', several: true, example: 'type:length.words', help: 'Type of a constraint' },
  { name: 'with', kind: 'is', key: 'with', example: 'with:style.tone', help: 'A second type that the pair carries too, neither rejected nor superseded' },
  { name: 'verdict', kind: 'is', key: 'outcome', several: true, values: outcome.unwrap().options, example: 'verdict:fail', help: 'Verdict of a constraint' },
  { name: 'decision', kind: 'is', key: 'decision', several: true, values: decision.unwrap().options, example: 'decision:accepted', help: 'Decision about a constraint; standing: neither rejected nor superseded' },
  { name: 'origin', kind: 'is', key: 'origin', several: true, values: origin.unwrap().options, example: 'origin:llm', help: 'Where a constraint comes from' },
  { name: 'reviewer', kind: 'is', key: 'reviewer', several: true, example: 'reviewer:me', help: 'Who decided a constraint last' },
  { name: 'reason', kind: 'is', key: 'reason', example: 'reason:vacuous', help: 'Why a constraint was rejected; none: nobody said why' },
  { name: 'edited', kind: 'is', key: 'edited', values: edited.unwrap().options, example: 'edited:yes', help: 'A constraint accepted in other words, or as it was' },
  { name: 'model', kind: 'is', key: 'model', several: true, example: 'model:"my-model"', help: 'Model that proposed a constraint' },
  { name: 'prompt', kind: 'is', key: 'prompt', several: true, example: 'prompt:extract-3', help: 'Prompt version by which a model proposed a constraint' },
  { name: 'bits', kind: 'range', key: 'bits', example: 'bits:>3', help: 'Rarity of a constraint: 3 bits, an eighth of other responses meets it' },
  { name: 'taken', kind: 'is', key: 'taken', example: 'taken:verdict=proven,bits=1.5', help: 'Constraint that a simulated build takes' },
  { name: 'constraint', kind: 'contains', key: 'constraint', example: 'constraint~"at most"', help: 'Text in a constraint' },
  { name: 'has', kind: 'is', key: 'has', example: 'has:"type:style.tone verdict:fail"', help: 'Terms in quotes that one more constraint of the pair meets' },
  { name: 'act', kind: 'is', key: 'act', several: true, values: act.unwrap().options, example: 'act:reject', help: 'What a reviewer did there, undone since or not' },
  { name: 'by', kind: 'is', key: 'by', example: 'by:"Ada"', help: 'Who did something there' },
  { name: 'on', kind: 'is', key: 'on', example: 'on:2026-11-21', help: 'Day (UTC) on which somebody did something there' },
  { name: 'stands', kind: 'is', key: 'stands', values: stands.unwrap().options, example: 'stands:yes', help: 'What was done there is the last word, or is not' },
  { name: 'did', kind: 'is', key: 'did', example: 'did:"act:reject by:Ada reason:false"', help: 'Terms in quotes that one more act of a reviewer meets' },
  { name: 'source', kind: 'is', key: 'source', several: true, example: 'source:"my file"', help: 'Where the pair comes from' },
  { name: 'language', kind: 'is', key: 'language', several: true, example: 'language:de', help: 'Language of the pair' },
  { name: 'words', kind: 'range', key: 'words', several: true, example: 'words:>300', help: 'Words of the response' },
  { name: 'constraints', kind: 'range', key: 'constraints', example: 'constraints:>3', help: 'Constraints of the pair' },
  { name: 'instruction', kind: 'contains', key: 'instruction', example: 'instruction~"table"', help: 'Text in the instruction' },
  { name: 'response', kind: 'contains', key: 'response', example: 'response~"table"', help: 'Text in the response' },
  { name: 'run', kind: 'is', key: 'run', several: true, example: 'run:01890a5d-ac96-774b-bcce-b302099a8057', help: 'Run that touched the pair, by its id' },
  { name: 'duplicate', kind: 'is', key: 'nearDuplicate', values: nearDuplicate.unwrap().options, example: 'duplicate:yes', help: 'An earlier pair says nearly the same' },
  { name: 'cluster', kind: 'range', key: 'cluster', example: 'cluster:>2', help: 'Pairs that say nearly the same, this one among them' },
  { name: 'grade', kind: 'range', key: 'grade', example: 'grade:>12', help: 'Years of school that a reader of the response needs' },
  { name: 'difficulty', kind: 'range', key: 'difficulty', example: 'difficulty:>3', help: 'Difficulty from 1 to 5, as a model rated it last' },
  { name: 'graded', kind: 'is', key: 'graded', values: graded.unwrap().options, example: 'graded:no', help: 'Whether the response has a grade; no: too short, or no English prose' },
  { name: 'license', kind: 'is', key: 'license', several: true, example: 'license:CC0-1.0', help: 'Licence of the pair, or of the dataset where it names none; none: neither does' },
  { name: 'contaminated', kind: 'is', key: 'contaminated', example: 'contaminated:ifeval', help: 'Shares 13 words in a row with a benchmark: yes, no, or which' },
  { name: 'check', kind: 'is', key: 'check', several: true, values: check.unwrap().options, example: 'check:missed', help: 'A check mixed in for a reviewer (for the owner and admins)' },
  { name: 'tag', kind: 'is', key: 'tag', several: true, example: 'tag:todo', help: 'Tag that people have put on the pair' },
  { name: 'id', kind: 'is', key: 'ids', example: 'id:01890a5d-ac96-774b-bcce-b302099a8057', help: 'Pairs by their ids, with commas between them' },
  { name: 'selection', kind: 'is', key: 'selection', example: 'selection:01890a5d-ac96-774b-bcce-b302099a8057', help: 'Pairs that somebody chose in the table, more than can be named' },
  { name: 'export', kind: 'is', key: 'export', several: true, example: 'export:01890a5d-ac96-774b-bcce-b302099a8057', help: 'Export that holds the pair, in a row of its own' },
  { name: 'dropped', kind: 'is', key: 'dropped', several: true, example: 'dropped:"01890a5d-ac96-774b-bcce-b302099a8057/no accepted constraint"', help: 'Export that left the pair out, and why' },
  { name: 'row', kind: 'is', key: 'row', example: 'row:pincer-0123456789abcdef', help: 'Row of an export, by its id: the pair that it comes from' },
  { name: 'build', kind: 'is', key: 'build', example: 'build:kept@least=2,verdict=proven', help: 'What a step of a simulated build leaves out' },
]

/** The fields of the terms that `has` or `did` takes. */
export function fieldsWithin(by: AskingKey): FilterField[] {
  const known: readonly string[] = askingKeys[by]
  return filterFields.filter(({ key }) => (key in rangeKeys ? Object.entries(rangeKeys).flatMap(([name, bounds]) => (name === key ? bounds : [])) : [key]).every((own) => known.includes(own)))
}
