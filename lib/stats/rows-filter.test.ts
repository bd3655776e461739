import { expect, test } from 'vitest'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { rowsFilter } from './rows-filter.ts'

test.each<[string, PairFilter, PairFilter, PairFilter | null]>([
  ['nothing and something', {}, { type: 'a.b' }, { type: 'a.b' }],
  ['what is asked of the pair and of a constraint', { source: 'x' }, { type: 'a.b', outcome: 'fail' }, { source: 'x', type: 'a.b', outcome: 'fail' }],
  ['a type beside another constraint', { decision: 'accepted' }, { type: 'a.b' }, { decision: 'accepted', has: 'type:a.b' }],
  ['two things asked of constraints', { decision: 'accepted' }, { outcome: 'fail', type: 'a.b', minWords: 3 }, { decision: 'accepted', has: 'type:a.b verdict:fail', minWords: 3 }],
  ['text with quotes in it', { decision: 'accepted' }, { constraint: 'say "a b"' }, { decision: 'accepted', has: 'constraint~"say \\"a b\\""' }],
  ['what a second constraint is asked for, and more of one', { has: 'verdict:fail' }, { type: 'a.b' }, { has: 'verdict:fail', type: 'a.b' }],
  ['a third constraint', { type: 'a.b', has: 'verdict:fail' }, { outcome: 'pass' }, { type: 'a.b', has: '"verdict:fail" "verdict:pass"' }],
  ['a constraint that is asked for already', { type: 'a.b', has: 'verdict:fail' }, { outcome: 'fail' }, { type: 'a.b', has: 'verdict:fail' }],
  ['more constraints than a filter asks for', { type: 'a.b', has: '"type:a" "type:b" "type:c" "type:d" "type:e"' }, { outcome: 'pass' }, null],
  ['a second type beside a second', { type: 'a.b', with: 'c.d' }, { type: 'e.f' }, { type: 'a.b', with: 'c.d', has: 'type:e.f' }],
  ['bounds, of which the tighter ones hold', { minWords: 10, maxWords: 90 }, { minWords: 50, maxWords: 99 }, { minWords: 50, maxWords: 90 }],
  ['another value of the same', { source: 'x' }, { source: 'y' }, null],
  ['the same again', { source: 'x' }, { source: 'x' }, { source: 'x' }],
  ['what is excluded by both', { not: 'source:x' }, { not: 'reached:verdict' }, { not: 'source:x reached:verdict' }],
  ['one of several values', { source: 'x', also: 'source:y language:de', language: 'en' }, { source: 'y' }, { source: 'y', language: 'en', also: 'language:de' }],
  ['the first of several values', { source: 'x', also: 'source:y' }, { source: 'x' }, { source: 'x' }],
  ['none of several values', { source: 'x', also: 'source:y' }, { source: 'z' }, null],
  ['several stretches of words and one more', { minWords: 0, maxWords: 49, also: 'words:100..149' }, { minWords: 20 }, null],
  ['several stretches without a beginning', { maxWords: 9, also: 'words:<5' }, { minWords: 2 }, null],
  ['several values of a constraint beside another', { also: 'type:a.b' }, { outcome: 'fail' }, { also: 'type:a.b', has: 'verdict:fail' }],
  ['several values of a constraint beside another one', { outcome: 'fail' }, { decision: 'accepted', also: 'decision:rejected' }, { outcome: 'fail', has: 'decision:accepted decision:rejected' }],
  ['several values beside several of another field', { language: 'en', also: 'language:de' }, { decision: 'accepted', also: 'decision:rejected' }, { language: 'en', decision: 'accepted', also: 'language:de decision:rejected' }],
  ['an act beside another', { by: 'Bob' }, { act: 'reject' }, { by: 'Bob', did: 'act:reject' }],
  ['an act and a day beside an act', { act: 'accept', by: 'Bob' }, { act: 'reject', by: 'Ada', on: '2026-11-21' }, { act: 'accept', by: 'Bob', did: 'act:reject by:Ada on:2026-11-21' }],
  ['what somebody holds beside what was done', { did: 'by:Bob', by: 'Cid' }, { act: 'accept', also: 'act:edit', by: 'Ada', stands: 'yes' }, { by: 'Cid', did: '"by:Bob" "act:accept act:edit by:Ada stands:yes"' }],
  ['why it was rejected then, beside a constraint', { type: 'a.b' }, { did: 'act:reject reason:false' }, { type: 'a.b', did: 'act:reject reason:false' }],
  ['a stage after the page’s', { reached: 'verdict' }, { reached: 'accepted' }, { reached: 'accepted' }],
  ['a stage before the page’s', { reached: 'decision' }, { reached: 'constraints', not: 'reached:accepted' }, { reached: 'decision', not: 'reached:accepted' }],
])('%s', (_, page, own, both) => {
  expect(rowsFilter(page, own)).toEqual(both)
})
