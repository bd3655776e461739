import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordDiff, type DiffPart } from '#components/review/word-diff.ts'

const textOf = (parts: DiffPart[], without: DiffPart['kind']) =>
  parts.filter((part) => part.kind !== without).map((part) => part.text).join('')

test('shows the words that changed and keeps the others', () => {
  expect(wordDiff('Use at least 190 words.', 'Use at least 180 words.')).toEqual([
    { kind: 'same', text: 'Use at least ' },
    { kind: 'removed', text: '190' },
    { kind: 'added', text: '180' },
    { kind: 'same', text: ' words.' },
  ])
})

test('shows words that follow each other as one phrase, not one in between the other', () => {
  expect(wordDiff('End with FOR. Use bold.', 'Keep below 45 words. Use bold.')).toEqual([
    { kind: 'removed', text: 'End with FOR' },
    { kind: 'added', text: 'Keep below 45 words' },
    { kind: 'same', text: '. Use bold.' },
  ])
  // A line that stays is no part of the phrase.
  expect(wordDiff('a b\nc', 'x y\nc').map(({ text }) => text)).toEqual(['a b', 'x y', '\nc'])
})

test('gives back both texts, whatever they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
      const parts = wordDiff(before, after)
      expect(textOf(parts, 'added')).toBe(before)
      expect(textOf(parts, 'removed')).toBe(after)
    }),
  )
})

test('sets two long texts that share nothing one after the other', () => {
  const before = Array.from({ length: 3000 }, (_, index) => `a${index}`).join(' ')
  const after = Array.from({ length: 3000 }, (_, index) => `b${index}`).join('\n')
  expect(wordDiff(before, after).map((part) => part.kind)).toEqual(['removed', 'added'])
})
