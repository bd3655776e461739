import { describe, expect, it } from 'vitest'
import { initialRecipe, readRecipe, sequencesOf, type RecipeForm } from '#components/exports/recipe-form.ts'
import { exportFormatIds } from '#lib/exports/format-names.ts'
import { askedRecipe, exportParams } from '#lib/exports/recipe.ts'

describe('readRecipe', () => {
  it('reads the form as it opens as the recipe that is assumed where nothing is said, but for stratified splits', () => {
    expect(readRecipe(initialRecipe).params).toEqual(exportParams.parse({ format: 'sft-messages', stratify: 'type' }))
  })

  it('reads shares, limits, weights, bits, general rows and stages', () => {
    const { params } = readRecipe({
      ...initialRecipe, anyNumber: '12.5', mostRows: '100', typeWeights: 'length 2\n\n style.tone  0 ', leastBits: '8', mostBits: '12', facets: '3', generalDataset: 'Chat', generalShare: '80', sequence: 'stages', cuts: '1.5; 3', epochs: '1 1 2', test: '20', evaluation: true,
    })
    expect(params).toMatchObject({ curriculum: { cuts: [1.5, 3], epochs: [1, 1, 2] }, general: { dataset: 'Chat' }, evaluation: true })
    expect(readRecipe({ ...initialRecipe, evaluation: true }).params, 'nothing is held out').toMatchObject({ evaluation: false })
    expect(readRecipe({ ...initialRecipe, format: 'dpo', demonstrations: '3', reverse: '20', generalDataset: 'Chat' }).params).toMatchObject({ format: 'dpo', demonstrations: 0, reverse: 0, general: null })
    const { params: without } = readRecipe({ ...initialRecipe, anyNumber: '12.5', mostRows: '100', typeWeights: 'length 2\n\n style.tone  0 ', leastBits: '8', mostBits: '12', facets: '3', sequence: 'stages', cuts: '1.5; 3' })
    expect(without).toMatchObject({ anyNumber: 0.125, mostRows: 100, mostPerSource: null, typeWeights: { length: 2, 'style.tone': 0 }, bits: { least: 8, most: 12, facets: 3 }, curriculum: { by: 'difficulty', cuts: [1.5, 3] }, ladder: 0 })
    expect(readRecipe({ ...initialRecipe, generalDataset: 'Chat', generalShare: '80' }).params?.general).toEqual({ dataset: 'Chat', share: 0.8, most: null })
  })

  it('can say every part of a recipe otherwise than it is assumed, but for the filter, which Browse says', () => {
    const forms: Partial<RecipeForm>[] = [
      {
        format: 'prompt-completion', minConstraints: '2', usualConstraints: '3', maxConstraints: '4', anyNumber: '5', typeWeights: 'length 2', facets: '2', instruction: 'mixed', refined: 'undecided too', inputPosition: 'before', demonstrations: '1', demonstrationShare: '20',
        demonstrationPolicy: 'random', reverse: '10', reverseAsks: 'both', reverseGraded: true, generalDataset: 'Chat', sequence: 'stages', mostRows: '9', mostPerSource: '3', longestWords: '100', validation: '10', test: '10', evaluation: true, splitBy: 'source', stratify: 'language', dropNearDuplicates: true, dropContaminated: true,
        weights: 'proof', proofs: 'none', use: 'research', licensesLeftOut: ['MIT'], fileType: 'parquet',
      },
      { sequence: 'ladder', ladderAs: 'conversation', licensesAllowed: ['MIT'] },
      { format: 'dpo', margin: 'bits' },
    ]
    const said = forms.flatMap((form) => {
      const { params, errors } = readRecipe({ ...initialRecipe, ...form })
      expect(errors).toBeNull()
      const usual: Record<string, unknown> = exportParams.parse({ format: initialRecipe.format })
      return Object.entries(params ?? {}).flatMap(([name, value]) => (JSON.stringify(value) === JSON.stringify(usual[name]) ? [] : [name]))
    })
    expect(Object.keys(exportParams.shape).filter((name) => !said.includes(name))).toEqual(['filter'])
  })

  it('says nothing of composing where rows are not composed, whatever the form was before', () => {
    const form = { ...initialRecipe, minConstraints: '9', maxConstraints: '4', typeWeights: 'length 2', leastBits: '8', instruction: 'refined', inputPosition: 'before', mostRows: '5' } as const
    for (const format of ['dpo', 'kto', 'sft-chosen', 'backtranslation-sft'] as const) {
      const { params } = readRecipe({ ...form, format })
      expect(params).toMatchObject({ minConstraints: 9, mostRows: 5, bits: null })
      expect(askedRecipe.safeParse(params).error).toBeUndefined()
    }
  })

  it('says of no part that the format has no place for, whatever was chosen before', () => {
    const chosen = { margin: 'share', weights: 'proof', demonstrations: '2', reverse: '10', generalDataset: 'Chat' } as const
    const said = (format: RecipeForm['format'], sequence: RecipeForm['sequence']) => {
      const { params, errors } = readRecipe({ ...initialRecipe, ...chosen, format, sequence })
      expect(errors, `${format} ${sequence}`).toBeNull()
      return params
    }
    for (const format of exportFormatIds) for (const sequence of sequencesOf(format)) if (sequence !== 'ladder') expect(askedRecipe.safeParse(said(format, sequence)).error).toBeUndefined()
    expect(said('dpo', 'stages')).toMatchObject({ margin: 'share', weights: 'none', demonstrations: 0, reverse: 0, general: null, curriculum: null })
    expect(said('axolotl', 'stages')).toMatchObject({ margin: 'none', weights: 'proof', demonstrations: 2, reverse: 0.1, general: { dataset: 'Chat' }, curriculum: { by: 'difficulty' } })
    expect(said('ifeval', 'ladder')).toMatchObject({ demonstrations: 0, reverse: 0, general: null, ladder: 0 })
    expect(said('rlvr', 'none')).toMatchObject({ demonstrations: 2, reverse: 0, general: null })
    expect(said('kto-prompts', 'ladder')).toMatchObject({ demonstrations: 0, weights: 'none', ladder: 0 })
  })

  it('says what is wrong at the field that is wrong', () => {
    expect(readRecipe({ ...initialRecipe, minConstraints: '9' }).errors).toEqual({ maxConstraints: 'Is less than the least: no pair could meet both.' })
    expect(readRecipe({ ...initialRecipe, sequence: 'stages', cuts: '3, 2' }).errors).toEqual({ cuts: 'Have to rise, each above the one before.' })
    expect(readRecipe({ ...initialRecipe, sequence: 'stages', epochs: '1' }).errors).toEqual({ epochs: 'Are one number for each stage, or none.' })
    expect(readRecipe({ ...initialRecipe, sequence: 'ladder', reverse: '20' }).errors).toEqual({ levels: 'Cannot have reverse examples beside it.' })
    expect(readRecipe({ ...initialRecipe, typeWeights: 'lenght 2' }).errors).toEqual({ typeWeights: '“lenght” is neither a type nor a facet of the vocabulary.' })
    expect(readRecipe({ ...initialRecipe, typeWeights: 'length' }).errors).toEqual({ typeWeights: '“length” takes a number.' })
    expect(readRecipe({ ...initialRecipe, minConstraints: '' }).errors).toEqual({ minConstraints: 'At least 1.' })
    expect(readRecipe({ ...initialRecipe, maxConstraints: '8.5' }).errors).toEqual({ maxConstraints: 'Enter a whole number.' })
    expect(readRecipe({ ...initialRecipe, mostRows: 'all' }).errors).toEqual({ mostRows: 'Enter a number.' })
    expect(readRecipe({ ...initialRecipe, validation: '95' }).errors).toEqual({ validation: 'At most 90.' })
    expect(readRecipe({ ...initialRecipe, leastBits: '9', mostBits: '8' }).errors).toEqual({ mostBits: 'Is less than the least.' })
    expect(Object.keys(readRecipe({ ...initialRecipe, format: 'openai', generalDataset: 'Chat', generalShare: '0' }).errors ?? {})).toEqual(['generalShare'])
    expect(Object.keys(readRecipe({ ...initialRecipe, format: 'openai', generalDataset: 'C'.repeat(1000) }).errors ?? {})).toEqual(['generalDataset'])
  })
})
