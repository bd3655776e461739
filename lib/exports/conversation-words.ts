import { conversation, type ExportExample } from '#lib/exports/formats/format.ts'

/** Words, parted by white space, of all turns of an example. */
export function wordsOf(example: ExportExample): number {
  return conversation(example).reduce((sum, { content }) => sum + (content.match(/\S+/g)?.length ?? 0), 0)
}
