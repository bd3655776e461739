import { describe, expect, it } from 'vitest'
import { datasetPatch } from '#lib/datasets/contract.ts'
import { policyOf } from '#lib/review/policy.ts'

describe('a policy', () => {
  it('is the order of import where nothing is said, or nothing that can be read', () => {
    const asImported = { order: 'id', seed: 0, goal: 0, overlap: 1, share: 100, goldRate: 0, blind: true, byLanguage: false, routes: [], adjudicators: [] }
    for (const stored of [{}, null, 'random', { order: 'backwards' }, { order: 'random', seed: -1 }]) expect(policyOf(stored)).toEqual(asImported)
  })

  it('is read as it was stored', () => {
    expect(policyOf({ order: 'random', seed: 7 })).toMatchObject({ order: 'random', seed: 7 })
    expect(policyOf({ order: 'rare' })).toMatchObject({ order: 'rare', seed: 0 })
  })

  it('is changed only where a patch names it, and not to one that is unknown', () => {
    expect(datasetPatch.parse({ name: 'Samples' })).toEqual({ name: 'Samples' })
    expect(datasetPatch.safeParse({ policy: { order: 'backwards' } }).success).toBe(false)
  })
})
