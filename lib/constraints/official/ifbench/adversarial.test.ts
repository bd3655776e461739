import { expect, test } from 'vitest'
import { ifbenchInstructions } from './registry.ts'

const size = 2 ** 20
const kwargs = {
  min_words: 1, max_words: 100, N: 2, small_n: 2, percentage: 50, reference_text: 'one two three', word: 'aaaa', keyword: 'a', n: 2,
  m: 2, options: 'yes/no', sep: '.', prompt_to_repeat: 'Say it all', n_start: 0, n_end: 1, keyword1: 'a', keyword2: 'b', keyword3: 'c d',
  keyword4: "'", keyword5: 'x',
}

/** A megabyte of one thing over and over, between what makes a verifier begin and what makes it fail. */
const megabyte = (unit: string, start = '', end = ''): string => start + unit.repeat(Math.ceil(size / unit.length)) + end

const shapes: Readonly<Record<string, string>> = {
  'one word': megabyte('a'),
  spaces: megabyte(' ', '', 'a'),
  newlines: megabyte('\n', 'Question 1: a', 'b'),
  'blank lines': megabyte(' \n\t\n'),
  'full stops': megabyte('.'),
  'closers after a full stop': megabyte(') ', 'a.', 'x'),
  'one-word sentences': megabyte('1. '),
  'single quotes': megabyte("'"),
  'double quotes': megabyte('"', '"ProductID",Category,Brand,Price,Stock\n'),
  'open brackets': megabyte('([{'),
  'digit runs': megabyte('14,'),
  'question labels': megabyte('Question 1 \n'),
  'half characters': megabyte('\ud83d'),
  words: megabyte('word '),
}

// Seconds of processor time, so that a busy machine does not count: each takes under one, what is quadratic takes hours.
const limit = 2

test.each(Object.entries(shapes))('a megabyte of %s is decided in time linear in it', { timeout: 120_000 }, (_, response) => {
  const slow: string[] = []
  for (const { id, follows } of ifbenchInstructions) {
    const start = process.cpuUsage()
    follows(response, kwargs, { prompt: '' })
    if (process.cpuUsage(start).user / 1e6 > limit) slow.push(id)
  }
  expect(slow).toEqual([])
})
