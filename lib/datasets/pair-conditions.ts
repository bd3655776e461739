import { hasAct } from '#lib/datasets/act-conditions.ts'
import { anyOf, type AskedFilter, valuesOf } from '#lib/datasets/asked-filter.ts'
import { parseBuildFilter } from '#lib/datasets/build-filter.ts'
import { buildStageSql } from '#lib/datasets/build-stages.ts'
import { constraintConditions, isOfType } from '#lib/datasets/constraint-conditions.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { exportsNamed, isDropped } from '#lib/datasets/exported.ts'
import { actKeys } from '#lib/datasets/filter-fields.ts'
import { alternatives, askedOfEach, exclusions } from '#lib/datasets/filter-language.ts'
import { isHeld, isNotHeld } from '#lib/datasets/held-pairs.ts'
import { inClusterOf } from '#lib/datasets/near-clusters.ts'
import { type KnownPeople, pairsOfReviewer } from '#lib/datasets/people-of-filter.ts'
import { pairsOfRow } from '#lib/datasets/row-of-export.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { isSelected } from '#lib/datasets/selected.ts'
import { containing, hasAnywhere, type TextWay } from '#lib/datasets/text-anywhere.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { decoySql, type Sight } from '#lib/review/checks/decoys.ts'
import { hasCheck } from '#lib/review/checks/find-checks.ts'
import { carried } from '#lib/stats/carried.ts'
import { hasTag, type KnownTags, knownTags } from '#lib/tags/has-tag.ts'

/** What is asked of a dataset, with whom and which tags that names. */
export interface Asked {
  datasetId: string
  filter: SeenFilter
  people?: KnownPeople | undefined
  tags?: KnownTags | undefined
}

/** The conditions on "Pair" p, one of the dataset's, that a filter means, each begun with AND; empty for none. Bare words are looked for in all pairs at once, unless pairs are walked. */
export function pairConditions({ datasetId, filter: { not, ...filter }, people, tags }: Asked, way: TextWay = 'found'): Prisma.Sql {
  const parts = plainConditions({ datasetId, filter, people, tags }, way)
  for (const excluded of exclusions(not ?? '')) {
    if (excluded.export !== undefined) {
      parts.push(isNotHeld(excluded.export))
      continue
    }
    const term = { ...excluded, sight: filter.sight }
    const asked = Prisma.join(plainConditions({ datasetId, filter: term }, 'planned'), ' AND ')
    // IS NOT TRUE and not NOT: a language that is not known is not German either. Whether there is such a constraint, or such a grade, or an export has the pair, is never unknown, and NOT is faster.
    parts.push(constraintConditions(term).length + ofGrade(term).length + ofDifficulty(term).length + exportsNamed(term).length > 0 ? Prisma.sql`NOT (${asked})` : Prisma.sql`(${asked}) IS NOT TRUE`)
  }
  return parts.length === 0 ? Prisma.empty : Prisma.sql`AND ${Prisma.join(parts, ' AND ')}`
}

function plainConditions({ datasetId, filter, people, tags }: Omit<Asked, 'filter'> & { filter: AskedFilter }, way: TextWay): Prisma.Sql[] {
  const asked = valuesOf(filter)
  const parts: Prisma.Sql[] = [
    ...anyOf(asked('source'), (source) => Prisma.sql`p.source = ${source}`),
    ...anyOf(asked('language'), (language) => (language === 'unknown' ? Prisma.sql`p.language IS NULL` : Prisma.sql`p.language = ${language}`)),
    ...anyOf(asked('status'), (status) => Prisma.sql`p.status = ${status}::"PairStatus"`),
    ...anyOf(wordRanges(filter), (range) => range),
    ...anyOf(asked('license'), underLicense),
    ...anyOf(asked('run'), touchedBy),
    ...anyOf(asked('check'), (check) => hasCheck(check, filter.sight)),
    ...anyOf(asked('tag'), (name) => hasTag(name, tags)),
    ...anyOf(asked('export'), isHeld),
    ...anyOf(asked('dropped'), isDropped),
  ]
  if (filter.q) parts.push(hasAnywhere(datasetId, filter.q, way, filter.sight?.sparesChecks ? undefined : filter.sight?.reviewerId))
  if (filter.instruction) parts.push(Prisma.sql`p.instruction ILIKE ${containing(filter.instruction)}`)
  if (filter.response) parts.push(Prisma.sql`p.response ILIKE ${containing(filter.response)}`)
  if (filter.minConstraints !== undefined) parts.push(Prisma.sql`p."constraintCount" >= ${filter.minConstraints}`)
  if (filter.maxConstraints !== undefined) parts.push(Prisma.sql`p."constraintCount" <= ${filter.maxConstraints}`)
  if (filter.reached) parts.push(reachedSql(filter.sight)[filter.reached])
  if (filter.contaminated !== undefined) parts.push(contaminatedBy(filter.contaminated))
  if (filter.with !== undefined) {
    parts.push(Prisma.sql`EXISTS (SELECT 1 FROM "Constraint" w WHERE w."pairId" = p.id AND w."datasetId" = p."datasetId" AND ${carried(Prisma.sql`w.status`)} AND ${isOfType(Prisma.sql`w.type`, filter.with)})`)
  }
  for (const one of filter.has === undefined ? [] : askedOfEach(filter.has)) {
    const asked = constraintConditions({ ...one, sight: filter.sight })
    parts.push(Prisma.sql`EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND c."datasetId" = p."datasetId" AND ${Prisma.join(asked, ' AND ')})`)
  }
  const build = filter.build === undefined ? null : parseBuildFilter(filter.build)
  if (build) parts.push(Prisma.sql`${buildStageSql(build.recipe, filter.sight)} = ${build.step}`)
  if (filter.ids !== undefined) parts.push(Prisma.sql`p.id = ANY(${filter.ids.split(',')}::uuid[])`)
  if (filter.selection !== undefined) parts.push(isSelected(filter.selection))
  if (filter.row !== undefined) parts.push(Prisma.sql`p.id IN (${pairsOfRow(filter.row)})`)
  if (filter.nearDuplicate === 'yes') parts.push(Prisma.sql`p."nearDuplicateOfId" IS NOT NULL`)
  if (filter.nearDuplicate === 'no') parts.push(Prisma.sql`p."nearDuplicateOfId" IS NULL`)
  parts.push(...inClusterOf(filter.minCluster, filter.maxCluster), ...ofGrade(filter), ...ofDifficulty(filter))
  if (actKeys.some((key) => asked(key).length > 0)) parts.push(hasAct({ ...filter, reason: undefined }))
  for (const one of filter.did === undefined ? [] : askedOfEach(filter.did, 'did')) parts.push(hasAct({ ...one, sight: filter.sight }))
  const ofConstraint = constraintConditions(filter)
  if (filter.reviewer) parts.push(Prisma.sql`p.id IN (${pairsOfReviewer(filter, people)})`)
  else if (ofConstraint.length > 0) {
    // See hasAnywhere: of a text in constraints as of bare words.
    const oneByOne = way === 'walked' && filter.constraint !== undefined ? Prisma.sql`OFFSET 0` : Prisma.empty
    parts.push(Prisma.sql`EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND c."datasetId" = p."datasetId" AND ${Prisma.join(ofConstraint, ' AND ')} ${oneByOne})`)
  }
  return parts
}

/** The stretches of words that a filter takes, each as a condition. */
function wordRanges(filter: AskedFilter): Prisma.Sql[] {
  return [filter, ...alternatives(filter.also ?? '')].flatMap(({ minWords, maxWords }) => {
    const bounds = [
      ...(minWords === undefined ? [] : [Prisma.sql`p."responseWords" >= ${minWords}`]),
      ...(maxWords === undefined ? [] : [Prisma.sql`p."responseWords" <= ${maxWords}`]),
    ]
    return bounds.length === 0 ? [] : [Prisma.sql`(${Prisma.join(bounds, ' AND ')})`]
  })
}

/** How hard the pair's response is to read; what has not been measured is neither hard nor easy, nor known to have no grade. */
function ofGrade({ minGrade, maxGrade, graded }: AskedFilter): Prisma.Sql[] {
  const asked = [
    ...(minGrade === undefined ? [] : [Prisma.sql`g.grade >= ${minGrade}`]),
    ...(maxGrade === undefined ? [] : [Prisma.sql`g.grade <= ${maxGrade}`]),
    ...(graded === undefined ? [] : [graded === 'yes' ? Prisma.sql`g.grade IS NOT NULL` : Prisma.sql`g.grade IS NULL`]),
  ]
  // By the dataset too, so that an index gives those of a grade.
  return asked.length === 0 ? [] : [Prisma.sql`EXISTS (SELECT 1 FROM "PairGrade" g WHERE g."pairId" = p.id AND g."datasetId" = p."datasetId" AND ${Prisma.join(asked, ' AND ')})`]
}

/** How hard the pair is, as the last rating says; what nobody rated is neither hard nor easy. Told apart in thousandths, as means of ratings are shown. */
function ofDifficulty({ minDifficulty, maxDifficulty }: AskedFilter): Prisma.Sql[] {
  if (minDifficulty === undefined && maxDifficulty === undefined) return []
  const bounds = [
    ...(minDifficulty === undefined ? [] : [Prisma.sql`m.value >= ${minDifficulty - 0.0005}::float8`]),
    ...(maxDifficulty === undefined ? [] : [Prisma.sql`m.value < ${maxDifficulty + 0.0005}::float8`]),
  ]
  return [Prisma.sql`EXISTS (
    SELECT 1 FROM "Measurement" m WHERE m."pairId" = p.id AND m."datasetId" = p."datasetId" AND ${isDifficulty('m')} AND ${Prisma.join(bounds, ' AND ')}
      AND NOT EXISTS (SELECT 1 FROM "Measurement" later WHERE later."pairId" = m."pairId" AND ${isDifficulty('later')} AND later.id > m.id))`]
}

/** That a measurement is a rating of its pair's difficulty. */
export function isDifficulty(table: string): Prisma.Sql {
  const of = Prisma.raw(table)
  return Prisma.sql`${of}.kind = 'difficulty' AND ${of}."variantId" IS NULL AND ${of}."constraintId" IS NULL`
}

/** That the pair's license, or the dataset's where it names none, is this one; `none` where neither names one. */
function underLicense(license: string): Prisma.Sql {
  const own = Prisma.sql`coalesce(p.license, (SELECT ds.license FROM "Dataset" ds WHERE ds.id = p."datasetId"))`
  return license === 'none' ? Prisma.sql`${own} IS NULL` : Prisma.sql`${own} = ${license}`
}

/** How far a pair has come, to whoever asks; who decided has seen what no program could tell, so a decision counts as a verdict too. */
export function reachedSql(sight: Sight | undefined) {
  // A pair may be checked by nothing but verdicts that are hidden.
  const seen = sight !== undefined && sight.goldRate > 0 ? Prisma.sql`AND EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND c.outcome IS NOT NULL AND c.status <> 'superseded' AND NOT ${decoySql(sight)})` : Prisma.empty
  return {
    constraints: Prisma.sql`p."constraintCount" > 0`,
    verdict: Prisma.sql`(p.status <> 'pending' OR p."acceptedCount" > 0 OR (p."constraintCount" > 0 AND NOT p.unchecked ${seen}))`,
    decision: Prisma.sql`(p.status <> 'pending' OR p."acceptedCount" > 0)`,
    accepted: Prisma.sql`p."acceptedCount" > 0`,
  } as const
}

/** That a run imported the pair, worked on it or gave it a constraint. */
function touchedBy(run: string): Prisma.Sql {
  return Prisma.sql`(p."importRunId" = ${run}::uuid
    OR p.id IN (SELECT i."pairId" FROM "RunItem" i WHERE i."runId" = ${run}::uuid)
    OR p.id IN (SELECT c."pairId" FROM "Constraint" c WHERE c."runId" = ${run}::uuid))`
}

function contaminatedBy(list: string): Prisma.Sql {
  const found = list === 'yes' || list === 'no' ? Prisma.empty : Prisma.sql`AND k.list = ${list}`
  return Prisma.sql`${list === 'no' ? Prisma.sql`NOT` : Prisma.empty} EXISTS (SELECT 1 FROM "Contamination" k WHERE k."pairId" = p.id ${found})`
}

/** Looks up the tags that a filter asks for; undefined where it asks for none. */
export async function tagsOfFilter(datasetId: string, filter: PairFilter): Promise<KnownTags | undefined> {
  return knownTags(datasetId, valuesOf(filter)('tag'))
}
