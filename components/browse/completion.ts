import { runName } from '#components/runs/run-words.ts'
import { formatDate } from '#components/ui/format.ts'
import { rejectReasons } from '#lib/review/contract.ts'
import type { Facets } from '#lib/datasets/contract.ts'
import { droppedBy } from '#lib/datasets/dropped-term.ts'
import { fieldsWithin, filterFields, type FilterField } from '#lib/datasets/filter-fields.ts'
import { printFilter } from '#lib/datasets/filter-language.ts'
import { escaped, splitTerms, unescaped, type RawTerm } from '#lib/datasets/filter-terms.ts'
import { formatLabel } from '#lib/exports/format-names.ts'
import { languageLabel } from '#lib/text/language-label.ts'

/** What the filter box offers where the caret stands: `insert` takes the place of the text from `from` to `to`; the caret stands behind it, and before what follows. */
export interface Completion {
  from: number
  to: number
  /** Whether a value is being written, which half written would find nothing. */
  ofValue: boolean
  options: { insert: string; follows: string; label: string; detail: string }[]
}

const atMost = 12

/**
 * Names of fields while a name may be meant, and values of a field behind its sign; in the quotes of `has` those of terms on a constraint, of `did` on an act. `all` offers every name where nothing is
 * written yet.
 */
export function completionsAt(text: string, caret: number, facets: Facets | undefined, all = false): Completion | null {
  return completions(text, caret, facets, all, filterFields)
}

function completions(text: string, caret: number, facets: Facets | undefined, all: boolean, fields: readonly FilterField[]): Completion | null {
  const term = splitTerms(text).terms.find(({ start, end }) => start < caret && caret <= end)
  if (!term) return all ? { from: caret, to: caret, ofValue: false, options: namesLike('', '', fields) } : null
  const minus = term.negated ? '-' : ''
  const place = { from: term.start, to: term.end }
  if (term.name === null) {
    const options = term.quoted ? [] : namesLike(term.value, minus, fields)
    return options.length > 0 ? { ...place, ofValue: false, options } : null
  }
  const field = fields.find(({ name }) => name === term.name)
  if (!field) return null
  if (field.key === 'has' || field.key === 'did') return withinQuotes(text, term, caret, facets, all, fieldsWithin(field.key))
  const options = valuesLike(field, term, minus, facets)
  const done = options.some(({ insert }) => insert.trim() === text.slice(term.start, term.end))
  return options.length > 0 && !done ? { ...place, ofValue: true, options } : null
}

/** What is offered within a value that is terms itself: the same as for these terms alone, with the quotes that they need. Quotes that are open are closed behind the caret. */
function withinQuotes(text: string, term: RawTerm, caret: number, facets: Facets | undefined, all: boolean, fields: readonly FilterField[]): Completion | null {
  const { closed } = term
  if (caret < term.valueStart || (closed && caret === term.end)) return null
  // The caret in the terms as they are meant, without the quotes and what they escape.
  const at = term.quoted ? unescaped(text.slice(term.valueStart + 1, caret)).length : caret - term.valueStart
  const inner = completions(term.value, at, facets, all || term.value.trim() === '', fields)
  if (inner === null) return null
  const options = inner.options.map(({ insert, label, detail }) => {
    const rest = completed(term.value, inner, { insert, follows: '' }).rest
    return {
      insert: `"${escaped(term.value.slice(0, inner.from) + insert)}`,
      // What stands behind quotes that nobody has closed was not written to stand within them.
      follows: closed || !term.quoted ? `${escaped(rest)}"` : `"${rest === '' || rest.startsWith(' ') ? '' : ' '}${rest}`,
      label,
      detail,
    }
  })
  return { from: term.valueStart, to: term.end, ofValue: inner.ofValue, options }
}

/** The text with an option taken, in what stands before the caret and what stands behind it. */
export function completed(text: string, { from, to }: Pick<Completion, 'from' | 'to'>, { insert, follows }: Pick<Completion['options'][number], 'insert' | 'follows'>): { before: string; rest: string } {
  const rest = follows + text.slice(to)
  return { before: text.slice(0, from) + insert, rest: insert.endsWith(' ') ? rest.replace(/^ /, '') : rest }
}

function namesLike(prefix: string, minus: string, fields: readonly FilterField[]): Completion['options'] {
  const wanted = prefix.toLowerCase()
  return fields
    .filter(({ name }) => name.startsWith(wanted))
    .map(({ name, kind, help }) => ({ insert: `${minus}${name}${kind === 'contains' ? '~' : ':'}`, follows: '', label: `${minus}${name}${kind === 'contains' ? '~' : ':'}`, detail: help }))
}

function valuesLike(field: FilterField, { value }: RawTerm, minus: string, facets: Facets | undefined): Completion['options'] {
  const wanted = value.toLowerCase()
  return valuesOf(field, facets)
    .filter((known) => known.value.toLowerCase().includes(wanted) || known.detail.toLowerCase().includes(wanted))
    .slice(0, atMost)
    .map((known) => ({ insert: `${minus}${field.kind === 'range' ? `${field.name}:${known.value}` : printFilter({ [field.key]: known.value })} `, follows: '', label: known.value, detail: known.detail }))
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
    case 'export':
      return (facets?.exports ?? []).map(({ value, format, at }) => ({ value, detail: `${formatLabel(format)}, ${formatDate(at)}` }))
    case 'dropped':
      return (facets?.exports ?? []).flatMap(({ value, format, at, dropped }) => Object.entries(dropped).map(([reason, n]) => ({ value: droppedBy(value, reason), detail: counted(n, `${formatLabel(format)}, ${formatDate(at)}`) })))
    case 'words':
      return [{ value: '>300', detail: 'More than 300' }, { value: '<=50', detail: '50 at most' }, { value: '10..20', detail: 'From 10 to 20' }]
    case 'constraints':
      return [{ value: '>3', detail: 'More than 3' }, { value: '0', detail: 'None' }, { value: '1..2', detail: 'One or two' }]
    case 'bits':
      return [{ value: '>3', detail: 'Rarer than one in eight' }, { value: '<1', detail: 'Met by more than half' }, { value: '2..4', detail: 'From 2 to 4 bits' }]
    case 'grade':
      return [{ value: '<=5', detail: 'Easy: five years of school at most' }, { value: '>12', detail: 'Hard: more than twelve' }, { value: '6..9', detail: 'From 6 to 9' }]
    case 'difficulty':
      return [{ value: '>=3.5', detail: 'Hard: 3.5 and more' }, { value: '<2', detail: 'Easy: below 2' }, { value: '2..3.5', detail: 'From 2 to 3.5' }]
    case 'cluster':
      return [{ value: '2', detail: 'Of two that are alike' }, { value: '>2', detail: 'Of more than two' }, { value: '1', detail: 'Alone: no other is like it' }]
    default:
      return []
  }
}
