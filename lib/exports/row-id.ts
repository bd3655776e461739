import { hash } from 'node:crypto'

/** The id that the rows of a pair with this content hash have in every export: it is derived from the content alone. */
export function rowIdOf(contentHash: string): string {
  return `pincer-${hash('sha256', contentHash).slice(0, 16)}`
}
