import { vocabulary } from '#lib/constraints/index.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { lengthBands } from '#lib/stats/length-bands.ts'

/** Of the coverage grid: the facets of the vocabulary. */
export const facets = [...new Set(vocabulary.map(({ facet }) => facet))]

/** In which of them a number of words lies, 0 to 3. */
export function lengthBand(words: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`width_bucket(${words}, ${lengthBands.slice(1)}::int[])::int`
}

/** Languages that get columns of their own in the coverage grid, the most frequent. */
export const mostLanguages = 5
