import { expect, test } from 'vitest'
import { syllables } from './syllables.ts'

test.each([
  ['cat', 1], ['table', 2], ['banana', 3], ['the', 1], ['make', 1], ['rhythm', 1], ['society', 4], ['idea', 3], ['used', 1],
  ['industrial', 4], ['diabetes', 4], ['reliability', 6], ['stores', 1], ['machines', 2], ['definitely', 4], ['crwth', 1], ['beau', 1], ['apple', 2], ['scale', 1], ['é', 1],
])('%s has %i', (word, count) => {
  expect(syllables(word)).toBe(count)
})

test('a word with a digit in it has none', () => {
  expect(syllables('2nd')).toBe(0)
  expect(syllables('٣')).toBe(0)
})
