import { vocabulary } from '#lib/constraints/index.ts'
import { Prisma } from '#lib/db/generated/client.ts'

/** Of the coverage grid: the facets of the vocabulary. */
export const facets = [...new Set(vocabulary.map(({ facet }) => facet))]

/** Lengths of responses in words: where each band of the coverage grid begins. */
export const lengthBands = [0, 50, 150, 300] as const

/** In which of them a number of words lies, 0 to 3. */
export function lengthBand(words: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`width_bucket(${words}, ${lengthBands.slice(1)}::int[])::int`
}
