import { describe, expect, it } from 'vitest'
import { emptyDraft, readGeneration } from '#components/generation/generation-draft.ts'
import { draftOf } from '#components/generation/recipe-draft.ts'

const endpointId = '01980000-0000-7000-8000-000000000001'

describe('a run that is put together', () => {
  it('is asked for as the recipe’s schema has it', () => {
    const { params } = readGeneration({ ...emptyDraft(), endpointId, limit: '50', budgetTokens: '1000', budgetCost: '2.5' }, { language: 'de' })
    expect(params).toMatchObject({ endpointId, filter: { language: 'de' }, limit: 50, budget: { tokens: 1000, cost: 2.5 }, again: false })
    expect(params?.steps.map(({ step }) => step)).toEqual(['refine', 'backtranslate', 'judge', 'redundancy'])
  })

  it('wants an endpoint when a step asks a model, and none otherwise', () => {
    expect(readGeneration(emptyDraft(), {})).toMatchObject({ params: null, errors: { endpointId: expect.stringContaining('Choose a model') } })
    expect(readGeneration({ ...emptyDraft(), steps: [draftOf('rules')] }, {}).params).toMatchObject({ endpointId: null })
    expect(readGeneration({ ...emptyDraft(), steps: [{ ...draftOf('judge'), endpointId }] }, {}).params).not.toBeNull()
  })

  it('says at each field what is wrong with it, and is not asked for', () => {
    const { params, errors } = readGeneration({ ...emptyDraft(), steps: [], endpointId, limit: '0', budgetTokens: '1.5', budgetCost: '-1' }, {})
    expect(params).toBeNull()
    expect(Object.keys(errors).toSorted()).toEqual(['budgetCost', 'budgetTokens', 'limit', 'steps'])
  })

  it('is not asked for without a step that is wrong', () => {
    const judge = draftOf('judge')
    const draft = { ...emptyDraft(), endpointId, steps: [draftOf('rules'), { ...judge, settings: { ...judge.settings, votes: '2' } }] }
    expect(readGeneration(draft, {})).toMatchObject({ params: null, stepErrors: [{}, { votes: expect.any(String) }] })
  })
})
