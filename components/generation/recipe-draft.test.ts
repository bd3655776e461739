import { describe, expect, it } from 'vitest'
import { asksModel, draftOf, movedDraft, presets, readDraft } from '#components/generation/recipe-draft.ts'
import { fieldsOf } from '#components/generation/step-fields.ts'
import { stepNames } from '#components/generation/step-words.ts'
import { recipeStep } from '#lib/generation/recipe.ts'

describe('a step that is put together', () => {
  it.each(stepNames)('%s begins with the settings of the recipe’s schema, and asks for each but the endpoint', (step) => {
    const { step: read } = readDraft(draftOf(step))
    const defaults = recipeStep.parse({ step })
    expect(read).toEqual(defaults)
    const schema = recipeStep.options.find((option) => option.shape.step.value === step)
    const settings = Object.keys(schema?.shape ?? {}).filter((name) => name !== 'step' && name !== 'endpointId')
    // The likelihood of a text has no temperature.
    expect(fieldsOf(step).map(({ name }) => name).toSorted()).toEqual(step === 'lift' ? [] : settings.toSorted())
  })

  it('says at each setting what is wrong with it', () => {
    const refine = draftOf('refine')
    expect(readDraft({ ...refine, settings: { ...refine.settings, minWords: 'x', temperature: '3' } }).errors).toEqual({ minWords: 'Enter a number', temperature: 'At most 2' })
    expect(readDraft({ ...refine, settings: { ...refine.settings, minWords: '30' } }).errors).toEqual({ maxWords: 'Less than the least' })
    const judge = draftOf('judge')
    expect(readDraft({ ...judge, settings: { ...judge.settings, votes: '2' } }).errors?.votes).toMatch(/even/)
    const answer = draftOf('answer')
    expect(readDraft({ ...answer, settings: { ...answer.settings, of: [] } }).errors).toEqual({ of: 'Choose at least one' })
  })

  it('takes the run’s endpoint unless it has one of its own', () => {
    expect(readDraft(draftOf('judge')).step).not.toHaveProperty('endpointId')
    const own = '01980000-0000-7000-8000-000000000001'
    expect(readDraft({ ...draftOf('judge'), endpointId: own }).step).toMatchObject({ endpointId: own })
  })
})

describe('a recipe', () => {
  it('is put in order, and stays as it is where there is no further place', () => {
    const all = [draftOf('rules'), draftOf('judge')]
    expect(movedDraft(all, 1, -1).map(({ step }) => step)).toEqual(['judge', 'rules'])
    expect(movedDraft(all, 0, -1)).toEqual(all)
  })

  it('knows whether a model is asked', () => {
    expect(asksModel([draftOf('rules'), draftOf('redundancy'), draftOf('near_duplicates')])).toBe(false)
    expect(presets.every(({ steps }) => asksModel(steps.map(draftOf)))).toBe(true)
  })
})
