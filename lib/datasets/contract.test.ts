import { expect, test } from 'vitest'
import { datasetPatch, pairFilter } from './contract.ts'

test('a patch changes what it names and nothing else', () => {
  expect(datasetPatch.parse({ name: ' Renamed ' })).toEqual({ name: 'Renamed' })
  expect(datasetPatch.parse({ guidelines: '' })).toEqual({ guidelines: '' })
  expect(datasetPatch.parse({ license: null })).toEqual({ license: null })
  expect(datasetPatch.safeParse({ name: ' ' }).success).toBe(false)
})

test('a bound on words beyond what the database can count is the largest that it can', () => {
  expect(pairFilter.parse({ minWords: '99999999999', maxWords: '40' })).toEqual({ minWords: 2_147_483_647, maxWords: 40 })
  expect(pairFilter.safeParse({ minWords: '-1' }).success).toBe(false)
})
