import { detectProfile } from '#lib/text/language.ts'
import { pyIsLower, pyIsUpper } from '#lib/text/python.ts'
import { treebankWords } from '#lib/text/treebank.ts'
import { numberArgument, textArgument } from '../instruction.ts'
import type { OfficialInstruction } from '../instruction.ts'
import { compares } from './compare.ts'

/** A text without anything to detect counts as being in the language. */
function isIn(response: string, language: string): boolean {
  const found = detectProfile(response)
  return found === null || found.language === language
}

const responseLanguage: OfficialInstruction = {
  id: 'language:response_language',
  kwargs: ['language'],
  follows: (response, kwargs) => isIn(response, textArgument(kwargs, 'language')),
}

const englishCapital: OfficialInstruction = {
  id: 'change_case:english_capital',
  kwargs: [],
  follows: (response) => pyIsUpper(response) && isIn(response, 'en'),
}

const englishLowercase: OfficialInstruction = {
  id: 'change_case:english_lowercase',
  kwargs: [],
  follows: (response) => pyIsLower(response) && isIn(response, 'en'),
}

/** Words of one capital letter count. */
const capitalWordFrequency: OfficialInstruction = {
  id: 'change_case:capital_word_frequency',
  kwargs: ['capital_frequency', 'capital_relation'],
  follows(response, kwargs) {
    const count = treebankWords(response, (sentence) => /\p{Uppercase}/u.test(sentence)).filter(pyIsUpper).length
    return compares(count, kwargs, 'capital_relation', numberArgument(kwargs, 'capital_frequency'))
  },
}

export const languageInstructions: readonly OfficialInstruction[] = [responseLanguage, englishCapital, englishLowercase, capitalWordFrequency]
