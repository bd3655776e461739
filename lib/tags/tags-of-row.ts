import { z } from 'zod'
import { mostTags, tagName } from '#lib/tags/tag-name.ts'

/** Our own rows say what they rest on in `meta`; other people's columns named so may hold anything, with a value for each row. */
const ownRow = z.object({ meta: z.object({ constraints: z.array(z.unknown()), tags: z.array(z.unknown()) }) })

/** The tags that a row of one of our own exports says of its pair; none of any other row. */
export function tagsOfRow(row: unknown): string[] {
  const own = ownRow.safeParse(row)
  return own.success ? own.data.meta.tags.flatMap((tag) => tagName.safeParse(tag).data ?? []).slice(0, mostTags) : []
}
