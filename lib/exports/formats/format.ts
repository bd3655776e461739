import type { PairFormatId } from '#lib/exports/format-names.ts'
import type { ReverseAsk, TargetFormat } from '#lib/compose/reverse-target.ts'
import type { ChatMessage } from '#lib/pairs/record.ts'

/** One constraint of an example. */
export interface ExportConstraint {
  type: string
  text: string
  checker: { id: string; kwargs: Record<string, unknown> } | null
  /** A program found that it holds; otherwise a person's word. */
  proven: boolean
}

/** Another pair, shown in turns before the prompt. */
export interface Demonstration {
  /** The id that the pair's own row has. */
  id: string
  prompt: string
  response: string
  originalInstruction: string
  originalInput: string | null
  constraints: ExportConstraint[]
}

/** What every row says of its pair and its prompt, whatever is trained on it. Nothing in it depends on the clock or on database ids. */
export interface PromptedExample {
  /** Derived from the content: the same pair, or preference, has the same id in every export. */
  id: string
  source: string
  license: string | null
  language: string | null
  system: string | null
  history: ChatMessage[]
  /** The instruction with all that it demands, and the input in it. */
  prompt: string
  originalInstruction: string
  originalInput: string | null
  constraints: ExportConstraint[]
}

/** What a row says of where it comes from, as its pair has it; a pair that names no licence has that of its dataset. */
export function originOf(pair: Pick<PromptedExample, 'source' | 'license' | 'language' | 'system' | 'history'> & { instruction: string; input: string | null }, datasetLicense: string | null) {
  const { source, license, language, system, history, instruction, input } = pair
  return { source, license: license ?? datasetLicense, language, system, history, originalInstruction: instruction, originalInput: input }
}

/** What chance decided of a prompt's form. */
export interface ComposedAs {
  layout: string
  connector: string
  /** Null without an input. */
  inputPosition: string | null
  instruction: 'original' | 'refined'
  /** The refined instruction, where the prompt has it. */
  refined?: string
}

/** One composed example, whatever the format. */
export interface ExportExample extends PromptedExample {
  response: string
  /** Left out of rows whose prompt no constraints were composed into. */
  composed?: ComposedAs
  /** Left out where the pair has none. */
  tags?: string[]
  /** Left out where the recipe asks for none. */
  demonstrations?: Demonstration[]
  /** The prompt with one constraint made false of the response, where the format contrasts prompts. */
  falsePrompt?: { prompt: string; constraints: ExportConstraint[]; violated: number }
  /** Its stage in a curriculum; `replay`: the later one in which this row repeats it. */
  stage?: { number: number; score: number; replay?: number }
  /** Its level in a ladder of so many. */
  level?: { number: number; of: number }
  /** The lower levels of a ladder that is one conversation: turns before the prompt, each with its own answer and how many of the constraints it states. */
  rungs?: { prompt: string; response: string; stated: number }[]
  /** Left out where the recipe makes nothing but forward examples. */
  task?: ExportTask
}

/** What a row trains: to answer an instruction, to tell from a response what could have been asked, or whatever a general set trains. */
export type ExportTask =
  | { kind: 'forward' }
  /** As it is, of another dataset. */
  | { kind: 'general'; dataset: string }
  | {
      kind: 'reverse'
      asks: ReverseAsk
      format: TargetFormat
      graded: boolean
      /** The response that the prompt shows. */
      subject: string
    }

/** One file format: how an example becomes a line of the file. */
export interface ExportFormat {
  id: PairFormatId
  /** One row: the fields that `formatColumns` names, in that order. */
  toRow(example: ExportExample): Record<string, unknown>
  /** The same row as JSON, to the byte, where that can be told sooner than by making the row. */
  toJson?(example: ExportExample): string
  /** The same row for files that have columns, where it is known what a value of kind `json` is as JSON: that as JsonText. */
  toColumns?(example: ExportExample): Record<string, unknown>
  /** The row of the prompt with a false constraint: only pairs that can have one leave in such a format. */
  toFalseRow?(example: ExportExample): Record<string, unknown> | null
  /** Whether a row can say this constraint; only such are composed. Left out: every constraint. */
  expresses?(constraint: Pick<ExportConstraint, 'checker'>): boolean
  /** Whether what its reader decides by finds that a constraint that it can say does not hold of the response: such are not composed. Left out: never. */
  refutes?(constraint: Pick<ExportConstraint, 'checker'>, response: string): boolean
  /** Why a row cannot hold this pair; null where it can. Left out: every pair. */
  problem?(pair: Pick<PromptedExample, 'system' | 'history'>): string | null
  /** Files beside the rows that its reader wants, from the names of the files that have any. */
  companions?(files: readonly RowsFile[]): { name: string; text: string }[]
}

/** A file with rows, such as train.jsonl of the split "train". */
export interface RowsFile {
  name: string
  split: string
}

/** What a model is shown: the system prompt, the demonstrations, the earlier turns and the composed instruction. */
export function promptMessages(example: ExportExample): ChatMessage[] {
  return [
    ...(example.system ? [{ role: 'system' as const, content: example.system }] : []),
    ...earlierTurns(example),
    { role: 'user', content: example.prompt },
  ]
}

/** All turns between the system prompt and the composed instruction. */
export function earlierTurns({ demonstrations = [], history, rungs = [] }: ExportExample): ChatMessage[] {
  const exchange = (prompt: string, response: string): ChatMessage[] => [{ role: 'user', content: prompt }, { role: 'assistant', content: response }]
  return [...demonstrations.flatMap(({ prompt, response }) => exchange(prompt, response)), ...history, ...rungs.flatMap(({ prompt, response }) => exchange(prompt, response))]
}

/** The whole conversation, the response last. */
export function conversation(example: ExportExample): ChatMessage[] {
  return [...promptMessages(example), { role: 'assistant', content: example.response }]
}

/** Where a row comes from: enough to find its pair, its constraints and their proof. */
export function provenance(example: ExportExample): Record<string, unknown> {
  return {
    license: example.license,
    language: example.language,
    original_instruction: example.originalInstruction,
    original_input: example.originalInput,
    constraints: example.constraints,
    ...(example.composed && example.task?.kind !== 'reverse' ? { composed: composedMeta(example.composed) } : {}),
    ...(example.tags ? { tags: example.tags } : {}),
    ...(example.demonstrations
      ? { demonstrations: example.demonstrations.map(({ id, originalInstruction, originalInput, constraints }) => ({ id, original_instruction: originalInstruction, original_input: originalInput, constraints })) }
      : {}),
    ...(example.stage ? { stage: example.stage } : {}),
    ...(example.level ? { level: example.level } : {}),
    ...(example.rungs ? { turns: example.rungs.map(({ stated }) => stated) } : {}),
    ...(example.task ? { task: example.task.kind, dataset: example.task.kind === 'general' ? example.task.dataset : null, target: targetOf(example.task) } : {}),
  }
}

function composedMeta({ layout, connector, inputPosition, instruction, refined }: ComposedAs): Record<string, unknown> {
  return { layout, connector, input_position: inputPosition, instruction, ...(refined === undefined ? {} : { refined }) }
}

function targetOf(task: ExportTask): Record<string, unknown> | null {
  return task.kind === 'reverse' ? { asks: task.asks, format: task.format, graded: task.graded, response: task.subject } : null
}
