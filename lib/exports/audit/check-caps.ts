import { z } from 'zod'
import type { Tell } from '#lib/exports/audit/check-row.ts'
import type { FaultLog } from '#lib/exports/audit/faults.ts'
import type { RowFacts } from '#lib/exports/audit/row-shapes.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { wordsIn } from '#lib/exports/conversation-words.ts'
import { isPreferenceFormat } from '#lib/exports/format-names.ts'
import type { ExportParams } from '#lib/runs/contract.ts'

type Asked = Pick<ExportParams, 'format' | 'mostRows' | 'mostPerSource' | 'longestWords' | 'general'>

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
  add(row: unknown, { source, task, level, replay, isTwin }: RowFacts, tell: Tell): void {
    this.#rows++
    if (isTwin || replay !== undefined || (level && level.number < level.of)) return
    const { longestWords, format } = this.#recipe
    // Preferences are of two answers: their recipe asks nothing of the kind.
    const words = longestWords === null || isPreferenceFormat(format) ? 0 : wordsOfRow(row)
    if (longestWords !== null && words > longestWords) tell('recipe', conversationField(row), `has ${words} words, and the recipe asks for at most ${longestWords} a conversation`)
    if (source !== undefined && task?.kind !== 'general') this.#ofSource.set(source, (this.#ofSource.get(source) ?? 0) + 1)
  }

  report({ counts, made, sources }: ExportManifest, log: FaultLog): void {
    const { format, mostRows, mostPerSource, general } = this.#recipe
    if (isPreferenceFormat(format)) return
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

/** Words of all turns that a row has; a row that holds no answer has those of its prompt. */
function wordsOfRow(row: unknown): number {
  const alpaca = plain.safeParse(row).data
  if (alpaca) return sum([alpaca.instruction, alpaca.output, alpaca.system, ...alpaca.history.flat()])
  const values = fields.map((field) => fieldOf(row, field))
  const found = values.flatMap((value) => turns.safeParse(value).data ?? [])
  return sum(found.length > 0 ? found : values.filter((value) => typeof value === 'string'))
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
