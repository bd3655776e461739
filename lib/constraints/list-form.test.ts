import { expect, test } from 'vitest'
import { checked, titled, understood, type CheckCase } from '#lib/constraints/cases.fixture.ts'

const cases: CheckCase[] = [
  ['list_marker', { marker: '-' }, 'So:\n- one\n- two', 'pass', ['- one', '- two']],
  ['list_marker', { marker: '-' }, '- one\n* two', 'fail', ['* two']],
  ['list_marker', { marker: '-' }, '- one\n  * two', 'unsure', ['* two']],
  ['list_marker', { marker: '-' }, 'No list.', 'unsure', []],
  ['list_marker', { marker: '1.' }, '1. one\n2) two', 'fail', ['2) two']],
  ['list_marker', { marker: 'a)' }, 'a) one\nb) two', 'pass'],
  ['list_item_words', { max: 2 }, '- one two\n- three', 'pass', ['one two']],
  ['list_item_words', { max: 2 }, '- one two\n- three four five', 'fail', ['three four five']],
  ['list_item_words', { min: 2 }, '1. one two\n2. three', 'fail', ['three']],
  ['list_item_words', { max: 2 }, '- one\n  two three\n- four', 'unsure', ['one']],
  ['list_item_words', { max: 2 }, 'one two three', 'unsure', []],
  ['list_only', { list: 'bullet' }, '- one\n- two\n', 'pass', ['- one', '- two']],
  ['list_only', { list: 'bullet' }, 'Here:\n- one', 'fail', ['Here:']],
  ['list_only', { list: 'bullet' }, '- one\n1. two', 'fail', ['1. two']],
  ['list_only', { list: 'any' }, '# Two\n- one\n- two', 'unsure', ['# Two']],
  ['numbered_sequence', { numbered: 'consecutively' }, '1. a\n2. b\n   1. c\n   2. d\n3. e', 'pass'],
  ['numbered_sequence', { numbered: 'consecutively' }, '1. a\n3. b', 'fail', ['3. b']],
  ['numbered_sequence', { numbered: 'consecutively' }, '2. a\n3. b', 'fail', ['2. a']],
  ['numbered_sequence', { numbered: 'consecutively' }, '1. a\n2. b\n\nThen:\n\n1. c', 'pass'],
  ['numbered_sequence', { numbered: 'consecutively' }, '1. a\n1. b\n1. c', 'unsure', ['1. b', '1. c']],
  ['numbered_sequence', { numbered: 'consecutively' }, '1. a\n   - x\n\n1. b', 'unsure', ['1. b']],
  ['numbered_sequence', { numbered: 'consecutively' }, '# A\n1. a\n2. b\n# B\n1. c\n2. d', 'pass'],
  ['item_start', { itemStart: 'bold' }, '- **One**: a\n- **Two**: b', 'pass'],
  ['item_start', { itemStart: 'bold' }, '- **One**: a\n- Two **b**', 'fail', ['- Two **b**']],
  ['item_start', { itemStart: 'capital' }, '- One\n- two', 'fail', ['- two']],
]

test.each(titled(cases))('%s', (_, given) => expect(checked(given)).toEqual(given))

test.each([
  ['Use hyphens (-) for all list items.', 'list_marker', { marker: '-' }],
  ['Mark each bullet point with "*".', 'list_marker', { marker: '*' }],
  ['Use numbers followed by a parenthesis for the list.', 'list_marker', { marker: '1)' }],
  ['Each bullet point should have at most 12 words.', 'list_item_words', { max: 12 }],
  ['Keep each list item to ten words or fewer.', 'list_item_words', { max: 10 }],
  ['No list item may have more than 8 words.', 'list_item_words', { max: 8 }],
  ['Limit each bullet point to 15 words.', 'list_item_words', { max: 15 }],
  ['Use between 5 and 10 words per bullet point.', 'list_item_words', { min: 5, max: 10 }],
  ['Respond only with a numbered list.', 'list_only', { list: 'number' }],
  ['Your response must consist only of a bulleted list', 'list_only', { list: 'bullet' }],
  ['Number the steps sequentially, starting with 1.', 'numbered_sequence', { numbered: 'consecutively' }],
  ['Each bullet point should begin with a bolded keyword.', 'item_start', { itemStart: 'bold' }],
])('"%s" asks for %s %j', (text, id, kwargs) => expect(understood(text)).toEqual([id, kwargs]))

test.each([
  'Use a bulleted list.',
  'Use hyphens sparingly.',
  'Each bullet point should be short.',
  'Each bullet point should have at most 12 words and end with a question.',
  'The first bullet point should have at most 5 words.',
  'Number the steps.',
])('"%s" is left alone', (text) => expect(understood(text)).toBeNull())
