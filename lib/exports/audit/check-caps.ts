import { z } from 'zod'
import type { Tell } from '#lib/exports/audit/check-row.ts'
import type { FaultLog } from '#lib/exports/audit/faults.ts'
import type { RowFacts } from '#lib/exports/audit/row-facts.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { wordsIn } from '#lib/exports/conversation-words.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

type Asked = Pick<ExportParams, 'mostRows' | 'mostPerSource' | 'longestWords' | 'general'>

/** Holds an export to the caps of its recipe: rows in all and of each source, words of a conversation, and rows of a general set. */
export class CapCounter {
  readonly #recipe: Asked
  /** Rows of the dataset's own, by source. */
  readonly #ofSource = new Map<string, number>()
  #rows = 0

  constructor(recipe: Asked) {
    this.#recipe = recipe
  }

  /** Takes up a row. A pair is counted once: by its last level, without the twin that contrasts its prompt, and once in all stages. */
  add(row: unknown, { source, task, level, replay, isTwin, isShared }: RowFacts, tell: Tell): void {
    this.#rows++
    if (isTwin || replay !== undefined || (level && level.number < level.of)) return
    const { longestWords } = this.#recipe
    const words = longestWords === null ? 0 : wordsOfRow(row)
    if (longestWords !== null && words > longestWords) tell('recipe', conversationField(row), `has ${words} words, and the recipe asks for at most ${longestWords} a conversation`)
    // A preference may have two rows, or share them with another: the manifest counts it once.
    if (source !== undefined && !isShared && task?.kind !== 'general') this.#ofSource.set(source, (this.#ofSource.get(source) ?? 0) + 1)
  }

  report({ counts, made, sources }: ExportManifest, log: FaultLog): void {
    const { mostRows, mostPerSource, general } = this.#recipe
    const tell = (field: string, problem: string): void => log.add('recipe', { file: 'manifest.json', field: `recipe.${field}` }, problem)
    if (mostRows !== null && counts.out > mostRows) tell('mostRows', `asks for at most ${mostRows} pairs, and ${counts.out} are here`)
    const generalRows = made['general rows'] ?? 0
    // Where rows do not name their source, the manifest does, of general rows and the others together.
    const bySource = this.#ofSource.size > 0 ? [...this.#ofSource] : generalRows === 0 ? Object.entries(sources) : []
    for (const [source, n] of bySource) if (mostPerSource !== null && n > mostPerSource) tell('mostPerSource', `asks for at most ${mostPerSource} pairs of a source, and ${n} are of ${JSON.stringify(source)}`)
    if (!general) return
    if (general.most !== null && generalRows > general.most) tell('general.most', `asks for at most ${general.most} general rows, and ${generalRows} are here`)
    const own = this.#rows - generalRows
    if (generalRows > own * (general.share / (1 - general.share)) + 1e-6) tell('general.share', `asks for a share of at most ${general.share} of general rows, and ${generalRows} of ${this.#rows} rows are such`)
  }
}

const turns = z.array(z.union([z.object({ content: z.string() }).transform(({ content }) => content), z.object({ value: z.string() }).transform(({ value }) => value)]))
const fields = ['messages', 'conversations', 'prompt', 'completion'] as const
const plain = z.object({ instruction: z.string(), output: z.string(), system: z.string().default(''), history: z.array(z.array(z.string())).default([]) })

/** Words of all turns that a row has, of two answers the longer one's; a row that holds no answer has those of its prompt. */
function wordsOfRow(row: unknown): number {
  const alpaca = plain.safeParse(row).data
  if (alpaca) return sum([alpaca.instruction, alpaca.output, alpaca.system, ...alpaca.history.flat()])
  const answers = (['chosen', 'rejected'] as const).map((field) => sum(textsOf(fieldOf(row, field))))
  // RLVR rows have their prompt twice, as `messages` and as `prompt`.
  const whole = (['messages', 'conversations'] as const).map((field) => fieldOf(row, field)).find((value) => value !== undefined)
  const shown = whole === undefined ? [fieldOf(row, 'prompt'), fieldOf(row, 'completion')] : [whole]
  return sum(shown.flatMap(textsOf)) + Math.max(...answers)
}

function textsOf(value: unknown): readonly string[] {
  return typeof value === 'string' ? [value] : (turns.safeParse(value).data ?? [])
}

function conversationField(row: unknown): string {
  return fields.find((field) => fieldOf(row, field) !== undefined) ?? 'instruction'
}

function fieldOf(row: unknown, field: string): unknown {
  return typeof row === 'object' && row !== null ? Reflect.get(row, field) : undefined
}

function sum(texts: readonly string[]): number {
  return texts.reduce((words, text) => words + wordsIn(text), 0)
}
