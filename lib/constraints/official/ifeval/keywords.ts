import { pyLength, pyStrip } from '#lib/text/python.ts'
import { InstructionError, listArgument, textArgument } from '../instruction.ts'
import type { InstructionKwargs, OfficialInstruction } from '../instruction.ts'
import { argumentPattern } from './argument-pattern.ts'
import { compares, countArgument } from './compare.ts'

function keywordList(kwargs: InstructionKwargs, name: string): string[] {
  const keywords = listArgument(kwargs, name)
  if (keywords.length === 0) throw new InstructionError(`kwargs.${name} is empty; it should hold at least one keyword`)
  return keywords.toSorted()
}

const existence: OfficialInstruction = {
  id: 'keywords:existence',
  kwargs: ['keywords'],
  follows(response, kwargs) {
    return keywordList(kwargs, 'keywords').every((keyword) => argumentPattern(keyword, { ignoreCase: true }).search(response))
  },
}

const frequency: OfficialInstruction = {
  id: 'keywords:frequency',
  kwargs: ['keyword', 'frequency', 'relation'],
  follows(response, kwargs) {
    const keyword = textArgument(kwargs, 'keyword')
    if (keyword === '') throw new InstructionError('kwargs.keyword is empty; it should be a keyword')
    const pattern = argumentPattern(pyStrip(keyword), { ignoreCase: true })
    return compares(pattern.count(response), kwargs, 'relation', countArgument(kwargs, 'frequency'))
  },
}

const forbiddenWords: OfficialInstruction = {
  id: 'keywords:forbidden_words',
  kwargs: ['forbidden_words'],
  follows(response, kwargs) {
    return !keywordList(kwargs, 'forbidden_words').some((word) => argumentPattern(`\\b${word}\\b`, { ignoreCase: true }).search(response))
  },
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz'

/**
 * In place of a letter that is not from a to z (two prompts ask for `#` and `!`) the official verifier counts one that it draws. One text
 * should have one verdict: the one that most of its draws would have, and pass where they are half and half.
 */
const letterFrequency: OfficialInstruction = {
  id: 'keywords:letter_frequency',
  kwargs: ['letter', 'let_frequency', 'let_relation'],
  follows(response, kwargs) {
    const given = textArgument(kwargs, 'letter')
    if (pyLength(given) !== 1) throw new InstructionError(`kwargs.letter is ${JSON.stringify(given)}; it should be one character`)
    const bound = countArgument(kwargs, 'let_frequency')
    const letter = given.toLowerCase()
    const counts = letterCounts(response)
    const holds = (one: string): boolean => compares(counts.get(one) ?? 0, kwargs, 'let_relation', bound)
    if (alphabet.includes(letter)) return holds(letter)
    return 2 * Array.from(alphabet).filter(holds).length >= alphabet.length
  },
}

function letterCounts(response: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const char of response.toLowerCase()) counts.set(char, (counts.get(char) ?? 0) + 1)
  return counts
}

export const keywordInstructions: readonly OfficialInstruction[] = [existence, frequency, forbiddenWords, letterFrequency]
