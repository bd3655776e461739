import { pyDigit, pyLength, pyLstrip, pyPunctuation, pySpace, pySplit, pyStrip, pyWord } from '#lib/text/python.ts'
import type { OfficialInstruction } from '../instruction.ts'
import { csvInstructions } from './csv.ts'
import { asciiOnly, bare, everyNeighbour, firstCharacter, sentenceTexts, withoutPunctuation } from './text.ts'

const digitRun = new RegExp(`${pyDigit}+`, 'gu')

/** The digit runs of the response, and nothing else of it, are 14, 21, 28, 35, 42, 49. */
const multiples: OfficialInstruction = {
  id: 'custom:multiples',
  kwargs: [],
  follows: (response) => (response.match(digitRun) ?? []).join() === '14,21,28,35,42,49',
}

const questionLabel = new RegExp(`Question ${pyDigit}+[.|):;]?${pySpace}*`, 'gu')
const answerOption = new RegExp(`^[A-Ea-e][.|)]${pySpace}*${pyWord}`, 'u')

/** The label begins the response; the lines before a question's first option are its text, whose length must grow. */
const mcqCountLength: OfficialInstruction = {
  id: 'custom:mcq_count_length',
  kwargs: [],
  follows(response) {
    if (!response.startsWith('Question')) return false
    const questions = response
      .split(questionLabel)
      .map((question) => pyStrip(question))
      .filter((question) => question !== '')
    if (questions.length !== 4 || questions.some((question) => optionCount(question) !== 5)) return false
    return everyNeighbour(questions.map(questionLength), (before, after) => before < after)
  },
}

function optionCount(question: string): number {
  return question.split('\n').filter(isOption).length
}

function questionLength(question: string): number {
  const lines = question.split('\n')
  const text = lines.slice(0, lines.findIndex(isOption)).map((line) => pyStrip(line))
  return pyLength(pyStrip(text.join(' ')))
}

function isOption(line: string): boolean {
  return answerOption.test(pyStrip(line))
}

/** From the first line that names Zimbabwe on, 52 lines or more, none before its neighbour in order; what they say is not looked at. */
const reverseNewline: OfficialInstruction = {
  id: 'custom:reverse_newline',
  kwargs: [],
  follows(response) {
    const lines = response
      .split('\n')
      .map((line) => bare(line))
      .filter((line) => line !== '')
    const start = lines.findIndex((line) => line.includes('Zimbabwe'))
    const countries = lines.slice(start).map(asciiOnly)
    return start >= 0 && countries.length >= 52 && everyNeighbour(countries, (before, after) => before >= after)
  },
}

/** The official verifier also asks that the reversed words be one sentence: they are, as no mark is left in them. */
const wordReverse: OfficialInstruction = {
  id: 'custom:word_reverse',
  kwargs: [],
  follows(response) {
    const words = pySplit(withoutPunctuation(pyStrip(response.toLowerCase())))
    return words.toReversed().join(' ').includes('bald eagle')
  },
}

const characterReverse: OfficialInstruction = {
  id: 'custom:character_reverse',
  kwargs: [],
  follows: (response) => response.toLowerCase().includes('elgae dlab'),
}

const sentenceAlphabet: OfficialInstruction = {
  id: 'custom:sentence_alphabet',
  kwargs: [],
  follows(response) {
    const sentences = sentenceTexts(response)
    if (sentences.length !== 26) return false
    return sentences.every((sentence, index) => {
      const start = firstCharacter(pyLstrip(sentence, `${pyPunctuation} \t\n\r\v\f`))
      return start.toLowerCase() === String.fromCodePoint(97 + index)
    })
  },
}

const capitals =
  'Reykjavik Helsinki Oslo Tallinn Stockholm Riga Moscow Copenhagen Vilnius Minsk Dublin Berlin Amsterdam Warsaw London Brussels Prague Luxembourg Paris Vienna Bratislava Budapest Vaduz Chisinau Bern Ljubljana Zagreb'

/** One fixed answer, accents and white space apart; an empty place between commas is passed over. */
const europeanCapitalsSort: OfficialInstruction = {
  id: 'custom:european_capitals_sort',
  kwargs: [],
  follows(response) {
    const cities = asciiOnly(response)
      .split(',')
      .map((city) => pyStrip(city))
    return cities.filter((city) => city !== '').join() === capitals.replaceAll(' ', ',')
  },
}

const datePattern = new RegExp(`^(${pyDigit}{4})-(${pyDigit}{2})-(${pyDigit}{2})$`, 'u')

/** Years 1769 to 1821. Month 00 and day 00 pass, and so does 29 February of any year. */
const dateFormatList: OfficialInstruction = {
  id: 'custom:date_format_list',
  kwargs: [],
  follows: (response) => pyStrip(response).split(',').every((date) => isNapoleonicDate(pyStrip(date))),
}

function isNapoleonicDate(text: string): boolean {
  const [year, month, day] = (datePattern.exec(text)?.slice(1) ?? []).map(decimalValue)
  if (year === undefined || month === undefined || day === undefined) return false
  return year >= 1769 && year <= 1821 && month <= 12 && day <= longestDay(month)
}

function longestDay(month: number): number {
  if (month === 0) return 99
  if (month === 2) return 29
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** The number that decimal digits of any script write: each script's ten follow each other, zero first. */
function decimalValue(digits: string): number {
  return [...digits].reduce((value, digit) => value * 10 + digitValue(digit), 0)
}

function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let first = code
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--
  return (code - first) % 10
}

/** The instructions of IFBench's group "custom", decided as its verifier decides them. */
export const customInstructions: readonly OfficialInstruction[] = [
  multiples,
  mcqCountLength,
  reverseNewline,
  wordReverse,
  characterReverse,
  sentenceAlphabet,
  europeanCapitalsSort,
  ...csvInstructions,
  dateFormatList,
]
