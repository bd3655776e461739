import type { Actor } from '#lib/auth/contract.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { actKeys, plainFilter, type PlainFilter } from '#lib/datasets/filter-fields.ts'
import { parseBuildFilter } from '#lib/datasets/build-filter.ts'
import { buildStageSql, rarityKeySql } from '#lib/datasets/build-stages.ts'
import { alternatives, askedOfEach, exclusions, joinAsked, parseFilter, printExcluded, printFilter } from '#lib/datasets/filter-language.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { AppError } from '#lib/http/errors.ts'
import { decoySql, sightOf, type Sight } from '#lib/review/checks/decoys.ts'
import { hasCheck } from '#lib/review/checks/find-checks.ts'
import { finalTrack, sharedTrack } from '#lib/review/tracks.ts'
import { countRarities } from '#lib/stats/check-rarity.ts'
import { toldSql } from '#lib/stats/reader.ts'
import { carried } from '#lib/stats/carried.ts'
import { standingSql, standsSql } from '#lib/stats/standing.ts'
import { pairsOfRow } from '#lib/datasets/row-of-export.ts'
import { exportsNamed, isDropped, requireExports } from '#lib/datasets/exported.ts'
import { isHeld, isNotHeld, lookForFewNotHeld } from '#lib/datasets/held-pairs.ts'
import { listPairsOf } from '#lib/exports/holding/pair-list.ts'
import { inClusterOf } from '#lib/datasets/near-clusters.ts'
import { isSelected, requireSelections } from '#lib/datasets/selected.ts'
import { containing, hasAnywhere, type TextWay } from '#lib/datasets/text-anywhere.ts'
import { hasTag, knownTags, type KnownTags } from '#lib/tags/has-tag.ts'
import { tagKey } from '#lib/tags/tag-name.ts'
import type { VerdictSaid } from '#lib/review/verdict-said.ts'

/** A filter with whoever asks, who finds nothing by what they are not to know. Without one nobody in particular asks: by what is told to its owner only, nothing is found. */
export type SeenFilter = PairFilter & { sight?: Sight | undefined }

/** The conditions on "Pair" p that a filter means, each begun with AND; empty for none. Bare words are looked for in all pairs at once, unless pairs are walked. */
export function pairConditions({ not, ...filter }: SeenFilter, people?: KnownPeople, tags?: KnownTags, way: TextWay = 'found'): Prisma.Sql {
  const parts = plainConditions(filter, way, people, tags)
  for (const excluded of exclusions(not ?? '')) {
    if (excluded.export !== undefined && Object.keys(excluded).length === 1) {
      parts.push(isNotHeld(excluded.export))
      continue
    }
    const term = { ...excluded, sight: filter.sight }
    const asked = Prisma.join(plainConditions(term, 'planned'), ' AND ')
    // IS NOT TRUE and not NOT: a language that is not known is not German either. Whether there is such a constraint, or such a grade, or an export has the pair, is never unknown, and NOT is faster.
    parts.push(constraintConditions(term).length + ofGrade(term).length + exportsNamed(term).length > 0 ? Prisma.sql`NOT (${asked})` : Prisma.sql`(${asked}) IS NOT TRUE`)
  }
  return parts.length === 0 ? Prisma.empty : Prisma.sql`AND ${Prisma.join(parts, ' AND ')}`
}

/** Milliseconds that somebody waits, before a page that says nothing seems to hang. */
const patience = 2000

/**
 * The filter as this person sees the dataset, `reviewer:me` and all. Throws AppError('not_found') where it names a selection that is not kept any more, or an export that is not the dataset's, and
 * ('not_yet') where the pairs of one are being listed for longer than they wait.
 */
export async function filterSeenBy(reader: Pick<Actor, 'id' | 'role'>, datasetId: string, filter: PairFilter, patienceMs = patience): Promise<SeenFilter> {
  await Promise.all([requireSelections(datasetId, filter), requireExports(datasetId, filter)])
  const seen = forReader(await madeReady(filter, patienceMs), reader)
  return { ...seen, sight: await sightOf(reader, datasetId) }
}

/**
 * The filter as this person takes pairs by it, and looks at beforehand what it takes. Who leads takes none for the words of their own hidden check, which
 * nobody else finds; to others a choice that differed from their list would tell which of a pair's constraints is one.
 */
export async function filterToTake(taker: Pick<Actor, 'id' | 'role'>, datasetId: string, filter: PairFilter, patienceMs?: number): Promise<SeenFilter> {
  const { sight, ...seen } = await filterSeenBy(taker, datasetId, filter, patienceMs)
  return { ...seen, sight: sight && { ...sight, sparesChecks: sight.leads ?? false } }
}

/** The filter with whoever asks in the place of `reviewer:me`: before it is asked, and before it is kept for a run. Throws AppError('invalid') where it is too long with it. */
export function forReader(filter: PairFilter, reader: Pick<Actor, 'id'>): PairFilter {
  const own = ({ reviewer, has, ...rest }: PlainFilter): PlainFilter => ({
    ...rest,
    ...(reviewer === undefined ? {} : { reviewer: reviewer === 'me' ? reader.id : reviewer }),
    ...(has === undefined ? {} : { has: joinAsked(askedOfEach(has).map((asked) => printFilter(forReader(asked, reader)))) }),
  })
  const { not, also, ...plain } = filter
  const others = alternatives(also ?? '').map((term) => printFilter(own(term)))
  const excluded = exclusions(not ?? '').map((term) => `-${printExcluded(own(term))}`)
  const { filter: { not: notNow }, problems } = parseFilter(excluded.join(' '))
  // What is too long with a name in it would be left out, and the filter find what it excludes.
  if (problems[0]) throw new AppError('invalid', problems[0].message)
  const seen = { ...own(plain), ...(also === undefined ? {} : { also: others.join(' ') }), ...(not === undefined ? {} : { not: notNow }) }
  const tooLong = seen.has === undefined ? undefined : plainFilter.shape.has.safeParse(seen.has).error?.issues[0]
  if (tooLong) throw new AppError('invalid', `This filter cannot be used: ${tooLong.message}.`)
  return seen
}

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

/** Whether a filter asks how rare constraints are, for which that has to be known of each. */
function asksForRarity({ not, ...filter }: PairFilter): boolean {
  const { minBits, maxBits, build, has } = filter
  return [minBits, maxBits, build].some((value) => value !== undefined) || (has !== undefined && askedOfEach(has).some(asksForRarity)) || exclusions(not ?? '').some(asksForRarity)
}

/** Sees to it that what a filter asks for is known, of what was written up to now. Throws AppError('not_yet') where that takes longer than somebody has patience, in milliseconds. */
export async function madeReady<Filter extends PairFilter>(filter: Filter, patienceMs?: number): Promise<Filter> {
  if (asksForRarity(filter)) await countRarities()
  for (const id of exportsNamed(filter)) await listPairsOf(id, patienceMs)
  for (const { export: excluded } of exclusions(filter.not ?? '')) if (excluded !== undefined) await lookForFewNotHeld(excluded)
  return filter
}

/**
 * That there is a row, looked up for one constraint after the other in the order in which an index gives them: the first of them end the search. As EXISTS it would be joined, for how many
 * there will be is beyond the planner, and a page would wait for all.
 */
function oneByOne(rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT TRUE FROM ${rows} LIMIT 1)`
}

/** A filter without what it excludes. */
type AskedFilter = PlainFilter & { also?: string | undefined; sight?: Sight | undefined }

/** Reads off a filter the values that a field may have: its own, and those in `also`. */
function valuesOf(filter: AskedFilter): <Key extends keyof PlainFilter>(key: Key) => NonNullable<PlainFilter[Key]>[] {
  const all: PlainFilter[] = [filter, ...alternatives(filter.also ?? '')]
  return (key) => all.flatMap((values) => values[key] ?? [])
}

/** No condition for no values, and for several that one of them is met. */
function anyOf<Value>(values: readonly Value[], condition: (value: Value) => Prisma.Sql): Prisma.Sql[] {
  if (values.length < 2) return values.map(condition)
  return [Prisma.sql`(${Prisma.join(values.map(condition), ' OR ')})`]
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

function plainConditions(filter: AskedFilter, way: TextWay, people?: KnownPeople, tags?: KnownTags): Prisma.Sql[] {
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
  if (filter.q) parts.push(hasAnywhere(filter.q, way, filter.sight?.sparesChecks ? undefined : filter.sight?.reviewerId))
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
  parts.push(...inClusterOf(filter.minCluster, filter.maxCluster), ...ofGrade(filter))
  if (actKeys.some((key) => asked(key).length > 0)) parts.push(hasAct({ ...filter, reason: undefined }))
  for (const one of filter.did === undefined ? [] : askedOfEach(filter.did, 'did')) parts.push(hasAct({ ...one, sight: filter.sight }))
  const ofConstraint = constraintConditions(filter)
  if (filter.reviewer) parts.push(Prisma.sql`p.id IN (${pairsOfReviewer(filter, people)})`)
  else if (ofConstraint.length > 0) {
    parts.push(Prisma.sql`EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND c."datasetId" = p."datasetId" AND ${Prisma.join(ofConstraint, ' AND ')})`)
  }
  return parts
}

/** That Decision d is a rejection for this reason, or for `none`. */
function rejectedFor(reason: string): Prisma.Sql {
  return Prisma.sql`d.kind = 'reject' AND ${reason === 'none' ? Prisma.sql`d.reason IS NULL` : Prisma.sql`d.reason = ${reason}`}`
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

/** That somebody did something there. */
function hasAct(filter: AskedFilter): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM "Decision" d WHERE d."pairId" = p.id AND d."datasetId" = p."datasetId" AND ${actConditions(filter)})`
}

/** What is asked of "Decision" d, as far as whoever asks may know of it: of what statistics count as decisions. */
function actConditions(filter: AskedFilter): Prisma.Sql {
  const { by, on, reason, stands, sight } = filter
  const asked = [
    ...anyOf(valuesOf(filter)('act'), (act) => Prisma.sql`d.kind = ${act}::"DecisionKind"`),
    ...(by === undefined ? [] : [Prisma.sql`d."reviewerId" = ANY(${named([by])})`]),
    ...(on === undefined ? [] : [Prisma.sql`d."createdAt" >= ${`${on}T00:00:00Z`}::timestamptz AND d."createdAt" < ${`${on}T00:00:00Z`}::timestamptz + interval '1 day'`]),
    ...(reason === undefined ? [] : [rejectedFor(reason)]),
    ...(stands === undefined ? [] : [Prisma.sql`${stands === 'no' ? Prisma.sql`NOT` : Prisma.empty} EXISTS (SELECT 1 FROM "Constraint" c WHERE c.id = d."constraintId" AND ${standsSql})`]),
  ]
  // The constraint is looked at only where the decision alone does not tell that it may be told of.
  return Prisma.sql`${Prisma.join(asked, ' AND ')}
    AND (d.track IN (${sharedTrack}, ${finalTrack}) OR EXISTS (SELECT 1 FROM "Constraint" c WHERE c.id = d."constraintId" AND ${toldSql(sight ? { id: sight.reviewerId } : null)}))`
}

/** A type, or all types of a facet where it ends in `.*`. */
function isOfType(column: Prisma.Sql, type: string): Prisma.Sql {
  return type.endsWith('.*') ? Prisma.sql`starts_with(${column}, ${type.slice(0, -1)})` : Prisma.sql`${column} = ${type}`
}

function contaminatedBy(list: string): Prisma.Sql {
  const found = list === 'yes' || list === 'no' ? Prisma.empty : Prisma.sql`AND k.list = ${list}`
  return Prisma.sql`${list === 'no' ? Prisma.sql`NOT` : Prisma.empty} EXISTS (SELECT 1 FROM "Contamination" k WHERE k."pairId" = p.id ${found})`
}

/**
 * FROM and WHERE of the pairs, as c."pairId", with a constraint, or an act, that a filter asks for, or a known tag and such a constraint; null where it asks for more. Several rows can
 * be of one pair. Without the pairs themselves, they are counted by indexes alone.
 */
export function pairsByOne(datasetId: string, { not, ...asked }: SeenFilter, people?: KnownPeople, tags?: KnownTags): Prisma.Sql | null {
  const { tag, ...filter } = asked
  const conditions = constraintConditions(filter)
  const { also, sight: _, ...own } = filter
  const fields = new Set([own, ...alternatives(also ?? '')].flatMap((values) => Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [key === 'maxBits' ? 'minBits' : key]))))
  if (not !== undefined || fields.size === 0) return null
  if (tag === undefined && [...fields].every((key) => actKeys.some((known) => known === key))) return Prisma.sql`(SELECT d."pairId" FROM "Decision" d WHERE d."datasetId" = ${datasetId}::uuid AND ${actConditions(filter)}) c`
  // Of a constraint alone, where each field makes a condition; further values of a field make none of their own.
  if (conditions.length !== fields.size) return null
  if (tag !== undefined) {
    const id = tags?.get(tagKey(tag))
    if (id === undefined || filter.reviewer) return null
    return Prisma.sql`(SELECT pt."pairId" FROM "PairTag" pt WHERE pt."tagId" = ${id}::uuid
      AND EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = pt."pairId" AND c."datasetId" = ${datasetId}::uuid AND ${Prisma.join(conditions, ' AND ')})) c`
  }
  if (filter.reviewer && people) return Prisma.sql`(${pairsOfReviewer(filter, people)}) c`
  if (filter.reviewer) return Prisma.sql`(${pairsOfReviewer(filter)}) c JOIN "Pair" p ON p.id = c."pairId" WHERE p."datasetId" = ${datasetId}::uuid`
  const some = Prisma.sql`"Constraint" c WHERE c."datasetId" = ${datasetId}::uuid AND ${Prisma.join(conditions, ' AND ')}`
  // How a constraint stands is looked up for one of a pair where it does, and not for all.
  if (filter.edited) {
    return Prisma.sql`(SELECT x."pairId" FROM (SELECT DISTINCT c."pairId" FROM "Constraint" c WHERE c."datasetId" = ${datasetId}::uuid AND c.status = 'accepted') x
      WHERE ${oneByOne(Prisma.sql`${some} AND c."pairId" = x."pairId"`)}) c`
  }
  // Rejections have their reasons beside them in order of pairs; how their constraints stand is looked up for those alone that have the one.
  if (filter.reason) {
    const { reason, ...others } = filter
    const rest = constraintConditions(others).map((condition) => Prisma.sql`AND ${condition}`)
    return Prisma.sql`(SELECT d."pairId" FROM "Decision" d WHERE d."datasetId" = ${datasetId}::uuid AND ${rejectedFor(reason ?? '')}
      AND ${oneByOne(Prisma.sql`"Constraint" c WHERE c."pairId" = d."pairId" AND c.id = d."constraintId" AND c.status = 'rejected' AND ${standsSql} ${rest.length > 0 ? Prisma.join(rest, ' ') : Prisma.empty}`)}) c`
  }
  return some
}

/**
 * The pairs with a constraint that a filter asks for, found from what the reviewer did, which is little beside all constraints: in any dataset, unless people are
 * known of one.
 */
function pairsOfReviewer(filter: AskedFilter, people?: KnownPeople): Prisma.Sql {
  const { reviewer: _, also, ...others } = filter
  const reviewers = valuesOf(filter)('reviewer')
  const rest = constraintConditions({ ...others, also: alternatives(also ?? '').filter(({ reviewer }) => reviewer === undefined).map((term) => printFilter(term)).join(' ') }).map((condition) => Prisma.sql`AND ${condition}`)
  const besides = rest.length > 0 ? Prisma.join(rest, ' ') : Prisma.empty
  // One person is asked for as such: then an index gives the pairs in their order.
  const [only, ...more] = people?.ids ?? []
  const isOne = only !== undefined && more.length === 0 ? Prisma.sql`= ${only}` : Prisma.sql`= ANY(${people ? people.ids : named(reviewers)})`
  const here = people ? Prisma.sql`AND c."datasetId" = ${people.datasetId}::uuid` : Prisma.empty
  const decided = Prisma.sql`SELECT c."pairId" FROM "Constraint" c WHERE c."decidedById" ${isOne} AND c.status <> 'pending' ${here} ${besides}`
  if (people && !people.several) return decided
  return Prisma.sql`${decided} UNION ALL
    SELECT c."pairId" FROM "Opinion" o JOIN "Constraint" c ON c.id = o."constraintId" WHERE o."reviewerId" ${isOne} AND ${toldOpinion(filter.sight)} ${here} ${besides}`
}

/**
 * Whether Opinion o, of constraint c, may be told to whoever asks. Where several people decide a pair, each has an opinion of their own, and only they
 * know of it until enough of them have decided (see lib/stats/reader.ts): that there is one would say that they are at it.
 */
export function toldOpinion(sight: Sight | undefined): Prisma.Sql {
  return Prisma.sql`o.status <> 'pending' AND (c.status <> 'pending' OR o."reviewerId" = ${sight?.reviewerId ?? ''})`
}

/** Who the reviewers are that a filter asks for, looked up before it is asked in a dataset. */
export interface KnownPeople {
  datasetId: string
  ids: string[]
  /** Whether anybody in the dataset has opinions of their own, where several people decide a pair. */
  several: boolean
}

/** Looks up whom a filter asks for; undefined where it asks for nobody. It need not be: without, the same is found, more slowly. */
export async function knownPeople(datasetId: string, filter: PairFilter): Promise<KnownPeople | undefined> {
  const reviewers = valuesOf(filter)('reviewer')
  if (reviewers.length === 0) return undefined
  const [found] = await db().$queryRaw<{ ids: string[]; several: boolean }[]>`
    SELECT ${named(reviewers)} AS ids, EXISTS (SELECT 1 FROM "Opinion" o WHERE o."datasetId" = ${datasetId}::uuid) AS several`
  return found && { datasetId, ...found }
}

/** Looks up the tags that a filter asks for; undefined where it asks for none. */
export async function tagsOfFilter(datasetId: string, filter: PairFilter): Promise<KnownTags | undefined> {
  return knownTags(datasetId, valuesOf(filter)('tag'))
}

/** The ids of those who have one of these ids, names or e-mail addresses. */
function named(reviewers: readonly string[]): Prisma.Sql {
  const isOne = anyOf(reviewers, (reviewer) => Prisma.sql`(u.id = ${reviewer} OR lower(u.name) = lower(${reviewer}) OR lower(u.email) = lower(${reviewer}))`)
  return Prisma.sql`ARRAY(SELECT u.id FROM "User" u WHERE ${Prisma.join(isOne, ' OR ')})`
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
