import { punktSentences } from '#lib/text/punkt.ts'
import { hasContent, pyLstrip, pySpace, pySplit, pyStrip } from '#lib/text/python.ts'
import { wordRuns } from '#lib/text/words.ts'
import { InstructionError, textArgument } from '../instruction.ts'
import type { OfficialInstruction } from '../instruction.ts'
import { compares, countArgument } from './compare.ts'

const numberSentences: OfficialInstruction = {
  id: 'length_constraints:number_sentences',
  kwargs: ['num_sentences', 'relation'],
  follows(response, kwargs) {
    return compares(punktSentences(response).length, kwargs, 'relation', countArgument(kwargs, 'num_sentences'))
  },
}

const divider = new RegExp(`${pySpace}?\\*\\*\\*${pySpace}?`, 'u')

const numberParagraphs: OfficialInstruction = {
  id: 'length_constraints:number_paragraphs',
  kwargs: ['num_paragraphs'],
  follows(response, kwargs) {
    const paragraphs = response.split(divider).map(hasContent)
    if (paragraphs.slice(1, -1).includes(false)) return false
    return paragraphs.filter(Boolean).length === countArgument(kwargs, 'num_paragraphs')
  },
}

const numberWords: OfficialInstruction = {
  id: 'length_constraints:number_words',
  kwargs: ['num_words', 'relation'],
  follows(response, kwargs) {
    return compares(wordRuns(response).length, kwargs, 'relation', countArgument(kwargs, 'num_words'))
  },
}

/** The nth paragraph is taken from all paragraphs, their number from those that are not blank. */
const nthParagraphFirstWord: OfficialInstruction = {
  id: 'length_constraints:nth_paragraph_first_word',
  kwargs: ['num_paragraphs', 'nth_paragraph', 'first_word'],
  follows(response, kwargs) {
    const expected = countArgument(kwargs, 'num_paragraphs')
    const nth = countArgument(kwargs, 'nth_paragraph')
    const word = textArgument(kwargs, 'first_word').toLowerCase()
    if (nth === 0 || nth > expected) throw new InstructionError(`kwargs.nth_paragraph is ${nth}; it should be from 1 to ${expected}`)
    const paragraphs = response.split('\n\n')
    const found = paragraphs.filter(hasContent).length
    const paragraph = pyStrip(paragraphs[nth - 1] ?? '')
    return nth <= found && paragraph !== '' && found === expected && firstWord(paragraph) === word
  },
}

/** Each letter is lowered by itself, as the official loop does: a final sigma stays a plain one. */
function firstWord(paragraph: string): string {
  const word = pyLstrip(pyLstrip(pySplit(paragraph)[0] ?? '', "'"), '"')
  const end = word.search(/[.,?!'"]/)
  return Array.from(end < 0 ? word : word.slice(0, end), (letter) => letter.toLowerCase()).join('')
}

export const lengthInstructions: readonly OfficialInstruction[] = [numberSentences, numberParagraphs, numberWords, nthParagraphFirstWord]
