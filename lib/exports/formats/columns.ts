import type { ExportFormatId } from '#lib/exports/format-names.ts'

/**
 * What a field of a row holds. Parquet has a type for each: `messages` is a list of role and content, `turns` of from and value,
 * `text-pairs` a list of lists. `number` is whole, `decimal` any. `json` is any value, which Parquet and CSV hold as JSON text; CSV holds all but `text`, `number`, `decimal` and
 * `boolean` so.
 */
export type ColumnKind = 'text' | 'number' | 'decimal' | 'boolean' | 'texts' | 'text-pairs' | 'messages' | 'turns' | 'json'

/** One field of a format's rows. */
export interface Column {
  name: string
  kind: ColumnKind
  /** Not in every row. */
  optional?: true
}

const id: Column = { name: 'id', kind: 'text' }
const source: Column = { name: 'source', kind: 'text' }
const messages: Column = { name: 'messages', kind: 'messages' }
const meta: Column = { name: 'meta', kind: 'json' }
const instructionIds: Column = { name: 'instruction_id_list', kind: 'texts' }
const kwargs: Column = { name: 'kwargs', kind: 'json' }

const rewarded: readonly Column[] = [
  { name: 'key', kind: 'text' },
  messages,
  { name: 'dataset', kind: 'text' },
  { name: 'ground_truth', kind: 'text' },
  { name: 'constraint_type', kind: 'text' },
  { name: 'constraint', kind: 'text' },
  { name: 'prompt', kind: 'messages' },
  instructionIds,
  kwargs,
  meta,
]

/** The fields of each format's rows, in their order: the same for every file, whatever rows it has. */
export const formatColumns: Readonly<Record<ExportFormatId, readonly Column[]>> = {
  'sft-messages': [id, source, messages, meta],
  'prompt-completion': [id, source, { name: 'prompt', kind: 'messages' }, { name: 'completion', kind: 'messages' }, meta],
  alpaca: [
    id,
    { name: 'instruction', kind: 'text' },
    { name: 'input', kind: 'text' },
    { name: 'output', kind: 'text' },
    { name: 'system', kind: 'text' },
    { name: 'history', kind: 'text-pairs' },
  ],
  sharegpt: [id, { name: 'conversations', kind: 'turns' }],
  'llama-factory': [id, messages, { name: 'meta', kind: 'text' }],
  axolotl: [messages, id, meta],
  openai: [messages],
  crab: [id, { name: 'cnt_id', kind: 'text' }, source, messages, { name: 'Num_Cons', kind: 'number' }, { name: 'shots', kind: 'texts' }],
  rlvr: rewarded,
  'rlvr-pincer': rewarded,
  ifeval: [{ name: 'key', kind: 'number' }, { name: 'prompt', kind: 'text' }, instructionIds, kwargs],
  dpo: [id, source, { name: 'prompt', kind: 'messages' }, { name: 'chosen', kind: 'messages' }, { name: 'rejected', kind: 'messages' }, meta],
  'dpo-plain': [id, source, { name: 'prompt', kind: 'text' }, { name: 'chosen', kind: 'text' }, { name: 'rejected', kind: 'text' }, meta],
  'sft-chosen': [id, source, messages, meta],
  'kto-prompts': [id, source, { name: 'prompt', kind: 'messages' }, { name: 'completion', kind: 'messages' }, { name: 'label', kind: 'boolean' }, meta],
  'backtranslation-sft': [id, source, messages, meta],
  'backtranslation-dpo': [id, source, { name: 'prompt', kind: 'messages' }, { name: 'chosen', kind: 'messages' }, { name: 'rejected', kind: 'messages' }, meta],
  kto: [id, source, { name: 'prompt', kind: 'messages' }, { name: 'completion', kind: 'messages' }, { name: 'label', kind: 'boolean' }, meta],
}
