import { expect, test } from 'vitest'
import { datasetPatch } from './contract.ts'

test('a patch changes what it names and nothing else', () => {
  expect(datasetPatch.parse({ name: ' Renamed ' })).toEqual({ name: 'Renamed' })
  expect(datasetPatch.parse({ guidelines: '' })).toEqual({ guidelines: '' })
  expect(datasetPatch.parse({ license: null })).toEqual({ license: null })
  expect(datasetPatch.safeParse({ name: ' ' }).success).toBe(false)
})
