import { expect, it } from 'vitest'
import { decimals } from './decimals.ts'

it('writes a sign where there is one to write', () => {
  expect([0.0312, -0.0312, -0.004, -0, 12, -1].map((value) => decimals(value, 2))).toEqual(['0.03', '−0.03', '0.00', '0.00', '12.00', '−1.00'])
})
