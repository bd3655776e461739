import { register, type RegisteredChecker } from '#lib/constraints/checker.ts'
import { codeLanguage, codeOnly } from '#lib/constraints/checkers/code-form.ts'
import { copiedWords } from '#lib/constraints/checkers/copied.ts'
import { csvColumns } from '#lib/constraints/checkers/csv.ts'
import { pythonLiteral, xml, yaml } from '#lib/constraints/checkers/data-forms.ts'
import { dateCount, dateForm, isoDateCount, moneyCount, percentageCount } from '#lib/constraints/checkers/dates-amounts.ts'
import { endingMark } from '#lib/constraints/checkers/ending-mark.ts'
import { firstWord, paragraphFirstWord } from '#lib/constraints/checkers/first-word.ts'
import { forbiddenWords } from '#lib/constraints/checkers/forbidden-words.ts'
import { json, jsonKeys } from '#lib/constraints/checkers/json.ts'
import { keywords } from '#lib/constraints/checkers/keywords.ts'
import { headingCase, letterCase, sentenceCapitals } from '#lib/constraints/checkers/letter-case.ts'
import { letterCount } from '#lib/constraints/checkers/letter-count.ts'
import { itemStart, listItemWords, listMarker, listOnly, numberedSequence } from '#lib/constraints/checkers/list-form.ts'
import { averageSentenceWords, characterCount, paragraphWords } from '#lib/constraints/checkers/other-lengths.ts'
import { paragraphCount } from '#lib/constraints/checkers/paragraph-count.ts'
import { paragraphSentences } from '#lib/constraints/checkers/paragraph-sentences.ts'
import { firstPersonCount, secondPersonCount } from '#lib/constraints/checkers/person.ts'
import { endsWith, startsWith } from '#lib/constraints/checkers/phrase-position.ts'
import { postscript } from '#lib/constraints/checkers/postscript.ts'
import { punctuationAbsent } from '#lib/constraints/checkers/punctuation-absent.ts'
import { readingLevel } from '#lib/constraints/checkers/reading-level.ts'
import { responseLanguage } from '#lib/constraints/checkers/response-language.ts'
import { headingLevels, headingText, sectionCount, sectionsFilled } from '#lib/constraints/checkers/sections.ts'
import { sentenceAt } from '#lib/constraints/checkers/sentence-at.ts'
import { sentenceCount } from '#lib/constraints/checkers/sentence-count.ts'
import { sentenceWords } from '#lib/constraints/checkers/sentence-words.ts'
import { contractionCount, digitCount, nonAsciiCount, whitespaceCount } from '#lib/constraints/checkers/signs.ts'
import {
  boldCount, bulletCount, codeBlockCount, headingCount, listItemCount, numberedCount, quoteCount, tableCount, tableRowCount,
} from '#lib/constraints/checkers/structure-counts.ts'
import { tableColumnCount, tableColumns } from '#lib/constraints/checkers/table-form.ts'
import {
  capitalWordCount, emojiCount, exclamationCount, lineCount, linkCount, numberCount, placeholderCount, questionCount, uniqueWordCount,
} from '#lib/constraints/checkers/text-counts.ts'
import { tense } from '#lib/constraints/checkers/tense.ts'
import { title, titleWords } from '#lib/constraints/checkers/title.ts'
import { wordCount } from '#lib/constraints/checkers/word-count.ts'
import { keywordCount, wordRepeats, sentenceOpenings } from '#lib/constraints/checkers/word-repetition.ts'
import { wordSize } from '#lib/constraints/checkers/word-size.ts'
import { divided, wrapped } from '#lib/constraints/checkers/wrapping.ts'

/** Every checker there is. A new kind of constraint is a new file and a line here. */
export const checkers: readonly RegisteredChecker[] = [
  register(wordCount),
  register(sentenceCount),
  register(paragraphCount),
  register(paragraphSentences),
  register(sentenceWords),
  register(wordSize),
  register(keywords),
  register(forbiddenWords),
  register(punctuationAbsent),
  ...[
    bulletCount, numberedCount, listItemCount, headingCount, codeBlockCount, tableCount, tableRowCount, boldCount, quoteCount, questionCount, exclamationCount,
    placeholderCount, linkCount, capitalWordCount, emojiCount, numberCount, lineCount, uniqueWordCount,
  ].map((checker) => register(checker)),
  register(startsWith),
  register(endsWith),
  register(firstWord),
  register(paragraphFirstWord),
  register(sentenceAt),
  register(endingMark),
  register(postscript),
  register(title),
  register(titleWords),
  register(headingCase),
  register(letterCase),
  register(sentenceCapitals),
  register(json),
  register(jsonKeys),
  register(csvColumns),
  register(xml),
  register(yaml),
  register(pythonLiteral),
  register(codeLanguage),
  register(codeOnly),
  register(itemStart),
  register(listItemWords),
  register(listMarker),
  register(listOnly),
  register(numberedSequence),
  register(tableColumnCount),
  register(tableColumns),
  register(headingLevels),
  register(headingText),
  register(sectionCount),
  register(sectionsFilled),
  register(letterCount),
  register(keywordCount),
  register(wordRepeats),
  register(sentenceOpenings),
  register(contractionCount),
  register(digitCount),
  register(nonAsciiCount),
  register(whitespaceCount),
  register(divided),
  register(wrapped),
  register(dateCount),
  register(dateForm),
  register(isoDateCount),
  register(moneyCount),
  register(percentageCount),
  register(firstPersonCount),
  register(secondPersonCount),
  register(tense),
  register(responseLanguage),
  register(readingLevel),
  register(averageSentenceWords),
  register(characterCount),
  register(paragraphWords),
  register(copiedWords),
]

const byId = new Map(checkers.map((checker) => [checker.id, checker]))

/** The checker with this id, if there is one. */
export function findChecker(id: string): RegisteredChecker | undefined {
  return byId.get(id)
}
