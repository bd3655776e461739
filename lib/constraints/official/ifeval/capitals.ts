import { pyIsUpper } from '#lib/text/python.ts'
import { treebankWords } from '#lib/text/treebank.ts'
import { numberArgument } from '../instruction.ts'
import type { OfficialInstruction } from '../instruction.ts'
import { compares } from './compare.ts'

/**
 * Whether a sentence may hold a word in capitals: after its first capital comes no small letter, or the Treebank rules cut between
 * the two ("'Tis", "An't"). Most sentences only begin with a capital, and need not be cut into words.
 */
const mayShout = /\p{Uppercase}(?!\p{Lowercase}(?!'t))|'T/u

/** Words of one capital letter count. */
export const capitalWordFrequency: OfficialInstruction = {
  id: 'change_case:capital_word_frequency',
  kwargs: ['capital_frequency', 'capital_relation'],
  follows(response, kwargs) {
    const count = treebankWords(response, (sentence) => mayShout.test(sentence)).filter(pyIsUpper).length
    return compares(count, kwargs, 'capital_relation', numberArgument(kwargs, 'capital_frequency'))
  },
}
