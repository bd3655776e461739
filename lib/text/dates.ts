import type { Span } from './words.ts'

/** How a date is written: 2024-01-02; January 2, 2024; 2 January 2024; 1/2/2024 and the like. */
export type DateForm = 'iso' | 'month_day_year' | 'day_month_year' | 'slashes'

export interface WrittenDate extends Span {
  form: DateForm
}

const month = '(?:january|february|march|april|may|june|july|august|september|october|november|december)'
const short = '(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\.?'
const forms: readonly { form: DateForm; pattern: RegExp }[] = [
  { form: 'iso', pattern: /(?<![\p{L}\p{N}-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\p{N}-])/gu },
  { form: 'month_day_year', pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${month}|${short}) (?:[1-9]|0[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?,? \\d{4}(?![\\p{L}\\p{N}])`, 'giu') },
  { form: 'day_month_year', pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:[1-9]|0[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?\\.? (?:of )?(?:${month}|${short}),? \\d{4}(?![\\p{L}\\p{N}])`, 'giu') },
  { form: 'slashes', pattern: /(?<![\p{L}\p{N}/.-])\d{1,4}([/.-])\d{1,2}\1\d{2,4}(?![\p{L}\p{N}/-]|\.\p{N})/gu },
]

/** The full dates (day, month and year) of a text, in order of place. Linear. */
export function datesOf(text: string): WrittenDate[] {
  const found = forms.flatMap(({ form, pattern }) => Array.from(text.matchAll(pattern), (match): WrittenDate => ({ start: match.index, end: match.index + match[0].length, form })))
  const sorted = found.toSorted((a, b) => a.start - b.start || b.end - a.end)
  let end = -1
  return sorted.filter((date) => {
    if (date.start < end) return false
    end = date.end
    return true
  })
}

/** English dates without a year, such as "May 5" and "5 May". */
export function yearlessDates(text: string): Span[] {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${month} (?:[12]\\d|3[01]|[1-9])(?:st|nd|rd|th)?(?!\\p{N})(?!,? \\d{4})|(?:[12]\\d|3[01]|[1-9])(?:st|nd|rd|th)? (?:of )?${month}(?!\\p{L})(?!,? \\d{4}))`, 'giu')
  return Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }))
}
