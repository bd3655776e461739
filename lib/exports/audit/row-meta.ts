import { z } from 'zod'
import { reverseAsks, targetFormats } from '#lib/compose/reverse-target.ts'
import { answerScopes, toldProposal } from '#lib/exports/backtranslation/answer-lists.ts'

/** Arguments of an instruction or a checker. */
export const kwargs = z.record(z.string(), z.unknown())
/** The id of a row, whatever its format. */
export const id = z.string().regex(/^pincer-[0-9a-f]{16}(-reverse|-level-[1-5]-of-[1-5])?(-replay-[2-9])?$/, 'should be "pincer-" and 16 hexadecimal digits')
/** A text that says something. */
export const said = z.string().min(1, 'should not be empty')
/** Where a pair comes from, as it says itself. */
export const source = z.string()
/** The constraints that a prompt states. */
export const statedConstraints = z
  .array(z.strictObject({ type: said, text: said, checker: z.strictObject({ id: said, kwargs }).nullable(), proven: z.boolean() }))
  .min(1, 'should name a constraint')
/** What a row says of itself beside what is trained on. */
export const meta = z.strictObject({
  license: z.string().nullable(),
  language: z.string().nullable(),
  original_instruction: said,
  original_input: z.string().nullable().optional(),
  /** What chance decided of the prompt; rows of early versions do not say. */
  composed: z.strictObject({ layout: said, connector: said, input_position: z.string().nullable(), instruction: z.enum(['original', 'refined']), refined: said.optional() }).optional(),
  /** Of the pair, where it has any. */
  tags: z.array(said).min(1).optional(),
  constraints: statedConstraints,
  dataset: z.null().optional(),
  stage: z.strictObject({ number: z.int().min(1), score: z.number(), replay: z.int().min(2).optional() }).optional(),
  level: z.strictObject({ number: z.int().min(1), of: z.int().min(1) }).optional(),
  turns: z.array(z.int().min(0)).min(1).optional(),
  task: z.enum(['forward', 'reverse']).optional(),
  target: z.strictObject({ asks: z.enum(reverseAsks), format: z.enum(targetFormats), graded: z.boolean(), response: said }).nullable().optional(),
  demonstrations: z.array(z.strictObject({ id, original_instruction: said, original_input: z.string().nullable(), constraints: statedConstraints })).optional(),
})
/** A row of a general set states nothing. */
const generalMeta = meta.extend({ constraints: z.array(z.never()).max(0), dataset: said, task: z.literal('general'), target: z.null() })
/** The same of any row of a mix; what proofs beside the rows hold, too. */
export const anyMeta = z.discriminatedUnion('task', [meta, generalMeta])
/** Rows of early versions do not name their pair; `chosen_pair` and `rejected_pair` are named where the texts are other pairs' responses. */
export const contrast = meta.extend({ pair: id.optional(), chosen_pair: id.optional(), rejected_pair: id.optional(), original_input: z.string().nullable(), violated: z.array(z.int().min(0)), method: said, margin: z.number() })
/** The same of what a model back-translated. */
export const answerMeta = meta
  .pick({ license: true, language: true, original_instruction: true, constraints: true })
  .extend({ original_input: z.string().nullable(), pair: id, response: said, scope: z.enum(answerScopes), prompt_version: said, model: said, proposed: z.array(toldProposal).min(1) })
