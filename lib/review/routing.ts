import type { Actor } from '#lib/auth/contract.ts'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import { pairConditions } from '#lib/datasets/pair-conditions.ts'
import { forReader, madeReady } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { AppError } from '#lib/http/errors.ts'
import type { ReviewPolicy } from '#lib/review/policy.ts'

/** Which of a dataset's pairs `p` its policy hands to a reviewer with these languages and skills, as conditions that begin with AND; empty where it hands out all. */
function routedTo(datasetId: string, { languages, skills }: { languages: readonly string[]; skills: readonly string[] }, reader: Pick<Actor, 'id'>, { byLanguage, routes }: ReviewPolicy): Prisma.Sql {
  const known = new Set(skills.map((skill) => skill.toLowerCase()))
  const parts = routes
    .filter(({ skill }) => !known.has(skill.toLowerCase()))
    .map(({ filter }) => Prisma.sql`AND (true ${pairConditions({ datasetId, filter: forReader(parseFilter(filter).filter, reader) }, 'walked')}) IS NOT TRUE`)
  // Who knows pt is handed pt-BR too.
  if (byLanguage && languages.length > 0) parts.push(Prisma.sql`AND (p.language IS NULL OR lower(p.language) = ANY (${[...languages]}::text[]) OR split_part(lower(p.language), '-', 1) = ANY (${[...languages]}::text[]))`)
  return parts.length === 0 ? Prisma.empty : Prisma.join(parts, ' ')
}

/** The same for a reviewer by their id. */
export async function routedToReviewer(datasetId: string, reviewerId: string, policy: ReviewPolicy): Promise<Prisma.Sql> {
  if (!policy.byLanguage && policy.routes.length === 0) return Prisma.empty
  const routes: ReviewPolicy['routes'] = []
  for (const route of policy.routes) if (await canBeTold(route)) routes.push(route)
  const profile = await db().user.findUnique({ where: { id: reviewerId }, select: { languages: true, skills: true } })
  return routedTo(datasetId, profile ?? { languages: [], skills: [] }, { id: reviewerId }, { ...policy, routes })
}

/** Whether it is known which pairs a route finds. One that names an export which is not there, or whose list is not, routes nothing: review never stands still for it. */
async function canBeTold({ filter }: ReviewPolicy['routes'][number]): Promise<boolean> {
  try {
    await madeReady(parseFilter(filter).filter)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return false
    throw error
  }
}
