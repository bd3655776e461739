import { createHash } from 'node:crypto'
import { wordingOf } from '#lib/constraints/wordings/slots.ts'

/** Names the wording of a constraint's text, its numbers and quotations left out: the first 16 hex digits of a SHA-256. */
export function templateKey(text: string): string {
  return createHash('sha256').update(wordingOf(text).template).digest('hex').slice(0, 16)
}
