import { expect, test } from 'vitest'
import { checked, titled, understood, type CheckCase } from '#lib/constraints/cases.fixture.ts'

const cases: CheckCase[] = [
  ['iso_date_count', { min: 1 }, 'On 2024-01-02 it rained, on 2024-13-02 not.', 'pass', ['2024-01-02']],
  ['iso_date_count', { max: 0 }, 'On 2024-01-02.', 'fail', ['2024-01-02']],
  ['iso_date_count', { min: 1 }, 'On January 2, 2024.', 'fail', []],
  ['date_count', { min: 3 }, 'Jan. 2, 2024, 3rd of May 2024 and 1/2/2024.', 'pass', ['Jan. 2, 2024', '3rd of May 2024', '1/2/2024']],
  ['date_count', { min: 1 }, 'On May 5.', 'unsure'],
  ['date_count', { min: 1 }, 'In 2024, version 1.2.3 came.', 'fail', []],
  ['date_form', { dates: 'month_day_year' }, 'From January 2, 2024 to May 5, 2024.', 'pass', ['January 2, 2024', 'May 5, 2024']],
  ['date_form', { dates: 'month_day_year' }, 'From January 2, 2024 to 2024-05-05.', 'fail', ['2024-05-05']],
  ['date_form', { dates: 'iso' }, 'From 2024-01-02 to May 5.', 'unsure', ['May 5']],
  ['date_form', { dates: 'iso' }, 'Never.', 'unsure', []],
  ['date_form', { dates: 'iso' }, 'On 2024-01-02 version 12.40.15 came; call 555-12-3456.', 'pass', ['2024-01-02']],
  ['date_form', { dates: 'iso' }, 'On 2024-01-02 and 31.12.2024.', 'fail', ['31.12.2024']],
  ['date_form', { dates: 'month_day_year' }, 'On Jan 5, 2024.', 'unsure', ['Jan 5, 2024']],
  ['date_form', { dates: 'month_day_year' }, 'On January 5th 2024.', 'unsure', ['January 5th 2024']],
  ['date_form', { dates: 'day_month_year' }, 'On 5 January 2024.', 'pass', ['5 January 2024']],
  ['date_count', { max: 0 }, 'Version 2.10.15 is out.', 'unsure'],
  ['date_count', { max: 0 }, 'Version 10.0.12: you may 5 times do so; 13/45/2024.', 'pass', []],
  ['date_count', { min: 2 }, 'On 31.12.2024 or 12/31/24.', 'pass', ['31.12.2024', '12/31/24']],
  ['money_count', { max: 0 }, 'Solve $2x + 3 = 5$ for $x$.', 'pass', []],
  ['money_count', { min: 2, max: 2 }, 'Between 2024 $5 and $6.', 'pass', ['$5', '$6']],
  ['money_count', { min: 2, max: 2 }, 'From $5m to US$7k.', 'pass', ['$5', '$7']],
  ['money_count', { min: 1, max: 1 }, 'From $5-10.', 'unsure'],
  ['money_count', { max: 0 }, 'About five dollars.', 'unsure'],
  ['percentage_count', { min: 2 }, 'About 5-10%.', 'unsure', ['10%']],
  ['percentage_count', { max: 0 }, 'Fifty percent.', 'unsure'],
  ['money_count', { min: 2 }, 'It costs $1,200.50 or 7 €.', 'pass', ['$1,200.50', '7 €']],
  ['money_count', { min: 1 }, 'It costs 5 dollars.', 'unsure'],
  ['money_count', { min: 1 }, 'It costs 5.', 'fail', []],
  ['percentage_count', { min: 2 }, 'From 5% to 7.5 %.', 'pass', ['5%', '7.5 %']],
  ['percentage_count', { max: 0 }, 'About 5%.', 'fail', ['5%']],
  ['percentage_count', { max: 0 }, 'About 5 percent.', 'unsure'],
]

test.each(titled(cases))('%s', (_, given) => expect(checked(given)).toEqual(given))

test.each([
  ['Write all dates in ISO format.', 'date_form', { dates: 'iso' }],
  ['All dates must be formatted as YYYY-MM-DD.', 'date_form', { dates: 'iso' }],
  ['Use the format "Month DD, YYYY" for dates.', 'date_form', { dates: 'month_day_year' }],
  ["Write dates in the form 'January 2, 2024'.", 'date_form', { dates: 'month_day_year' }],
  ['Include at least two dates in YYYY-MM-DD format.', 'iso_date_count', { min: 2 }],
  ['Include at least three percentages.', 'percentage_count', { min: 3 }],
  ['Use no dollar amounts.', 'money_count', { max: 0 }],
])('"%s" asks for %s %j', (text, id, kwargs) => expect(understood(text)).toEqual([id, kwargs]))
