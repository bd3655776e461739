import { expect, it } from 'vitest'
import { placeWords } from '#components/pairs/place-words.ts'

it('says file and rows, and as what', () => {
  const place = (row: number, as: 'row' | 'demonstration' | 'preference' = 'row', file = 'train.jsonl') => ({ file, row, as })
  expect(placeWords({ places: [place(3)], rows: 1 })).toBe('train.jsonl, row 3')
  expect(placeWords({ places: [place(1003), place(5, 'demonstration'), place(9, 'demonstration'), place(11, 'demonstration')], rows: 9 })).toBe(
    'train.jsonl, row 1,003; as a demonstration in train.jsonl, rows 5, 9 and 11; and 5 more rows',
  )
  expect(placeWords({ places: [place(1, 'demonstration'), place(2)], rows: 2 })).toBe('train.jsonl, row 2; as a demonstration in train.jsonl, row 1')
  expect(placeWords({ places: [place(1, 'preference')], rows: 1 })).toBe('As a preference in train.jsonl, row 1')
})
