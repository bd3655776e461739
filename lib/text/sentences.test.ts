import { expect, test } from 'vitest'
import { sentences } from '#lib/text/sentences.ts'

const read = (text: string, which: 'fine' | 'coarse'): string[] => sentences(text)[which].map(({ start, end }) => text.slice(start, end))

test.each([
  ['We saw the sun. It was red.', ['We saw the sun.', 'It was red.']],
  ['She said no. He sat. They left in mar.', ['She said no.', 'He sat.', 'They left in mar.']],
  ['Both readings agree? Yes! They do.', ['Both readings agree?', 'Yes!', 'They do.']],
  ['これは文です。もう一つ。', ['これは文です。', 'もう一つ。']],
])('everybody reads "%s" alike', (text, expected) => {
  expect(read(text, 'fine')).toEqual(expected)
  expect(read(text, 'coarse')).toEqual(expected)
})

test.each([
  ['Meet Dr. Brown on Sat. 12 or see No. 5 there.', 1],
  ['It costs approx. 5 pounds, i.e. nothing.', 1],
  ['J. Smith wrote it.', 1],
])('a full stop that may not end a sentence ends one in the fine reading only: "%s"', (text, coarse) => {
  expect(read(text, 'coarse')).toHaveLength(coarse)
  expect(read(text, 'fine').length).toBeGreaterThan(coarse)
})
