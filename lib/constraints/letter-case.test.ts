import { expect, test } from 'vitest'
import { checked, titled, understood, type CheckCase } from '#lib/constraints/cases.fixture.ts'

const cases: CheckCase[] = [
  ['letter_case', { case: 'lower' }, 'all is calm, 3 times. straße', 'pass', []],
  ['letter_case', { case: 'lower' }, 'all is CALM. Yes', 'fail', ['CALM', 'Y']],
  ['letter_case', { case: 'upper' }, 'ALL IS CALM. ÀÉ', 'pass', []],
  ['letter_case', { case: 'upper' }, 'ALL is CALM', 'fail', ['is']],
  ['letter_case', { case: 'upper' }, '今天 123', 'unsure', []],
  ['heading_case', { headings: 'title' }, '# The End of the Road\n## Why It Matters', 'pass', ['# The End of the Road', '## Why It Matters']],
  ['heading_case', { headings: 'title' }, '# The End\n## Why it matters', 'fail', ['## Why it matters']],
  ['heading_case', { headings: 'title' }, '# Life Between Rivers\n# Life between Rivers', 'unsure', ['# Life between Rivers']],
  ['heading_case', { headings: 'upper' }, '# THE END', 'pass'],
  ['heading_case', { headings: 'upper' }, '# The END', 'fail'],
  ['heading_case', { headings: 'upper' }, 'THE END', 'unsure', []],
  ['sentence_capitals', { start: 'capital' }, 'It rains. "We" wait! 3 men came.', 'pass', []],
  ['sentence_capitals', { start: 'capital' }, 'It rains! we wait.', 'fail', ['we wait.']],
  ['sentence_capitals', { start: 'small' }, 'it rains. we wait.', 'pass', []],
  ['sentence_capitals', { start: 'capital' }, 'It rains, e.g. today.', 'unsure'],
]

test.each(titled(cases))('%s', (_, given) => expect(checked(given)).toEqual(given))

test.each([
  ['Use all lowercase letters.', 'letter_case', { case: 'lower' }],
  ['Use only lowercase letters.', 'letter_case', { case: 'lower' }],
  ['Your entire response should be in all lowercase letters. No capital letters are allowed.', 'letter_case', { case: 'lower' }],
  ['Please make sure that your whole answer is in lowercase letters only', 'letter_case', { case: 'lower' }],
  ['Do not use any uppercase letters in your response.', 'letter_case', { case: 'lower' }],
  ['Your entire response should be in all capital letters.', 'letter_case', { case: 'upper' }],
  ['Write the response entirely in uppercase.', 'letter_case', { case: 'upper' }],
  ['Write your entire response in capital letters.', 'letter_case', { case: 'upper' }],
  ['Respond in all caps.', 'letter_case', { case: 'upper' }],
  ['All headings should be in title case.', 'heading_case', { headings: 'title' }],
  ['Use title case for all section headings.', 'heading_case', { headings: 'title' }],
  ['Each sentence must start with a capital letter.', 'sentence_capitals', { start: 'capital' }],
])('"%s" asks for %s %j', (text, id, kwargs) => expect(understood(text)).toEqual([id, kwargs]))

test.each([
  'Your entire response should be in English, and in all lowercase letters.',
  'Write the title in capital letters.',
  'Use capital letters for emphasis.',
  'Use capital letters sparingly.',
  'Do not use capital letters except for names.',
  'Write the first word in lowercase letters.',
])('"%s" is left alone', (text) => expect(understood(text)).toBeNull())
