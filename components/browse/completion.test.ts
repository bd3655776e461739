import { expect, it } from 'vitest'
import type { Facets } from '#lib/datasets/contract.ts'
import { filterFields } from '#lib/datasets/filter-fields.ts'
import { completed, completionsAt } from './completion.ts'

const facets: Facets = {
  dear: [],
  sources: [{ value: 'my file', count: 1200 }],
  languages: [{ value: 'de', count: 3 }, { value: null, count: 4 }],
  types: [{ value: 'length.words', label: 'Words', count: 9 }, { value: 'style.tone', label: 'Tone', count: 2 }],
  reviewers: [{ value: 'Ada', count: 5 }, { value: 'Bo Li', count: 1 }],
  statuses: [],
  verdicts: [],
  decisions: [],
  origins: [],
  tags: [],
  words: [],
  runs: [{ value: '01890a5d-ac96-774b-bcce-b302099a8057', kind: 'import', at: '2026-11-21T10:00:00.000Z', count: 7 }],
  exports: [{ value: '01890a5d-ac96-774b-bcce-b302099a8058', format: 'sft-messages', at: '2026-11-22T10:00:00.000Z', dropped: { 'no accepted constraint': 1200 } }],
}
const inserts = (text: string, caret = text.length, all = false) => completionsAt(text, caret, facets, all)?.options.map(({ insert }) => insert)

it('offers names where a name may be meant', () => {
  expect(inserts('owl s')).toEqual(['status:', 'stands:', 'source:', 'selection:'])
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
  expect(inserts('reviewer:')).toEqual(['reviewer:me ', 'reviewer:Ada ', 'reviewer:"Bo Li" '])
  expect(inserts('verdict:f')).toEqual(['verdict:fail ', 'verdict:judged-fail '])
  expect(inserts('run:')).toEqual(['run:01890a5d-ac96-774b-bcce-b302099a8057 '])
  expect(inserts('export:')).toEqual(['export:01890a5d-ac96-774b-bcce-b302099a8058 '])
  expect(inserts('export:messages')).toEqual(['export:01890a5d-ac96-774b-bcce-b302099a8058 '])
  expect(inserts('dropped:accepted')).toEqual(['dropped:"01890a5d-ac96-774b-bcce-b302099a8058/no accepted constraint" '])
  expect(inserts('has:"bits:<')).toEqual(['"bits:<1 '])
  expect(inserts('cluster:>')).toEqual(['cluster:>2 '])
  expect(inserts('grade:>')).toEqual(['grade:>12 '])
  expect(inserts('graded:')).toEqual(['graded:yes ', 'graded:no '])
  expect(inserts('license:')).toBeUndefined()
})

it('is silent about what is written in full, and replaces the whole term from within', () => {
  expect(inserts('type:length.words')).toBeUndefined()
  expect(completionsAt('a type:to b', 7, facets)).toMatchObject({ from: 2, to: 9, ofValue: true })
})

/** What the first option, or the one that begins so, makes of a text with the caret at `|`; the caret is shown again. */
const chosen = (marked: string, begins = ''): string | undefined => {
  const offer = completionsAt(marked.replace('|', ''), marked.indexOf('|'), facets)
  const option = offer?.options.find(({ label }) => label.startsWith(begins))
  if (!offer || !option) return undefined
  const { before, rest } = completed(marked.replace('|', ''), offer, option)
  return `${before}|${rest}`
}

it.each([
  ['type:len| verdict:fail', '', 'type:length.words |verdict:fail'],
  ['ty| owl', '', 'type:| owl'],
  ['has:|', '', 'has:"type:|"'],
  ['owl -has:"|', 'verdict', 'owl -has:"verdict:|"'],
  ['has:ty|', '', 'has:"type:|"'],
  ['has:"ver|', '', 'has:"verdict:|"'],
  ['has:"type:|"', 'style', 'has:"type:style.tone |"'],
  ['has:"type:style.tone verdict:f|', '', 'has:"type:style.tone verdict:fail |"'],
  ['has:"type:style.tone verdict:f| origin:llm" owl', '', 'has:"type:style.tone verdict:fail |origin:llm" owl'],
  ['has:"or| verdict:fail"', '', 'has:"origin:| verdict:fail"'],
  ['has:"constraint~\\"a b\\" ver|"', '', 'has:"constraint~\\"a b\\" verdict:|"'],
  ['has:"ty| source:x', '', 'has:"type:|" source:x'],
  ['has:"reviewer:|"', 'Bo', 'has:"reviewer:\\"Bo Li\\" |"'],
])('takes an option: %s', (marked, begins, taken) => {
  expect(chosen(marked, begins)).toBe(taken)
})

it('offers within the quotes of has what is asked of a constraint, and nothing behind them', () => {
  const labels = (text: string, caret: number, all = false) => completionsAt(text, caret, facets, all)?.options.map(({ label }) => label)
  expect(labels('has:"', 5)).toEqual(['type:', 'verdict:', 'decision:', 'origin:', 'reviewer:', 'reason:', 'edited:', 'model:', 'prompt:', 'bits:', 'taken:', 'constraint~'])
  expect(labels('has:"s', 6)).toBeUndefined()
  expect(labels('has:"type:a "', 12)).toBeUndefined()
  expect(labels('has:"type:a "', 12, true)).toHaveLength(12)
  expect(labels('has:"verdict:f"', 15)).toBeUndefined()
  expect(labels('has:"verdict:fail', 17)).toBeUndefined()
  expect(completionsAt('has:"verdict:f"', 14, facets)).toMatchObject({ ofValue: true })
})
