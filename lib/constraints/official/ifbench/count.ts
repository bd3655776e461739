import { pyDigit, pyIsDigit, pySplit, pyStrip, pyWord } from '#lib/text/python.ts'
import { InstructionError, textArgument } from '../instruction.ts'
import type { OfficialInstruction } from '../instruction.ts'
import { amountArgument } from './arguments.ts'
import { bare, wholeWord, withoutPunctuation, wordTokens } from './text.ts'

const wordRun = new RegExp(`${pyWord}+`, 'gu')
const digitRun = new RegExp(`${pyDigit}+`, 'gu')

/** How many words: runs of letters, numbers and underscores, so that "don't" is two. */
const wordCountRange: OfficialInstruction = {
  id: 'count:word_count_range',
  kwargs: ['min_words', 'max_words'],
  follows(response, kwargs) {
    const words = response.match(wordRun)?.length ?? 0
    return amountArgument(kwargs, 'min_words') <= words && words <= amountArgument(kwargs, 'max_words')
  },
}

/** A word of punctuation alone counts too, as the empty word. */
const uniqueWordCount: OfficialInstruction = {
  id: 'count:unique_word_count',
  kwargs: ['N'],
  follows(response, kwargs) {
    const words = pySplit(response.toLowerCase()).map((word) => bare(word))
    return new Set(words).size >= amountArgument(kwargs, 'N')
  },
}

const coordinating = new Set(['and', 'but', 'for', 'nor', 'or', 'so', 'yet'])

/** "and", "And" and "and," count as three different conjunctions: what is compared is the word as it was written. */
const conjunctions: OfficialInstruction = {
  id: 'count:conjunctions',
  kwargs: ['small_n'],
  follows(response, kwargs) {
    const found = pySplit(response).filter((word) => coordinating.has(bare(word).toLowerCase()))
    return new Set(found).size >= amountArgument(kwargs, 'small_n')
  },
}

const names = new Set(
  `Emma Liam Sophia Jackson Olivia Noah Ava Lucas Isabella Mason Mia Ethan Charlotte Alexander Amelia Benjamin Harper Leo Zoe
  Daniel Chloe Samuel Lily Matthew Grace Owen Abigail Gabriel Ella Jacob Scarlett Nathan Victoria Elijah Layla Nicholas Audrey
  David Hannah Christopher Penelope Thomas Nora Andrew Aria Joseph Claire Ryan Stella Jonathan`.split(/\s+/u),
)

const personNames: OfficialInstruction = {
  id: 'count:person_names',
  kwargs: ['N'],
  follows(response, kwargs) {
    const found = (response.match(wordRun) ?? []).filter((word) => names.has(word))
    return new Set(found).size >= amountArgument(kwargs, 'N')
  },
}

/** "3.14" and "1,000" are one number each, and "1-2" is one too. */
const numbers: OfficialInstruction = {
  id: 'count:numbers',
  kwargs: ['N'],
  follows: (response, kwargs) =>
    (withoutPunctuation(response).match(digitRun)?.length ?? 0) === amountArgument(kwargs, 'N'),
}

/** The marks are looked for in what is left without the first interrobang, so that "?!" alone shows neither. */
const punctuation: OfficialInstruction = {
  id: 'count:punctuation',
  kwargs: [],
  follows(response) {
    if (!['!?', '?!', '‽'].some((interrobang) => response.includes(interrobang))) return false
    const rest = response.includes('?!') ? response.replace('?!', '') : response.replace('!?', '')
    return ['.', ',', '!', '?', ';', ':'].every((mark) => rest.includes(mark))
  },
}

/** Kana or a Chinese character anywhere in the word is enough. */
const wordsJapanese: OfficialInstruction = {
  id: 'count:words_japanese',
  kwargs: ['N'],
  follows(response, kwargs) {
    const step = amountArgument(kwargs, 'N')
    if (step === 0) throw new InstructionError('kwargs.N is 0; it should be 1 or more')
    return pySplit(response).every((word, index) => {
      const core = bare(word)
      if ((index + 1) % step !== 0 || core === '' || pyIsDigit(core)) return true
      return /[\u3040-\u30ff\u4e00-\u9fff]/u.test(core)
    })
  },
}

const pronounList = new Set(
  `i me we us you he him she her it they them my mine our ours your yours his hers its their theirs myself ourselves yourself
  yourselves himself herself itself themselves this that these those who whom whose which what whoever whomever whatever
  whichever anybody anyone anything everybody everyone everything nobody nothing somebody someone something each either neither
  both all some any none`.split(/\s+/u),
)

const pronouns: OfficialInstruction = {
  id: 'count:pronouns',
  kwargs: ['N'],
  follows(response, kwargs) {
    const tokens = wordTokens(response.replaceAll('/', ' ').toLowerCase())
    return tokens.filter((token) => pronounList.has(token)).length >= amountArgument(kwargs, 'N')
  },
}

const timesPerKeyword = [1, 2, 3, 5, 7]

const keywordsMultiple: OfficialInstruction = {
  id: 'count:keywords_multiple',
  kwargs: ['keyword1', 'keyword2', 'keyword3', 'keyword4', 'keyword5'],
  follows: (response, kwargs) =>
    timesPerKeyword.every((times, index) => {
      const pattern = wholeWord(pyStrip(textArgument(kwargs, `keyword${index + 1}`)))
      return (response.match(pattern)?.length ?? 0) === times
    }),
}

/** The instructions of IFBench's group "count", decided as its verifier decides them. */
export const countInstructions: readonly OfficialInstruction[] = [
  wordCountRange,
  uniqueWordCount,
  conjunctions,
  personNames,
  numbers,
  punctuation,
  wordsJapanese,
  pronouns,
  keywordsMultiple,
]
