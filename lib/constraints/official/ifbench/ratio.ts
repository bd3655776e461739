import { nltkStopwords } from '#lib/text/nltk-stopwords.ts'
import { pyLength, pyStrip, pyWord } from '#lib/text/python.ts'
import { textArgument } from '../instruction.ts'
import type { OfficialInstruction } from '../instruction.ts'
import { amountArgument } from './arguments.ts'
import { plainWords, sentenceTexts, wordTokens } from './text.ts'

const wordRun = new RegExp(`${pyWord}+`, 'gu')

/** Of runs of letters, numbers and underscores: "don't" is the two stop words "don" and "t". */
const stopWords: OfficialInstruction = {
  id: 'ratio:stop_words',
  kwargs: ['percentage'],
  follows(response, kwargs) {
    const words = response.match(wordRun) ?? []
    if (words.length === 0) return false
    const stops = words.filter((word) => nltkStopwords.has(word.toLowerCase())).length
    return (stops / words.length) * 100 <= amountArgument(kwargs, 'percentage')
  },
}

/** Only the last character of a sentence tells its kind; a text without either kind keeps the ratio, as 0 is twice 0. */
const sentenceType: OfficialInstruction = {
  id: 'ratio:sentence_type',
  kwargs: [],
  follows(response) {
    const sentences = sentenceTexts(response)
    return ending(sentences, '.') === 2 * ending(sentences, '?')
  },
}

const sentenceBalance: OfficialInstruction = {
  id: 'ratio:sentence_balance',
  kwargs: [],
  follows(response) {
    const sentences = sentenceTexts(response)
    const questions = ending(sentences, '?')
    return ending(sentences, '.') === questions && questions === ending(sentences, '!')
  },
}

function ending(sentences: readonly string[], mark: string): number {
  return sentences.filter((sentence) => sentence.endsWith(mark)).length
}

/** How many of the response's distinct trigrams of tokens the reference has too, within two points of the percentage. */
const overlap: OfficialInstruction = {
  id: 'ratio:overlap',
  kwargs: ['reference_text', 'percentage'],
  follows(response, kwargs) {
    const percentage = amountArgument(kwargs, 'percentage')
    const reference = trigrams(textArgument(kwargs, 'reference_text'))
    const own = trigrams(response)
    if (own.size === 0) return false
    const shared = [...own].filter((trigram) => reference.has(trigram)).length
    const share = (shared / own.size) * 100
    return percentage - 2 <= share && share <= percentage + 2
  },
}

/** Tokens hold no white space, so that a space parts them beyond doubt. */
function trigrams(text: string): Set<string> {
  const tokens = wordTokens(text)
  return new Set(tokens.slice(2).map((last, index) => `${tokens[index]} ${tokens[index + 1]} ${last}`))
}

/** Three sentences of one length, and no word twice in all three. */
const sentenceWords: OfficialInstruction = {
  id: 'ratio:sentence_words',
  kwargs: [],
  follows(response) {
    const sentences = sentenceTexts(response)
    const lengths = new Set(sentences.map((sentence) => pyLength(pyStrip(sentence))))
    if (sentences.length !== 3 || lengths.size !== 1) return false
    const words = plainWords(sentences.join(' '))
    return words.length === new Set(words).size
  },
}

/** The instructions of IFBench's group "ratio", decided as its verifier decides them. */
export const ratioInstructions: readonly OfficialInstruction[] = [stopWords, sentenceType, sentenceBalance, overlap, sentenceWords]
