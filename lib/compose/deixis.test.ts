import { expect, it } from 'vitest'
import { pointingAhead, pointingBack } from '#lib/compose/deixis.ts'

it.each([
  ['Summarise the following article.', 'Summarise the article above.'],
  ['Translate the following sentence into German.', 'Translate the sentence above into German.'],
  ['Fix these following spelling mistakes in the text below', null],
  ['Answer the question given below.', 'Answer the question given above.'],
  ['Rewrite the paragraph below to be shorter.', 'Rewrite the paragraph above to be shorter.'],
  ['Rearrange the following list of numbers in order', 'Rearrange the list of numbers above in order'],
  ['Classify each of the following animals as a predator or herbivore.', 'Classify each of the animals above as a predator or herbivore.'],
  ['Rewrite the following sentence by replacing its verb, the following text being a draft', null],
  ['Explain the following phrase:', 'Explain the phrase above:'],
  ['Find the errors.', 'Find the errors.'],
  ['Summarize the text above.', 'Summarize the text above.'],
])('for an input in front, "%s" becomes "%s"', (instruction, turned) => {
  expect(pointingBack(instruction)).toBe(turned)
})

it.each([
  'Do the following: read and answer.', 'Here is a text. Shorten it.', 'Say what follows from it', 'Use the list underneath',
  // What is pointed at is not named, or goes on.
  'Which of the following is a mammal?', 'Turn the following into a haiku.', 'Classify the following into animals, plants, and minerals', 'Explain the following code line by line.',
  'Use the following list below to answer.', 'Name the following animals hidden here.',
  // It stands in the instruction itself.
  'Read the passage given below and answer the following question: What is its goal?', 'Classify the following article\n\nApple reported a strong quarter.',
  // Other languages point too.
  'Übersetze den folgenden Text.', 'Résume le texte suivant.', 'Resume el siguiente texto.', '翻译以下句子。', '次の文を要約して。', 'Переведи следующее предложение.', 'ترجم النص التالي',
])('leaves "%s" where it is', (instruction) => {
  expect(pointingBack(instruction)).toBeNull()
})

it.each([
  ['Summarize the text above.', 'Summarize the text below.'],
  ['Summarize the content of the email above in one line.', 'Summarize the content of the email below in one line.'],
  ['Translate the above sentence into French.', 'Translate the sentence below into French.'],
  ['Use the words given above.', 'Use the words given below.'],
  ['List the numbers above 10.', 'List the numbers above 10.'],
  ['Above all, be brief.', 'Above all, be brief.'],
  ['Summarise the following article.', 'Summarise the following article.'],
])('for an input behind, "%s" becomes "%s"', (instruction, turned) => {
  expect(pointingAhead(instruction)).toBe(turned)
})

it.each(['\n', ':', ': ', 'the ', 'the following ', 'given ', 'text '])('comes to an end on an instruction that goes on with nothing but %j', (sign) => {
  const many = sign.repeat(Math.floor(200_000 / sign.length))
  const instruction = `Sum up the following ${many}x${many}`
  expect(pointingBack(instruction)?.length ?? 0).toBeLessThanOrEqual(instruction.length)
  expect(pointingAhead(instruction).length).toBe(instruction.length)
})
