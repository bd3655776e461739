import { detectProfile } from '#lib/text/language.ts'
import { pyIsLower, pyIsUpper } from '#lib/text/python.ts'
import { textArgument } from '../instruction.ts'
import type { OfficialInstruction } from '../instruction.ts'

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

export const languageInstructions: readonly OfficialInstruction[] = [responseLanguage, englishCapital, englishLowercase]
