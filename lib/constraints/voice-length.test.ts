import { expect, test } from 'vitest'
import { checked, titled, understood, type CheckCase } from '#lib/constraints/cases.fixture.ts'

const english = 'The river carries sand and stones from the mountains down to the sea, and every year it builds a little more land there.'
const german = 'Der Fluss trägt Sand und Steine aus den Bergen hinunter zum Meer, und jedes Jahr baut er dort ein wenig mehr Land auf.'
const plain = 'The cat sat on the mat. The dog ran to the cat. The cat ran to the red hat. It was hot and the sun was up. We all sat down and had a big lunch.'
const learned =
  'Institutional responsibilities necessitate comprehensive administrative considerations, particularly regarding international organizational accountability and multidimensional communication infrastructures, notwithstanding considerable environmental uncertainties characterizing contemporary governmental deliberations concerning sustainability, and municipal authorities acknowledge these difficulties.'

const cases: CheckCase[] = [
  ['first_person_count', { max: 0 }, `${english} I think we know.`, 'fail', ['I', 'we']],
  ['first_person_count', { max: 0 }, english, 'pass', []],
  ['first_person_count', { max: 0 }, `${english} "I know," she said.`, 'unsure'],
  ['first_person_count', { max: 0 }, `${english} After World War I came the coal mine.`, 'unsure'],
  ['first_person_count', { max: 0 }, `${english} The US agrees.`, 'pass', []],
  ['first_person_count', { max: 0 }, `${english} Elizabeth I ruled.`, 'unsure', ['I']],
  ['first_person_count', { max: 0 }, `${english} Then I slept.`, 'fail', ['I']],
  ['first_person_count', { max: 0 }, `${english} It was I. Then rain.`, 'unsure', ['I']],
  ['first_person_count', { max: 0 }, `${english} Let's go.`, 'unsure', ["Let's"]],
  ['first_person_count', { max: 0 }, `${english} 'I'm here,' she said.`, 'unsure', ['I']],
  ['first_person_count', { max: 0 }, `${english}\n\n> I know.\n`, 'unsure', ['I']],
  ['first_person_count', { max: 0 }, `${english}\n\`\`\`\nfor i in I: my = 1\n\`\`\``, 'pass', []],
  ['first_person_count', { max: 0 }, 'El agua me gusta.', 'unsure', []],
  ['first_person_count', { max: 0 }, 'Follow me and see.', 'fail', ['me']],
  ['first_person_count', { max: 0 }, german, 'unsure', []],
  ['second_person_count', { min: 1 }, `${english} You know your river.`, 'pass', ['You', 'your']],
  ['second_person_count', { min: 1 }, english, 'fail', []],
  ['response_language', { language: 'en' }, english, 'pass', []],
  ['response_language', { language: 'en' }, german, 'fail', [german]],
  ['response_language', { language: 'en' }, `${english} ${english} ${english}\n\n${german} ${german}`, 'unsure', [`${german} ${german}`]],
  ['response_language', { language: 'de' }, `${english} ${english} ${english}\n\n${german} ${german}`, 'unsure', [`${english} ${english} ${english}`]],
  ['response_language', { language: 'zh' }, '我们今天去公园散步，天气很好，大家都很高兴。', 'pass', []],
  ['response_language', { language: 'nl' }, german, 'unsure', []],
  ['response_language', { language: 'de' }, 'Ja.', 'unsure', []],
  ['response_language', { language: 'de' }, `${german}\n\n\`\`\`python\nprint("the same thing in English")\n\`\`\``, 'pass', []],
  ['reading_level', { max: 5 }, plain, 'pass', []],
  ['reading_level', { min: 9 }, plain, 'fail', []],
  ['reading_level', { min: 12 }, learned, 'pass', []],
  ['reading_level', { max: 8 }, 'Short.', 'unsure', []],
  ['character_count', { max: 5 }, ' abc \n', 'pass', []],
  ['character_count', { max: 3 }, 'a b c', 'unsure', []],
  ['character_count', { max: 3, spaces: 'counted' }, 'a b c', 'fail', []],
  ['character_count', { max: 3, spaces: 'ignored' }, 'a b c', 'pass', []],
  ['character_count', { min: 2 }, '🙂', 'fail', []],
  ['paragraph_words', { max: 3 }, 'One two three.\n\n# A heading of many words\n\nFour.', 'pass', ['One two three.']],
  ['paragraph_words', { max: 2 }, 'One two three.\n\nFour.', 'fail', ['One two three.']],
  ['paragraph_words', { min: 3 }, 'One two three.\n\nFour.', 'fail', ['Four.']],
  ['paragraph_words', { max: 3 }, 'One two.\nThree four.', 'unsure', ['One two.\nThree four.']],
  ['average_sentence_words', { averageMax: 3 }, 'One two. One two three four.', 'pass', []],
  ['average_sentence_words', { averageMax: 2 }, 'One two. One two three four.', 'fail', []],
]

test.each(titled(cases))('%s', (_, given) => expect(checked(given)).toEqual(given))

test('the grade is the published formula of syllables counted by hand, give or take one', () => {
  // 30 words, 1 sentence, 48 syllables: 0.39 * 30 + 11.8 * 48 / 30 - 15.59 = 15.0.
  const address = 'Four score and seven years ago our fathers brought forth on this continent, a new nation, conceived in Liberty, and dedicated to the proposition that all men are created equal.'
  const outcome = (kwargs: Record<string, number>) => checked(['reading_level', kwargs, address, ''])[3]
  expect([outcome({ min: 14 }), outcome({ min: 17 }), outcome({ max: 16 }), outcome({ max: 13 })]).toEqual(['pass', 'fail', 'pass', 'fail'])
})

test.each([
  ['Do not use first-person pronouns.', 'first_person_count', { max: 0 }],
  ['Avoid using first-person pronouns in your response.', 'first_person_count', { max: 0 }],
  ['Do not write in the first person.', 'first_person_count', { max: 0 }],
  ['Avoid the second person.', 'second_person_count', { max: 0 }],
  ['Address the reader directly as "you".', 'second_person_count', { min: 1 }],
  ['Your ENTIRE response should be in Spanish language, no other language is allowed.', 'response_language', { language: 'es' }],
  ['Respond using only the Kannada language, no other language is allowed.', 'response_language', { language: 'kn' }],
  ['The entire response must be in Japanese, with no other language.', 'response_language', { language: 'ja' }],
  ['Use only the German language.', 'response_language', { language: 'de' }],
  ['Answer in Mandarin.', 'response_language', { language: 'zh' }],
  ['Use only Hindi in your response, no other language is allowed.', 'response_language', { language: 'hi' }],
  ['Please answer in French.', 'response_language', { language: 'fr' }],
  ['Write the response in German only.', 'response_language', { language: 'de' }],
  ['The response should be written in Portuguese.', 'response_language', { language: 'pt' }],
  ['The Flesch-Kincaid grade level must be at most 8.', 'reading_level', { max: 8 }],
  ['Write at an 8th-grade reading level or below.', 'reading_level', { max: 8 }],
  ['Write at an eighth-grade reading level or lower.', 'reading_level', { max: 8 }],
  ['The Flesch–Kincaid reading grade should be 8 or lower.', 'reading_level', { max: 8 }],
  ['Ensure the text has a Flesch-Kincaid grade level no higher than 9.', 'reading_level', { max: 9 }],
  ['Write at a reading level of grade 8 or below.', 'reading_level', { max: 8 }],
  ['Keep the reading level at or below 8th grade.', 'reading_level', { max: 8 }],
  ['The Flesch-Kincaid grade level should be between 6 and 8.', 'reading_level', { min: 6, max: 8 }],
  ['Use at most 280 characters.', 'character_count', { max: 280 }],
  ['Your response must be at least 500 characters long, excluding spaces.', 'character_count', { min: 500, spaces: 'ignored' }],
  ['The response should have no more than 280 characters, including spaces.', 'character_count', { max: 280, spaces: 'counted' }],
  ['Each paragraph should have at most 60 words.', 'paragraph_words', { max: 60 }],
  ['Every paragraph must contain between 40 and 80 words.', 'paragraph_words', { min: 40, max: 80 }],
  ['Keep the average sentence length under 20 words.', 'average_sentence_words', { averageMax: 19 }],
])('"%s" asks for %s %j', (text, id, kwargs) => expect(understood(text)).toEqual([id, kwargs]))

test.each([
  'Write in the first person.',
  'Write the response in Spanish, using proper grammar.',
  'Mention the French revolution.',
  'Write in formal English.',
  'Translate the title into German.',
  'Answer in English and German.',
  'Do not answer in English.',
  'Use simple language.',
  'Write in plain English.',
  'Use British English.',
  'Write the poem in French.',
  'Write a French poem.',
  'Respond in Simplified Chinese.',
  'Write at a fifth-grade reading level.',
  'The grade should be at most 8.',
  'Explain it at an eighth-grade level.',
  'Each paragraph should have at most 60 words and a topic sentence.',
  'The first paragraph should have at most 60 words.',
])('"%s" is left alone', (text) => expect(understood(text)).toBeNull())
