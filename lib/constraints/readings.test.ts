import { expect, test } from 'vitest'
import { checked, titled, type CheckCase } from '#lib/constraints/cases.fixture.ts'

const code = 'It rains here.\n\n```js\nfor (let i = 0 ; i < 9 ; i ++ ) x ()\nwhy ?\n```\n'

/** Responses of which careful people count differently: a bound between their counts is unsure, and one beyond them decides. */
const cases: CheckCase[] = [
  // What is a word.
  ['word_count', { max: 4 }, '- one\n- two\n- three', 'unsure'],
  ['word_count', { min: 6 }, '- one\n- two\n- three', 'unsure'],
  ['word_count', { max: 2 }, '- one\n- two\n- three', 'fail'],
  ['word_count', { min: 3, max: 6 }, '- one\n- two\n- three', 'pass'],
  ['word_count', { min: 2, max: 2 }, 'one – two', 'unsure'],
  ['word_count', { max: 2 }, 'sea—vast ocean', 'unsure'],
  ['word_count', { min: 3 }, 'sea—vast ocean', 'unsure'],
  ['word_count', { max: 1 }, 'and/or', 'unsure'],
  ['word_count', { min: 2, max: 2 }, "a well-known 'don't'".slice(2), 'pass'],
  ['word_count', { min: 2, max: 2 }, '12/05/2024 3,000', 'pass'],
  ['word_count', { max: 2 }, 'so 😀 two', 'unsure'],
  ['word_count', { around: 10 }, 'a - b - c - d - e - f', 'unsure'],
  ['paragraph_words', { max: 3 }, 'One – two three.', 'unsure'],
  ['paragraph_words', { max: 2 }, 'One – two three.', 'fail'],
  ['list_item_words', { max: 2 }, '- one – two', 'unsure'],
  ['title_words', { max: 2 }, '# Rivers – seas\n\nOld.', 'unsure'],
  // How long it is.
  ['word_size', { min: 2 }, "We don't go.", 'unsure'],
  ['word_size', { min: 2 }, 'We have 1,000.', 'unsure'],
  ['word_size', { min: 3 }, 'The U.S. navy came.', 'unsure'],
  ['word_size', { min: 2 }, '1. We do it.\n2. So', 'unsure'],
  ['word_size', { min: 2 }, 'It is a day.', 'fail', ['a']],
  ['word_size', { max: 5 }, 'a well-known one', 'unsure', ['well-known']],
  ['word_size', { max: 4 }, 'a well-known one', 'fail', ['known']],
  ['word_size', { max: 10 }, 'a well-known one', 'pass'],
  // What is a sentence.
  ['sentence_count', { max: 2 }, code, 'unsure'],
  ['sentence_count', { min: 3 }, code, 'unsure'],
  ['sentence_count', { min: 1, max: 1 }, '# Title\n\nOne sentence.', 'unsure'],
  ['sentence_count', { min: 4, max: 4 }, 'It rains.\n\n- apples\n- pears\n- plums', 'unsure'],
  ['sentence_count', { min: 4, max: 4 }, 'It rains.\n\n- It pours.\n- It snows.\n- It hails.', 'pass'],
  ['sentence_count', { min: 5 }, 'It rains.\n\n- apples\n- pears\n- plums', 'fail'],
  ['sentence_count', { min: 2, max: 2 }, 'He said, "It rains. It pours." Then he left.', 'unsure'],
  ['sentence_count', { min: 2, max: 2 }, '"It rains. It pours," he said.', 'pass'],
  ['sentence_count', { min: 1, max: 1 }, '"Stop!" he cried.', 'unsure'],
  ['sentence_count', { min: 1, max: 1 }, 'Well... I think so.', 'unsure'],
  ['sentence_count', { min: 2, max: 2 }, 'It rains.It pours.', 'unsure'],
  ['sentence_count', { min: 3 }, 'It rains.It pours.', 'fail'],
  ['sentence_count', { min: 2, max: 2 }, 'It rains.[1] It pours.[2]', 'pass'],
  ['sentence_count', { min: 2, max: 2 }, 'It rains.😀 It pours. 😀', 'pass'],
  ['sentence_count', { min: 1, max: 1 }, 'Roses are red\nViolets are blue', 'unsure'],
  ['sentence_count', { min: 1, max: 1 }, 'Dear Anna,\nIt rains.', 'unsure'],
  ['sentence_count', { min: 2, max: 2 }, '这是一句。“还有一句！”他说。', 'unsure'],
  ['sentence_count', { min: 2, max: 2 }, 'Τι κάνεις; Καλά.', 'pass'],
  ['sentence_count', { min: 2, max: 2 }, 'እሱ ነው። እሷ ናት።', 'pass'],
  ['sentence_count', { min: 2, max: 2 }, 'Really‽ Yes‼', 'pass'],
  ['sentence_words', { max: 5 }, code, 'unsure'],
  ['sentence_words', { max: 2 }, code, 'fail', ['It rains here.']],
  ['sentence_words', { max: 5 }, 'It rains.\n\n| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |', 'unsure'],
  ['sentence_words', { max: 3 }, '- It rains here.', 'unsure'],
  ['sentence_words', { max: 3 }, 'Rain—snow—hail—sleet fall.', 'unsure'],
  ['average_sentence_words', { max: 3 }, '- It rains here.\n- It pours here.', 'unsure'],
  // Quoted within a sentence, or in code.
  ['question_count', { min: 1 }, code, 'unsure'],
  ['question_count', { max: 0 }, '"Why?" he asked.', 'unsure'],
  ['question_count', { min: 1, max: 1 }, 'Is it?😀', 'pass'],
  ['exclamation_count', { max: 0 }, 'So.\n```\na != b!\n```', 'unsure'],
]

test.each(titled(cases))('%s', (_, given) => expect(checked(given)).toEqual(given))
