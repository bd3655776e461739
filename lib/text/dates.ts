import { remembered } from './remembered.ts'
import type { Span } from './words.ts'

/** How a date is written: 2024-01-02; January 2, 2024; 2 January 2024; 1/2/2024 and the like. */
export type DateForm = 'iso' | 'month_day_year' | 'day_month_year' | 'numeric'

export interface WrittenDate extends Span {
  form: DateForm
  /** Exactly as the form shows it: the month in full, no ordinal, the comma where it belongs. */
  exact: boolean
}

const month = '(?:January|February|March|April|May|June|July|August|September|October|November|December)'
const short = '(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?'
const day = '(?:0[1-9]|[12]\\d|3[01]|[1-9])'
const ordinal = '(?:st|nd|rd|th)?'
const forms: readonly { form: DateForm; pattern: RegExp; exact: RegExp }[] = [
  { form: 'iso', pattern: /(?<![\p{L}\p{N}-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\p{N}-])/gu, exact: /^/ },
  {
    form: 'month_day_year',
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${month}|${short}) ${day}${ordinal},? \\d{4}(?![\\p{L}\\p{N}])`, 'giu'),
    exact: new RegExp(`^${month} \\d{1,2}, \\d{4}$`, 'i'),
  },
  {
    form: 'day_month_year',
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])${day}${ordinal}\\.? (?:of )?(?:${month}|${short}),? \\d{4}(?![\\p{L}\\p{N}])`, 'giu'),
    exact: new RegExp(`^\\d{1,2} ${month} \\d{4}$`, 'i'),
  },
  { form: 'numeric', pattern: /(?<![\p{L}\p{N}/.-])(?:\d{1,2}([/.-])\d{1,2}\1\d{4}|\d{1,2}\/\d{1,2}\/\d{2}|\d{4}([/.-])\d{1,2}\2\d{1,2})(?![\p{L}\p{N}/-]|\.\p{N})/gu, exact: /^/ },
]

/** The full dates (day, month and year) of a text, in order of place. Linear. */
export const datesOf: (text: string) => readonly WrittenDate[] = remembered((text) => {
  if (!/\d/.test(text)) return []
  const found = forms.flatMap(({ form, pattern, exact }) =>
    Array.from(text.matchAll(pattern), ({ 0: date, index }): WrittenDate => ({ start: index, end: index + date.length, form, exact: exact.test(date) })),
  )
  const sorted = found.filter(({ form, start, end }) => form !== 'numeric' || isPlausible(text.slice(start, end))).toSorted((a, b) => a.start - b.start || b.end - a.end)
  let end = -1
  return sorted.filter((date) => {
    if (date.start < end) return false
    end = date.end
    return true
  })
})

const dayOrMonth = new RegExp(`(?<![\\p{L}\\p{N}])(?:(?:${month}|${short}) ${day}${ordinal}(?![\\p{L}\\p{N}])(?!,? \\d{4})|${day}${ordinal} (?:of )?(?:${month}|${short})(?![\\p{L}])(?!,? \\d{4}))`, 'giu')
const dotted = /(?<![\p{L}\p{N}/.-])\d{1,2}([.-])\d{1,2}\1\d{2}(?![\p{L}\p{N}/-]|\.\p{N})/gu

/** What may be a date: English ones without a year, such as "May 5" and "5 May", and 2.10.15, which may be a version. */
export const possibleDates: (text: string) => readonly Span[] = remembered((text) => {
  if (!/\d/.test(text)) return []
  const found = [...text.matchAll(dayOrMonth), ...Array.from(text.matchAll(dotted)).filter(([date]) => isPlausible(date))]
  // In small letters, "may 5" and "march 5" are verbs as often.
  return found
    .filter(([date]) => !/\b(?:may|march|mar|dec|sep|jun)\b/.test(date))
    .map(({ 0: date, index }) => ({ start: index, end: index + date.length }))
    .toSorted((a, b) => a.start - b.start)
})

/** Whether numbers can be a day and a month, in either order, and a year. */
function isPlausible(date: string): boolean {
  const numbers = date.split(/[/.-]/).map(Number)
  const [a = 0, b = 0] = date.search(/\d{4}/) === 0 ? numbers.slice(1) : numbers
  return Math.min(a, b) >= 1 && Math.min(a, b) <= 12 && Math.max(a, b) <= 31
}
