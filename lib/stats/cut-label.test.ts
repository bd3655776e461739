import { expect, it } from 'vitest'
import { cutLabel } from './cut-label.ts'

it('cuts a label at its end, and one of parts before its last', () => {
  expect(cutLabel('Number of sentences', 19)).toBe('Number of sentences')
  expect(cutLabel('Number of sentences', 10)).toBe('Number of…')
  const names = ['made-up-model · backtranslate-local/1', 'made-up-model · backtranslate-global/1'].map((name) => cutLabel(name, 17))
  expect(names).toEqual(['made-up…e-local/1', 'made-up…-global/1'])
})
