import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findChecker } from '#lib/constraints/registry.ts'
import { fillWording, slotsNamed, wordingOf } from '#lib/constraints/wordings/slots.ts'

it('gives one wording to constraints that differ in numbers and quoted texts only', () => {
  expect(wordingOf('Use at most 20 words.')).toEqual({ template: 'Use at most {1} words.', slots: ['20'] })
  expect(wordingOf('Use between 1,000 and 2,500.5 words.').slots).toEqual(['1,000', '2,500.5'])
  const [one, several] = [wordingOf('Include the words "owl".'), wordingOf('Include the words "owl", "night" and “moon 3”.')]
  expect(one.template).toBe('Include the words {1}.')
  expect(several).toEqual({ template: one.template, slots: ['"owl", "night" and “moon 3”'] })
  expect(wordingOf('Be kind.')).toEqual({ template: 'Be kind.', slots: [] })
})

it('keeps texts apart that are worded differently', () => {
  expect(wordingOf('Use at most 20 words.').template).not.toBe(wordingOf('Use at least 20 words.').template)
  expect(wordingOf('Use 20 words').template).not.toBe(wordingOf('Use 20 words.').template)
})

it('gives every text back', () => {
  const pieces = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('{1}', '{2}', '"', '“a”', '3', '١٢', ' and ', ', ', '{', '}')), { maxLength: 12 })
  fc.assert(fc.property(pieces, (list) => {
    const text = list.join('')
    const { template, slots } = wordingOf(text)
    expect(fillWording(template, slots)).toBe(text)
  }))
})

it('knows the checkers’ own wordings: two bounds of one kind have the same ones', () => {
  const words = findChecker('pincer:word_count')
  const templates = (min: number) => words?.wordings({ min }).map((text) => wordingOf(text).template)
  expect(templates(20)?.length).toBeGreaterThan(0)
  expect(templates(20)).toEqual(templates(345))
})

it('names the slots of a template', () => {
  expect(slotsNamed('From {2} to {1}, {2} at most')).toEqual([1, 2])
  expect(fillWording('{1} and {4}', ['a'])).toBe('a and {4}')
})
