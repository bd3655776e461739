import { expect, test } from 'vitest'
import { checked, titled, understood, type CheckCase } from '#lib/constraints/cases.fixture.ts'

const cases: CheckCase[] = [
  // How a word is typeset is no matter of the word.
  ['keywords', { keywords: ["don't"] }, 'We don’t know.', 'pass', ['don’t']],
  ['keywords', { keywords: ['don’t'] }, "We don't know.", 'pass', ["don't"]],
  ['keywords', { keywords: ['well-known'] }, 'A well\u2011known fact.', 'pass', ['well\u2011known']],
  ['keywords', { keywords: ['high tide'] }, 'The high\u00a0tide, high\ntide.', 'pass', ['high\u00a0tide', 'high\ntide']],
  ['forbidden_words', { words: ["don't"] }, 'We don’t know.', 'fail', ['don’t']],
  ['forbidden_words', { words: ['high tide'] }, 'The high\u00a0tide.', 'fail', ['high\u00a0tide']],
  ['keyword_count', { keyword: "don't", min: 2 }, "We don’t, you don't.", 'pass', ['don’t', "don't"]],
  ['sentence_at', { at: 'last', relation: 'contains', phrase: "don't" }, 'All is well. We don’t know.', 'pass'],
  ['word_repeats', { max: 1 }, "Ada's cat, Ada’s dog.", 'fail', ['Ada’s']],
  // Marks and digits of other scripts.
  ['punctuation_absent', { mark: 'comma' }, 'ሰላም፣ ዓለም', 'fail', ['፣']],
  ['punctuation_absent', { mark: 'comma' }, '今日､明日', 'fail', ['､']],
  ['punctuation_absent', { mark: 'question_mark' }, 'Ինչպե՞ս ես', 'fail', ['՞']],
  ['number_count', { max: 0 }, 'Es sind ٣٫٥ und １２.', 'fail', ['٣٫٥', '１２']],
  ['question_count', { min: 1 }, 'Really?! Yes.', 'pass', ['Really?!']],
  // Dividers are no paragraphs.
  ['paragraph_count', { min: 2, max: 2 }, 'One.\n\n---\n\nTwo.', 'pass', ['One.', 'Two.']],
  ['paragraph_count', { min: 2, max: 2 }, 'One.\n\n* * *\n\nTwo.', 'pass'],
  ['paragraph_count', { min: 3, max: 3 }, 'One.\n\n***\n\nTwo.', 'fail'],
  ['paragraph_words', { min: 2 }, 'One two.\n\n___\n\nThree four.', 'pass'],
  ['paragraph_first_word', { paragraph: 2, word: 'two' }, 'One.\n\nTwo.', 'pass'],
  // A short line that is underlined is a heading; below a sentence, or behind a blank line, the same line is a divider.
  ['paragraph_count', { min: 1, max: 1 }, 'Rivers\n---\nThe Rhine is one.', 'pass', ['The Rhine is one.']],
  ['paragraph_count', { min: 2, max: 2 }, 'The Rhine is one.\n---\nThe Rhone is one.', 'pass'],
  ['paragraph_first_word', { paragraph: 1, word: 'the' }, 'Rivers\n===\nThe Rhine is one.', 'unsure'],
  ['heading_count', { min: 2, max: 2 }, 'Rivers\n===\n\nRhine\r\n-----\r\nLong.', 'pass', ['Rivers\n===', 'Rhine\r\n-----']],
  ['heading_count', { max: 0 }, 'Rivers\n\n---\n\nThe Rhine is one.\n---\n- Rhone\n---\n```\nLakes\n---\n```', 'pass', []],
  ['heading_levels', { deepest: 1 }, '# Rivers\n\nRhine\n---\nLong.', 'fail', ['Rhine\n---']],
  ['heading_text', { heading: 'Rhine' }, 'Rhine\n---\nLong.', 'pass', ['Rhine\n---']],
  ['sections_filled', { sections: 'filled' }, 'Rhine\n---\n\nRhone\n---\nLong.', 'fail', ['Rhine\n---']],
  // Marks within code are no emphasis.
  ['bold_count', { max: 0 }, 'Take `**kwargs`, not `**options`.', 'pass', []],
  ['bold_count', { min: 1, max: 1 }, 'Take ``a ` **b**`` or **`c`**.', 'pass', ['**`c`**']],
  ['bold_count', { min: 1, max: 1 }, 'One ` mark and **bold**.\nAnother ` mark.', 'pass', ['**bold**']],
]

test.each(titled(cases))('%s', (_, given) => expect(checked(given)).toEqual(given))

test.each([
  ['Use each word more than once.', null],
  ['Use no word more than twice.', ['word_repeats', { max: 2 }]],
  ['Use each word at most 3 times.', ['word_repeats', { max: 3 }]],
])('"%s" asks for %j', (text, asked) => expect(understood(text)).toEqual(asked))
