import { describe, expect, it } from 'vitest'
import { formatHint, recipeRows, recipeSummary, splitFrontMatter } from '#components/exports/export-words.ts'
import { exportFormatIds, formatLabel, isBacktranslationFormat } from '#lib/exports/format-names.ts'
import { exportFormats } from '#lib/exports/formats/index.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import { preferenceFormats } from '#lib/exports/preferences/formats.ts'

describe('formats', () => {
  it('has a name and a hint for every format there is', () => {
    expect([...[...exportFormats, ...preferenceFormats].map(({ id }) => id), ...exportFormatIds.filter(isBacktranslationFormat)]).toEqual(exportFormatIds)
    for (const id of exportFormatIds) expect([formatLabel(id) === id, formatHint(id).length > 20]).toEqual([false, true])
  })

  it('shows the id of a format that is gone', () => {
    expect(formatLabel('parquet')).toBe('parquet')
  })
})

describe('recipeRows', () => {
  it('reads as people say it, in the order of the form', () => {
    const recipe = { fileType: 'jsonl.gz', kind: 'sft', format: 'alpaca', instruction: 'refined', maxConstraints: 8, minConstraints: 1 }
    expect(recipeRows(recipe)).toEqual([
      ['Format', 'Alpaca'],
      ['Instruction', 'refined'],
      ['At least', '1 constraint a pair'],
      ['At most', '8 constraints a pair'],
      ['File type', 'JSON lines, gzip'],
    ])
  })

  it('says nothing that has no place in the format, and no more of what is not asked for', () => {
    const names = (recipe: object) => recipeRows({ kind: 'x', ...exportParams.parse(recipe) }).map(([name]) => name)
    expect(names({ format: 'dpo' })).toEqual([
      'Format', 'At least', 'Rows at most', 'Of each source at most', 'Words a conversation, at most', 'Column of margins', 'Validation', 'Test', 'Split by', 'Alike shares of', 'Near-duplicates', 'With words of a benchmark',
      'Intended use', 'Licences allowed', 'Licences left out', 'File type',
    ])
    expect(names({ format: 'sft-messages' })).not.toEqual(expect.arrayContaining(['Turned round, asks for']))
    expect(names({ format: 'sft-messages', reverse: 0.2, demonstrations: 1 })).toEqual(expect.arrayContaining(['Turned round, asks for', 'Answers graded', 'Demonstrations chosen by']))
    expect(names({ format: 'openai' })).toContain('Files of proofs')
    expect(names({ format: 'sft-messages', ladder: 2 })).toContain('Ladder as')
    expect(names({ format: 'ifeval' })).not.toEqual(expect.arrayContaining(['Demonstrations']))
  })

  it('hides no parameter that it does not know', () => {
    expect(recipeRows({ split: { train: 0.9 }, gzip: false })).toEqual([
      ['Compressed', 'no'],
      ['split', '{"train":0.9}'],
    ])
  })
})

describe('recipeSummary', () => {
  it('says what a recipe asks for that a new one would not', () => {
    const recipe = exportParams.parse({ format: 'sft-messages' })
    expect(recipeSummary({ kind: 'sft', ...recipe })).toBe('')
    expect(recipeSummary({ ...recipe, instruction: 'refined', test: 0.2, ladder: 3, bits: { least: 8, most: 12, facets: 3 } })).toBe('Instruction: refined · Bits a prompt: 8 to 12, of 3 facets or more · Ladder: 3 levels · Test: 20 %')
    expect(recipeSummary({ ...recipe, bits: { facets: 3, most: 12, least: 8 }, filter: { language: ['en'] } })).toContain('Only the pairs: ')
  })

  it('says nothing of a recipe that is not understood, or of what an early one did not ask', () => {
    expect([recipeSummary({ format: 'gone', test: 0.2 }), recipeSummary({ format: 'alpaca', gzip: true })]).toEqual(['', ''])
  })
})

describe('splitFrontMatter', () => {
  it('parts the card from what hubs read', () => {
    expect(splitFrontMatter('---\nlicense: mit\nsize: small\n---\n\n# Title\n\n---\n\nend')).toEqual({
      frontMatter: 'license: mit\nsize: small',
      body: '# Title\n\n---\n\nend',
    })
  })

  it('leaves a card alone whose fence is missing or never closes', () => {
    for (const card of ['# Title', '', '---\nlicense: mit', ' ---\na\n---\n']) {
      expect(splitFrontMatter(card)).toEqual({ frontMatter: null, body: card })
    }
  })

  it('reads an empty front matter', () => {
    expect(splitFrontMatter('---\n---\n# Title')).toEqual({ frontMatter: '', body: '# Title' })
  })
})
