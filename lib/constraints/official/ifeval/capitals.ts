import { pyIsUpper } from '#lib/text/python.ts'
import { treebankWords } from '#lib/text/treebank.ts'
import { numberArgument } from '../instruction.ts'
import type { OfficialInstruction } from '../instruction.ts'
import { compares } from './compare.ts'

/** Words of one capital letter count. */
export const capitalWordFrequency: OfficialInstruction = {
  id: 'change_case:capital_word_frequency',
  kwargs: ['capital_frequency', 'capital_relation'],
  follows(response, kwargs) {
    const count = treebankWords(response, (sentence) => /\p{Uppercase}/u.test(sentence)).filter(pyIsUpper).length
    return compares(count, kwargs, 'capital_relation', numberArgument(kwargs, 'capital_frequency'))
  },
}
