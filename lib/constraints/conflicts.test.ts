import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { findConflicts, minimalSet, relate } from '#lib/constraints/conflicts.ts'
import { checkConstraint } from '#lib/constraints/index.ts'
import { checkers } from '#lib/constraints/registry.ts'

const bounds = fc.oneof(
  fc.integer({ min: 1, max: 12 }).map((min) => ({ min })),
  fc.integer({ min: 1, max: 12 }).map((max) => ({ max })),
  fc.tuple(fc.integer({ min: 1, max: 8 }), fc.nat(6)).map(([min, more]) => ({ min, max: min + more })),
)
const demand = fc.constantFrom(...checkers).chain(({ id, examples, parse }) =>
  fc.oneof(fc.constantFrom(...examples), bounds).filter((kwargs) => parse(kwargs).ok).map((kwargs) => ({ id, kwargs })),
)
const line = fc.constantFrom(
  'Who goes there?', 'Stop! Now!', '- one', '- two', '1. first', '# Heading', '**bold** text', '| a | b |\n|---|---|\n| 1 | 2 |', 'The river and the very nice delta.',
  'Tide and moon, silt: all here; 3 of 12.', 'A I', '> quoted', '```js\ncode()\n```', '', 'extraordinarily long words', '😀 [gap] https://example.org',
)
const response = fc.array(line, { maxLength: 8 }).chain((lines) => fc.constantFrom('\n', '\n\n').map((gap) => lines.join(gap)))

describe('relations between constraints', () => {
  it('hold of every response: what conflicts is never proven together, what is implied never fails', () => {
    fc.assert(
      fc.property(demand, demand, response, (a, b, text) => {
        const relation = relate(a, b)
        const [ofA, ofB] = [checkConstraint(a, text).outcome, checkConstraint(b, text).outcome]
        if (relation === 'conflict') expect([ofA, ofB]).not.toEqual(['pass', 'pass'])
        if ((relation === 'implies' || relation === 'same') && ofA === 'pass') expect(ofB).not.toBe('fail')
        if ((relation === 'implied' || relation === 'same') && ofB === 'pass') expect(ofA).not.toBe('fail')
      }),
      { numRuns: 5000 },
    )
  })

  it('look the same from the other side, and every constraint says the same as itself', () => {
    const mirror = { same: 'same', implies: 'implied', implied: 'implies', conflict: 'conflict', compatible: 'compatible' }
    fc.assert(
      fc.property(demand, demand, (a, b) => {
        expect(relate(b, a)).toBe(mirror[relate(a, b)])
        expect(['same', 'compatible']).toContain(relate(a, a))
      }),
      { numRuns: 2000 },
    )
  })
})

const words = (kwargs: Record<string, unknown>) => ({ id: 'pincer:word_count', kwargs })

test('finds what cannot be met together and what is said twice, and leaves undecidable ones alone', () => {
  const list = [words({ min: 200 }), null, words({ min: 150 }), words({ max: 100 }), { id: 'pincer:keywords', kwargs: { keywords: ['very fast'] } }, { id: 'pincer:forbidden_words', kwargs: { words: ['very'] } }]
  expect(findConflicts(list)).toEqual([
    { first: 0, second: 2, relation: 'implies' },
    { first: 0, second: 3, relation: 'conflict' },
    { first: 2, second: 3, relation: 'conflict' },
    { first: 4, second: 5, relation: 'conflict' },
  ])
  expect(minimalSet([words({ min: 150 }), words({ min: 200 }), null, words({ min: 200 })])).toEqual([1, 2])
})

test.each([
  ['pincer:punctuation_absent', { mark: 'question_mark' }, 'pincer:question_count', { min: 1 }, 'conflict'],
  ['pincer:punctuation_absent', { mark: 'question_mark' }, 'pincer:question_count', { max: 3 }, 'implies'],
  ['pincer:punctuation_absent', { mark: 'comma' }, 'pincer:question_count', { min: 1 }, 'compatible'],
  ['pincer:table_count', { max: 0 }, 'pincer:table_row_count', { min: 2 }, 'conflict'],
  ['pincer:table_count', { min: 1 }, 'pincer:table_row_count', { min: 2 }, 'implied'],
  ['pincer:sentence_count', { min: 30 }, 'pincer:word_count', { around: 20 }, 'conflict'],
  ['pincer:digit_count', { max: 0 }, 'pincer:number_count', { min: 1 }, 'conflict'],
  ['pincer:digit_count', { max: 0 }, 'pincer:number_count', { max: 4 }, 'implies'],
  ['pincer:question_count', { min: 5 }, 'pincer:sentence_count', { max: 4 }, 'conflict'],
  ['pincer:bullet_count', { min: 5 }, 'pincer:list_item_count', { max: 4 }, 'conflict'],
  ['pincer:xml', { xml: 'well_formed' }, 'pincer:json', { json: 'any' }, 'conflict'],
  ['pincer:character_count', { max: 40 }, 'pincer:word_count', { min: 50 }, 'conflict'],
  ['pincer:sentence_count', { min: 30 }, 'pincer:word_count', { min: 20 }, 'implies'],
  ['pincer:paragraph_count', { min: 8 }, 'pincer:word_count', { max: 7 }, 'conflict'],
  ['pincer:paragraph_count', { min: 8 }, 'pincer:line_count', { min: 8 }, 'implies'],
  ['pincer:word_count', { max: 5 }, 'pincer:line_count', { max: 9 }, 'implies'],
  ['pincer:character_count', { max: 90 }, 'pincer:sentence_count', { min: 100 }, 'conflict'],
  ['pincer:character_count', { max: 90, spaces: 'ignored' }, 'pincer:sentence_count', { max: 100 }, 'implies'],
  ['pincer:whitespace_count', { max: 0 }, 'pincer:word_count', { min: 2 }, 'conflict'],
  ['pincer:bullet_count', { min: 12 }, 'pincer:line_count', { max: 10 }, 'conflict'],
  ['pincer:table_columns', { tableColumns: ['River'] }, 'pincer:table_count', { min: 1 }, 'implies'],
  ['pincer:table_columns', { tableColumns: ['River'] }, 'pincer:table_count', { max: 0 }, 'conflict'],
  ['pincer:heading_text', { heading: 'Summary' }, 'pincer:heading_count', { max: 0 }, 'conflict'],
  ['pincer:heading_case', { headings: 'upper' }, 'pincer:letter_case', { case: 'lower' }, 'conflict'],
  ['pincer:letter_case', { case: 'lower' }, 'pincer:capital_word_count', { min: 1 }, 'conflict'],
  ['pincer:letter_case', { case: 'lower' }, 'pincer:capital_word_count', { max: 3 }, 'implies'],
  ['pincer:letter_case', { case: 'lower' }, 'pincer:sentence_capitals', { start: 'capital' }, 'conflict'],
  ['pincer:letter_case', { case: 'lower' }, 'pincer:starts_with', { phrase: 'Once upon' }, 'conflict'],
  ['pincer:letter_case', { case: 'upper' }, 'pincer:keywords', { keywords: ['once upon'] }, 'compatible'],
  ['pincer:punctuation_absent', { mark: 'comma' }, 'pincer:keywords', { keywords: ['Paris, France'] }, 'conflict'],
  ['pincer:punctuation_absent', { mark: 'comma' }, 'pincer:starts_with', { phrase: 'Well, then' }, 'conflict'],
  ['pincer:json', { json: 'object' }, 'pincer:bullet_count', { min: 1 }, 'conflict'],
  ['pincer:json', { json: 'object' }, 'pincer:heading_count', { min: 1 }, 'conflict'],
  ['pincer:json', { json: 'any' }, 'pincer:starts_with', { phrase: 'Sure' }, 'conflict'],
  ['pincer:json', { json: 'array' }, 'pincer:json_keys', { keys: ['a'] }, 'conflict'],
  ['pincer:json', { json: 'object' }, 'pincer:json_keys', { keys: ['a'] }, 'implied'],
  ['pincer:json', { json: 'object' }, 'pincer:wrapped', { wrapped: 'double_quotes' }, 'conflict'],
  ['pincer:code_only', { code: 'any' }, 'pincer:paragraph_count', { min: 1 }, 'conflict'],
  ['pincer:list_only', { list: 'any' }, 'pincer:heading_count', { min: 2 }, 'conflict'],
  ['pincer:list_marker', { marker: '-' }, 'pincer:numbered_item_count', { min: 2 }, 'conflict'],
  ['pincer:title', { title: 'heading' }, 'pincer:starts_with', { phrase: 'Sure' }, 'compatible'],
  ['pincer:ends_with', { phrase: 'The end.' }, 'pincer:ending_mark', { ending: 'question' }, 'conflict'],
  ['pincer:ends_with', { phrase: 'The end.' }, 'pincer:ending_mark', { ending: 'period' }, 'implies'],
  ['pincer:ends_with', { phrase: 'The end' }, 'pincer:ending_mark', { ending: 'question' }, 'compatible'],
  ['pincer:ends_with', { phrase: 'Is that all?' }, 'pincer:punctuation_absent', { mark: 'question_mark' }, 'conflict'],
  ['pincer:starts_with', { phrase: 'Once upon a time' }, 'pincer:first_word', { word: 'once' }, 'implies'],
  ['pincer:starts_with', { phrase: 'Once upon a time' }, 'pincer:first_word', { word: 'There' }, 'conflict'],
  ['pincer:starts_with', { phrase: 'Once upon a time' }, 'pincer:keywords', { keywords: ['time'] }, 'implies'],
  ['pincer:starts_with', { phrase: 'Once upon a time' }, 'pincer:forbidden_words', { words: ['upon'] }, 'conflict'],
  ['pincer:starts_with', { phrase: 'Once upon a time' }, 'pincer:forbidden_words', { words: ['once upon'] }, 'compatible'],
  ['pincer:keyword_count', { keyword: 'river', min: 3 }, 'pincer:keywords', { keywords: ['River'] }, 'implies'],
  ['pincer:keyword_count', { keyword: 'river', min: 3 }, 'pincer:forbidden_words', { words: ['river'] }, 'conflict'],
  ['pincer:keywords', { keywords: ['river'] }, 'pincer:keyword_count', { keyword: 'river', min: 1 }, 'same'],
  ['pincer:keywords', { keywords: ['jazz'] }, 'pincer:letter_count', { letter: 'z', max: 1 }, 'conflict'],
  ['pincer:keywords', { keywords: ['extraordinary'] }, 'pincer:word_size', { max: 8 }, 'conflict'],
  ['pincer:forbidden_words', { words: ['river'] }, 'pincer:forbidden_words', { words: ['river', 'sea'] }, 'implied'],
  ['pincer:sentence_words', { max: 12 }, 'pincer:average_sentence_words', { min: 15 }, 'conflict'],
  ['pincer:sentence_words', { max: 12 }, 'pincer:average_sentence_words', { max: 12 }, 'implies'],
  ['pincer:iso_date_count', { min: 2 }, 'pincer:digit_count', { max: 9 }, 'conflict'],
  ['pincer:date_form', { dates: 'iso' }, 'pincer:number_count', { max: 0 }, 'compatible'],
  ['pincer:word_size', { max: 5 }, 'pincer:word_size', { min: 8 }, 'conflict'],
  ['pincer:word_count', { around: 100 }, 'pincer:word_count', { max: 120 }, 'implies'],
  ['pincer:no_such', {}, 'pincer:word_count', { max: 120 }, 'compatible'],
])('%s %o and %s %o: %s', (a, ofA, b, ofB, relation) => {
  expect(relate({ id: a, kwargs: ofA }, { id: b, kwargs: ofB })).toBe(relation)
})
