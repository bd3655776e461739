import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byId } from '../evaluate.ts'
import { InstructionError } from '../instruction.ts'
import type { InstructionKwargs } from '../instruction.ts'
import { ifevalInstructions } from './registry.ts'

const instructions = byId(ifevalInstructions)

function follows(id: string, response: string, kwargs: InstructionKwargs = {}): boolean {
  const instruction = instructions.get(id)
  if (!instruction) throw new RangeError(id)
  return instruction.follows(response, kwargs, { prompt: '' })
}

const rightKwargs: InstructionKwargs = {
  keywords: ['a', 'b.c'],
  keyword: 'a',
  frequency: 3,
  relation: 'at least',
  forbidden_words: ['x y'],
  letter: 'a',
  let_frequency: 3,
  let_relation: 'less than',
  language: 'en',
  num_sentences: 3,
  num_paragraphs: 2,
  num_words: 4,
  nth_paragraph: 1,
  first_word: 'a',
  num_placeholders: 3,
  postscript_marker: 'P.S.',
  num_bullets: 3,
  num_highlights: 3,
  section_spliter: 'Section',
  num_sections: 3,
  prompt_to_repeat: 'a',
  end_phrase: 'b',
  capital_frequency: 3,
  capital_relation: 'at least',
}

describe('IFEval instructions', () => {
  it('are the 25 of the benchmark', () => {
    expect(ifevalInstructions.length).toBe(25)
    expect(instructions.size).toBe(25)
  })

  it.each<[string, string, InstructionKwargs, boolean]>([
    ['keywords:existence', 'Concatenate', { keywords: ['CAT'] }, true],
    ['keywords:existence', 'a\nb', { keywords: ['a.b'] }, false],
    ['keywords:frequency', 'who what? wha', { keyword: ' what? ', frequency: 2, relation: 'at least' }, true],
    ['keywords:forbidden_words', 'concatenate', { forbidden_words: ['cat'] }, true],
    ['keywords:forbidden_words', 'the CAT.', { forbidden_words: ['cat'] }, false],
    ['keywords:letter_frequency', 'Eerie', { letter: 'E', let_frequency: 3, let_relation: 'at least' }, true],
    ['keywords:letter_frequency', 'abcdefghijklm', { letter: '#', let_frequency: 1, let_relation: 'at least' }, true],
    ['keywords:letter_frequency', 'abcdefghijkl####', { letter: '#', let_frequency: 1, let_relation: 'at least' }, false],
    ['keywords:letter_frequency', 'äääää', { letter: 'Ä', let_frequency: 1, let_relation: 'less than' }, true],
    ['language:response_language', '123', { language: 'th' }, true],
    ['change_case:english_capital', 'THE HOUSE IS BIG AND THE GARDEN IS WIDE', {}, true],
    ['change_case:english_capital', '123', {}, false],
    ['change_case:english_lowercase', 'the house is big and the garden is wide', {}, true],
    ['change_case:english_lowercase', 'das haus ist groß und der garten ist weit', {}, false],
    ['change_case:capital_word_frequency', 'I met A BIG U.S.A. man', { capital_frequency: 4, capital_relation: 'less than' }, false],
    ['length_constraints:number_sentences', 'One. Two... three. 4. five', { num_sentences: 4, relation: 'less than' }, true],
    ['length_constraints:number_words', "don't stop_it", { num_words: 3, relation: 'at least' }, true],
    ['length_constraints:number_paragraphs', '***\na\n***\nb\n***', { num_paragraphs: 2 }, true],
    ['length_constraints:number_paragraphs', 'a\n***\n \n***\nb', { num_paragraphs: 2 }, false],
    ['length_constraints:number_paragraphs', 'a ****** b', { num_paragraphs: 2 }, false],
    ['length_constraints:nth_paragraph_first_word', 'a\n\n"\'Firstly\', b', { num_paragraphs: 2, nth_paragraph: 2, first_word: 'firstly' }, false],
    ['length_constraints:nth_paragraph_first_word', 'a\n\n\'"First!ly, b', { num_paragraphs: 2, nth_paragraph: 2, first_word: 'FIRST' }, true],
    ['length_constraints:nth_paragraph_first_word', 'a\n\n\n\nb', { num_paragraphs: 2, nth_paragraph: 2, first_word: 'b' }, false],
    ['detectable_content:number_placeholders', '[a] [b\n] [[c]]', { num_placeholders: 2 }, true],
    ['detectable_content:number_placeholders', '[a] [b\n] [[c]]', { num_placeholders: 3 }, false],
    ['detectable_content:postscript', 'p. s. in the middle\nend', { postscript_marker: 'P.S.' }, true],
    ['detectable_content:postscript', 'P.P.S', { postscript_marker: 'P.P.S' }, true],
    ['detectable_content:postscript', 'PxSx', { postscript_marker: 'P.S ' }, true],
    ['detectable_format:number_bullet_lists', '* a\n - b\n** c\n---\n  *d', { num_bullets: 4 }, true],
    ['detectable_format:number_bullet_lists', '*\n* a\n*\n\n* b\n*', { num_bullets: 3 }, true],
    ['detectable_format:constrained_response', 'Well: My answer is no. Sorry', {}, true],
    ['detectable_format:number_highlighted_sections', '**a** 2 * 3 *', { num_highlights: 2 }, true],
    ['detectable_format:number_highlighted_sections', '**a** 2 * 3 *', { num_highlights: 3 }, false],
    ['detectable_format:multiple_sections', 'Section1 a\nSection 2', { section_spliter: 'Section', num_sections: 2 }, true],
    ['detectable_format:multiple_sections', 'Day 1', { section_spliter: '(Day)', num_sections: 2 }, true],
    ['detectable_format:json_format', '```JSON\n{"a": [NaN, -Infinity]}\n```', {}, true],
    ['detectable_format:json_format', '{"a": "NaN\n"}', {}, false],
    ['detectable_format:title', '<<>> << a >>', {}, true],
    ['detectable_format:title', '<<\na>> << >>', {}, false],
    ['combination:two_responses', '******a******b', {}, true],
    ['combination:two_responses', 'a****** ******b', {}, false],
    ['combination:two_responses', 'a******a ', {}, false],
    ['combination:repeat_prompt', ' TELL me. Ok', { prompt_to_repeat: 'Tell me.\n' }, true],
    ['startend:end_checker', '"It is THE end." ', { end_phrase: ' the End.' }, true],
    ['startend:quotation', ' "a" ', {}, true],
    ['startend:quotation', '"', {}, false],
    ['punctuation:no_comma', '1\u060c2', {}, true],
  ])('%s of %j with %j is %s', (id, response, kwargs, expected) => {
    expect(follows(id, response, kwargs)).toBe(expected)
  })

  it.each<[string, InstructionKwargs, string]>([
    ['keywords:existence', {}, 'kwargs.keywords is missing; it should be a list of texts'],
    ['keywords:existence', { keywords: [] }, 'at least one keyword'],
    ['keywords:frequency', { keyword: 'C+*', frequency: 1, relation: 'at least' }, 'multiple repeat'],
    ['keywords:letter_frequency', { letter: 'ab', let_frequency: 1, let_relation: 'at least' }, 'one character'],
    ['length_constraints:number_words', { num_words: '3', relation: 'at least' }, 'it should be a number'],
    ['length_constraints:number_words', { num_words: 3, relation: 'more' }, '"less than" or "at least"'],
    ['length_constraints:number_sentences', { num_sentences: -1, relation: 'at least' }, 'not be negative'],
    ['length_constraints:nth_paragraph_first_word', { num_paragraphs: 2, nth_paragraph: 3, first_word: 'a' }, 'from 1 to 2'],
    ['combination:repeat_prompt', { prompt_to_repeat: '' }, 'the prompt to repeat'],
  ])('%s refuses %j, where the official verifier raises or draws at random', (id, kwargs, message) => {
    expect(() => follows(id, 'a', kwargs)).toThrow(InstructionError)
    expect(() => follows(id, 'a', kwargs)).toThrow(message)
  })

  it('decides any text', () => {
    const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom('*', '***', '[', ']', '<<', '>>', '\n\n', '"', '```', '. ', '{', '\ud800', 'Section 1', 'P.S.'))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        for (const { id } of ifevalInstructions) expect(typeof follows(id, parts.join(''), rightKwargs)).toBe('boolean')
      }),
      { numRuns: 200 },
    )
  })

  const parts = ['*', '[', '<<', ' ', '\n', '"', '[a', '<<a', '**a', '\n*', '{"', '. ', 'A ', 'Section ', 'P.', '\u00a0']
  it.each(parts)('reads a megabyte of %j within a second for each instruction', { timeout: 60_000 }, (part) => {
    const text = part.repeat(1_000_000 / part.length)
    for (const { id } of ifevalInstructions) {
      const before = process.cpuUsage()
      follows(id, text, rightKwargs)
      expect(process.cpuUsage(before).user / 1000, id).toBeLessThan(1000)
    }
  })
})
