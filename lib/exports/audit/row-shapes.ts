import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { answerFacts, metaFacts, methodFacts, placeInSequence, promptFacts, rejectedFacts, saidBefore, turned, turnsFacts, type RowFacts } from '#lib/exports/audit/row-facts.ts'
import { answerMeta, anyMeta, contrast, id, kwargs, meta, said, source } from '#lib/exports/audit/row-meta.ts'
import type { ExportFormatId } from '#lib/exports/format-names.ts'
import type { VerifierName } from '#lib/exports/formats/verifiable.ts'
import { unpackedMeta } from '#lib/exports/unpacked-meta.ts'

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
const instructionIds = z.array(said).min(1, 'should name an instruction')

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

const messagesAndMeta = z.strictObject({ id, messages: conversation, meta: anyMeta })
const speaker = { system: 'system', human: 'user', gpt: 'assistant' } as const
const spoken = z
  .array(z.strictObject({ from: z.enum(['system', 'human', 'gpt']), value: z.string() }).transform(({ from, value }) => ({ role: speaker[from], content: value })))
  .pipe(conversation)

const ktoRow = z
  .strictObject({ id: z.string().regex(/^pincer-[0-9a-f]{16}-(chosen|rejected)$/), source, prompt, completion: answer, label: z.boolean(), meta: contrast })
  .refine((row) => row.id.endsWith(row.label ? '-chosen' : '-rejected'), { path: ['label'], message: 'should be true where the id ends with -chosen, and only there' })
  .refine((row) => !row.label || row.meta.violated.length === 0, { path: ['meta', 'violated'], message: 'should be empty where the text is wanted' })

const chosenRow = z
  .strictObject({ id: z.string().regex(/^pincer-[0-9a-f]{16}-chosen$/), source, messages: conversation, meta: contrast })
  .refine((row) => row.meta.violated.length === 0, { path: ['meta', 'violated'], message: 'should be empty: the text is wanted' })

/** Prompts with rewards, which that verifier decides. */
const rewarded = (verifier: VerifierName) =>
  shape(
    z
      .strictObject({
        key: id,
        messages: prompt,
        dataset: z.literal(verifier),
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
      rewards: { verifier, ids: row.instruction_id_list, kwargs: row.kwargs, truth: row.ground_truth, sort: row.constraint_type, said: row.constraint },
      ...metaFacts(row.meta, row.messages.slice(0, -1)),
    }),
  )

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
  rlvr: rewarded('ifeval'),
  'rlvr-pincer': rewarded('pincer'),
  ifeval: shape(
    z
      .strictObject({ key: z.int().min(0), prompt: said, instruction_id_list: instructionIds, kwargs: z.array(kwargs) })
      .refine((row) => row.kwargs.length === row.instruction_id_list.length, { path: ['kwargs'], message: 'should have as many entries as instruction_id_list' }),
    (row) => ({ id: String(row.key), prompt: { text: row.prompt, field: 'prompt' }, rewards: { verifier: 'ifeval', ids: row.instruction_id_list, kwargs: row.kwargs } }),
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
  'sft-chosen': shape(chosenRow, (row) => ({ id: row.id, source: row.source, ...turnsFacts(row.messages, 'messages'), ...methodFacts(row.meta), ...metaFacts(row.meta) })),
}
