import { expect, it } from 'vitest'
import { pointingBack } from '#lib/compose/input-position.ts'

it.each([
  ['Summarise the following article.', 'Summarise the article above.'],
  ['Translate the following sentence into German.', 'Translate the sentence above into German.'],
  ['Fix these following spelling mistakes and explain them', 'Fix these spelling mistakes above and explain them'],
  ['Answer the question given below.', 'Answer the question given above.'],
  ['Rewrite the paragraph below to be shorter.', 'Rewrite the paragraph above to be shorter.'],
  ['Find the errors.', 'Find the errors.'],
])('%s', (instruction, turned) => {
  expect(pointingBack(instruction)).toBe(turned)
})

it.each(['Do the following: read and answer.', 'Here is a text. Shorten it.', 'Say what follows from it', 'Use the list underneath'])('leaves "%s" where it is', (instruction) => {
  expect(pointingBack(instruction)).toBeNull()
})
