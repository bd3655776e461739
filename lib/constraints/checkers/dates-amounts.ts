import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { countingChecker } from '#lib/constraints/counting.ts'
import { fits } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { datesOf, possibleDates, type DateForm } from '#lib/text/dates.ts'
import type { Span } from '#lib/text/words.ts'

/** Dates as in 2024-01-02. */
export const isoDateCount = countingChecker({
  id: 'pincer:iso_date_count', version: 1, type: 'lexical.dates', one: 'ISO date', many: 'ISO dates',
  alsoCalled: ['iso dates?', 'iso 8601 dates?', 'dates? in iso(?: 8601)? format', 'dates? in (?:the )?(?:format )?yyyy-mm-dd(?: format)?'],
  rule: 'Year, month and day in digits with hyphens between: 2024-01-02.',
  find: (response) => [datesOf(response).filter(({ form }) => form === 'iso')],
})

/** Dates in any form. */
export const dateCount = countingChecker({
  id: 'pincer:date_count', version: 1, type: 'lexical.dates', one: 'date', many: 'dates', alsoCalled: ['full dates?', 'specific dates?', 'calendar dates?'],
  rule: 'Day, month and year: 2024-01-02, January 2, 2024, 2 January 2024, 1/2/2024. Whether English dates without a year count, and numbers such as 2.10.15, makes two readings.',
  doubt: { when: 'the answer depends on dates without a year or on numbers such as 2.10.15', witness: 'From May 5 to 6 June.' },
  find(response) {
    const [full, yearless] = [datesOf(response), possibleDates(response)]
    return yearless.length === 0 ? [full] : [full, [...full, ...yearless].toSorted((a, b) => a.start - b.start)]
  },
})

const formKwargs = z.object({ dates: z.enum(['iso', 'month_day_year', 'day_month_year']) })
type Form = z.infer<typeof formKwargs>['dates']

const names: Record<Form, { noun: string; shown: string; said: string }> = {
  iso: { noun: 'the format YYYY-MM-DD', shown: '2024-01-02', said: '(?:the )?(?:iso(?: 8601)?(?: format)?|(?:format )?yyyy-mm-dd(?: format)?|iso(?: 8601)? \\(yyyy-mm-dd\\)(?: format)?|"#")' },
  month_day_year: { noun: 'the format "Month DD, YYYY"', shown: 'January 2, 2024', said: '(?:the )?(?:format |form )?(?:"#"|month dd?, yyyy|month day, year)(?: format)?' },
  day_month_year: { noun: 'the format "DD Month YYYY"', shown: '2 January 2024', said: '(?:the )?(?:format |form )?(?:"#"|dd? month yyyy|day month year)(?: format)?' },
}
const allForms = ['iso', 'month_day_year', 'day_month_year'] as const
const allDates = '(?:all |any |every )?(?:the )?dates?'
const readForms = allForms.map((name) => ({
  name,
  read: fits([`(?:write|format|give|put|use|express|present) ${allDates} (?:in|as|using) ${names[name].said}`, `${allDates} (?:must|should) be (?:written |formatted |given |expressed )?(?:in|as|using) ${names[name].said}`, `use ${names[name].said} for ${allDates}`]),
}))
const quotedForms: Record<Form, RegExp> = {
  iso: /^(?:yyyy-mm-dd|\d{4}-\d\d-\d\d)$/i,
  month_day_year: /^(?:month dd?, yyyy|month day, year|mmmm dd?, yyyy|[a-z]{3,9} \d{1,2}, \d{4})$/i,
  day_month_year: /^(?:dd? month yyyy|day month year|dd? mmmm yyyy|\d{1,2} [a-z]{3,9} \d{4})$/i,
}

/** All dates are written in one form. */
export const dateForm: Checker<{ dates: Form }> = {
  id: 'pincer:date_form',
  version: 1,
  type: 'lexical.dates',
  crab: false,
  kwargs: formKwargs,
  rule: 'Every full date (day, month and year) is written so: 2024-01-02; January 2, 2024; 2 January 2024.',
  examples: [{ dates: 'iso' }, { dates: 'month_day_year' }, { dates: 'day_month_year' }],
  doubt: { when: 'there are no full dates, others lack the year, or months are cut short', witness: '2024-05-05 and May 6.' },
  check(response, { dates: wanted }) {
    const all = datesOf(response)
    const open = possibleDates(response)
    const broken = all.filter(({ form }) => form !== wanted)
    const { shown } = names[wanted]
    if (broken.length > 0) return judged('fail', all.length - broken.length, `${broken.length} of ${all.length} dates are not written as in ${shown}.`, broken)
    const loose = all.filter(({ exact }) => !exact)
    if (loose.length > 0) return judged('unsure', all.length - loose.length, `${loose.length} of ${all.length} dates are not written quite as in ${shown}.`, loose)
    if (all.length === 0 || open.length > 0) return judged('unsure', all.length, all.length === 0 ? 'There are no full dates.' : 'Some may be dates without a year.', open)
    return judged('pass', all.length, `All ${all.length} dates are written as in ${shown}.`, all)
  },
  mine(response) {
    const all = datesOf(response)
    const first = allForms.find((name): name is DateForm & Form => name === all[0]?.form)
    return first && all.length >= 2 && all.every(({ form, exact }) => form === first && exact) && possibleDates(response).length === 0 ? [{ dates: first }] : []
  },
  wordings: ({ dates }) => [`Write all dates in ${names[dates].noun}.`, `All dates must be in ${names[dates].noun}.`, `Use ${names[dates].noun} for all dates.`],
  read(sentence) {
    for (const { name, read } of readForms) {
      const fit = read(sentence)
      if (!fit || fit.quoted.length > 1) continue
      const [quoted] = fit.quoted
      const meant = quoted === undefined ? name : allForms.find((form) => quotedForms[form].test(quoted))
      if (meant) return { dates: meant }
    }
    return null
  },
  relate: (a, b) => (a.dates === b.dates ? 'same' : 'compatible'),
}

/** Amounts of money with the sign of their currency. */
export const moneyCount = countingChecker({
  id: 'pincer:money_count', version: 1, type: 'lexical.amounts', one: 'amount of money', many: 'amounts of money',
  alsoCalled: ['currency amounts?', 'monetary amounts?', 'dollar amounts?', 'amounts? in dollars', 'prices? with a currency symbol', 'amounts? with a currency symbol'],
  rule: 'A number next to the sign of a currency ($ € £ ¥ ₹ and others). Whether codes such as USD and words such as dollars count, and the second number of $5-10, makes two readings. Formulas between dollar signs are none.',
  doubt: { when: 'the answer depends on amounts without a sign of their own', witness: 'It costs 5 dollars or 7 EUR.' },
  find(response) {
    if (!mayBeMoney.test(response)) return [[]]
    const formulas = formulasOf(response)
    const signs = apart(spansOf(response, /\p{Sc}\s?\d[\d.,]{0,30}(?<=\d)(?![\d.,]*(?!(?:k|m|b|bn|mn|tn|million|billion)(?!\p{L}))\p{L})|(?<![\p{N}.,]|\p{Sc}\s?)\d[\d.,]{0,30}\s?\p{Sc}(?!\s?\d)/giu), formulas)
    const words = spansOf(response, spelledMoney)
    const ranged = spansOf(response, /(?<=\p{Sc}\s?\d[\d.,]{0,12}\s?[-–—]\s?)\d[\d.,]{0,12}/gu)
    const open = apart([...words, ...ranged], signs)
    return open.length === 0 ? [signs] : [signs, [...signs, ...open].toSorted((a, b) => a.start - b.start)]
  },
})

const currencies = 'dollars?|euros?|pounds?|yen|rupees?|cents?'
const numberWords = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion'
const spelledMoney = new RegExp(`(?<![\\p{N}.,])\\d[\\d.,]{0,30}\\s(?:usd|eur|gbp|jpy|inr|cny|chf|${currencies})(?!\\p{L})|(?<!\\p{L})(?:usd|eur|gbp|jpy|inr|cny|chf)\\s\\d[\\d.,]{0,30}(?<=\\d)|(?<!\\p{L})(?:${numberWords})s? (?:${currencies})(?!\\p{L})`, 'giu')
const spelledPercentages = new RegExp(`(?:(?<![\\p{N}.,])\\d[\\d.,]{0,20}[\\s-]|(?<!\\p{L})(?:${numberWords}|zero)[\\s-])(?:percent|per cent)(?!\\p{L})`, 'giu')
/** What every amount of money, and every percentage, has: most texts have neither. */
const mayBeMoney = /\p{Sc}|usd|eur|gbp|jpy|inr|cny|chf|dollar|pound|yen|rupee|cent/iu
const mayBePercentage = /[%٪％]|percent|per cent/iu

/** Formulas between dollar signs: $2x + 3$. */
function formulasOf(text: string): Span[] {
  const spans: Span[] = []
  let open = -1
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
    const inside = open >= 0 && at - open <= 300 ? text.slice(open + 1, at) : ''
    if (/[\\^_={}+<>]/.test(inside) && !inside.includes('\n')) {
      spans.push({ start: open, end: at + 1 })
      open = -1
    } else open = at
  }
  return spans
}

/** The spans that touch none of the others; both in order of place. */
function apart(spans: readonly Span[], others: readonly Span[]): Span[] {
  let at = 0
  return spans.toSorted((a, b) => a.start - b.start).filter(({ start, end }) => {
    while ((others[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++
    return (others[at]?.start ?? Number.POSITIVE_INFINITY) >= end
  })
}

/** Percentages. */
export const percentageCount = countingChecker({
  id: 'pincer:percentage_count', version: 1, type: 'lexical.amounts', one: 'percentage', many: 'percentages', alsoCalled: ['percentage figures?', 'percentage values?'],
  rule: 'A number before a per cent sign. Whether the words per cent count as well, and the first number of 5-10%, makes two readings.',
  doubt: { when: 'the answer depends on the words per cent or on ranges such as 5-10%', witness: 'From 5 percent to 7 per cent.' },
  find(response) {
    if (!mayBePercentage.test(response)) return [[]]
    const signs = spansOf(response, /(?<![\p{N}.,])\d[\d.,]{0,20}\s?[%٪％]/gu)
    const spelled = spansOf(response, spelledPercentages)
    const ranged = spansOf(response, /(?<![\p{N}.,])\d[\d.,]{0,12}(?=\s?[-–—]\s?\d[\d.,]{0,12}\s?[%٪％])/gu)
    const words = apart([...spelled, ...ranged], signs)
    return words.length === 0 ? [signs] : [signs, [...signs, ...words].toSorted((a, b) => a.start - b.start)]
  },
})

function spansOf(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }))
}
