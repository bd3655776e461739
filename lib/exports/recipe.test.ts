import { describe, expect, it } from 'vitest'
import { askedRecipe, exportParams, exportRecipe, repeatable } from '#lib/exports/recipe.ts'

describe('exportRecipe', () => {
  it('reads the recipes of early versions, which said gzip', () => {
    expect(exportRecipe.parse({ format: 'alpaca', gzip: true }).fileType).toBe('jsonl.gz')
    expect(exportRecipe.parse({ format: 'alpaca', gzip: false }).fileType).toBe('jsonl')
    expect(exportRecipe.parse({ format: 'alpaca', gzip: true, fileType: 'csv' })).toMatchObject({ fileType: 'csv' })
    expect(exportRecipe.parse({ format: 'alpaca', gzip: true })).not.toHaveProperty('gzip')
  })

  it('refuses a file type that the reader of the format cannot read, and says which it can', () => {
    const refused = exportRecipe.safeParse({ format: 'llama-factory', fileType: 'csv' })
    expect(refused.error?.issues).toMatchObject([{ path: ['fileType'], message: expect.stringContaining('take JSON lines or Parquet') }])
    expect(exportRecipe.safeParse({ format: 'openai', fileType: 'parquet' }).success).toBe(false)
    expect(exportRecipe.safeParse({ format: 'sft-messages', fileType: 'csv' }).success).toBe(true)
  })
})

describe('shares that are held out', () => {
  it.each([[0.05, 0.9], [0.9, 0.05], [0.35, 0.6], [0.25, 0.7]])('leave a twentieth: %d for validation and %d for the test', (validation, test) => {
    expect(exportParams.safeParse({ format: 'sft-messages', validation, test }).success).toBe(true)
  })

  it('that leave less than a twentieth are refused', () => {
    expect(exportParams.safeParse({ format: 'sft-messages', validation: 0.051, test: 0.9 }).error?.issues).toMatchObject([{ path: ['test'], message: 'leaves less than a twentieth for training' }])
  })
})

describe('askedRecipe', () => {
  const told = (recipe: Record<string, unknown>): string[] => (askedRecipe.safeParse(recipe).error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`)

  it('refuses a name that no recipe has, at every level, and says the nearest', () => {
    expect(told({ format: 'sft-messages', revers: 0.5, demonstration: 3 })).toEqual([
      'revers is nothing that a recipe says; the nearest is reverse',
      'demonstration is nothing that a recipe says; the nearest is demonstrations',
    ])
    expect(told({ format: 'sft-messages', curriculum: { by: 'bits', cuts: [3], epoch: [1, 2] } })).toEqual(['curriculum.epoch is nothing that a recipe says of curriculum; the nearest is epochs'])
    expect(told({ format: 'sft-messages', general: { dataset: 'Chat', Share: 0.5 }, filter: { sources: 'x' } })).toEqual([
      'general.Share is nothing that a recipe says of general; the nearest is share',
      'filter.sources is nothing that a recipe says of filter; the nearest is source',
    ])
  })

  it('repeats the recipe of any manifest, with its kind and what early ones said', () => {
    for (const format of exportParams.shape.format.options) {
      const recipe = exportParams.parse({ format, fileType: 'jsonl' })
      expect(told({ kind: 'sft', ...JSON.parse(JSON.stringify(recipe)) }), format).toEqual([])
    }
    expect(askedRecipe.parse({ kind: 'sft', format: 'alpaca', gzip: true })).toEqual(exportParams.parse({ format: 'alpaca', fileType: 'jsonl.gz' }))
    expect(told({ format: 'sft-messages', typeWeights: { 'style.tone': 2 }, bits: { least: 1, most: 9 } })).toEqual([])
  })

  it.each(['dpo', 'backtranslation-sft'])('repeats the recipe of an earlier manifest of %s, which said what its rows did not follow', (format) => {
    const early = { kind: 'preferences', format, gzip: true, instruction: 'refined', maxConstraints: 3, minConstraints: 5, typeWeights: { 'style.tone': 2 }, bits: { least: 1, most: 9 }, validation: 0.1 }
    expect(told(early)).not.toEqual([])
    expect(told(repeatable(early))).toEqual([])
    expect(told({ ...exportRecipe.parse(repeatable(early)) })).toEqual([])
    expect(askedRecipe.parse(repeatable(early))).toMatchObject({ format, fileType: 'jsonl.gz', minConstraints: 5, validation: 0.1 })
    expect(repeatable({ ...early, format: 'alpaca' })).toEqual({ ...early, format: 'alpaca' })
  })

  it('says the nearest of a few names that are no longer than names are: whoever sends others waits for nobody', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`revers${n}`, 0]))
    expect(told({ format: 'sft-messages', ...many })).toHaveLength(20)
    expect(told({ format: 'sft-messages', ['revers'.repeat(200_000)]: 0 })).toEqual([expect.stringMatching(/is nothing that a recipe says$/)])
  })

  it.each(['dpo', 'kto', 'sft-chosen', 'backtranslation-dpo'])('refuses of %s what is composed, and takes caps', (format) => {
    const issues = told({ format, mostRows: 5, mostPerSource: 1, longestWords: 10, typeWeights: { 'style.tone': 2 }, bits: { least: 1, most: 9 }, instruction: 'refined' })
    expect(issues.map((issue) => issue.split(' ')[0])).toEqual(['instruction', 'typeWeights', 'bits'])
    expect(issues[0]).toContain('has no place in a format of')
  })
})
