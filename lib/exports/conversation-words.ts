import { conversation, type ExportExample } from '#lib/exports/formats/format.ts'

/** Words, parted by white space, of all turns of an example. */
export function wordsOf(example: ExportExample): number {
  return conversation(example).reduce((sum, { content }) => sum + wordsIn(content), 0)
}

/** Words of a text, parted by white space. */
export function wordsIn(text: string): number {
  return text.match(/\S+/g)?.length ?? 0
}
