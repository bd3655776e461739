import { createParser, parseAsFloat, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs'
import { buildStepLabels, parseBuildFilter } from '#lib/datasets/build-filter.ts'
import { formatDate } from '#components/ui/format.ts'
import { partsOfDropped } from '#lib/datasets/dropped-term.ts'
import { alternatives, askedOfEach, exclusions } from '#lib/datasets/filter-language.ts'
import { pairFilter, pairSorts, type Facets, type PairColumn, type PairFilter, type PairSort } from '#lib/datasets/contract.ts'
import { rejectReasons } from '#lib/review/contract.ts'
import { formatLabel } from '#lib/exports/format-names.ts'
import { languageLabel } from '#lib/text/language-label.ts'

const { status, reached, outcome, decision, origin, nearDuplicate, graded, check, edited, act, stands } = pairFilter.shape

/** Text of the address that the contract takes; anything else is as if it were not there. */
const checkedText = (schema: { safeParse(value: unknown): { success: boolean } }) =>
  createParser({ parse: (text: string) => (schema.safeParse(text).success ? text : null), serialize: (text: string) => text })

/** The browse table's state as it stands in the address: the filters of `pairFilter`, the order, the pair that is open, the saved view that was opened last, and the pairs that are chosen. */
export const browseParsers = {
  q: parseAsString,
  source: parseAsString,
  language: parseAsString,
  status: parseAsStringLiteral(status.unwrap().options),
  reached: parseAsStringLiteral(reached.unwrap().options),
  type: parseAsString,
  with: parseAsString,
  outcome: parseAsStringLiteral(outcome.unwrap().options),
  decision: parseAsStringLiteral(decision.unwrap().options),
  origin: parseAsStringLiteral(origin.unwrap().options),
  reviewer: parseAsString,
  reason: parseAsString,
  edited: parseAsStringLiteral(edited.unwrap().options),
  act: parseAsStringLiteral(act.unwrap().options),
  by: parseAsString,
  on: checkedText(pairFilter.shape.on),
  stands: parseAsStringLiteral(stands.unwrap().options),
  did: checkedText(pairFilter.shape.did),
  model: parseAsString,
  prompt: parseAsString,
  minBits: parseAsFloat,
  maxBits: parseAsFloat,
  taken: checkedText(pairFilter.shape.taken),
  constraint: parseAsString,
  has: checkedText(pairFilter.shape.has),
  minWords: parseAsInteger,
  maxWords: parseAsInteger,
  minConstraints: parseAsInteger,
  maxConstraints: parseAsInteger,
  instruction: parseAsString,
  response: parseAsString,
  run: checkedText(pairFilter.shape.run),
  nearDuplicate: parseAsStringLiteral(nearDuplicate.unwrap().options),
  minCluster: parseAsInteger,
  maxCluster: parseAsInteger,
  minGrade: parseAsInteger,
  maxGrade: parseAsInteger,
  minDifficulty: parseAsFloat,
  maxDifficulty: parseAsFloat,
  graded: parseAsStringLiteral(graded.unwrap().options),
  license: parseAsString,
  contaminated: parseAsString,
  check: parseAsStringLiteral(check.unwrap().options),
  tag: parseAsString,
  ids: checkedText(pairFilter.shape.ids),
  selection: checkedText(pairFilter.shape.selection),
  export: checkedText(pairFilter.shape.export),
  dropped: checkedText(pairFilter.shape.dropped),
  row: checkedText(pairFilter.shape.row),
  build: checkedText(pairFilter.shape.build),
  not: checkedText(pairFilter.shape.not),
  also: checkedText(pairFilter.shape.also),
  sort: parseAsStringLiteral(pairSorts).withDefault('oldest'),
  pair: parseAsString,
  view: checkedText(pairFilter.shape.run),
  chosen: parseAsString,
}

/** What a filter can be set to; null where it is not set. */
export type FilterValues = { [Key in keyof PairFilter]-?: Exclude<PairFilter[Key], undefined> | null }
export type FilterKey = keyof FilterValues

/** In the order in which the screen shows them. */
export const filterKeys = [
  'q', 'status', 'reached', 'type', 'with', 'outcome', 'decision', 'origin', 'reviewer', 'reason', 'edited', 'model', 'prompt', 'act', 'by', 'on', 'stands', 'minBits', 'maxBits', 'taken', 'constraint', 'has', 'did', 'source', 'language', 'minWords', 'maxWords',
  'minConstraints', 'maxConstraints', 'instruction', 'response', 'run', 'nearDuplicate', 'minCluster', 'maxCluster', 'minGrade', 'maxGrade', 'minDifficulty', 'maxDifficulty', 'graded', 'license', 'contaminated', 'check', 'tag', 'ids', 'selection', 'export', 'dropped', 'row', 'build', 'also', 'not',
] as const satisfies readonly FilterKey[]

/** No filter at all: what "Clear" sets. */
export const noFilter: FilterValues = {
  q: null, source: null, language: null, status: null, reached: null, type: null, with: null, outcome: null, decision: null, origin: null, reviewer: null,
  reason: null, edited: null, model: null, prompt: null, act: null, by: null, on: null, stands: null, minBits: null, maxBits: null, taken: null, constraint: null, has: null, did: null, minWords: null, maxWords: null, minConstraints: null, maxConstraints: null, instruction: null, response: null,
  run: null, nearDuplicate: null, minCluster: null, maxCluster: null, minGrade: null, maxGrade: null, minDifficulty: null, maxDifficulty: null, graded: null, license: null, contaminated: null, check: null, tag: null, ids: null, selection: null, export: null, dropped: null, row: null, build: null, also: null, not: null,
}

/** The filter that these values make: what is not set is left out. */
export function filterOf(values: FilterValues): PairFilter {
  return Object.fromEntries(filterKeys.flatMap((key) => (values[key] === null || values[key] === '' ? [] : [[key, values[key]]])))
}

/** The address of the browse screen with these filters, and in this order and with these columns, opened as this saved view; leaves out what is not set. */
export function browseHref(datasetId: string, filter: PairFilter = {}, sort?: PairSort, columns: readonly PairColumn[] = [], view?: string): string {
  const query = filterQuery(filter)
  if (sort && sort !== 'oldest') query.set('sort', sort)
  if (columns.length > 0) query.set('cols', columns.join(','))
  if (view) query.set('view', view)
  const text = query.toString()
  return `/datasets/${datasetId}/browse${text ? `?${text}` : ''}`
}

/** The address where a generation run of the pairs of these filters is put together. */
export function generateHref(datasetId: string, filter: Partial<FilterValues> | PairFilter): string {
  const text = filterQuery(filter).toString()
  return `/datasets/${datasetId}/generate${text ? `?${text}` : ''}`
}

/** The address where an export of the pairs of these filters is put together. */
export function exportHref(datasetId: string, filter: PairFilter): string {
  const text = filterQuery(filter).toString()
  return `/datasets/${datasetId}/exports/new${text ? `?${text}` : ''}`
}

/** The filters as a query string of the API and of the screen, which use the same names. */
export function filterQuery(filter: Partial<FilterValues> | PairFilter): URLSearchParams {
  const query = new URLSearchParams()
  for (const key of filterKeys) {
    const value = filter[key]
    if (value !== undefined && value !== null && value !== '') query.set(key, String(value))
  }
  return query
}

export const statusLabels = { pending: 'To review', in_review: 'In review', reviewed: 'Reviewed' } as const
export const reachedLabels = { constraints: 'has constraints', verdict: 'has a verdict', decision: 'has a decision', accepted: 'has something accepted' } as const
export const outcomeLabels = { pass: 'Proven', fail: 'Refuted', unsure: 'Unsure', error: 'Check failed', none: 'No program can tell', 'judged-pass': 'Judge: holds', 'judged-fail': 'Judge: does not hold' } as const
export const decisionLabels = { pending: 'Undecided', accepted: 'Accepted', rejected: 'Rejected', flagged: 'Flagged', skipped: 'Skipped', superseded: 'Superseded', disputed: 'Disputed', standing: 'Neither rejected nor superseded' } as const
export const checkLabels = { open: 'not answered yet', met: 'answered right', missed: 'missed' } as const
const actLabels = { accept: 'accepted', edit: 'edited', reject: 'rejected', skip: 'skipped', flag: 'flagged', undo: 'took back an act on' } as const
export const originLabels = { rule: 'Rule', llm: 'Language model', human: 'Person', import: 'Import' } as const

/** What a filter that is set says, such as "Verdict: Refuted"; types by the label that the facets give them. */
export function describeFilter(key: FilterKey, values: FilterValues, facets?: Facets): string {
  switch (key) {
    case 'q':
      return `Contains “${values.q ?? ''}”`
    case 'status':
      return `Pair: ${values.status ? statusLabels[values.status] : ''}`
    case 'reached':
      return `Pair ${values.reached ? reachedLabels[values.reached] : ''}`
    case 'reason':
      return values.reason === 'none' ? 'Rejected, nobody said why' : `Rejected as: ${rejectReasons.find((known) => known.key === values.reason)?.label ?? values.reason ?? ''}`
    case 'edited':
      return values.edited === 'yes' ? 'Accepted in other words' : 'Accepted as it was'
    case 'act':
      return `Somebody ${values.act ? actLabels[values.act] : ''} a constraint`
    case 'by':
      return `Something was done by: ${values.by ?? ''}`
    case 'on':
      return `Something was done on ${values.on ?? ''}`
    case 'stands':
      return values.stands === 'no' ? 'What was done was taken back or decided anew' : 'What was done stands'
    case 'did':
      return values.did === null ? '' : askedOfEach(values.did, 'did').map((asked) => `Also an act: ${describeAll(asked, facets)}`).join('; ')
    case 'model':
      return `Proposed by: ${values.model ?? ''}`
    case 'prompt':
      return `Prompt version: ${values.prompt ?? ''}`
    case 'type':
      return `Type: ${typeName(values.type, facets)}`
    case 'with':
      return `With type: ${typeName(values.with, facets)}`
    case 'export':
      return `In the export ${exportName(values.export, facets)}`
    case 'dropped': {
      const { exportId, reason } = partsOfDropped(values.dropped ?? '')
      return `Left out by the export ${exportName(exportId, facets)}${reason === null ? '' : `: ${reason}`}`
    }
    case 'row':
      return `Row of an export: ${values.row ?? ''}`
    case 'build':
      return describeBuild(values.build)
    case 'taken':
      return `A constraint that a simulated build takes: ${(values.taken ?? '').replaceAll(',', ', ')}`
    case 'outcome':
      return `Verdict: ${values.outcome ? outcomeLabels[values.outcome] : ''}`
    case 'decision':
      return `Decision: ${values.decision ? decisionLabels[values.decision] : ''}`
    case 'origin':
      return `Origin: ${values.origin ? originLabels[values.origin] : ''}`
    case 'reviewer':
      return `Decided by: ${values.reviewer ?? ''}`
    case 'minBits':
      return `A constraint of at least ${bits(values.minBits)}`
    case 'maxBits':
      return `A constraint of at most ${bits(values.maxBits)}`
    case 'constraint':
      return `A constraint contains “${values.constraint ?? ''}”`
    case 'has':
      return values.has === null ? '' : askedOfEach(values.has).map((asked) => `Also a constraint: ${describeAll(asked, facets)}`).join('; ')
    case 'instruction':
      return `Instruction contains “${values.instruction ?? ''}”`
    case 'response':
      return `Response contains “${values.response ?? ''}”`
    case 'run':
      return `Run: ${values.run ?? ''}`
    case 'nearDuplicate':
      return values.nearDuplicate === 'yes' ? 'Near-duplicate of an earlier pair' : 'No near-duplicate of an earlier pair'
    case 'minCluster':
      return `One of at least ${formatPairs(values.minCluster)} that are alike`
    case 'maxCluster':
      return `One of at most ${formatPairs(values.maxCluster)} that are alike`
    case 'minGrade':
      return `Reading grade of at least ${values.minGrade ?? 0}`
    case 'maxGrade':
      return `Reading grade of at most ${values.maxGrade ?? 0}`
    case 'minDifficulty':
      return `Difficulty of at least ${values.minDifficulty ?? 0}`
    case 'maxDifficulty':
      return `Difficulty of at most ${values.maxDifficulty ?? 0}`
    case 'graded':
      return values.graded === 'yes' ? 'The response has a reading grade' : 'No reading grade can be told'
    case 'also':
      return alternatives(values.also ?? '').map((term) => describeAll(term, facets)).join(', ')
    case 'not':
      return exclusions(values.not ?? '').map((term) => `Not: ${describeAll(term, facets)}`).join(', ')
    case 'source':
      return `Source: ${values.source ?? ''}`
    case 'language':
      return `Language: ${languageLabel(values.language)}`
    case 'minWords':
      return `At least ${values.minWords ?? 0} words`
    case 'maxWords':
      return `At most ${values.maxWords ?? 0} words`
    case 'minConstraints':
      return `At least ${formatCount(values.minConstraints)}`
    case 'maxConstraints':
      return `At most ${formatCount(values.maxConstraints)}`
    case 'license':
      return values.license === 'none' ? 'Licence: not stated' : `Licence: ${values.license ?? ''}`
    case 'check':
      return `Check: ${values.check ? checkLabels[values.check] : ''}`
    case 'tag':
      return `Tag: ${values.tag ?? ''}`
    case 'ids': {
      const chosen = values.ids?.split(',').length ?? 0
      return chosen === 1 ? 'One pair chosen by hand' : `${chosen} pairs chosen by hand`
    }
    case 'selection':
      return 'Pairs chosen by hand'
    case 'contaminated':
      return values.contaminated === 'yes' ? 'Contaminated by a benchmark' : values.contaminated === 'no' ? 'Not contaminated' : `Contaminated by ${values.contaminated ?? ''}`
  }
}

function typeName(type: string | null, facets: Facets | undefined): string {
  return facets?.types.find((known) => known.value === type)?.label ?? type ?? ''
}

function exportName(id: string | null, facets: Facets | undefined): string {
  const known = facets?.exports.find(({ value }) => value === id)
  return known ? `of ${formatDate(known.at)} (${formatLabel(known.format)})` : (id ?? '')
}

function describeBuild(value: string | null): string {
  const parsed = value === null ? null : parseBuildFilter(value)
  if (parsed === null) return 'Simulated build'
  return parsed.step === 'kept' ? 'Kept by a simulated build' : `Left out by a simulated build: ${buildStepLabels[parsed.step]}`
}

function formatCount(count: number | null): string {
  return `${count ?? 0} ${count === 1 ? 'constraint' : 'constraints'}`
}

function formatPairs(count: number | null): string {
  return `${count ?? 0} ${count === 1 ? 'pair' : 'pairs'}`
}

/** A filter's parts in words, such as "Type: Words, Verdict: Refuted". */
export function describeAll(filter: PairFilter, facets?: Facets): string {
  const values = { ...noFilter, ...filter }
  return filterKeys.filter((key) => filter[key] !== undefined).map((key) => describeFilter(key, values, facets)).join(', ')
}

function bits(n: number | null): string {
  return `${n ?? 0} ${n === 1 ? 'bit' : 'bits'}`
}
