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
  ['pincer:character_count', { max: 40 }, 'pincer:word_count', { min: 50 }, 'conflict'],
  ['pincer:word_size', { max: 5 }, 'pincer:word_size', { min: 8 }, 'conflict'],
  ['pincer:word_count', { around: 100 }, 'pincer:word_count', { max: 120 }, 'implies'],
  ['pincer:no_such', {}, 'pincer:word_count', { max: 120 }, 'compatible'],
])('%s %o and %s %o: %s', (a, ofA, b, ofB, relation) => {
  expect(relate({ id: a, kwargs: ofA }, { id: b, kwargs: ofB })).toBe(relation)
})
