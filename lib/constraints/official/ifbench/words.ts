import { startsWithVerb } from '#lib/text/first-verb.ts'
import { syllables } from '#lib/text/syllables.ts'
import { pyLength, pySplit, pyStrip } from '#lib/text/python.ts'
import { textArgument } from '../instruction.ts'
import type { OfficialInstruction } from '../instruction.ts'
import { amountArgument, phraseArgument, positionArgument } from './arguments.ts'
import {
  bare,
  bareEnd,
  bareStart,
  everyNeighbour,
  firstCharacter,
  plainWords,
  sentenceTexts,
  withoutPunctuation,
  wordTokens,
  wordTokensWithoutMarks,
} from './text.ts'

const latin = 'abcdefghijklmnopqrstuvwxyz'

/** The first word may begin with any letter from a to z. */
const alphabet: OfficialInstruction = {
  id: 'words:alphabet',
  kwargs: [],
  follows(response) {
    const words = pySplit(withoutPunctuation(response))
    const start = latin.indexOf(firstCharacter(words[0] ?? '?').toLowerCase())
    return start >= 0 && words.every((word, index) => firstCharacter(word.toLowerCase()) === latin[(start + index) % 26])
  },
}

/** The whole response is one line and holds at most three of a, e, i, o, u, without accents. */
const vowel: OfficialInstruction = {
  id: 'words:vowel',
  kwargs: [],
  follows(response) {
    const line = pyStrip(response).toLowerCase()
    return !line.includes('\n') && [...'aeiou'].filter((letter) => line.includes(letter)).length <= 3
  },
}

const consonants: OfficialInstruction = {
  id: 'words:consonants',
  kwargs: [],
  follows: (response) => pySplit(response.toLowerCase()).every((word) => /[b-df-hj-np-tv-z]{2}/u.test(word)),
}

const palindrome: OfficialInstruction = {
  id: 'words:palindrome',
  kwargs: [],
  follows: (response) => plainWords(response).filter(isPalindrome).length >= 10,
}

function isPalindrome(word: string): boolean {
  const characters = [...word]
  return characters.length >= 5 && characters.toReversed().join('') === word
}

const primes = new Set([2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97])

const primeLengths: OfficialInstruction = {
  id: 'words:prime_lengths',
  kwargs: [],
  follows: (response) => pySplit(withoutPunctuation(response)).every((word) => primes.has(pyLength(word))),
}

/** What a tagger takes the first token for, a mark included: estimated. */
const startVerb: OfficialInstruction = {
  id: 'words:start_verb',
  kwargs: [],
  follows: (response) => startsWithVerb(wordTokens(response.slice(0, 4000))),
}

const repeats: OfficialInstruction = {
  id: 'words:repeats',
  kwargs: ['small_n'],
  follows(response, kwargs) {
    const most = amountArgument(kwargs, 'small_n')
    const counts = new Map<string, number>()
    for (const word of plainWords(response)) counts.set(word, (counts.get(word) ?? 0) + 1)
    return [...counts.values()].every((count) => count <= most)
  },
}

/** Syllables are counted by `syllables`, which agrees with the official dictionary on most words, not on all. */
const oddEvenSyllables: OfficialInstruction = {
  id: 'words:odd_even_syllables',
  kwargs: [],
  follows: (response) =>
    everyNeighbour(
      plainWords(response).map((word) => syllables(word) % 2),
      (before, after) => before !== after,
    ),
}

const lastFirst: OfficialInstruction = {
  id: 'words:last_first',
  kwargs: [],
  follows: (response) =>
    everyNeighbour(sentenceTexts(response), (before, after) => {
      const last = pySplit(bareEnd(before)).at(-1)
      const first = pySplit(bareStart(after))[0]
      return last !== undefined && first !== undefined && last.toLowerCase() === first.toLowerCase()
    }),
}

/** Each line is a paragraph; one of marks alone is passed over. */
const paragraphLastFirst: OfficialInstruction = {
  id: 'words:paragraph_last_first',
  kwargs: [],
  follows: (response) =>
    response.split('\n').every((line) => {
      const words = pySplit(bare(pyStrip(line).toLowerCase()))
      return words[0] === words.at(-1)
    }),
}

const noConsecutive: OfficialInstruction = {
  id: 'words:no_consecutive',
  kwargs: [],
  follows: (response) => everyNeighbour(plainWords(response).map(firstCharacter), (before, after) => before !== after),
}

/** Words are tokens that hold a letter or number: "don't" is the two words "do" and "n't". */
const keywordsSpecificPosition: OfficialInstruction = {
  id: 'words:keywords_specific_position',
  kwargs: ['keyword', 'n', 'm'],
  follows(response, kwargs) {
    const keyword = pyStrip(phraseArgument(kwargs, 'keyword'))
    const n = positionArgument(kwargs, 'n')
    const m = positionArgument(kwargs, 'm')
    const sentence = sentenceTexts(response)[n - 1]
    if (sentence === undefined) return false
    return wordTokensWithoutMarks(sentence)[m - 1]?.toLowerCase() === keyword.toLowerCase()
  },
}

const wordsPosition: OfficialInstruction = {
  id: 'words:words_position',
  kwargs: ['keyword'],
  follows(response, kwargs) {
    const keyword = pyStrip(textArgument(kwargs, 'keyword')).toLowerCase()
    const words = wordTokensWithoutMarks(response)
    return words[1]?.toLowerCase() === keyword && words.at(-2)?.toLowerCase() === keyword
  },
}

/** The instructions of IFBench's group "words", decided as its verifier decides them. */
export const wordsInstructions: readonly OfficialInstruction[] = [
  alphabet,
  vowel,
  consonants,
  palindrome,
  primeLengths,
  startVerb,
  repeats,
  oddEvenSyllables,
  lastFirst,
  paragraphLastFirst,
  noConsecutive,
  keywordsSpecificPosition,
  wordsPosition,
]
