import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { reverseAsks, targetFormats, type ReverseAsk, type TargetFormat } from '#lib/compose/reverse-target.ts'
import { answerScopes, toldProposal, type AnswerScope, type ToldProposal } from '#lib/exports/backtranslation/answer-lists.ts'
import type { ComposedAs } from '#lib/exports/formats/format.ts'
import type { ExportFormatId } from '#lib/exports/format-names.ts'
import { unpackedMeta } from '#lib/exports/unpacked-meta.ts'

/** What an audit needs of a row, whatever its format. Undefined is what the format does not say. */
export interface RowFacts {
  id?: string
  source?: string
  /** Null: none stated. */
  license?: string | null
  /** The last turn of the user, and its field. */
  prompt: { text: string; field: string }
  response?: { text: string; field: string }
  /** Rows of preferences: the text that is not wanted, which fails the constraints at these places, and the share that they are. */
  rejected?: { text: string; field: string; violated: readonly number[]; margin: number }
  /** The turns before the prompt, where the row has a place for any. */
  earlier?: Turns
  /** The response is not the pair's own, but an answer to the same or another instruction. */
  isAnswer?: true
  /** Rows of preferences: how they were made, and of which pair, where they say it. */
  method?: string
  pair?: string | undefined
  /** The prompt of another row with one constraint made false: its pair is counted there. */
  isTwin?: true
  /** One row may stand for several preferences: the manifest's figures cannot be told from the rows. */
  isShared?: true
  /** What the pair was asked, without constraints. */
  asked?: string
  /** The same as the pair has it; rows of early versions do not say what the input was. */
  own?: { instruction: string; input: string | null | undefined } | undefined
  /** The instruction that the prompt has, the pair's own or a refined one. Rows of early versions do not say what the refined one was. */
  instruction?: string
  constraints?: z.infer<typeof meta>['constraints']
  /** Rows of what a model back-translated: both lists, and what they are made of. */
  backtranslated?: { scope: AnswerScope; proposed: ToldProposal[]; subject: string; chosen: { text: string; field: string }; rejected?: { text: string; field: string } }
  /** What chance decided of the prompt, where the row says it. */
  composed?: ComposedAs
  /** Other pairs shown before the prompt, where the row names them. */
  demonstrations?: ShownPair[]
  /** What the row trains, where it says so; null where it is turned round but says no more. */
  task?: { kind: 'forward' } | { kind: 'general'; dataset: string } | ReverseTask | null
  /** Its stage in a curriculum, and the later one in which it repeats it, by `meta` and by its id. */
  stage?: { number: number; score: number; replay?: number | undefined }
  replay?: number
  /** Its level in a ladder. */
  level?: { number: number; of: number }
  /** Turns of the lower levels of a ladder, before the prompt: how many of the constraints each states, and what is asked and answered; null where that is not there. */
  rungs?: { stated: number; prompt: string | null; response: string | null }[]
  /** How many constraints the row claims, where it does not name them. */
  constraintCount?: number
  /** Instructions of the benchmarks, whose arguments stand in `kwargs` at the same place. */
  rewards?: { ids: string[]; kwargs: Record<string, unknown>[]; truth?: string; sort?: string; said?: string }
}

/** A row that asks what could have been asked, and the response it shows. */
export interface ReverseTask {
  kind: 'reverse'
  asks: ReverseAsk
  format: TargetFormat
  graded: boolean
  subject: string
}

/** A pair that demonstrates: its turns are null where the conversation does not have them. */
export interface ShownPair {
  id: string
  asked: string
  own: { instruction: string; input: string | null }
  prompt: string | null
  response: string | null
  constraints: z.infer<typeof statedConstraints>
}

const kwargs = z.record(z.string(), z.unknown())
const id = z.string().regex(/^pincer-[0-9a-f]{16}(-reverse|-level-[1-5]-of-[1-5])?(-replay-[2-9])?$/, 'should be "pincer-" and 16 hexadecimal digits')
const said = z.string().min(1, 'should not be empty')
const source = z.string()
const statedConstraints = z
  .array(z.strictObject({ type: said, text: said, checker: z.strictObject({ id: said, kwargs }).nullable(), proven: z.boolean() }))
  .min(1, 'should name a constraint')
const meta = z.strictObject({
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
const anyMeta = z.discriminatedUnion('task', [meta, generalMeta])
/** Rows of early versions do not name their pair; `chosen_pair` and `rejected_pair` are named where the texts are other pairs' responses. */
const contrast = meta.extend({ pair: id.optional(), chosen_pair: id.optional(), rejected_pair: id.optional(), original_input: z.string().nullable(), violated: z.array(z.int().min(0)), method: said, margin: z.number() })
const answerMeta = meta
  .pick({ license: true, language: true, original_instruction: true, constraints: true })
  .extend({ original_input: z.string().nullable(), pair: id, response: said, scope: z.enum(answerScopes), prompt_version: said, model: said, proposed: z.array(toldProposal).min(1) })
const turn = z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })
const prompt = z.array(turn).superRefine((turns, context) => {
  if (turns.at(-1)?.role !== 'user') context.addIssue({ code: 'custom', message: 'should end with a turn of the user' })
  else {
    if (turns.at(-1)?.content === '') context.addIssue({ code: 'custom', path: [turns.length - 1, 'content'], message: 'should not be empty' })
    const system = turns.findLastIndex(({ role }) => role === 'system')
    const place = turns.findIndex(({ role }, n) => n > system && role !== ((n - system) % 2 === 1 ? 'user' : 'assistant'))
    if (place >= 0) context.addIssue({ code: 'custom', path: [place, 'role'], message: 'should be the other side: turns alternate, the user first' })
  }
  for (const [n, { role }] of turns.entries()) {
    if (role === 'system' && turns[n - 1] && turns[n - 1]?.role !== 'system') context.addIssue({ code: 'custom', path: [n, 'role'], message: 'should not be system behind other turns' })
  }
})
const answer = z.tuple([z.strictObject({ role: z.literal('assistant'), content: z.string() })])
const conversation = z
  .array(turn)
  .min(2, 'should have a prompt and a response')
  .superRefine((turns, context) => {
    if (turns.at(-1)?.role !== 'assistant') context.addIssue({ code: 'custom', path: [turns.length - 1, 'role'], message: 'should be assistant: the response comes last' })
    for (const issue of prompt.safeParse(turns.slice(0, -1)).error?.issues ?? []) context.addIssue({ code: 'custom', path: issue.path, message: issue.message })
  })
type Turns = z.infer<typeof conversation>
const instructionIds = z.array(said).min(1, 'should name an instruction')

/** What proofs beside the rows hold of a row: what rows of other formats say themselves. */
export const proofMeta = anyMeta
/** The id of a row. */
export const rowId = id

const turnsFacts = (turns: Turns, name: string): Pick<RowFacts, 'prompt' | 'response' | 'earlier'> => ({
  earlier: turns.slice(0, -2),
  prompt: { text: turns.at(-2)?.content ?? '', field: `${name}.${turns.length - 2}.content` },
  response: { text: turns.at(-1)?.content ?? '', field: `${name}.${turns.length - 1}.content` },
})
/** `turns`: the conversation up to the prompt, where the row has one. */
export const metaFacts = (
  { license, original_instruction: instruction, original_input: input, constraints, demonstrations, task, target, dataset, stage, turns: levels, composed }: z.infer<typeof anyMeta>,
  turns: Turns = [],
): Pick<RowFacts, 'license' | 'asked' | 'own' | 'instruction' | 'constraints' | 'demonstrations' | 'task' | 'stage' | 'rungs' | 'isAnswer' | 'composed'> => ({
  license,
  constraints,
  own: { instruction, input },
  ...(composed ? { composed: { layout: composed.layout, connector: composed.connector, inputPosition: composed.input_position, instruction: composed.instruction } } : {}),
  ...(composed && task !== 'reverse' ? askedBy(composed, instruction) : {}),
  ...(stage ? { stage } : {}),
  ...(levels ? { rungs: rungsOf(levels, turns), isAnswer: true as const } : {}),
  ...(task === 'forward' ? { task: { kind: 'forward' as const } } : {}),
  ...(task === 'general' && dataset ? { task: { kind: 'general' as const, dataset } } : {}),
  ...(task === 'reverse' ? { task: target ? { kind: 'reverse' as const, asks: target.asks, format: target.format, graded: target.graded, subject: target.response } : null } : {}),
  ...(demonstrations ? { demonstrations: demonstrations.map((one, n) => shownPair(one, turns.filter(({ role }) => role !== 'system').slice(2 * n, 2 * n + 2))) } : {}),
  // Rows of early versions do not say what the input was: the same instruction may have had another one.
  ...(input === undefined ? {} : { asked: `${instruction} ${input ?? ''}` }),
})

const askedBy = ({ instruction, refined }: NonNullable<z.infer<typeof meta>['composed']>, original: string): Pick<RowFacts, 'instruction'> => {
  const asked = instruction === 'original' ? original : refined
  return asked === undefined ? {} : { instruction: asked }
}

const rungsOf = (levels: readonly number[], turns: Turns): NonNullable<RowFacts['rungs']> =>
  levels.map((stated, n) => {
    const [asked, answered] = turns.slice(turns.length - 2 * (levels.length - n))
    return { stated, prompt: asked?.role === 'user' ? asked.content : null, response: answered?.role === 'assistant' ? answered.content : null }
  })

const shownPair = ({ id, original_instruction: instruction, original_input: input, constraints }: NonNullable<z.infer<typeof meta>['demonstrations']>[number], [first, second]: Turns): ShownPair => ({
  id,
  asked: `${instruction} ${input ?? ''}`,
  own: { instruction, input },
  prompt: first?.role === 'user' ? first.content : null,
  response: second?.role === 'assistant' ? second.content : null,
  constraints,
})

/** What rows of back-translations have in common. What they are of is a response, not what they answer. */
const answerFacts = ({ license, original_instruction: instruction, original_input: input, constraints, scope, proposed, response }: z.infer<typeof answerMeta>, chosen: { text: string; field: string }, rejected?: { text: string; field: string }) => ({
  license,
  constraints,
  asked: `${instruction} ${input ?? ''}`,
  response: { text: response, field: 'meta.response' },
  backtranslated: { scope, proposed, subject: response, chosen, ...(rejected ? { rejected } : {}) },
})

/** Alpaca's history in turns. */
const saidBefore = (history: readonly [string, string][] = []): Turns => history.flatMap(([user, assistant]) => [{ role: 'user' as const, content: user }, { role: 'assistant' as const, content: assistant }])

/** What the id alone says of a row. */
const turned = (of: string): Pick<RowFacts, 'task'> => (/-reverse(-replay-\d)?$/.test(of) ? { task: null } : {})

/** What the method of a preference says of its chosen text. */
const methodFacts = ({ method, pair }: z.infer<typeof contrast>): Pick<RowFacts, 'isAnswer' | 'method' | 'pair'> => ({ method, pair, ...(method === 'answers' || method === 'evolved' ? { isAnswer: true } : {}) })
const rejectedFacts = (text: string, field: string, { violated, margin }: z.infer<typeof contrast>): Pick<RowFacts, 'rejected'> => ({ rejected: { text, field, violated, margin } })
const promptFacts = (turns: Turns): Pick<RowFacts, 'prompt' | 'earlier'> => ({ prompt: { text: turns.at(-1)?.content ?? '', field: `prompt.${turns.length - 1}.content` }, earlier: turns.slice(0, -1) })

/** A row that has the shape of its format, or each field that has not. */
export type ReadShape = { facts: RowFacts } | { issues: { field: string; problem: string }[] }

function shape<T>(schema: z.ZodType<T>, facts: (row: T) => RowFacts): (row: unknown) => ReadShape {
  return (row) => {
    const parsed = schema.safeParse(row)
    if (parsed.success) return { facts: placed(facts(parsed.data)) }
    return { issues: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), problem: message })) }
  }
}

function placed(facts: RowFacts): RowFacts {
  return facts.id === undefined ? facts : { ...facts, ...placeInSequence(facts.id) }
}

/** A row of a ladder, and one that repeats a row of an earlier stage, says so in its id, whatever its format. */
export function placeInSequence(of: string): Pick<RowFacts, 'level' | 'replay'> {
  const [, number, levels] = /-level-(\d)-of-(\d)$/.exec(of) ?? []
  const [, replay] = /-replay-(\d)$/.exec(of) ?? []
  return { ...(number ? { level: { number: Number(number), of: Number(levels) } } : {}), ...(replay ? { replay: Number(replay) } : {}) }
}

const messagesAndMeta = z.strictObject({ id, messages: conversation, meta: anyMeta })
const speaker = { system: 'system', human: 'user', gpt: 'assistant' } as const
const spoken = z
  .array(z.strictObject({ from: z.enum(['system', 'human', 'gpt']), value: z.string() }).transform(({ from, value }) => ({ role: speaker[from], content: value })))
  .pipe(conversation)

const ktoRow = z
  .strictObject({ id: z.string().regex(/^pincer-[0-9a-f]{16}-(chosen|rejected)$/), source, prompt, completion: answer, label: z.boolean(), meta: contrast })
  .refine((row) => row.id.endsWith(row.label ? '-chosen' : '-rejected'), { path: ['label'], message: 'should be true where the id ends with -chosen, and only there' })
  .refine((row) => !row.label || row.meta.violated.length === 0, { path: ['meta', 'violated'], message: 'should be empty where the text is wanted' })

/** How a row of each format is read. */
export const rowShapes: Readonly<Record<ExportFormatId, (row: unknown) => ReadShape>> = {
  'sft-messages': shape(messagesAndMeta.extend({ source }), (row) => ({ id: row.id, source: row.source, ...turnsFacts(row.messages, 'messages'), ...metaFacts(row.meta, row.messages.slice(0, -2)) })),
  'llama-factory': shape(z.preprocess(unpackedMeta, messagesAndMeta), (row) => ({ id: row.id, ...turnsFacts(row.messages, 'messages'), ...metaFacts(row.meta, row.messages.slice(0, -2)) })),
  axolotl: shape(messagesAndMeta, (row) => ({ id: row.id, ...turnsFacts(row.messages, 'messages'), ...metaFacts(row.meta, row.messages.slice(0, -2)) })),
  'prompt-completion': shape(z.strictObject({ id, source, prompt, completion: answer, meta: anyMeta }), (row) => ({
    id: row.id,
    source: row.source,
    ...promptFacts(row.prompt),
    response: { text: row.completion[0].content, field: 'completion.0.content' },
    ...metaFacts(row.meta, row.prompt.slice(0, -1)),
  })),
  alpaca: shape(
    z.strictObject({ id, instruction: said, input: z.literal(''), output: z.string(), system: z.string().optional(), history: z.array(z.tuple([z.string(), z.string()])).optional() }),
    (row) => ({ id: row.id, ...turned(row.id), prompt: { text: row.instruction, field: 'instruction' }, earlier: saidBefore(row.history), response: { text: row.output, field: 'output' } }),
  ),
  sharegpt: shape(z.strictObject({ id, conversations: spoken }), (row) => ({ id: row.id, ...turned(row.id), ...turnsFacts(row.conversations, 'conversations') })),
  openai: shape(z.strictObject({ messages: conversation }), (row) => turnsFacts(row.messages, 'messages')),
  crab: shape(
    z
      .strictObject({ id: z.string(), cnt_id: id, source, messages: conversation, Num_Cons: z.int().min(0), shots: z.array(z.string()) })
      .refine((row) => [`${row.cnt_id}_forward`, `${row.cnt_id}_reverse`, `${row.cnt_id}_general`].includes(row.id), { path: ['id'], message: 'should be that of cnt_id with _forward, _reverse or _general' })
      .refine((row) => row.Num_Cons > 0 || row.id.endsWith('_general'), { path: ['Num_Cons'], message: 'should be one or more' }),
    (row) => ({ id: row.cnt_id, ...(row.id.endsWith('_reverse') ? { task: null } : row.id.endsWith('_general') ? { task: { kind: 'general', dataset: row.source } } : {}), source: row.source, constraintCount: row.Num_Cons, ...turnsFacts(row.messages, 'messages') }),
  ),
  rlvr: shape(
    z
      .strictObject({
        key: id,
        messages: prompt,
        dataset: z.literal('ifeval'),
        ground_truth: z.string(),
        constraint_type: z.enum(['single', 'multi']),
        constraint: said,
        // Rows of early versions have the last turn alone.
        prompt: z.union([prompt, said]),
        instruction_id_list: instructionIds,
        kwargs: z.array(kwargs),
        meta,
      })
      .refine((row) => isDeepStrictEqual(row.prompt, typeof row.prompt === 'string' ? row.messages.at(-1)?.content : row.messages), { path: ['prompt'], message: 'should be what messages are' })
      .refine((row) => row.kwargs.length === row.instruction_id_list.length, { path: ['kwargs'], message: 'should have as many entries as instruction_id_list' }),
    (row) => ({
      id: row.key,
      ...(typeof row.prompt === 'string' ? { prompt: { text: row.prompt, field: 'prompt' }, earlier: row.messages.slice(0, -1) } : promptFacts(row.prompt)),
      rewards: { ids: row.instruction_id_list, kwargs: row.kwargs, truth: row.ground_truth, sort: row.constraint_type, said: row.constraint },
      ...metaFacts(row.meta, row.messages.slice(0, -1)),
    }),
  ),
  ifeval: shape(
    z
      .strictObject({ key: z.int().min(0), prompt: said, instruction_id_list: instructionIds, kwargs: z.array(kwargs) })
      .refine((row) => row.kwargs.length === row.instruction_id_list.length, { path: ['kwargs'], message: 'should have as many entries as instruction_id_list' }),
    (row) => ({ id: String(row.key), prompt: { text: row.prompt, field: 'prompt' }, rewards: { ids: row.instruction_id_list, kwargs: row.kwargs } }),
  ),
  dpo: shape(z.strictObject({ id, source, prompt, chosen: answer, rejected: answer, meta: contrast }), (row) => ({
    id: row.id,
    source: row.source,
    ...promptFacts(row.prompt),
    response: { text: row.chosen[0].content, field: 'chosen.0.content' },
    ...rejectedFacts(row.rejected[0].content, 'rejected.0.content', row.meta),
    ...methodFacts(row.meta),
    ...metaFacts(row.meta),
  })),
  'dpo-plain': shape(z.strictObject({ id, source, prompt: said, chosen: z.string(), rejected: z.string(), meta: contrast }), (row) => ({
    id: row.id,
    source: row.source,
    prompt: { text: row.prompt, field: 'prompt' },
    response: { text: row.chosen, field: 'chosen' },
    ...rejectedFacts(row.rejected, 'rejected', row.meta),
    ...methodFacts(row.meta),
    ...metaFacts(row.meta),
  })),
  'backtranslation-sft': shape(z.strictObject({ id, source, messages: conversation, meta: answerMeta }), (row) => {
    const { response: chosen, ...shown } = turnsFacts(row.messages, 'messages')
    return { id: row.id, source: row.source, ...shown, ...answerFacts(row.meta, chosen ?? { text: '', field: 'messages' }) }
  }),
  'backtranslation-dpo': shape(z.strictObject({ id, source, prompt, chosen: answer, rejected: answer, meta: answerMeta }), (row) => ({
    id: row.id,
    source: row.source,
    ...promptFacts(row.prompt),
    ...answerFacts(row.meta, { text: row.chosen[0].content, field: 'chosen.0.content' }, { text: row.rejected[0].content, field: 'rejected.0.content' }),
  })),
  'kto-prompts': shape(ktoRow, (row) => {
    const text = { text: row.completion[0].content, field: 'completion.0.content' }
    const facts = { id: row.id, source: row.source, method: row.meta.method, ...promptFacts(row.prompt), ...metaFacts(row.meta) }
    return row.label ? { ...facts, response: text } : { ...facts, ...rejectedFacts(text.text, text.field, row.meta), isTwin: true as const }
  }),
  kto: shape(ktoRow,
    (row) => {
      const text = { text: row.completion[0].content, field: 'completion.0.content' }
      const facts = { id: row.id, source: row.source, ...promptFacts(row.prompt), isShared: true as const, ...methodFacts(row.meta), ...metaFacts(row.meta) }
      return row.label ? { ...facts, response: text } : { ...facts, ...rejectedFacts(text.text, text.field, row.meta) }
    },
  ),
}
