/** Every format of pairs: what it is called, what it is good for and what reads it. */
const pairFormatNames = [
  { id: 'sft-messages', label: 'SFT messages', hint: 'One conversation a line, with the provenance of every constraint. TRL and most trainers read it.' },
  { id: 'prompt-completion', label: 'SFT prompt and completion', hint: "TRL's prompt-completion rows: the trainer takes the loss on the response alone." },
  { id: 'alpaca', label: 'Alpaca', hint: 'Instruction, input and output a line, with system and history where a pair has them. LLaMA-Factory reads it.' },
  { id: 'sharegpt', label: 'ShareGPT', hint: 'Conversations with the roles system, human and gpt, which FastChat and many converters read.' },
  { id: 'llama-factory', label: 'LLaMA-Factory', hint: 'Messages with the dataset_info.json that LLaMA-Factory asks for: point dataset_dir at the folder.' },
  { id: 'axolotl', label: 'Axolotl', hint: 'Messages with the datasets section of an Axolotl configuration (axolotl.yml) to copy.' },
  { id: 'openai', label: 'OpenAI fine-tuning', hint: 'Messages and nothing else, as the fine-tuning API checks them. Provenance stays in the manifest.' },
  { id: 'crab', label: "Crab's own", hint: 'The shape of the training files that the Crab paper published, with the number of constraints.' },
  { id: 'rlvr', label: 'RLVR (GRPO)', hint: 'Prompts with verifiable rewards, for open-instruct and other GRPO trainers. Only constraints that IFEval can verify go in.' },
  { id: 'rlvr-pincer', label: 'RLVR (GRPO) by Pincer', hint: 'The same rows for the checkers of Pincer as the reward, over HTTP or as a package: every constraint that a program can check goes in.' },
  { id: 'kto-prompts', label: 'KTO, prompts in contrast', hint: 'Each response under the prompt that it meets, and under one with a number or mark changed that it does not meet: made without a model, for KTO.' },
  { id: 'ifeval', label: 'IFEval prompts', hint: "An evaluation set in IFEval's own form (key, prompt, instruction_id_list, kwargs). Only constraints that its verifiers know go in." },
] as const

/** Every format of preferences. */
const preferenceFormatNames = [
  { id: 'dpo', label: 'DPO', hint: "Accepted preferences as TRL's DPOTrainer reads conversations: prompt, chosen and rejected as messages." },
  { id: 'dpo-plain', label: 'DPO, plain text', hint: 'Accepted preferences with prompt, chosen and rejected as strings, for trainers that take no messages.' },
  { id: 'kto', label: 'KTO', hint: "Each text of the accepted preferences once, with whether it is wanted, as TRL's KTOTrainer reads it." },
  { id: 'sft-chosen', label: 'SFT, the chosen texts', hint: 'The chosen text of each accepted preference under its prompt, once, as SFT messages: how evolved instructions with their answers come into SFT.' },
] as const

/** Every format of what models back-translated, for training the next one. */
const backtranslationFormatNames = [
  { id: 'backtranslation-sft', label: 'Back-translation, SFT', hint: 'Trains a model to back-translate: the question that it was asked, and the list of constraints that people made of its answer.' },
  { id: 'backtranslation-dpo', label: 'Back-translation, DPO', hint: 'The same as preferences: the list that people made of it against the list as the model wrote it, wherever they edited or rejected something.' },
] as const

export const exportFormatNames = [...pairFormatNames, ...preferenceFormatNames, ...backtranslationFormatNames] as const
export type ExportFormatId = (typeof exportFormatNames)[number]['id']
export type PairFormatId = (typeof pairFormatNames)[number]['id']
export type PreferenceFormatId = (typeof preferenceFormatNames)[number]['id']
export type BacktranslationFormatId = (typeof backtranslationFormatNames)[number]['id']
export const exportFormatIds = exportFormatNames.map(({ id }) => id)

/** Whether a format is of preferences, and not of pairs. */
export function isPreferenceFormat(format: unknown): format is PreferenceFormatId {
  return preferenceFormatNames.some(({ id }) => id === format)
}

/** Whether a format is of what models back-translated. */
export function isBacktranslationFormat(format: unknown): format is BacktranslationFormatId {
  return backtranslationFormatNames.some(({ id }) => id === format)
}

/** Whether a format's prompts are composed of pairs and their constraints; those of others are as they were asked. */
export function isComposedFormat(format: unknown): format is PairFormatId {
  return pairFormatNames.some(({ id }) => id === format)
}

/** Whether a format's rows hold prompts and how to verify what answers them, but no response. */
export function holdsNoResponse(format: unknown): format is 'rlvr' | 'rlvr-pincer' | 'ifeval' {
  return format === 'rlvr' || format === 'rlvr-pincer' || format === 'ifeval'
}

/** A format's name as people read it; its id where it is not known any more. */
export function formatLabel(id: string): string {
  return exportFormatNames.find((format) => format.id === id)?.label ?? id
}

/** What a format's rows are made of, as counts name it. */
export function thingsOf(format: unknown): 'pairs' | 'preferences' | 'answers' {
  return isPreferenceFormat(format) ? 'preferences' : isBacktranslationFormat(format) ? 'answers' : 'pairs'
}
