import fc from 'fast-check'
import { expect, it } from 'vitest'
import { understood } from '#lib/constraints/cases.fixture.ts'
import { compileConstraint } from '#lib/constraints/index.ts'
import { checkers } from '#lib/constraints/registry.ts'

const wordings = checkers.flatMap((checker) => checker.examples.flatMap((kwargs) => checker.wordings(kwargs)))

it('reads no sentence as a checker that asks for more than it checks', () => {
  const more = fc.constantFrom(
    ...['Mention the sea', 'Be funny', 'Name two birds', 'Write it for children', 'Explain why'].map((demand) => (text: string) => `${text} ${demand}.`),
    ...['Be funny', 'Write a poem', 'Answer in the style of Hemingway'].map((demand) => (text: string) => `${demand}. ${text}`),
    ...['and mention the sea', 'and be funny', 'in the style of Hemingway', 'while naming two birds', 'for children', 'unless there is a list', 'if it is a poem', 'except in the title', 'about the sea', 'to make it rhyme'].map(
      (demand) => (text: string) => `${text.replace(/[.!]$/, '')} ${demand}.`,
    ),
  )
  fc.assert(
    fc.property(fc.constantFrom(...wordings), more, (wording, asks) => {
      expect({ text: asks(wording), read: compileConstraint(asks(wording))?.checker }).toEqual({ text: asks(wording), read: undefined })
    }),
    { numRuns: 3000 },
  )
})

it.each([
  'Ensure that stop words constitute no more than 14% of the total words in your response.',
  'At least 5 words in the output should be in all caps.',
  'Incorporate at least one instance of alliteration in each paragraph.',
  'There should be exactly 3 paragraphs separated by the markdown divider: ***.',
  'If there are more species separate them with a comma.',
  'List the capital cities without country names, separated by commas.',
  'Use commas only in lists.',
  'Use any commas.',
  'The email must include the keywords "correlated" and "experiencing" and should not use any commas.',
  'Write a riddle that describes the word "key" but doesn\'t use the word "key".',
  'Write at most 50 words in the style of Hemingway.',
  'Include the keyword "sea" or "salt".',
  'Each suggestion should be confined to two sentences.',
  // What need not be done, or may be.
  'You do not need to write more than 100 words.',
  'You need not use any headings.',
  'There is no need for a table.',
  'No headings are required.',
  'It is not required to use a table.',
  'Commas are not required.',
  'You do not have to use the word "tide".',
  'You may use a table.',
  'You can use more than 100 words.',
  'You may omit commas.',
  'You may use the word "tide".',
  'The letter "e" may appear 3 times.',
  // Some of them, or a kind of them.
  'Use at least 5 long words.',
  'Use at least 3 short sentences.',
  'Write exactly three concise paragraphs.',
  'Most sentences should have at most 10 words.',
  'Not all sentences may exceed 10 words.',
  'Include a word with at least 10 letters.',
  'Use words with more than 10 letters.',
  // One sentence, or one paragraph, is asked for, too.
  'Answer in a single sentence of at most 10 words.',
  'Answer in a single paragraph of at most 100 words.',
  // Something else is asked of one quotation than of another.
  'Include the word "tide" but not the word "moon".',
  'Include the word "tide" and avoid "moon".',
  'Do not include the word "tide" but include "moon".',
  'Use "tide" not the word "moon".',
  'Don\'t use the word "tide" without "moon".',
  'Do not use both words "tide" and "moon".',
  // Other words will do, or are meant as well.
  'Include a phrase like "on the one hand".',
  'Use words containing "tide".',
  'Include words from "Moby Dick".',
  'Avoid words such as "very".',
  'Use no punctuation but commas.',
  // More or less than the number is meant, or something else is said beside it.
  'Write exactly 2 sentences, or so.',
  'Write at least 120 words approximately.',
  'Write at least 120 words each.',
  'Write at most 4 paragraphs, or none.',
  'Write exactly 2 paragraphs, as a minimum.',
  'Write exactly 2 sentences at most.',
  'Write at least 120 words at most.',
  'Use at least 120 words from the text.',
  'Ideally, write at least 120 words.',
  'Write nearly 200 words.',
  'Include the keywords "tide", "moon", or none.',
  'Do not use any commas from the text.',
  'Never use no headings.',
  // Capitals at the beginning are meant, or throughout.
  'Use at least 3 capitalized words.',
])('%s is left to people', (text) => {
  expect(understood(text)).toBeNull()
})

it.each([
  ['Don\'t include the keywords "DuPage" and "Dade" in your response.', ['forbidden_words', { words: ['DuPage', 'Dade'] }]],
  ['The word "rock" should not appear in your response.', ['forbidden_words', { words: ['rock'] }]],
  ['Don\'t forget to include the keywords "sea" and "salt".', ['keywords', { keywords: ['sea', 'salt'] }]],
  ['Do not use commas.', ['punctuation_absent', { mark: 'comma' }]],
  ['Also, you cannot use any commas in your entire response.', ['punctuation_absent', { mark: 'comma' }]],
  ['The essay should be at least 50 sentences long.', ['sentence_count', { min: 50 }]],
  ['Limit the text length to at most 130 words to maintain conciseness.', ['word_count', { max: 130 }]],
  ['To provide a comprehensive answer, make sure to weave in the following keywords: "tide".', ['keywords', { keywords: ['tide'] }]],
  ['Could you please write more than 100 words?', ['word_count', { min: 101 }]],
  ['You may use at most 3 headings.', ['heading_count', { max: 3 }]],
  ['You may not use any headings.', ['heading_count', { max: 0 }]],
  ['You must not use more than 3 headings.', ['heading_count', { max: 3 }]],
  ['No word may have fewer than 3 letters.', ['word_size', { min: 3 }]],
  ['Do not use words with fewer than 3 letters.', ['word_size', { min: 3 }]],
  ['Use only words of at least 3 letters.', ['word_size', { min: 3 }]],
  ['Use sentences of at most 10 words.', ['sentence_words', { max: 10 }]],
  ['Include the words "tide," and "moon."', ['keywords', { keywords: ['tide', 'moon'] }]],
  ['Use the words "tide", "moon" and the phrase "spring tide".', ['keywords', { keywords: ['tide', 'moon', 'spring tide'] }]],
  ['The words "tide" and "moon" should not appear.', ['forbidden_words', { words: ['tide', 'moon'] }]],
])('%s is read, with the clause that only says why', (text, read) => {
  expect(understood(text)).toEqual(read)
})
