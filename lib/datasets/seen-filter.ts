import type { Actor } from '#lib/auth/contract.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { exportsNamed, requireExports } from '#lib/datasets/exported.ts'
import { type PlainFilter, plainFilter } from '#lib/datasets/filter-fields.ts'
import { alternatives, askedOfEach, exclusions, joinAsked, parseFilter, printExcluded, printFilter } from '#lib/datasets/filter-language.ts'
import { lookForFewNotHeld } from '#lib/datasets/held-pairs.ts'
import { requireSelections } from '#lib/datasets/selected.ts'
import { listPairsOf } from '#lib/exports/holding/pair-list.ts'
import { AppError } from '#lib/http/errors.ts'
import { type Sight, sightOf } from '#lib/review/checks/decoys.ts'
import { countRarities } from '#lib/stats/check-rarity.ts'

/** A filter with whoever asks, who finds nothing by what they are not to know. Without one nobody in particular asks: by what is told to its owner only, nothing is found. */
export type SeenFilter = PairFilter & { sight?: Sight | undefined }

/** Milliseconds that somebody waits, before a page that says nothing seems to hang. */
const patience = 2000

/**
 * The filter as this person sees the dataset, `reviewer:me` and all. Throws AppError('not_found') where it names a selection that is not kept any more, or an export that is not the dataset's, and
 * ('not_yet') where the pairs of one are being listed for longer than they wait.
 */
export async function filterSeenBy(reader: Pick<Actor, 'id' | 'role'>, datasetId: string, filter: PairFilter, patienceMs = patience): Promise<SeenFilter> {
  const seen = forReader(await filterOfNobody(datasetId, filter, patienceMs), reader)
  return { ...seen, sight: await sightOf(reader, datasetId) }
}

/** The same where nobody in particular asks, as at the command line. */
export async function filterOfNobody(datasetId: string, filter: PairFilter, patienceMs = patience): Promise<SeenFilter> {
  await Promise.all([requireSelections(datasetId, filter), requireExports(datasetId, filter)])
  return madeReady(filter, patienceMs)
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

/** Whether a filter asks how rare constraints are, for which that has to be known of each. */
function asksForRarity({ not, ...filter }: PairFilter): boolean {
  const { minBits, maxBits, taken, build, has } = filter
  return [minBits, maxBits, taken, build].some((value) => value !== undefined) || (has !== undefined && askedOfEach(has).some(asksForRarity)) || exclusions(not ?? '').some(asksForRarity)
}

/** Sees to it that what a filter asks for is known, of what was written up to now. Throws AppError('not_yet') where that takes longer than somebody has patience, in milliseconds. */
export async function madeReady<Filter extends PairFilter>(filter: Filter, patienceMs?: number): Promise<Filter> {
  if (asksForRarity(filter)) await countRarities()
  for (const id of exportsNamed(filter)) await listPairsOf(id, patienceMs)
  for (const { export: excluded } of exclusions(filter.not ?? '')) if (excluded !== undefined) await lookForFewNotHeld(excluded)
  return filter
}
