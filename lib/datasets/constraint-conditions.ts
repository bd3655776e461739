import { anyOf, type AskedFilter, valuesOf } from '#lib/datasets/asked-filter.ts'
import { parseTaken } from '#lib/datasets/build-filter.ts'
import { builtConstraintSql, rarityKeySql } from '#lib/datasets/build-stages.ts'
import { containing } from '#lib/datasets/text-anywhere.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { decoySql, type Sight } from '#lib/review/checks/decoys.ts'
import type { VerdictSaid } from '#lib/review/verdict-said.ts'
import { carried } from '#lib/stats/carried.ts'
import { standingSql, standsSql } from '#lib/stats/standing.ts'

/**
 * The conditions on "Constraint" c that a filter sets: all are asked of one and the same constraint. Empty where a filter asks nothing of
 * constraints.
 */
export function constraintConditions(filter: AskedFilter): Prisma.Sql[] {
  const asked = valuesOf(filter)
  const parts: Prisma.Sql[] = [
    ...anyOf(asked('type').filter((type) => type !== ''), (type) => isOfType(Prisma.sql`c.type`, type)),
    ...anyOf(asked('outcome'), (outcome) => saidOf(outcome, filter.sight)),
    ...anyOf(asked('decision'), (decision) => (decision === 'standing' ? carried(Prisma.sql`c.status`) : Prisma.sql`c.status = ${decision}::"ConstraintStatus"`)),
    ...anyOf(asked('origin'), (origin) => Prisma.sql`c.origin = ${origin}::"ConstraintOrigin"`),
  ]
  if (filter.constraint) parts.push(Prisma.sql`c.text ILIKE ${containing(filter.constraint)}`)
  // After an undo nothing is decided, and nobody has.
  const reviewers = asked('reviewer')
  if (reviewers.length > 0) {
    parts.push(Prisma.sql`((c.status <> 'pending' AND c."decidedById" = ANY(${named(reviewers)}))
      OR EXISTS (SELECT 1 FROM "Opinion" o WHERE o."constraintId" = c.id AND o."reviewerId" = ANY(${named(reviewers)}) AND ${toldOpinion(filter.sight)}))`)
  }
  if (filter.reason) {
    parts.push(Prisma.sql`(c.status = 'rejected' AND ${oneByOne(Prisma.sql`"Decision" d WHERE d."constraintId" = c.id AND ${rejectedFor(filter.reason)} AND ${standsSql}`)})`)
  }
  if (filter.edited) {
    // Spelled out as a constant, so that the index of what is decided serves.
    const kind = filter.edited === 'yes' ? 'edit' : 'accept'
    parts.push(Prisma.sql`c.status = 'accepted' AND EXISTS (SELECT 1 FROM ${standingSql} s WHERE s.kind = ${kind}::"DecisionKind")`)
  }
  // Each a condition of its own, for pairsByOne counts them.
  const proposedBy = (asked: Prisma.Sql[]): Prisma.Sql[] => asked.map((condition) => Prisma.sql`(c."generationId" IS NOT NULL AND ${oneByOne(Prisma.sql`"Generation" g WHERE g.id = c."generationId" AND ${condition}`)})`)
  parts.push(...proposedBy(anyOf(asked('model'), (model) => Prisma.sql`g.model = ${model}`)))
  parts.push(...proposedBy(anyOf(asked('prompt'), (prompt) => Prisma.sql`g."promptVersion" = ${prompt}`)))
  parts.push(...rarityOf(filter))
  const taken = filter.taken === undefined ? null : parseTaken(filter.taken)
  if (taken) parts.push(Prisma.sql`(${builtConstraintSql(taken, filter.sight)})`)
  return parts
}

/** How rare constraint c is, as a table of what is known of all checks: so that it can be gone through from there where few are so rare. In thousandths, as filters say it. */
function rarityOf({ minBits, maxBits, sight }: AskedFilter): Prisma.Sql[] {
  if (minBits === undefined && maxBits === undefined) return []
  const bounds = [
    ...(minBits === undefined ? [] : [Prisma.sql`r.bits >= ${minBits - 0.0005}::float8`]),
    ...(maxBits === undefined ? [] : [Prisma.sql`r.bits < ${maxBits + 0.0005}::float8`]),
  ]
  // That it is known would tell that a program can decide it.
  const shown = sight !== undefined && sight.goldRate > 0 ? Prisma.sql`AND NOT ${decoySql(sight)}` : Prisma.empty
  return [Prisma.sql`((c."checkerId", ${rarityKeySql}) IN (SELECT r."checkerId", r.kwargs FROM "CheckRarity" r WHERE ${Prisma.join(bounds, ' AND ')}) ${shown})`]
}

/** See verdict-said.ts; written so that the index over outcomes serves. */
function saidOf(said: VerdictSaid, sight: Sight | undefined): Prisma.Sql {
  const hides = sight !== undefined && sight.goldRate > 0
  switch (said) {
    case 'none':
      return Prisma.sql`(c.outcome IS NULL OR (c."outcomeBy" = 'llm' AND c.outcome NOT IN ('pass', 'fail')) ${hides ? Prisma.sql`OR ${decoySql(sight)}` : Prisma.empty})`
    case 'pass':
      return Prisma.sql`(c.outcome = 'pass' AND c."outcomeBy" IS DISTINCT FROM 'llm' ${hides ? Prisma.sql`AND NOT ${decoySql(sight)}` : Prisma.empty})`
    case 'judged-pass':
    case 'judged-fail':
      return Prisma.sql`(c.outcome = ${said.slice('judged-'.length)}::"VerdictOutcome" AND c."outcomeBy" = 'llm')`
    default:
      return Prisma.sql`(c.outcome = ${said}::"VerdictOutcome" AND c."outcomeBy" IS DISTINCT FROM 'llm')`
  }
}

/** A type, or all types of a facet where it ends in `.*`. */
export function isOfType(column: Prisma.Sql, type: string): Prisma.Sql {
  return type.endsWith('.*') ? Prisma.sql`starts_with(${column}, ${type.slice(0, -1)})` : Prisma.sql`${column} = ${type}`
}

/**
 * Whether Opinion o, of constraint c, may be told to whoever asks. Where several people decide a pair, each has an opinion of their own, and only they
 * know of it until enough of them have decided (see lib/stats/reader.ts): that there is one would say that they are at it.
 */
export function toldOpinion(sight: Sight | undefined): Prisma.Sql {
  return Prisma.sql`o.status <> 'pending' AND (c.status <> 'pending' OR o."reviewerId" = ${sight?.reviewerId ?? ''})`
}

/** The ids of those who have one of these ids, names or e-mail addresses. */
export function named(reviewers: readonly string[]): Prisma.Sql {
  const isOne = anyOf(reviewers, (reviewer) => Prisma.sql`(u.id = ${reviewer} OR lower(u.name) = lower(${reviewer}) OR lower(u.email) = lower(${reviewer}))`)
  return Prisma.sql`ARRAY(SELECT u.id FROM "User" u WHERE ${Prisma.join(isOne, ' OR ')})`
}

/** That Decision d is a rejection for this reason, or for `none`. */
export function rejectedFor(reason: string): Prisma.Sql {
  return Prisma.sql`d.kind = 'reject' AND ${reason === 'none' ? Prisma.sql`d.reason IS NULL` : Prisma.sql`d.reason = ${reason}`}`
}

/**
 * That there is a row, looked up for one constraint after the other in the order in which an index gives them: the first of them end the search. As EXISTS it would be joined, for how many
 * there will be is beyond the planner, and a page would wait for all.
 */
export function oneByOne(rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT TRUE FROM ${rows} LIMIT 1)`
}
