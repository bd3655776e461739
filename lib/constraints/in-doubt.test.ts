import { expect, test } from 'vitest'
import { checkConstraint } from '#lib/constraints/index.ts'

test.each([
  ['word_size', { max: 12 }, 'a nutrient-rich soil', '8 to 13 characters, as one counts; at most 12'],
  ['word_size', { min: 2 }, "We don't go.", '1 to 2 characters, as one counts; at least 2'],
  ['sentence_words', { max: 5 }, 'Leaves of yellow red\nTrees whisper a song', '4 to 8 words, as one counts; at most 5'],
  ['paragraph_sentences', { max: 1 }, 'We met Dr. Brown.', '1 to 2 sentences, as one counts; at most 1'],
  ['paragraph_words', { max: 2 }, 'and/or so', '2 to 3 words per paragraph, as one counts; at most 2'],
  ['paragraph_words', { min: 3 }, 'One two three four.\n\nand/or so', 'At least, 2 to 3 words per paragraph, as one counts; at least 3'],
  ['list_item_words', { max: 3 }, '- one\n  and this goes on\n- two', 'At most, 1 to 5 words per list item, as one counts; at most 3'],
])('what is unsure says between which numbers: %s %j of %j', (id, kwargs, response, said) => {
  const { outcome, detail } = checkConstraint({ id: `pincer:${id}`, kwargs }, response)
  expect([outcome, detail]).toEqual(['unsure', expect.stringContaining(said)])
})
