import { languageLabel } from '#components/browse/filter.ts'
import { runName } from '#components/runs/run-words.ts'
import { formatDate } from '#components/ui/format.ts'
import { rejectReasons } from '#lib/review/contract.ts'
import type { Facets } from '#lib/datasets/contract.ts'
import { filterFields, type FilterField } from '#lib/datasets/filter-fields.ts'
import { printFilter } from '#lib/datasets/filter-language.ts'
import { splitTerms, type RawTerm } from '#lib/datasets/filter-terms.ts'

/** What the filter box offers where the caret stands: `insert` takes the place of the text from `from` to `to`. */
export interface Completion {
  from: number
  to: number
  /** Whether a value is being written, which half written would find nothing. */
  ofValue: boolean
  options: { insert: string; label: string; detail: string }[]
}

const atMost = 12

/** Names of fields while a name may be meant, and values of a field behind its sign. `all` offers every name where nothing is written yet. */
export function completionsAt(text: string, caret: number, facets: Facets | undefined, all = false): Completion | null {
  const term = splitTerms(text).terms.find(({ start, end }) => start < caret && caret <= end)
  if (!term) return all ? { from: caret, to: caret, ofValue: false, options: namesLike('', '') } : null
  const minus = term.negated ? '-' : ''
  const place = { from: term.start, to: term.end }
  if (term.name === null) {
    const options = term.quoted ? [] : namesLike(term.value, minus)
    return options.length > 0 ? { ...place, ofValue: false, options } : null
  }
  const field = filterFields.find(({ name }) => name === term.name)
  if (!field) return null
  const options = valuesLike(field, term, minus, facets)
  const done = options.some(({ insert }) => insert.trim() === text.slice(term.start, term.end))
  return options.length > 0 && !done ? { ...place, ofValue: true, options } : null
}

function namesLike(prefix: string, minus: string): Completion['options'] {
  const wanted = prefix.toLowerCase()
  return filterFields
    .filter(({ name }) => name.startsWith(wanted))
    .map(({ name, kind, help }) => ({ insert: `${minus}${name}${kind === 'contains' ? '~' : ':'}`, label: `${minus}${name}${kind === 'contains' ? '~' : ':'}`, detail: help }))
}

function valuesLike(field: FilterField, { value }: RawTerm, minus: string, facets: Facets | undefined): Completion['options'] {
  const wanted = value.toLowerCase()
  return valuesOf(field, facets)
    .filter((known) => known.value.toLowerCase().includes(wanted) || known.detail.toLowerCase().includes(wanted))
    .slice(0, atMost)
    .map((known) => ({ insert: `${minus}${field.kind === 'range' ? `${field.name}:${known.value}` : printFilter({ [field.key]: known.value })} `, label: known.value, detail: known.detail }))
}

function valuesOf(field: FilterField, facets: Facets | undefined): { value: string; detail: string }[] {
  const counted = (count: number, words = ''): string => `${words}${words ? ' · ' : ''}${count.toLocaleString('en')}`
  if (field.values) return field.values.map((value) => ({ value, detail: '' }))
  switch (field.name) {
    case 'type':
      return (facets?.types ?? []).map(({ value, label, count }) => ({ value, detail: counted(count, label) }))
    case 'source':
      return (facets?.sources ?? []).map(({ value, count }) => ({ value, detail: counted(count) }))
    case 'tag':
      return (facets?.tags ?? []).map(({ value, count }) => ({ value, detail: counted(count) }))
    case 'language':
      return (facets?.languages ?? []).map(({ value, count }) => ({ value: value ?? 'unknown', detail: counted(count, languageLabel(value)) }))
    case 'reviewer':
      return [{ value: 'me', detail: 'What I decided' }, ...(facets?.reviewers ?? []).map(({ value, count }) => ({ value, detail: counted(count) }))]
    case 'reason':
      return rejectReasons.map(({ key, label }) => ({ value: key, detail: label }))
    case 'run':
      return (facets?.runs ?? []).map(({ value, kind, at, count }) => ({ value, detail: `${runName(kind)}, ${formatDate(at)}${count === null ? '' : ` · ${count.toLocaleString('en')}`}` }))
    case 'words':
      return [{ value: '>300', detail: 'More than 300' }, { value: '<=50', detail: '50 at most' }, { value: '10..20', detail: 'From 10 to 20' }]
    default:
      return []
  }
}
