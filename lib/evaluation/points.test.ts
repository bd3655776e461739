import { expect, it } from 'vitest'
import { formatPoints, reachOf } from './points.ts'

it('writes differences with their sign, and finds an axis that holds all of them', () => {
  expect([0.125, -0.04, 0, -0.0001].map(formatPoints)).toEqual(['+12.5 pt', '−4.0 pt', '±0.0 pt', '±0.0 pt'])
  expect([reachOf([]), reachOf([[-0.05, 0.1]]), reachOf([[0, 0.1], [-0.31, 0]]), reachOf([[0.2, 0.9]])]).toEqual([0.1, 0.1, 0.5, 1])
})
