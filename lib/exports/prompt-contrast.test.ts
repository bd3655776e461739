import { expect, it } from 'vitest'
import { falsified } from '#lib/exports/prompt-contrast.ts'
import { seededRng } from '#lib/random.ts'

const response = 'Objects hold data and methods. They make programs modular, and easy to change.'
const sentences = { type: 'length.sentences', text: 'Write exactly 2 sentences.', checker: { id: 'pincer:sentence_count', kwargs: { min: 2, max: 2 } }, proven: true }
const commas = { type: 'punctuation.absent', text: 'Do not use any semicolons.', checker: { id: 'pincer:punctuation_absent', kwargs: { mark: 'semicolon' } }, proven: true }
const seeds = Array.from({ length: 20 }, (_, seed) => seed)

/** The places made false, over some seeds. */
function places(constraints: Parameters<typeof falsified>[0], instructions: string[]): Set<number | null> {
  return new Set(seeds.map((seed) => falsified(constraints, response, instructions, seededRng(seed, 'false'))?.violated ?? null))
}

it('makes any constraint false that can be', () => {
  expect(places([sentences, commas], ['Explain objects.'])).toEqual(new Set([0, 1]))
})

it('makes none false so that it is against the instruction: no response could meet both', () => {
  expect(places([sentences, commas], ['Explain objects in 1-2 sentences.'])).toEqual(new Set([1]))
  expect(places([sentences], ['Explain objects in 1-2 sentences.'])).toEqual(new Set([null]))
})

it('makes none false so that the instruction asks for the same itself: the true prompt would ask for it as well', () => {
  const few = { ...sentences, text: 'Write at least 2 sentences.', checker: { id: 'pincer:sentence_count', kwargs: { min: 2 } } }
  expect(places([few], ['Explain objects in at least 3 sentences.'])).toEqual(new Set([null]))
  expect(places([few], ['Explain objects.'])).toEqual(new Set([0]))
})

it('holds them to every wording of the instruction', () => {
  expect(places([sentences], ['Explain objects.', 'Explain objects in 1-2 sentences.'])).toEqual(new Set([null]))
})
