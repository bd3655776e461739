import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InstructionError } from '../instruction.ts'
import { firstCases } from './cases.fixture.ts'
import { secondCases } from './cases-of-words.fixture.ts'
import { ifbenchGrades } from './grades.ts'
import { ifbenchInstructions } from './registry.ts'

const instructions = new Map(ifbenchInstructions.map((instruction) => [instruction.id, instruction]))
const cases = [...firstCases, ...secondCases]
const context = { prompt: '' }

const anyKwargs = {
  min_words: 1, max_words: 100, N: 2, small_n: 2, percentage: 50, reference_text: 'one two three', word: 'cat', keyword: 'cat', n: 2,
  m: 2, options: 'yes/no', sep: '-', prompt_to_repeat: 'Say it all', n_start: 0, n_end: 1, keyword1: 'a', keyword2: 'b', keyword3: 'c d',
  keyword4: "'", keyword5: 'x',
}

test('58 instructions, each with a grade and with cases', () => {
  const ids = ifbenchInstructions.map(({ id }) => id).toSorted()
  expect(ids).toHaveLength(58)
  expect([...ifbenchGrades.keys()].toSorted()).toEqual(ids)
  expect([...new Set(cases.map(({ id }) => id))].toSorted()).toEqual(ids)
})

describe.each(cases)('$id $kwargs', ({ id, kwargs = {}, follow, fail }) => {
  const follows = (response: string): boolean | undefined => instructions.get(id)?.follows(response, kwargs, context)

  test.each(follow)('is followed by %j', (response) => {
    expect(follows(response)).toBe(true)
  })

  test.each(fail)('is not followed by %j', (response) => {
    expect(follows(response)).toBe(false)
  })
})

test('a missing argument is an error, not a verdict', () => {
  for (const instruction of ifbenchInstructions.filter(({ kwargs }) => kwargs.length > 0)) {
    expect(() => instruction.follows('Some answer here.', {}, context), instruction.id).toThrow(InstructionError)
  }
})

test('an argument that the official verifier would replace by a random one is an error', () => {
  const follows = (id: string, kwargs: Record<string, unknown>): boolean | undefined => instructions.get(id)?.follows('Some answer.', kwargs, context)
  expect(() => follows('count:numbers', { N: -1 })).toThrow(InstructionError)
  expect(() => follows('count:words_japanese', { N: 0 })).toThrow(InstructionError)
  expect(() => follows('words:keywords_specific_position', { keyword: 'cat', n: 0, m: 1 })).toThrow(InstructionError)
  expect(() => follows('repeat:repeat_change', { prompt_to_repeat: '' })).toThrow(InstructionError)
})

test('every response gets a verdict', () => {
  const pieces = fc.constantFrom(...'.?!"\'()[]{}*-,;:\n\r\t 1٣aAéß日ア😀\ud83d\u0301', '<i>', '</i>', 'Question 1.', 'Zimbabwe', '‽', '\u00a0', '\r\n')
  const responses = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')))
  fc.assert(
    fc.property(responses, (response) => {
      for (const { follows } of ifbenchInstructions) expect(typeof follows(response, anyKwargs, context)).toBe('boolean')
    }),
    { numRuns: 300 },
  )
})
