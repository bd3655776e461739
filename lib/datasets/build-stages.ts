import type { BuildRecipe, TakenRecipe } from '#lib/datasets/build-filter.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { decoySql, type Sight } from '#lib/review/checks/decoys.ts'
import { verdictSaidSql } from '#lib/review/verdict-said.ts'
import { takenBackSql } from '#lib/stats/standing.ts'

/**
 * The first step of a build that leaves "Pair" p out, or 'kept', as an SQL expression. The steps on constraints ask of the same ones: after
 * `bits` a pair needs so many constraints that are accepted, have the verdict and are rare enough. What is hidden from who asks counts as not known.
 */
export function buildStageSql(recipe: BuildRecipe, sight: Sight | undefined): Prisma.Sql {
  const conditions = constraintSteps(recipe, sight)
  const counts = conditions.map(({ step }, index) => {
    const all = conditions.slice(0, index + 1).map(({ sql }) => sql)
    return Prisma.sql`count(*) FILTER (WHERE ${Prisma.join(all, ' AND ')}) AS ${Prisma.raw(step)}`
  })
  const cases = conditions.map(({ step }) => Prisma.sql`WHEN n.${Prisma.raw(step)} < ${recipe.least} THEN ${Prisma.raw(`'${step}'`)}`)
  return Prisma.sql`(CASE ${Prisma.join(pairSteps(recipe), ' ')} ELSE (
    SELECT CASE ${Prisma.join(cases, ' ')} ELSE 'kept' END
    FROM (SELECT ${Prisma.join(counts, ', ')} FROM "Constraint" c WHERE c."pairId" = p.id) n) END)`
}

/** Whether "Constraint" c is one that the build counts in the pairs that it keeps, as an SQL expression. */
export function builtConstraintSql(recipe: TakenRecipe, sight: Sight | undefined): Prisma.Sql {
  return Prisma.join(constraintSteps(recipe, sight).map(({ sql }) => sql), ' AND ')
}

function pairSteps({ duplicates, license, contaminated }: BuildRecipe): Prisma.Sql[] {
  return [
    Prisma.sql`WHEN ${duplicates === 'no' ? Prisma.sql`p."nearDuplicateOfId" IS NOT NULL` : Prisma.sql`FALSE`} THEN 'duplicates'`,
    ...(license === ''
      ? []
      : [Prisma.sql`WHEN coalesce(p.license, (SELECT ds.license FROM "Dataset" ds WHERE ds.id = p."datasetId")) IS DISTINCT FROM ${license} THEN 'license'`]),
    ...(contaminated === 'no' ? [Prisma.sql`WHEN EXISTS (SELECT 1 FROM "Contamination" k WHERE k."pairId" = p.id) THEN 'contaminated'`] : []),
  ]
}

interface ConstraintStep {
  step: 'decision' | 'verdict' | 'bits' | 'natural' | 'agreement'
  sql: Prisma.Sql
}

function constraintSteps({ decision, verdict, bits, natural, agreement }: TakenRecipe, sight: Sight | undefined): ConstraintStep[] {
  const hidden = sight ? decoySql(sight) : Prisma.sql`FALSE`
  const steps: ConstraintStep[] = [{ step: 'decision', sql: decision === 'accepted' ? Prisma.sql`c.status = 'accepted'` : Prisma.sql`c.status IN ('accepted', 'pending')` }]
  const wanted = verdictsOf[verdict]
  if (wanted) steps.push({ step: 'verdict', sql: Prisma.sql`(CASE WHEN ${hidden} THEN 'none' ELSE ${Prisma.raw(verdictSaidSql)} END) IN (${Prisma.raw(wanted)})` })
  if (bits > 0) steps.push({ step: 'bits', sql: Prisma.sql`(${hidden} OR coalesce(${bitsSql} >= ${bits}, TRUE))` })
  if (natural < 1) steps.push({ step: 'natural', sql: Prisma.sql`coalesce(${naturalSql} <= ${natural}, TRUE)` })
  if (agreement > 0) steps.push({ step: 'agreement', sql: Prisma.sql`coalesce(${agreementSql} >= ${agreement}, TRUE)` })
  return steps
}

const verdictsOf: Record<BuildRecipe['verdict'], string | null> = {
  any: null,
  unrefuted: `'pass', 'unsure', 'none', 'judged-pass', 'judged-fail'`,
  held: `'pass', 'judged-pass'`,
  proven: `'pass'`,
}

/** What "CheckRarity" keeps the parameters of constraint c by. Compared as text, the key of that table would serve for the checker alone. */
export const rarityKeySql = Prisma.sql`md5(c.kwargs::text)::char(32)`

/** The bits of constraint c; null where they are not known. */
export const bitsSql = Prisma.sql`(SELECT r.bits FROM "CheckRarity" r WHERE r."checkerId" = c."checkerId" AND r.kwargs = ${rarityKeySql})`

/** How often models met constraint c unasked, by the newest sample. */
const naturalSql = Prisma.sql`(
  SELECT m.value FROM "Measurement" m WHERE m."pairId" = c."pairId" AND m."constraintId" = c.id AND m.kind = 'natural_satisfaction' ORDER BY m.id DESC LIMIT 1)`

/**
 * The share of the reviewers of constraint c who are with the majority, by what each said last and did not take back; null below two. Where several decide
 * by themselves, that is asked only of what enough of them have decided: what one of them said before is nobody else's to know.
 */
const agreementSql = Prisma.sql`(
  SELECT CASE WHEN sum(n) >= 2 THEN max(n) / sum(n) END FROM (
    SELECT count(*)::float8 AS n FROM (
      SELECT DISTINCT ON (said."reviewerId") said.holds FROM (
        SELECT o."reviewerId", o.status <> 'rejected' AS holds, 1 AS own, o.version FROM "Opinion" o WHERE o."constraintId" = c.id AND o.status IN ('accepted', 'rejected')
          AND o."firstSaid" IS NOT NULL AND c.status <> 'pending'
        UNION ALL
        SELECT d."reviewerId", d.kind <> 'reject', 0, d."resultVersion" FROM "Decision" d
        WHERE d."constraintId" = c.id AND d.track = '' AND d.kind IN ('accept', 'edit', 'reject') AND NOT ${takenBackSql}
      ) said ORDER BY said."reviewerId", said.own DESC, said.version DESC) last GROUP BY holds) sides)`
