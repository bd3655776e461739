import { expect, it } from 'vitest'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import type { Facets } from '#lib/datasets/contract.ts'
import { facetGroups } from './facet-groups.ts'

const facets: Facets = {
  dear: [],
  sources: [{ value: 'my file', count: 12 }, { value: 'Sea', count: 2 }],
  languages: [{ value: null, count: 14 }],
  types: [{ value: 'length.words', label: 'Words', count: 9 }],
  reviewers: [],
  statuses: [{ value: 'pending', count: 14 }],
  verdicts: [{ value: 'fail', count: 3 }],
  decisions: [],
  origins: [{ value: 'rule', count: 9 }],
  words: [{ from: 0, to: 49, count: 4 }, { from: 1000, to: null, count: 1 }],
  tags: [{ value: 'To check', count: 2 }],
  runs: [{ value: '01890a5d-ac96-774b-bcce-b302099a8057', kind: 'import', at: '2026-11-21T10:00:00.000Z', count: null }],
  exports: [{ value: '01890a5d-ac96-774b-bcce-b302099a8058', format: 'sft-messages', at: '2026-11-22T10:00:00.000Z', dropped: { 'no accepted constraint': 1200 } }],
}
const group = (text: string, name: string) => facetGroups(facets, parseFilter(text).filter).find((known) => known.name === name)
const on = (text: string, name: string) => group(text, name)?.values.filter((value) => value.on).map(({ term, count }) => [term, count])

it('shows the values that there are, each as the term that the box takes, and none as zero', () => {
  expect(group('', 'sources')?.values.map(({ term }) => term)).toEqual(['source:"my file"', 'source:Sea'])
  expect(group('', 'tags')?.values).toEqual([{ term: 'tag:"To check"', label: 'To check', count: 2, on: false }])
  expect(group('', 'languages')?.values).toEqual([{ term: 'language:unknown', label: 'Unknown', count: 14, on: false }])
  expect(group('', 'statuses')?.values.map(({ label, count }) => [label, count])).toEqual([['To review', 14], ['In review', 0], ['Reviewed', 0]])
  expect(group('', 'words')?.values.map(({ term, label }) => [term, label])).toEqual([['words:0..49', '0–49'], ['words:>=1000', '1,000 and more']])
  expect(group('', 'runs')?.values[0]?.label).toMatch(/^Import, 21 Nov 2026/)
  for (const { values } of facetGroups(facets, {})) for (const { term } of values) expect(parseFilter(term).problems).toEqual([])
})

it('leaves out a facet of which there is nothing, unless it is asked for', () => {
  expect(group('', 'decisions')).toBeUndefined()
  expect(group('', 'reviewers')).toBeUndefined()
  expect(on('decision:accepted', 'decisions')).toEqual([['decision:accepted', 0]])
})

it('marks what the filter asks for, several of a facet, and what there is none of', () => {
  expect(on('source:Sea source:Mars owl', 'sources')).toEqual([['source:Sea', 2], ['source:Mars', 0]])
  expect(on('words:0..49 words:>=1000', 'words')).toEqual([['words:0..49', 4], ['words:>=1000', 1]])
  expect(on('words:>300', 'words')).toEqual([['words:>=301', null]])
  expect(on('reviewer:me', 'reviewers')).toEqual([['reviewer:me', null]])
  expect(on('type:length.*', 'types')).toEqual([['type:length.*', null]])
  expect(on('-source:Sea', 'sources')).toEqual([])
})
