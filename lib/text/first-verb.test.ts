import { expect, test } from 'vitest'
import { startsWithVerb } from '#lib/text/first-verb.ts'

/** Beginnings as NLTK's averaged_perceptron_tagger_eng tags their first token: not as a reader would, it often seems. */
const verbs = [
  'Describe a time', 'Explain the concept', 'Given the following', 'Generate a list', 'Create a dialog', 'Imagine a world', 'Consider the following', 'Let us begin',
  "Let 's dive", 'Write a poem', 'Running a business', 'Morning came early', 'Return the value', 'Analyzing the data', 'Understanding the problem', 'Is it possible',
  "Do n't forget", 'Have you ever', 'Walking through the', 'Inspired by the', 'Based on the', 'Published in 1990', 'Take a look', 'Keep in mind', 'Use the following',
  'Prove that the', 'Calculate the total', 'Compute the derivative', 'go to the', 'consider the case', 'Welcome to the', 'Go', 'Running',
]
const others = [
  'Research has shown', 'Name three fruits', 'Discover the fate', 'Summer is the', 'Unlock the mysteries', 'Place the chicken', 'Explore the world', 'Embark on a',
  'Dive into the', 'Picture this :', 'Are you ready', 'Ensure that the', 'To solve this', 'The cat sat', 'In this essay', 'United States of', 'Red is a',
  'Start by gathering', 'Remember that the', 'Find the sum', 'Suppose that x', 'Determine whether the', 'Certainly ! Here', 'Yes , I', '`` Let us', '* Go to', '1 . Take',
  'the dog barks', 'Nothing is more', 'Thank you for', 'Dear Sir or', 'Once upon a', 'When I was', 'If you are', 'Stop !',
]

test.each(verbs)('%s: a verb', (text) => {
  expect(startsWithVerb(text.split(' '))).toBe(true)
})

test.each(others)('%s: none', (text) => {
  expect(startsWithVerb(text.split(' '))).toBe(false)
})

test('only the first three tokens are looked at, and there may be none', () => {
  expect(startsWithVerb('Describe a time when'.split(' '))).toBe(true)
  expect(startsWithVerb([])).toBe(false)
})
