import { expect, it } from 'vitest'
import { formatCount } from './format.ts'

it.each([
  [0, 'pairs', '0 pairs'], [1, 'pairs', '1 pair'], [1, 'decisions: accept, ja', '1 decision: accept, ja'], [1, 'constraints missing', '1 constraint missing'],
  [1, 'proven', '1 proven'], [1, 'Words, refuted', '1 Words, refuted'], [1234, 'clusters', '1,234 clusters'],
] as const)('says %i and %j as %j', (value, unit, said) => {
  expect(formatCount(value, unit)).toBe(said)
})
