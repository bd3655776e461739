import fc from 'fast-check'
import { expect, it } from 'vitest'
import { gramLength, gramsOf } from './ngrams.ts'

const text = (from: number, to: number): string => Array.from({ length: to - from }, (_, n) => `word${from + n}`).join(' ')
const shared = (a: string, b: string): number => [...gramsOf(a)].filter((gram) => gramsOf(b).has(gram)).length

it('has a run for each place where 13 words begin', () => {
  expect(gramsOf(text(0, 20)).size).toBe(8)
  expect(gramsOf('').size).toBe(0)
  expect(gramsOf('… !').size).toBe(0)
  expect(gramsOf(text(0, gramLength)).size).toBe(1)
})

it('finds 13 words in a row and not 12, whatever their case and punctuation', () => {
  expect(shared(`${text(0, 13)} and so on`, `But: ${text(0, 13).toUpperCase().replaceAll(' ', ', ')}!`)).toBe(1)
  expect(shared(`${text(0, 12)} and so on`, `But: ${text(0, 12)}!`)).toBe(0)
})

it('takes a short text for nothing but itself', () => {
  expect(shared('Write a poem.', 'write a poem')).toBe(1)
  expect(shared('Write a poem.', `Write a poem. ${text(0, 20)}`)).toBe(0)
})

it('shares with a longer text all of its own', () => {
  fc.assert(
    fc.property(fc.integer({ min: 13, max: 40 }), fc.integer({ min: 0, max: 10 }), (words, before) => {
      expect(shared(text(0, words), `${text(100, 100 + before)} ${text(0, words)} end`)).toBe(words - gramLength + 1)
    }),
  )
})
