import { isEmojiCharacter } from '#lib/text/emoji.ts'
import { hasContent, isSpaceUnit, pyCount, pyIsAlpha, pyIsLower, pyIsUpper, pyNonWord, pyPunctuation, pySplit, pyStrip } from '#lib/text/python.ts'
import { textArgument } from '../instruction.ts'
import type { OfficialInstruction } from '../instruction.ts'
import { nestsBrackets, nestsQuotes } from './nesting.ts'
import { isStairs } from './stairs.ts'
import { bare, firstCharacter, sentenceTexts, withoutPunctuation, wordTokens } from './text.ts'

const parentheses: OfficialInstruction = { id: 'format:parentheses', kwargs: [], follows: nestsBrackets }

const quotes: OfficialInstruction = { id: 'format:quotes', kwargs: [], follows: nestsQuotes }

const lineIndent: OfficialInstruction = { id: 'format:line_indent', kwargs: [], follows: isStairs }

const letteredOptions = new RegExp(`^${pyNonWord}*[aA]${pyNonWord}*[bB]${pyNonWord}*[cC]`, 'u')

/** Options part at "/", else at "or" (even inside of a word), else at ",". Lettered ones must be answered to the letter. */
const options: OfficialInstruction = {
  id: 'format:options',
  kwargs: ['options'],
  follows(response, kwargs) {
    const text = textArgument(kwargs, 'options')
    const choices = text.split(text.includes('/') ? '/' : text.includes('or') ? 'or' : ',').map((choice) => pyStrip(choice))
    if (letteredOptions.test(text)) return choices.includes(response)
    return choices.some((choice) => bare(choice).toLowerCase() === bare(response).toLowerCase())
  },
}

/** As many lines as words; a line of marks alone does not count. */
const newline: OfficialInstruction = {
  id: 'format:newline',
  kwargs: [],
  follows(response) {
    const text = pyStrip(withoutPunctuation(response))
    return text.split('\n').filter((line) => line !== '').length === pySplit(text).length
  },
}

/** One of a sentence's last two characters is an emoji, or the next sentence's first one. */
const emoji: OfficialInstruction = {
  id: 'format:emoji',
  kwargs: [],
  follows(response) {
    const sentences = sentenceTexts(response).map((sentence) => pyStrip(withoutPunctuation(sentence)))
    return sentences.every((sentence, index) => {
      if (sentence === '') return false
      const lastTwo = Array.from(sentence.slice(-4)).slice(-2)
      return lastTwo.some(isEmojiCharacter) || isEmojiCharacter(firstCharacter(sentences[index + 1] ?? ''))
    })
  },
}

/** Straight quotes only, white space apart; a quote at the end may have marks and digits after it. */
const quoteUnquote: OfficialInstruction = {
  id: 'format:quote_unquote',
  kwargs: [],
  follows(response) {
    const text = pySplit(response.replaceAll(`'"'`, '')).join('')
    return !text.includes('""') && !pyStrip(text, digitsAndOtherMarks).endsWith('"')
  },
}

const digitsAndOtherMarks = `0123456789${pyPunctuation.replace('"', '')}`

/** The marker may stand anywhere, twice. */
const list: OfficialInstruction = {
  id: 'format:list',
  kwargs: ['sep'],
  follows: (response, kwargs) => pyCount(response, textArgument(kwargs, 'sep')) >= 2,
}

/** An italic span that is not blank and something after it. Three characters are taken for the opening tag and four for the closing one, even of <em>. */
const thesis: OfficialInstruction = {
  id: 'format:thesis',
  kwargs: [],
  follows(response) {
    const start = indexOfEither(response, '<i>', '<em>')
    if (start < 0) return false
    const rest = response.slice(start)
    const end = indexOfEither(rest, '</i>', '</em>')
    return end >= 0 && hasContent(rest.slice(3, end)) && hasContent(rest.slice(end + 4))
  },
}

function indexOfEither(text: string, first: string, second: string): number {
  const at = text.indexOf(first)
  return at >= 0 ? at : text.indexOf(second)
}

/** After each asterisk, before the next, stands a hyphen; a text without asterisks follows. */
const subBullets: OfficialInstruction = {
  id: 'format:sub-bullets',
  kwargs: [],
  follows: (response) =>
    response
      .split('*')
      .slice(1)
      .every((bullet) => bullet.includes('-')),
}

/** Sentences, two or more, and then bullets to the end, two or more. No line may follow a blank one unless it is a bullet. */
const noBulletsBullets: OfficialInstruction = {
  id: 'format:no_bullets_bullets',
  kwargs: [],
  follows(response) {
    let open = true
    let sentences = 0
    let bullets = 0
    for (const line of response.split('\n')) {
      const text = pyStrip(line)
      if (text.startsWith('*')) {
        if (sentences < 2) return false
        open = false
        bullets++
      } else {
        if (!open) return false
        const found = sentenceTexts(text).length
        sentences += found
        open = found > 0
      }
    }
    return bullets >= 2
  },
}

/** No token is all lower case and none is lower case and then upper case; "iPhone" passes. */
const titleCase: OfficialInstruction = {
  id: 'format:title_case',
  kwargs: [],
  follows: (response) =>
    wordTokens(response).every((token) => {
      const first = firstCharacter(token)
      const rest = token.slice(first.length)
      if (!pyIsAlpha(first) || !pyIsLower(first)) return true
      return rest !== '' && !pyIsUpper(rest) && !pyIsLower(rest)
    }),
}

/** The three labels stand somewhere, in any order. */
const outputTemplate: OfficialInstruction = {
  id: 'format:output_template',
  kwargs: [],
  follows: (response) => ['My Answer:', 'My Conclusion:', 'Future Outlook:'].every((label) => response.includes(label)),
}

const noWhitespace: OfficialInstruction = {
  id: 'format:no_whitespace',
  kwargs: [],
  follows(response) {
    for (let i = 0; i < response.length; i++) if (isSpaceUnit(response.charCodeAt(i))) return false
    return true
  },
}

/** The instructions of IFBench's group "format", decided as its verifier decides them. */
export const formatInstructions: readonly OfficialInstruction[] = [
  parentheses,
  quotes,
  options,
  newline,
  emoji,
  lineIndent,
  quoteUnquote,
  list,
  thesis,
  subBullets,
  noBulletsBullets,
  titleCase,
  outputTemplate,
  noWhitespace,
]
