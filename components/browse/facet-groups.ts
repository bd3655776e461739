import { decisionLabels, originLabels, outcomeLabels, statusLabels } from '#components/browse/filter.ts'
import { runName } from '#components/runs/run-words.ts'
import { formatDate, formatNumber } from '#components/ui/format.ts'
import { pairFilter, type FacetName, type Facets, type PairFilter } from '#lib/datasets/contract.ts'
import { decisions } from '#lib/datasets/filter-fields.ts'
import { filterFields, rangeKeys, type PlainFilter } from '#lib/datasets/filter-fields.ts'
import { alternatives, printFilter, printTerms } from '#lib/datasets/filter-language.ts'
import { languageLabel } from '#lib/text/language-label.ts'

/** A value of a facet as the panel shows it. */
export interface FacetValue {
  /** What it is in the filter box. */
  term: string
  label: string
  /** Null where it was not counted. */
  count: number | null
  /** Whether the filter asks for it. */
  on: boolean
}

export interface FacetGroup {
  name: FacetName
  title: string
  /** What is counted. */
  unit: 'pairs' | 'constraints'
  values: FacetValue[]
}

type Counted = Omit<FacetValue, 'on'>
type TextKey = 'source' | 'language' | 'status' | 'type' | 'outcome' | 'decision' | 'origin' | 'reviewer' | 'run' | 'tag'

/** As many as the server names of sources, languages and reviewers; that a value is not among them then says nothing. */
const named = 100

/** The facets with their values: those that there are and, of closed lists, those that there might be; and what the filter asks for besides. Without values it is left out. */
export function facetGroups(facets: Facets, filter: PairFilter): FacetGroup[] {
  const { status, outcome, origin } = pairFilter.shape
  const group = (name: FacetName, title: string, unit: FacetGroup['unit'], fieldName: string, values: Counted[], isWhole = true): FacetGroup => ({
    name, title, unit, values: withAsked(values, fieldName, filter, isWhole),
  })
  return [
    group('statuses', 'Status', 'pairs', 'status', closed('status', status.unwrap().options, statusLabels, facets.statuses)),
    group('verdicts', 'Verdict', 'constraints', 'verdict', closed('outcome', outcome.unwrap().options, outcomeLabels, facets.verdicts)),
    group('decisions', 'Decision', 'constraints', 'decision', closed('decision', decisions, decisionLabels, facets.decisions)),
    group('types', 'Type', 'constraints', 'type', facets.types.map(({ value, label, count }) => ({ term: termOf('type', value), label, count }))),
    group('origins', 'Origin', 'constraints', 'origin', closed('origin', origin.unwrap().options, originLabels, facets.origins)),
    group('sources', 'Source', 'pairs', 'source', facets.sources.map(({ value, count }) => ({ term: termOf('source', value), label: value, count })), facets.sources.length < named),
    group('languages', 'Language', 'pairs', 'language', facets.languages.map(({ value, count }) => ({ term: termOf('language', value ?? 'unknown'), label: languageLabel(value), count })), facets.languages.length < named),
    group('tags', 'Tag', 'pairs', 'tag', facets.tags.map(({ value, count }) => ({ term: termOf('tag', value), label: value, count })), facets.tags.length < named),
    group('words', 'Words of the response', 'pairs', 'words', facets.words.map(({ from, to, count }) => ({ term: printFilter({ minWords: from, ...(to === null ? {} : { maxWords: to }) }), label: to === null ? `${formatNumber(from)} and more` : `${from}–${to}`, count })), false),
    // A reviewer may be asked for by another name than the one that is counted.
    group('reviewers', 'Reviewer', 'constraints', 'reviewer', facets.reviewers.map(({ value, count }) => ({ term: termOf('reviewer', value), label: value, count })), false),
    group('runs', 'Run', 'pairs', 'run', facets.runs.map(({ value, kind, at, count }) => ({ term: termOf('run', value), label: `${runName(kind)}, ${formatDate(at)}`, count })), false),
  ].filter(({ values }) => values.some(({ count, on }) => on || count !== 0))
}

function closed<Value extends string>(key: TextKey, options: readonly Value[], labels: Record<Value, string>, counts: readonly { value: string; count: number }[]): Counted[] {
  return options.map((value) => ({ term: termOf(key, value), label: labels[value], count: counts.find((known) => known.value === value)?.count ?? 0 }))
}

function termOf(key: TextKey, value: string): string {
  return printFilter({ [key]: value })
}

/** The values with those that the filter asks for and that are not among them: none of them there are, where the values are all that there are. */
function withAsked(values: readonly Counted[], fieldName: string, filter: PairFilter, isWhole: boolean): FacetValue[] {
  const asked = new Set(printTerms(filter))
  const known = new Set(values.map(({ term }) => term))
  const others = askedOf(filter, fieldName).filter(({ term }) => !known.has(term))
  return [...values, ...others.map(({ term, label }) => ({ term, label, count: isWhole && !label.endsWith('*') ? 0 : null }))].map((value) => ({ ...value, on: asked.has(value.term) }))
}

/** The values of a field that the filter asks for. */
function askedOf(filter: PairFilter, fieldName: string): { term: string; label: string }[] {
  const field = filterFields.find(({ name }) => name === fieldName)
  const key = field?.key
  if (key === undefined) return []
  return [filter, ...alternatives(filter.also ?? '')].flatMap((values: PlainFilter) => {
    const keys = key === 'words' ? rangeKeys.words : [key]
    const own = Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== undefined && keys.some((known) => known === name)))
    const term = printFilter(own)
    return term === '' ? [] : [{ term, label: term.slice(fieldName.length + 1).replace(/^"(.*)"$/, '$1') }]
  })
}
