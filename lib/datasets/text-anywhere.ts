import { Prisma } from '#lib/db/generated/client.ts'
import { checkTexts, pairsByCheck } from '#lib/review/checks/find-checks.ts'

/** A pattern of ILIKE for the very text, with no sign in it that means something else. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

/**
 * How a text is looked for everywhere: in one pair after the other, for the first of many; by the indexes, for all; or in each pair's texts, with the constraints
 * in whichever way the planner has it.
 */
export type TextWay = 'walked' | 'found' | 'planned'

/**
 * That Pair `p` has a text in its instruction, its response or the wording of a constraint, as who asks sees it: one that gave way to another is shown to nobody, and what is put before a reviewer as
 * a constraint to see whether they look is found by them like any other, and by nobody else. Which of the ways changes nothing in what is found.
 */
export function hasAnywhere(datasetId: string, text: string, way: TextWay, reviewerId: string | undefined): Prisma.Sql {
  // Of this dataset alone: the indexes know of no dataset, and a small one would wait for what a great one says.
  if (way === 'found') return Prisma.sql`p.id IN (SELECT t.id FROM "Pair" t WHERE t."datasetId" = ${datasetId}::uuid AND ${inTexts(text, Prisma.sql`t`)} UNION ALL ${pairsBySaid(datasetId, text, reviewerId)})`
  const checked = reviewerId === undefined ? Prisma.empty : Prisma.sql`OR p.id IN (${pairsByCheck(containing(text), reviewerId)})`
  // OFFSET keeps the planner from looking up all constraints that say it, in any pair, before the first pair is looked at.
  const oneByOne = way === 'walked' ? Prisma.sql`OFFSET 0` : Prisma.empty
  return Prisma.sql`(${inTexts(text, Prisma.sql`p`)} OR EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND ${isSaid(text)} ${oneByOne}) ${checked})`
}

/** That a pair, under this alias, has a text in its instruction or its response. */
export function inTexts(text: string, pair: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${pair}.instruction ILIKE ${containing(text)} OR ${pair}.response ILIKE ${containing(text)})`
}

/** The ids of a dataset's pairs, some of them often, with a constraint that says a text; those of checks may be of any dataset. */
export function pairsBySaid(datasetId: string, text: string, reviewerId: string | undefined): Prisma.Sql {
  const said = Prisma.sql`SELECT c."pairId" FROM "Constraint" c WHERE c."datasetId" = ${datasetId}::uuid AND ${isSaid(text)}`
  return reviewerId === undefined ? said : Prisma.sql`${said} UNION ALL ${pairsByCheck(containing(text), reviewerId)}`
}

/** The texts of a pair's constraints, of pair `p`, that hold what is looked for, in order; `conditions` on Constraint `c` narrow them, and checks are left out where there are any. */
export function saidTexts(text: string, reviewerId: string | undefined, conditions: readonly Prisma.Sql[] = []): Prisma.Sql {
  const also = conditions.map((condition) => Prisma.sql`AND ${condition}`)
  const said = Prisma.sql`SELECT c.text, c.position FROM "Constraint" c WHERE c."pairId" = p.id AND ${conditions.length > 0 ? Prisma.sql`c.text ILIKE ${containing(text)}` : isSaid(text)} ${also.length > 0 ? Prisma.join(also, ' ') : Prisma.empty}`
  if (reviewerId === undefined || conditions.length > 0) return said
  return Prisma.sql`${said} UNION ALL ${checkTexts(containing(text), reviewerId)}`
}

function isSaid(text: string): Prisma.Sql {
  return Prisma.sql`c.text ILIKE ${containing(text)} AND c.status <> 'superseded'`
}
