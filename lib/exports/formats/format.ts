import type { ChatMessage } from '#lib/pairs/record.ts'

/** One composed example, whatever the format. Nothing in it depends on the clock or on database ids. */
export interface ExportExample {
  /** Derived from the pair's content: the same pair has the same id in every export. */
  id: string
  source: string
  license: string | null
  language: string | null
  system: string | null
  history: ChatMessage[]
  /** The composed instruction, with the input in it. */
  prompt: string
  response: string
  originalInstruction: string
  constraints: { type: string; text: string; checker: { id: string; kwargs: Record<string, unknown> } | null; proven: boolean }[]
}

/** One file format: how an example becomes a line of the file. */
export interface ExportFormat {
  id: string
  label: string
  fileName: string
  /** One JSON value; it is written as a line of its own. */
  toRow(example: ExportExample): unknown
}
