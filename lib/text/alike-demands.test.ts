import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alikeDemands } from '#lib/text/alike-demands.ts'

describe('demands in plain words', () => {
  test.each([
    ['Write in a calm voice.', 'Write in a calm voice!', 'same'],
    ['Write in a calm voice.', '  write in a CALM voice ', 'same'],
    ["Don't sound hurried", 'Don’t sound hurried.', 'same'],
    ['Write in a calm voice.', 'Write in a calm, observant voice.', 'much the same'],
    ['Please write your answer in a calm and friendly voice.', 'Write in a calm, friendly voice', 'much the same'],
    ['Write in a calm voice.', 'Write in a loud voice.', null],
    ['Write in a calm voice.', 'Do not write in a calm voice.', null],
    ['Sound like person number 1 of the harbour.', 'Sound like person number 2 of the harbour.', null],
    ['Mention the harbour before the old mill wheel.', 'Mention the harbour after the old mill wheel.', null],
    ['Be calm.', 'Be very calm.', null],
    ['用平静的语气写。', '用平静的语气写!', 'same'],
    ['', '', null],
    ['!', '?', null],
  ] as const)('%j and %j: %s', (one, other, expected) => {
    expect(alikeDemands(one, other)).toBe(expected)
  })

  const word = fc.constantFrom('write', 'calm', 'voice', 'sea', 'not', '7', 'the', 'bright', 'short', 'lines')
  const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '))

  test('stand to each other alike from both sides, and each that has words says the same as itself', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), fc.oneof(text, fc.string({ unit: 'grapheme' })), (one, other) => {
        expect(alikeDemands(one, other)).toBe(alikeDemands(other, one))
        expect(alikeDemands(one, one)).toBe(/[\p{L}\p{M}\p{N}]/u.test(one.normalize('NFKC')) ? 'same' : null)
      }),
    )
  })

  test('say the same whatever their case, spaces and punctuation', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.constantFrom(' ', '  ', ', ', '; '), fc.constantFrom('', '.', '!', ' …'), (words, between, end) => {
        expect(alikeDemands(words.join(' '), words.join(between).toUpperCase() + end)).toBe('same')
      }),
    )
  })

  test('are never alike where one has a number or a negation that the other has not', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('not', 'never', '12', 'without'), (one, turn) => {
        expect(alikeDemands(one, `${one} ${turn}`)).toBeNull()
      }),
    )
  })
})
