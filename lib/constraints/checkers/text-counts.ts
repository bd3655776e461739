import { countingChecker } from '#lib/constraints/counting.ts'
import { emojiSpans } from '#lib/text/emoji-spans.ts'
import { lines, sentences } from '#lib/text/sentences.ts'
import { isUnspaced } from '#lib/text/script.ts'
import { outsideCode } from '#lib/text/structure.ts'
import { wordRuns, type Span } from '#lib/text/words.ts'

/** Sentences that end with a question mark. */
export const questionCount = countingChecker({
  id: 'pincer:question_count', version: 4, type: 'style.sentence-kind', one: 'question', many: 'questions', verb: 'ask', alsoCalled: ['questions? to the reader', 'rhetorical questions?'],
  rule: 'Sentences that end with a question mark; in Greek it looks like a semicolon. Questions quoted within a sentence, and those in code, make further readings.',
  doubt: { when: 'the answer depends on questions within sentences or in code', witness: '"Why?" he asked, and "how?"' },
  find: (response) => sentencesEnding(response, /(?:[?？؟\u037e]|(?<=\p{Script=Greek});)[!！]*(?:[)"'”’»\]*_]|\p{ExtPict}|\p{EMod}|\u200d|\ufe0f)*$/u),
})

/** Sentences that end with an exclamation mark. */
export const exclamationCount = countingChecker({
  id: 'pincer:exclamation_count', version: 2, type: 'style.sentence-kind', one: 'exclamation', many: 'exclamations', alsoCalled: ['exclamatory sentences?', 'sentences? ending with an exclamation mark'],
  rule: 'Sentences that end with an exclamation mark. Exclamations quoted within a sentence, and those in code, make further readings.',
  doubt: { when: 'the answer depends on exclamations within sentences or in code', witness: '"Stop!" he cried, and "go!"' },
  find: (response) => sentencesEnding(response, /[!！](?:[)"'”’»\]*_]|\p{ExtPict}|\p{EMod}|\u200d|\ufe0f)*$/u),
})

/** Placeholders in square brackets, as in [name]; links are none. */
export const placeholderCount = countingChecker({
  id: 'pincer:placeholder_count', version: 1, type: 'format.placeholder', one: 'placeholder', many: 'placeholders',
  alsoCalled: ['placeholders? in square brackets', 'placeholders? represented by square brackets', 'bracketed placeholders?'],
  rule: 'Anything short in square brackets that is not a link.',
  find: (response) => [Array.from(response.matchAll(/\[[^[\]\n]{1,200}\](?![([:])/g), toSpan)],
})

/** Links: markdown links and bare addresses. */
export const linkCount = countingChecker({
  id: 'pincer:link_count', version: 1, type: 'format.link', one: 'link', many: 'links', alsoCalled: ['hyperlinks?', 'urls?', 'web addresses', 'web address'],
  rule: 'Markdown links and addresses that begin with http.',
  find: (response) => [Array.from(response.matchAll(/\[[^[\]\n]{0,200}\]\([^()\s]{1,2000}\)|\bhttps?:\/\/[^\s<>()[\]"']{1,2000}/g), toSpan)],
})

/** Words of two letters or more that are written in capitals altogether. */
export const capitalWordCount = countingChecker({
  id: 'pincer:capital_word_count', version: 2, type: 'format.case', one: 'word in all capital letters', many: 'words in all capital letters',
  alsoCalled: ['words? in all capitals', 'words? in capital letters', 'words? in all caps', 'fully capitalized words?', 'all-caps words?', 'capitalized words?'],
  rule: 'Words without a small letter. Whether single letters such as I count makes two readings.',
  doubt: { when: 'the answer depends on whether single letters count', witness: 'I saw NASA.' },
  find(response) {
    const words = wordRuns(response).filter(({ start, end }) => isCapital(response.slice(start, end)))
    const long = words.filter(({ start, end }) => end - start > 1)
    return long.length === words.length ? [words] : [long, words]
  },
})

/** Emoji, each sequence that shows as one picture counted once. */
export const emojiCount = countingChecker({
  id: 'pincer:emoji_count', version: 1, type: 'format.emoji', one: 'emoji', many: 'emojis', alsoCalled: ['emoticons?'],
  rule: 'Each picture counts once, however many code points it is made of.',
  find: (response) => [emojiSpans(response)],
})

/** Groups of digits; points, commas and colons between digits belong to the group. */
export const numberCount = countingChecker({
  id: 'pincer:number_count', version: 2, type: 'lexical.numbers', one: 'number', many: 'numbers', alsoCalled: ['numerals?', 'numbers? written in digits', 'figures?'],
  rule: 'Groups of digits of any script; points, commas and colons between digits belong to the group.',
  find: (response) => [Array.from(response.matchAll(/\p{Nd}+(?:[.,:٫٬．，]\p{Nd}+)*/gu), toSpan)],
  mineFrom: 2,
})

/** Lines that are not blank. */
export const lineCount = countingChecker({
  id: 'pincer:line_count', version: 1, type: 'length.lines', one: 'line', many: 'lines', alsoCalled: ['lines? of text', 'non-blank lines?'], verb: 'write', mineFrom: 3,
  rule: 'Lines that are not blank.',
  find: (response) => [lines(response, 0, response.length)],
  // Lines are counted where they are written one by one, as in verse, lists and code; elsewhere they are paragraphs.
  fits: (response) => lines(response, 0, response.length).every(({ start, end }) => end - start <= 80),
})

/** Different words, whatever their case. */
export const uniqueWordCount = countingChecker({
  id: 'pincer:unique_word_count', version: 1, type: 'lexical.variety', one: 'different word', many: 'different words', alsoCalled: ['unique words?', 'distinct words?'], mineFrom: 60,
  rule: 'Runs of letters, digits and underscores that differ, whatever their case.',
  doubt: { when: 'the script writes no spaces between words', witness: '我们今天去公园散步。天气很好。' },
  find(response) {
    if (isUnspaced(response)) return null
    const first = new Map<string, Span>()
    for (const span of wordRuns(response)) {
      const word = response.slice(span.start, span.end).toLowerCase()
      if (!first.has(word)) first.set(word, span)
    }
    return [[...first.values()]]
  },
})

/** The sentences that end so, by both readings of where they end, and those outside code. */
function sentencesEnding(response: string, ending: RegExp): Span[][] {
  const { fine, coarse } = sentences(response)
  const readings = [coarse, fine].map((spans) => spans.filter(({ start, end }) => ending.test(response.slice(Math.max(start, end - 12), end))))
  return [...readings, ...readings.map((spans) => outsideCode(response, spans))]
}

function isCapital(word: string): boolean {
  return word === word.toUpperCase() && /\p{Lu}|\p{Lt}/u.test(word)
}

function toSpan(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length }
}
