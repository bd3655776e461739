import { askingKeys, fieldsWithin, filterFields, mostAsked, mostIds, plainFilter, rangeKeys, type AskingKey, type FilterField, type PlainFilter, type RangeName } from './filter-fields.ts'
import { joinWords, quoted, splitTerms, type FilterProblem, type RawTerm } from './filter-terms.ts'

/** A filter as the box says it: what a pair has to meet, and in `not` the terms of which it must meet none. `also` are further values of fields that are set: any of them
 * will do. */
export interface ParsedFilter {
  filter: WholeFilter
  problems: FilterProblem[]
}

/** A filter with all its terms. */
export type WholeFilter = PlainFilter & { not?: string | undefined; also?: string | undefined }

type Meaning = { filter: PlainFilter } | { problem: string; unfinished?: boolean }

/**
 * Reads a filter such as `type:length.words verdict:fail -source:"old" words:>300 owl`. Terms that are wrong are left out and named
 * in `problems`, in order of column. What it answers, printed and read again, is the same.
 */
export function parseFilter(text: string): ParsedFilter {
  const { terms, problems } = splitTerms(text)
  const filter: PlainFilter = {}
  const excluded: string[] = []
  const also: PlainFilter[] = []
  for (const term of joinWords(terms)) {
    const meaning = meaningOf(term)
    const read = 'problem' in meaning || term.negated || isAnother(filter, meaning.filter, term) ? meaning : beside(filter, meaning.filter, term)
    if ('problem' in read) problems.push({ message: read.problem, column: term.start + 1, endColumn: term.end + 1, unfinished: read.unfinished === true })
    else if (term.negated) excluded.push(printExcluded(read.filter))
    else if (isAnother(filter, read.filter, term)) also.push(read.filter)
    else Object.assign(filter, read.filter)
  }
  const not = [...new Set(excluded)].join(' ')
  const own = new Set(filterFields.flatMap((field) => printField(field, filter)))
  // In the order in which fields are printed, whatever was written first.
  const others = [...new Set(filterFields.flatMap((field) => also.flatMap((values) => printField(field, values))))].filter((term) => !own.has(term)).join(' ')
  if (not.length > 1000) problems.push({ message: 'More is excluded here than a filter can hold: 1,000 characters.', column: 1, endColumn: text.length + 1, unfinished: false })
  if (others.length > 1000) problems.push({ message: 'More values are named here than a filter can hold: 1,000 characters.', column: 1, endColumn: text.length + 1, unfinished: false })
  return { filter: { ...filter, ...(others === '' ? {} : { also: others }), ...(not === '' ? {} : { not }) }, problems: problems.toSorted((a, b) => a.column - b.column) }
}

/** The terms of `not`, each as a filter that no pair may meet. Throws Error where `not` is not in the filter language. */
export function exclusions(not: string): PlainFilter[] {
  const { terms, problems } = splitTerms(not)
  const read = terms.map((term) => ({ term, meaning: meaningOf(term) }))
  const wrong = problems[0]?.message ?? read.flatMap(({ term, meaning }) => (term.negated ? ['A minus has no place here.'] : 'problem' in meaning ? [meaning.problem] : []))[0]
  if (wrong !== undefined) throw new Error(wrong)
  return read.flatMap(({ meaning }) => ('filter' in meaning ? [meaning.filter] : []))
}

/** The further values of `also`, each as a filter. Throws Error where they are not in the filter language, or of a field that takes one value. */
export function alternatives(also: string): PlainFilter[] {
  const wrong = splitTerms(also).terms.find(({ name }) => !filterFields.some((field) => field.name === name && field.several))
  if (wrong) throw new Error('Only fields that take several values have a place here.')
  return exclusions(also)
}

/**
 * What `has` asks of one constraint after the other, or `did` of acts. Throws Error where it is not in the filter language, not all on a constraint or an act, or of more of them
 * than `mostAsked`.
 */
export function askedOfEach(asking: string, by: AskingKey = 'has'): AskedOfOne[] {
  const each = splitAsked(asking).map((terms) => askedOfOne(terms, by))
  if (each.length > mostAsked) throw new Error(tooManyAsked(by))
  return each
}

/** What `has` or `did` asks of one after the other, each in the terms that stand in the box. */
export function splitAsked(asking: string): string[] {
  const { terms, problems } = splitTerms(asking)
  const several = problems.length === 0 && terms.length > 0 && terms.every(({ name, negated, quoted: inQuotes }) => name === null && inQuotes && !negated)
  return several ? terms.map(({ value }) => value) : [asking]
}

/** The `has` or `did` that asks these of one each. */
export function joinAsked(each: readonly string[]): string {
  return each.length === 1 ? each.join('') : each.map((terms) => quoted(terms)).join(' ')
}

/** The `has` or `did` that asks this of one more; what it asks already, it asks once. Null where it is more than a filter can hold. */
export function askedToo(asking: string | undefined, terms: string): string | null {
  const each = [...new Set([...(asking === undefined ? [] : splitAsked(asking)), terms])]
  const joined = joinAsked(each)
  return each.length <= mostAsked && plainFilter.shape.has.safeParse(joined).success ? joined : null
}

const tooManyAsked = (by: AskingKey): string => `A filter asks for ${mostAsked} more ${by === 'has' ? 'constraints' : 'acts'} by ${by}, in 1,000 characters, and for no more than that.`

/** What is asked of one and the same constraint or act. */
export type AskedOfOne = PlainFilter & { also?: string | undefined }

/** Reads what one constraint of a pair, or one act there, has to meet. Throws as `askedOfEach`. */
function askedOfOne(asking: string, by: AskingKey): AskedOfOne {
  const { filter: { not, ...filter }, problems } = parseFilter(asking)
  const wrong = problems[0]?.message
  if (wrong !== undefined) throw new Error(wrong)
  const { also, ...own } = filter
  const keys = [own, ...alternatives(also ?? '')].flatMap((values) => Object.keys(values))
  if (not !== undefined || keys.length === 0 || keys.some((key) => askingKeys[by].every((known) => known !== key))) {
    const names = fieldsWithin(by).map(({ name }) => name)
    throw new Error(`${by} takes what is asked of ${by === 'has' ? 'a constraint' : 'an act'}, without a minus: ${oneOf(names)}.`)
  }
  return filter
}

/** The filter as the box shows it. Throws Error where its `not` or `also` is not in the filter language. */
export function printFilter(filter: WholeFilter): string {
  return printTerms(filter).join(' ')
}

/** The terms of a filter as the box shows them, one by one. Throws as `printFilter`. */
export function printTerms({ not, also, ...filter }: WholeFilter): string[] {
  const others = alternatives(also ?? '')
  const fields = filterFields.flatMap((field) => [filter, ...others].flatMap((values) => printField(field, values)))
  const text = filter.q?.trim() ? [printText(filter.q.trim())] : []
  return [...text, ...fields, ...exclusions(not ?? '').map((term) => `-${printExcluded(term)}`)]
}

function meaningOf({ name, operator, value, quoted: inQuotes }: RawTerm): Meaning {
  if (name === null && !inQuotes && isRowId(value)) return { filter: { row: value } }
  if (name === null) return value.trim() === '' ? { problem: 'There is no text between these quotes.', unfinished: true } : checked({ q: value.trim() })
  const field = filterFields.find((known) => known.name === name)
  if (!field) return { problem: unknownName(name, operator ?? ':', value) }
  const wanted = field.kind === 'contains' ? '~' : ':'
  if (operator !== wanted) {
    return { problem: wanted === '~' ? `${name} is searched with ~, as in ${field.example}.` : `${name} takes a colon, as in ${field.example}.` }
  }
  if (value === '') return { problem: `${name}${wanted} needs a value, as in ${field.example}.`, unfinished: true }
  if (isRange(field.key)) return inQuotes ? { problem: `${name} takes a number without quotes, as in ${field.example}.` } : range(field.key, value)
  if (field.values && !field.values.includes(value)) {
    return { problem: `${name} has no “${value}”: it is ${oneOf(field.values)}.`, unfinished: field.values.some((known) => known.startsWith(value)) }
  }
  if (field.key === 'run' && !plainFilter.shape.run.safeParse(value).success) return { problem: 'run takes the id of a run, as its page has it in the address.', unfinished: true }
  if (field.key === 'ids' && !plainFilter.shape.ids.safeParse(value).success) return { problem: `id takes the ids of pairs, at most ${mostIds}, with commas between them and no spaces.`, unfinished: true }
  if (field.key === 'selection' && !plainFilter.shape.selection.safeParse(value).success) return { problem: 'selection takes the id of a choice made in the table, as links from there have it.', unfinished: true }
  if (field.key === 'export' && !plainFilter.shape.export.safeParse(value).success) return { problem: 'export takes the id of an export, as its page has it in the address.', unfinished: true }
  if (field.key === 'dropped' && !plainFilter.shape.dropped.safeParse(value).success) return { problem: `dropped takes the id of an export, and behind a slash why it left pairs out, as in ${field.example}.`, unfinished: true }
  if (field.key === 'row' && !plainFilter.shape.row.safeParse(value).success) return { problem: `row takes the id of a row, as in ${field.example}.`, unfinished: true }
  return field.key === 'has' || field.key === 'did' ? asked(value, field.key) : checked({ [field.key]: value })
}

/** What one `has` or `did` asks, its terms in the order in which a filter is printed. */
function asked(value: string, by: AskingKey): Meaning {
  try {
    return checked({ [by]: printFilter(askedOfOne(value, by)) })
  } catch (error) {
    // A term within the quotes may be half written.
    return { problem: error instanceof Error ? error.message : 'This is not in the filter language.', unfinished: true }
  }
}

/** Whether somebody has put the id of a row in, as it stands in a file: no text has such words. */
function isRowId(text: string): boolean {
  return text.startsWith('pincer-') && plainFilter.shape.row.safeParse(text).success
}

/** What the contract does not take, such as a text that is too long. */
function checked(filter: PlainFilter): Meaning {
  const parsed = plainFilter.safeParse(filter)
  if (parsed.success) return { filter: parsed.data }
  const [issue] = parsed.error.issues
  return { problem: `This value cannot be used: ${issue?.message ?? 'it is not valid'}.`, unfinished: issue?.code !== 'too_big' }
}

/** A value and a stretch of each range, for errors. */
const rangeExamples: Record<RangeName, readonly [string, string]> = { words: ['300', '10..20'], constraints: ['3', '1..2'], cluster: ['3', '2..5'], grade: ['8', '6..9'], difficulty: ['3', '2..3.5'], bits: ['3', '2..4.5'] }
/** What lies between a value and the next one; 1 where nothing is said. */
const steps: Partial<Record<RangeName, number>> = { bits: 0.001, difficulty: 0.001 }

const number = /^(>=|<=|>|<|)(\d{1,10}(?:\.\d{1,3})?)$/
const numbers = /^(\d{1,10}(?:\.\d{1,3})?)\.\.(\d{1,10}(?:\.\d{1,3})?)$/

function isRange(key: FilterField['key']): key is RangeName {
  return key in rangeKeys
}

function range(name: RangeName, value: string): Meaning {
  const [least, most] = rangeKeys[name]
  const step = steps[name] ?? 1
  const readable = step < 1 || !/\d\.\d/.test(value)
  const [, from, to] = (readable && numbers.exec(value)) || []
  if (from !== undefined && to !== undefined) {
    if (Number(from) > Number(to)) return { problem: `${name}:${value} runs backwards: write ${name}:${to}..${from}.`, unfinished: true }
    return checked({ [least]: Number(from), [most]: Number(to) })
  }
  const [, sign, digits] = (readable && number.exec(value)) || []
  if (digits === undefined) {
    const [one, several] = rangeExamples[name]
    return { problem: `“${value}” is no number here: write ${name}:${one}, ${name}:>${one}, ${name}:<=${one} or ${name}:${several}.`, unfinished: /^([<>]=?|[<>]?=?\d+\.|\d+(\.\d+)?\.\.?)$/.test(value) }
  }
  const n = Number(digits)
  switch (sign) {
    case '>':
      return checked({ [least]: n + step })
    case '>=':
      return checked({ [least]: n })
    case '<':
      return n === 0 ? { problem: `${name} has nothing below 0: write ${name}:0.` } : checked({ [most]: n - step })
    case '<=':
      return checked({ [most]: n })
    default:
      return checked({ [least]: n, [most]: n })
  }
}

/** The filter with a term, or without it where it has it: a facet's value is clicked. Throws as `printFilter`. */
export function toggleTerm(filter: WholeFilter, term: string): WholeFilter {
  const terms = printTerms(filter)
  return parseFilter((terms.includes(term) ? terms.filter((known) => known !== term) : [...terms, term]).join(' ')).filter
}

/** Whether a term is a further value of a field that is set: of a range only where either has both bounds, for two single bounds make one range. */
function isAnother(filter: PlainFilter, next: PlainFilter, { name }: RawTerm): boolean {
  const field = filterFields.find((known) => known.name === name)
  if (!field?.several) return false
  if (!isRange(field.key)) return filter[field.key] !== undefined
  const [least, most] = rangeKeys[field.key]
  const bounds = (values: PlainFilter): number => [least, most].filter((key) => values[key] !== undefined).length
  return bounds(filter) > 0 && (bounds(filter) === 2 || bounds(next) === 2)
}

/** A term without a minus beside what is set by then. */
function beside(filter: PlainFilter, next: PlainFilter, term: RawTerm): Meaning {
  const by = next.has === undefined ? 'did' : 'has'
  const terms = next[by]
  if (terms === undefined) {
    const problem = clash(filter, next, term)
    return problem === null ? { filter: next } : { problem }
  }
  const both = askedToo(filter[by], terms)
  return both === null ? { problem: tooManyAsked(by) } : { filter: { [by]: both } }
}

/** A field that is set already; asked twice, a filter would have to choose. */
function clash(filter: PlainFilter, next: PlainFilter, term: RawTerm): string | null {
  const set = new Set(Object.keys(filter))
  if (Object.keys(next).every((key) => !set.has(key))) return null
  if (term.name === null) return 'The text to search for stands in two places: put it together, or use instruction~ and response~.'
  if (term.name in rangeKeys) return `${term.name} is bounded twice: write a range, as in ${term.name}:10..20.`
  return `${term.name} is set twice: keep one of them, or exclude one with a minus, as in -${term.name}${term.operator ?? ':'}…`
}

function unknownName(name: string, operator: string, value: string): string {
  const near = filterFields.map((field) => ({ field, distance: editDistance(name, field.name) })).toSorted((a, b) => a.distance - b.distance)[0]
  const hint = near && near.distance <= 2 ? `Did you mean ${near.field.name}, as in ${near.field.example}?` : `There are ${filterFields.map((field) => field.name).join(', ')}.`
  return `There is no filter “${name}”. ${hint} To search for the text itself, put it in quotes: ${quoted(`${name}${operator}${value}`)}.`
}

function printField(field: FilterField, filter: PlainFilter): string[] {
  if (isRange(field.key)) return printRange(field.key, filter)
  const value = filter[field.key]
  if (value === undefined) return []
  if (field.kind === 'contains') return [`${field.name}~${quoted(value)}`]
  return (field.key === 'has' || field.key === 'did' ? splitAsked(value) : [value]).map((one) => `${field.name}:${/^[^\s"]+$/.test(one) ? one : quoted(one)}`)
}

function printRange(name: RangeName, filter: PlainFilter): string[] {
  const [from, to] = [filter[rangeKeys[name][0]], filter[rangeKeys[name][1]]]
  if (from !== undefined && to !== undefined && from <= to) return [from === to ? `${name}:${from}` : `${name}:${from}..${to}`]
  // An empty range can only come from an address; it is shown as the two bounds that it is.
  return [...(from === undefined ? [] : [`${name}:>=${from}`]), ...(to === undefined ? [] : [`${name}:<=${to}`])]
}

/** Bare where it reads back as the same text. */
function printText(text: string): string {
  const bare = text.split(' ').every((word) => /^[^\s"-]\S*$/.test(word) && !/^[A-Za-z][A-Za-z_]*[:~]/.test(word))
  return bare && !isRowId(text) ? text : quoted(text)
}

/** A term to exclude as `not` has it, without its minus; text always in quotes, so that two of them do not run together. */
export function printExcluded(filter: PlainFilter): string {
  return filter.q === undefined ? filterFields.flatMap((field) => printField(field, filter)).join(' ') : quoted(filter.q)
}

function oneOf(values: readonly string[]): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`
}

/** Levenshtein's: how many letters are changed, put in or left out. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length] ?? 0
}
