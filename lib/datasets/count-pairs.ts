import type { PairCount, PairFilter } from '#lib/datasets/contract.ts'
import { countAll } from '#lib/datasets/count-all.ts'
import { alternatives, exclusions } from '#lib/datasets/filter-language.ts'
import { leastPairs } from '#lib/datasets/least-pairs.ts'
import { great, idsAnywhere } from '#lib/datasets/page-ids.ts'
import { constraintConditions } from '#lib/datasets/constraint-conditions.ts'
import { pairConditions, tagsOfFilter } from '#lib/datasets/pair-conditions.ts'
import { pairsByOne } from '#lib/datasets/pairs-by-one.ts'
import { knownPeople } from '#lib/datasets/people-of-filter.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { lastGrade } from '#lib/stats/grades/grade-filter.ts'
import { tagKey } from '#lib/tags/tag-name.ts'

/** How far the pairs that a filter finds are counted, beyond which it is "more than"; not so far where that takes long: among many, and by their text. */
const countLimit = { usual: 10_000, slow: 1000 }

/** How many pairs a filter finds: exactly where it asks for a status, a source, a language, a tag, a reading grade, how far they have come, or nothing, and else up to 10,000; up to 1,000 by text, and in great datasets. All, where it is asked for `exact`: throws AppError('busy') where that takes too long. */
export async function countPairs(datasetId: string, filter: SeenFilter, { exact = false }: { exact?: boolean } = {}): Promise<PairCount> {
  const kept = await keptTotal(datasetId, filter)
  if (kept !== null) return { count: kept, more: false }
  const { pairs, least } = await keptBounds(datasetId, filter)
  const limit = pairs > great || asksForText(filter) ? countLimit.slow : countLimit.usual
  if (!exact && least > limit) return { count: limit, more: true }
  const [people, tags] = await Promise.all([knownPeople(datasetId, filter), tagsOfFilter(datasetId, filter)])
  const asked = { datasetId, filter, people, tags }
  const anywhere = exact ? null : await idsAnywhere(asked, limit)
  if (anywhere !== null) return { count: Math.min(anywhere.length, limit), more: anywhere.length > limit }
  const byOne = pairsByOne(datasetId, filter, people, tags)
  const some = byOne
    ? Prisma.sql`SELECT DISTINCT c."pairId" FROM ${byOne}`
    : Prisma.sql`SELECT 1 FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid ${pairConditions(asked)}`
  if (exact) return { count: (await countAll<{ n: number }>(Prisma.sql`SELECT count(*)::int AS n FROM (${some}) found`))[0]?.n ?? 0, more: false }
  const found = await db().$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM (${some} LIMIT ${limit + 1}) found`
  const count = found[0]?.n ?? 0
  return { count: Math.min(count, limit), more: count > limit }
}

function asksForText({ q, instruction, response, constraint, not }: SeenFilter): boolean {
  return [{ q, instruction, response, constraint }, ...exclusions(not ?? '')].some((term) => (term.q ?? term.instruction ?? term.response ?? term.constraint) !== undefined)
}

/** How many pairs a filter finds at least, by what the database counts; 0 where nothing is known. */
export async function leastFound(datasetId: string, filter: SeenFilter): Promise<number> {
  const kept = await keptTotal(datasetId, filter)
  if (kept !== null) return kept
  return isOfConstraints(filter) ? (await keptBounds(datasetId, filter)).least : 0
}

/** What the database counts of constraints, by which of the fields of a filter. */
const countedFields: ReadonlySet<string> = new Set<keyof PairFilter>(['type', 'outcome', 'decision', 'origin'])

/**
 * How many pairs a dataset has, and how many a filter finds at least, going by what the database counts: so many constraints as it asks for have to be of some pairs, which have no more than they
 * have. Zero where nothing is known.
 */
export async function keptBounds(datasetId: string, filter: SeenFilter): Promise<{ pairs: number; least: number }> {
  const asksOfConstraints = isOfConstraints(filter)
  const rows = await db().$queryRaw<{ of: string; each: number | null; n: number }[]>`
    SELECT "of", CASE WHEN "of" = 'pair.constraints' THEN key[1]::int END AS each, sum(n)::int AS n FROM "Tally"
    WHERE "datasetId" = ${datasetId}::uuid AND "of" = ANY(${['pair.status', ...(asksOfConstraints ? ['pair.constraints'] : [])]}) GROUP BY 1, 2
    ${asksOfConstraints ? Prisma.sql`UNION ALL SELECT 'constraint', NULL, coalesce(sum(c.n), 0)::int FROM (
      SELECT key[1] AS type, key[2]::"ConstraintOrigin" AS origin, key[3]::"ConstraintStatus" AS status, key[4]::"VerdictOutcome" AS outcome, key[5]::"VerdictMethod" AS "outcomeBy", n
      FROM "Tally" WHERE "datasetId" = ${datasetId}::uuid AND "of" = 'constraint') c
    -- What gave way to another is in no pair's number.
    WHERE c.status <> 'superseded' AND ${Prisma.join(constraintConditions(filter), ' AND ')}` : Prisma.empty}`
  const constraints = rows.find(({ of }) => of === 'constraint')?.n ?? 0
  return {
    pairs: rows.find(({ of }) => of === 'pair.status')?.n ?? 0,
    least: leastPairs(constraints, rows.flatMap(({ of, each, n }) => (of === 'pair.constraints' && each !== null ? [{ each, pairs: n }] : []))),
  }
}

/** Whether a filter asks for constraints alone, and of them for nothing but what is counted; not where verdicts of some of them are hidden from who asks. */
function isOfConstraints({ sight, also, ...own }: SeenFilter): boolean {
  const fields = [own, ...alternatives(also ?? '')].flatMap((term) => Object.entries(term).flatMap(([key, value]) => (value === undefined ? [] : [key])))
  return fields.length > 0 && fields.every((field) => countedFields.has(field)) && (sight === undefined || sight.goldRate === 0)
}

/** How many pairs a filter finds, where a count that the database keeps answers it. */
async function keptTotal(datasetId: string, filter: SeenFilter): Promise<number | null> {
  const kept = keptCount(datasetId, filter)
  if (!kept) return null
  const sums = await db().$queryRaw<{ n: number }[]>`SELECT coalesce(sum(n), 0)::int AS n FROM "Tally" WHERE "datasetId" = ${datasetId}::uuid AND "of" = ${kept.of} ${kept.value}`
  return sums[0]?.n ?? 0
}

/** Which of the counts that the database keeps answers a filter, if one does. */
function keptCount(datasetId: string, filter: SeenFilter): { of: string; value: Prisma.Sql } | null {
  const { also, sight: _, ...own } = filter
  const asked = Object.entries(own).filter(([, value]) => value !== undefined)
  const [key, value] = asked[0] ?? ['status', null]
  if (asked.length === 1 && key === 'tag') return also === undefined ? { of: 'pair.tag', value: Prisma.sql`AND key[1] = (SELECT t.id::text FROM "Tag" t WHERE t."datasetId" = ${datasetId}::uuid AND t.key = ${tagKey(String(value))})` } : null
  if (asked.length === 0) return also === undefined ? { of: 'pair.status', value: Prisma.empty } : null
  if (asked.every(([name]) => gradeBounds.includes(name))) return also === undefined ? { of: 'pair.grade', value: Prisma.sql`AND key[1] = ANY (${gradesWithin(own)})` } : null
  if (asked.length > 1) return null
  if (key === 'graded') return also === undefined ? { of: 'pair.grade', value: Prisma.sql`AND key[1] IS ${value === 'yes' ? Prisma.sql`NOT NULL` : Prisma.sql`NULL`}` } : null
  // Whoever has come so far has come as far as the stages before.
  if (key === 'reached') return also === undefined ? { of: 'pair.status', value: Prisma.sql`AND key[2] = ANY (${stages.slice(stages.indexOf(String(value)))})` } : null
  if (key !== 'status' && key !== 'source' && key !== 'language') return null
  const others = alternatives(also ?? '')
  if (others.some((term) => Object.keys(term).some((name) => name !== key))) return null
  const values = [value, ...others.map((term) => term[key])]
  const isOne = values.map((one) => (key === 'language' && one === 'unknown' ? Prisma.sql`key[1] IS NULL` : Prisma.sql`key[1] = ${String(one)}`))
  return { of: `pair.${key}`, value: Prisma.sql`AND (${Prisma.join(isOne, ' OR ')})` }
}
const gradeBounds = ['minGrade', 'maxGrade']

/** As keys of what is counted. */
function gradesWithin({ minGrade = 0, maxGrade = lastGrade }: PairFilter): string[] {
  return Array.from({ length: lastGrade + 1 }, (_, grade) => grade).flatMap((grade) => (grade >= minGrade && grade <= maxGrade ? [String(grade)] : []))
}

const stages = ['constraints', 'verdict', 'decision', 'accepted']
