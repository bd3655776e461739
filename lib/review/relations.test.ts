import { expect, test } from 'vitest'
import { relationsOf } from '#lib/review/relations.ts'

const words = (id: string, kwargs: Record<string, unknown>) => ({ id, checker: { id: 'pincer:word_count', kwargs } })

test('names who implies whom, whatever their order, and leaves undecidable ones alone', () => {
  expect(relationsOf([words('weak', { min: 100 }), { id: 'soft', checker: null }, words('strong', { min: 200 }), words('short', { max: 50 }), words('again', { max: 50 })])).toEqual([
    { first: 'strong', second: 'weak', relation: 'implies' },
    { first: 'weak', second: 'short', relation: 'conflict' },
    { first: 'weak', second: 'again', relation: 'conflict' },
    { first: 'strong', second: 'short', relation: 'conflict' },
    { first: 'strong', second: 'again', relation: 'conflict' },
    { first: 'short', second: 'again', relation: 'same' },
  ])
})
