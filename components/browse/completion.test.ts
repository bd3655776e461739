import { expect, it } from 'vitest'
import type { Facets } from '#lib/datasets/contract.ts'
import { filterFields } from '#lib/datasets/filter-fields.ts'
import { completionsAt } from './completion.ts'

const facets: Facets = {
  dear: [],
  sources: [{ value: 'my file', count: 1200 }],
  languages: [{ value: 'de', count: 3 }, { value: null, count: 4 }],
  types: [{ value: 'length.words', label: 'Words', count: 9 }, { value: 'style.tone', label: 'Tone', count: 2 }],
  reviewers: [{ value: 'Ada', count: 5 }],
  statuses: [],
  verdicts: [],
  decisions: [],
  origins: [],
  tags: [],
  words: [],
  runs: [{ value: '01890a5d-ac96-774b-bcce-b302099a8057', kind: 'import', at: '2026-11-21T10:00:00.000Z', count: 7 }],
}
const inserts = (text: string, caret = text.length, all = false) => completionsAt(text, caret, facets, all)?.options.map(({ insert }) => insert)

it('offers names where a name may be meant', () => {
  expect(inserts('owl s')).toEqual(['status:', 'source:'])
  expect(inserts('-re')).toEqual(['-reached:', '-reviewer:', '-reason:', '-response~'])
  expect(inserts('owl')).toBeUndefined()
  expect(inserts('"s')).toBeUndefined()
  expect(inserts('')).toBeUndefined()
  expect(inserts('owl ', 4, true)).toHaveLength(filterFields.length)
})

it('offers the values that there are, by value and by label, quoted where they must be', () => {
  expect(inserts('type:')).toEqual(['type:length.words ', 'type:style.tone '])
  expect(inserts('type:ton')).toEqual(['type:style.tone '])
  expect(inserts('-source:"my')).toEqual(['-source:"my file" '])
  expect(inserts('language:ger')).toEqual(['language:de '])
  expect(inserts('reviewer:')).toEqual(['reviewer:me ', 'reviewer:Ada '])
  expect(inserts('verdict:f')).toEqual(['verdict:fail ', 'verdict:judged-fail '])
  expect(inserts('run:')).toEqual(['run:01890a5d-ac96-774b-bcce-b302099a8057 '])
  expect(inserts('license:')).toBeUndefined()
})

it('is silent about what is written in full, and replaces the whole term from within', () => {
  expect(inserts('type:length.words')).toBeUndefined()
  expect(completionsAt('a type:to b', 7, facets)).toMatchObject({ from: 2, to: 9, ofValue: true })
})
