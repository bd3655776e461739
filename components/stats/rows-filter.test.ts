import { expect, test } from 'vitest'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { rowsFilter } from './rows-filter.ts'

test.each<[string, PairFilter, PairFilter, PairFilter | null]>([
  ['nothing and something', {}, { type: 'a.b' }, { type: 'a.b' }],
  ['what is asked of the pair and of a constraint', { source: 'x' }, { type: 'a.b', outcome: 'fail' }, { source: 'x', type: 'a.b', outcome: 'fail' }],
  ['a type beside another constraint', { decision: 'accepted' }, { type: 'a.b' }, { decision: 'accepted', with: 'a.b' }],
  ['two things asked of constraints', { decision: 'accepted' }, { outcome: 'fail' }, null],
  ['a second type beside a second', { type: 'a.b', with: 'c.d' }, { type: 'e.f' }, null],
  ['bounds, of which the tighter ones hold', { minWords: 10, maxWords: 90 }, { minWords: 50, maxWords: 99 }, { minWords: 50, maxWords: 90 }],
  ['another value of the same', { source: 'x' }, { source: 'y' }, null],
  ['the same again', { source: 'x' }, { source: 'x' }, { source: 'x' }],
  ['what is excluded by both', { not: 'source:x' }, { not: 'reached:verdict' }, { not: 'source:x reached:verdict' }],
])('%s', (_, page, own, both) => {
  expect(rowsFilter(page, own)).toEqual(both)
})
