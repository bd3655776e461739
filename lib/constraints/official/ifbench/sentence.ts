import { pySplit } from '#lib/text/python.ts'
import type { OfficialInstruction } from '../instruction.ts'
import { amountArgument, phraseArgument } from './arguments.ts'
import { bareStart, everyNeighbour, firstCharacter, sentenceTexts, wholeWord, withoutPunctuation } from './text.ts'

/** What grows is how many words of the sentence stand in runs of one first letter, all runs together. */
const alliterationIncrement: OfficialInstruction = {
  id: 'sentence:alliteration_increment',
  kwargs: [],
  follows: (response) =>
    everyNeighbour(sentenceTexts(response).map(alliteratingWords), (before, after) => after > before),
}

function alliteratingWords(sentence: string): number {
  const letters = pySplit(sentence.toLowerCase())
    .map((word) => firstCharacter(bareStart(word)))
    .filter((letter) => letter !== '')
  return letters.filter((letter, index) => letter === letters[index - 1] || letter === letters[index + 1]).length
}

/** The Nth sentence holds the keyword as a whole word, in any case. */
const keyword: OfficialInstruction = {
  id: 'sentence:keyword',
  kwargs: ['word', 'N'],
  follows(response, kwargs) {
    const position = amountArgument(kwargs, 'N')
    const word = phraseArgument(kwargs, 'word')
    const sentences = sentenceTexts(response)
    if (sentences.length < position) return false
    // Sentence 0 is the last one, by Python's indexing.
    return wholeWord(word).test(sentences.at(Math.trunc(position - 1)) ?? '')
  },
}

const increment: OfficialInstruction = {
  id: 'sentence:increment',
  kwargs: ['small_n'],
  follows(response, kwargs) {
    const step = amountArgument(kwargs, 'small_n')
    const lengths = sentenceTexts(response).map((sentence) => pySplit(withoutPunctuation(sentence)).length)
    return everyNeighbour(lengths, (before, after) => after === before + step)
  },
}

/** The instructions of IFBench's group "sentence", decided as its verifier decides them. */
export const sentenceInstructions: readonly OfficialInstruction[] = [alliterationIncrement, keyword, increment]
