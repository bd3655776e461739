import { expect, test } from 'vitest'
import { readMix } from './own-mix.tsx'

test('reads a type and a weight on each line', () => {
  expect(readMix('length.words 3\n\n style.tone: 0.5 \nformat.list,2')).toEqual({ mix: { 'length.words': 3, 'style.tone': 0.5, 'format.list': 2 }, problem: null })
  expect(readMix('')).toEqual({ mix: {}, problem: null })
})

test.each(['length.words', 'length.words -1', 'Length 1', 'a.b 1\na.b 2'])('%j has a problem', (text) => {
  expect(readMix(text).problem).toMatch(/^Line \d/)
})
