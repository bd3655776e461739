import { z } from 'zod'

/** The most tags that one act puts on or takes off, and that a pair has. */
export const mostTags = 50

/** A tag as people write it: one line, without spaces around it and without a comma, by which lists of tags are divided. */
export const tagName = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(1, 'A tag needs a name').max(50, 'A tag has at most 50 characters').regex(/^[^,"\p{Cc}\p{Cs}]*$/u, 'A tag has no comma and no quotation mark'))
export const tagNames = z.array(tagName).max(mostTags).default([])

/** What the names of one tag have in common: Todo and todo are one. */
export function tagKey(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
}
