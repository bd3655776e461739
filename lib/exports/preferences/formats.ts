import type { PreferenceFormatId } from '#lib/exports/format-names.ts'
import { datasetInfo } from '#lib/exports/formats/dataset-info.ts'
import { axolotlConfiguration } from '#lib/exports/formats/axolotl.ts'
import type { PromptedExample, RowsFile } from '#lib/exports/formats/format.ts'
import type { ChatMessage } from '#lib/pairs/record.ts'

/** One preference that leaves. */
export interface PreferenceExample extends PromptedExample {
  /** The id that the pair's rows have in other formats. */
  pair: string
  /** The same of other pairs, whose responses the texts are. */
  chosenPair?: string
  rejectedPair?: string
  chosen: string
  rejected: string
  /** Places in `constraints` of those that the rejected text fails. */
  violated: number[]
  method: string
  /** The share of the constraints that the rejected text fails. */
  margin: number
}

/** One file format of preferences. */
export interface PreferenceFormat {
  id: PreferenceFormatId
  /** The rows of one preference, each with the fields that `formatColumns` names, in that order. */
  toRows(example: PreferenceExample): Record<string, unknown>[]
  /** Files beside the rows that its reader wants, from the names of the files with rows. */
  companions?(files: readonly RowsFile[]): { name: string; text: string }[]
  /** Of formats whose rows have the chosen text alone. */
  isWithoutRejected?: true
  /** Whether a row can say this preference; where it cannot, the reason. */
  problem?(example: PreferenceExample): string | null
}

/** TRL's conversational preferences: messages throughout. Axolotl reads them, too, by their axolotl.yml. */
const dpo: PreferenceFormat = {
  id: 'dpo',
  toRows: (example) => [
    { id: example.id, source: example.source, prompt: promptMessages(example), chosen: said(example.chosen), rejected: said(example.rejected), meta: provenance(example, example.violated) },
  ],
  companions: (files) => axolotlConfiguration(files, { type: 'chat_template.default', field_messages: 'prompt', field_chosen: 'chosen', field_rejected: 'rejected' }, 'rl: dpo\n'),
}

/** TRL's plain preferences: strings throughout. They have no place for earlier turns. LLaMA-Factory reads them, too, by their dataset_info.json. */
const dpoPlain: PreferenceFormat = {
  id: 'dpo-plain',
  toRows: (example) => {
    const { id, source, prompt, chosen, rejected } = example
    return [{ id, source, prompt, chosen, rejected, meta: provenance(example, example.violated) }]
  },
  companions: (files) => datasetInfo(files, { ranking: true, columns: { prompt: 'prompt', chosen: 'chosen', rejected: 'rejected' } }),
  problem: ({ system, history }) => (system || history.length > 0 ? 'a conversation that plain text cannot hold' : null),
}

/** KTO's rows: each text alone, with whether it is wanted. `violated` is what the text of the row fails. */
const kto: PreferenceFormat = {
  id: 'kto',
  toRows: (example) => [ktoRow(example, 'chosen'), ktoRow(example, 'rejected')],
}

function ktoRow(example: PreferenceExample, side: 'chosen' | 'rejected'): Record<string, unknown> {
  const wanted = side === 'chosen'
  return {
    id: `${example.id}-${side}`,
    source: example.source,
    prompt: promptMessages(example),
    completion: said(example[side]),
    label: wanted,
    meta: provenance(example, wanted ? [] : example.violated),
  }
}

/** The chosen texts alone, under their prompts, as SFT messages have them. */
const sftChosen: PreferenceFormat = {
  id: 'sft-chosen',
  isWithoutRejected: true,
  toRows: ({ rejectedPair: _, ...example }) => [{ id: `${example.id}-chosen`, source: example.source, messages: [...promptMessages(example), ...said(example.chosen)], meta: provenance(example, []) }],
}

/** Every format of preferences. */
export const preferenceFormats: readonly PreferenceFormat[] = [dpo, dpoPlain, kto, sftChosen]

function promptMessages({ system, history, prompt }: PreferenceExample): ChatMessage[] {
  return [...(system ? [{ role: 'system' as const, content: system }] : []), ...history, { role: 'user', content: prompt }]
}

function said(content: string): ChatMessage[] {
  return [{ role: 'assistant', content }]
}

function provenance(example: PreferenceExample, violated: number[]): Record<string, unknown> {
  return {
    pair: example.pair,
    ...(example.chosenPair ? { chosen_pair: example.chosenPair } : {}),
    ...(example.rejectedPair ? { rejected_pair: example.rejectedPair } : {}),
    license: example.license,
    language: example.language,
    original_instruction: example.originalInstruction,
    original_input: example.originalInput,
    constraints: example.constraints,
    violated,
    method: example.method,
    margin: example.margin,
  }
}
