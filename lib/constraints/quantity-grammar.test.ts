import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { understood } from '#lib/constraints/cases.fixture.ts'
import { amounts } from '#lib/constraints/amounts.ts'
import { crabRuleTypes } from '#lib/constraints/index.ts'
import { quantityIn } from '#lib/constraints/quantity-grammar.ts'
import { readBounds } from '#lib/constraints/reading.ts'

const reference = process.env.PINCER_REFERENCE_DATA

test.each([
  ['write at least 5 words', { min: 5 }],
  ['no word should fall below 5 characters', { min: 5 }],
  ['words should not be shorter than 5 characters', { min: 5 }],
  ['the answer should exceed 5 words', { min: 6 }],
  ['the answer should not exceed 5 words', { max: 5 }],
  ['no sentence may exceed 5 words', { max: 5 }],
  ['keep it under 5 words', { max: 4 }],
  ['answer in 5 words or fewer', { max: 5 }],
  ['answer in 5 or more words', { min: 5 }],
  ['restrict each sentence to 5 words maximum', { max: 5 }],
  ['maintain a word limit of 5 per sentence', { max: 5 }],
  ['the maximum length is 5 words', { max: 5 }],
  ['words must meet a minimum length of 5 characters', { min: 5 }],
  ["don't forget to write at least 5 words", { min: 5 }],
  ['write 5-9 words', { min: 5, max: 9 }],
  ['no fewer than 5 and no more than 9 words', { min: 5, max: 9 }],
  ['at least 5 words, and then at most 9 words', { min: 5, max: 9 }],
  ['write roughly 5 words', { around: 5 }],
  // The word "about" that belongs to no number.
  ['write about tides with at least 5 words', { min: 5 }],
  ['write about tides in 5 words', null],
  ['at least 5 sentences, but at most 9 words', null],
  ['at least 9 and at most 5 words', null],
  ['at least 5, at least 9 words', null],
  ['do not write at least 5 words', null],
  ['under 0 words', null],
  ['3 to 5 to 9 words', null],
  ['write words', null],
])('%s: %o', (sentence, asked) => expect(quantityIn(sentence)).toEqual(asked))

describe('one grammar of quantities', () => {
  it('reads every way to say bounds, in a sentence that says nothing else and in one that says more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(50), fc.constantFrom('min', 'max', 'both'), (low, more, ends) => {
        const bounds = ends === 'min' ? { min: low } : ends === 'max' ? { max: low } : { min: low, max: low + more }
        for (const said of amounts(bounds)) {
          expect(readBounds(`use ${said} emojis`, 'emojis?')).toEqual(bounds)
          expect(quantityIn(`to please the reader, ${said} words are needed here`)).toEqual(bounds)
        }
      }),
    )
  })

  it('answers any sentence of words and numbers in good time', () => {
    for (const part of ['at least ', '5 ', 'limit the word count ', 'no ', '5 or more ']) expect(quantityIn(part.repeat(20_000)) ?? null).toBeNull()
  })

  it.skipIf(!reference)("understands every rule-worded sentence of Crab's sample as what its type is about", () => {
    const sample = z.array(z.object({ Aug_instruction: z.object({ Additional_Instruction: z.record(z.string(), z.string()) }) }))
    const checkerOfType = new Map([['Digit', 'word_count'], ['Paragraph', 'paragraph_sentences'], ['Sentence', 'sentence_words'], ['Word', 'word_size'], ['Keyword', 'keywords'], ['Punctuation', 'punctuation_absent']])
    const asked = sample.parse(JSON.parse(readFileSync(`${reference}/crab-sample.json`, 'utf8'))).flatMap((record) =>
      Object.entries(record.Aug_instruction.Additional_Instruction).filter(([type]) => crabRuleTypes.includes(type)),
    )
    expect(asked).toHaveLength(85)
    for (const [type, text] of asked) {
      const [id, kwargs] = understood(text) ?? []
      // One of them asks for a paragraph beside its words; what number stands in the sentence stands in the kwargs.
      expect([text, id]).toEqual([text, checkerOfType.get(type)])
      const numbers = text.match(/\d+/g)?.map(Number) ?? []
      if (id !== 'keywords' && !/under/.test(text)) expect(Object.values(kwargs ?? {}).filter((value) => typeof value === 'number')).toEqual(numbers)
    }
  })
})
