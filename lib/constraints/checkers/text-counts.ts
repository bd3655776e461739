import { countingChecker } from '#lib/constraints/counting.ts'
import { blocks } from '#lib/text/blocks.ts'
import { emojiSpans } from '#lib/text/emoji-spans.ts'
import { withPossible } from '#lib/text/possible-parts.ts'
import { lines, sentences } from '#lib/text/sentences.ts'
import { isUnspaced } from '#lib/text/script.ts'
import { outsideCode, structureOf } from '#lib/text/structure.ts'
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
  id: 'pincer:placeholder_count', version: 2, type: 'format.placeholder', one: 'placeholder', many: 'placeholders',
  alsoCalled: ['placeholders? in square brackets', 'placeholders? represented by square brackets', 'bracketed placeholders?'],
  rule: 'Anything short in square brackets that is not a link. Whether footnotes such as [1], boxes to tick, and brackets behind a word, before one or in code count makes two readings.',
  doubt: { when: 'the answer depends on footnotes, boxes to tick or brackets in code', witness: 'See [1] and [2].' },
  find(response) {
    const all = Array.from(response.matchAll(/\[[^[\]\n]{1,200}\](?![([:])/g), toSpan)
    const gaps = outsideCode(response, all).filter(({ start, end }) => /\p{L}/u.test(response.slice(start, end)) && !/^\[(?:\^|[xX]\])/.test(response.slice(start, start + 3)) && !/[\w\])]/.test(response.slice(Math.max(0, start - 1), start)))
    return gaps.length === all.length ? [all] : [all, gaps]
  },
})

/** Links: markdown links and bare addresses. */
export const linkCount = countingChecker({
  id: 'pincer:link_count', version: 2, type: 'format.link', one: 'link', many: 'links', alsoCalled: ['hyperlinks?', 'urls?', 'web addresses', 'web address'],
  rule: 'Markdown links and addresses that begin with http. Whether pictures count, and addresses that begin otherwise, such as example.org and those of mail, makes further readings.',
  doubt: { when: 'the answer depends on pictures, or on addresses without http', witness: 'See https://example.org or www.example.com.' },
  find(response) {
    const all = Array.from(response.matchAll(/\[[^[\]\n]{0,200}\]\([^()\s]{1,2000}\)|\bhttps?:\/\/[^\s<>()[\]"']{1,2000}/g), toSpan)
    const links = all.filter(({ start }) => response[start - 1] !== '!')
    let at = 0
    const others = Array.from(response.matchAll(/<a\s|\[[^[\]\n]{1,200}\]\[[^[\]\n]{0,200}\]|(?<![\w@.-])(?:(?:www\.|ftp:\/\/|mailto:)[^\s<>()[\]"']{3,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}|[\w-]{1,64}\.(?:com|org|net|edu|gov|io|ai|dev|info|co|de|uk|fr|eu)\b)/gi), toSpan).filter(({ start }) => {
      while ((all[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++
      return (all[at]?.start ?? Number.POSITIVE_INFINITY) > start
    })
    return [...withPossible(all, others), ...(links.length < all.length ? [links] : [])]
  },
})

/** Words of two letters or more that are written in capitals altogether. */
export const capitalWordCount = countingChecker({
  id: 'pincer:capital_word_count', version: 3, type: 'format.case', one: 'word in all capital letters', many: 'words in all capital letters',
  alsoCalled: ['words? in all capitals', 'words? in capital letters', 'words? in all caps', 'fully capitalized words?', 'all-caps words?'],
  rule: 'Words without a small letter. Whether single letters such as I count, those in code, and those that a hyphen, an apostrophe or a point joins as one, makes further readings.',
  doubt: { when: 'the answer depends on single letters, on code, or on words such as WELL-KNOWN and U.S.', witness: 'I saw NASA.' },
  find(response) {
    const words = wordRuns(response).filter(({ start, end }) => isCapital(response.slice(start, end)))
    const long = words.filter(({ start, end }) => end - start > 1)
    const readings = long.length === words.length ? [words] : [long, words]
    const whole = joined(response, words)
    const outside = outsideCode(response, long)
    const further = whole.length < words.length ? [whole, whole.filter(({ start, end }) => end - start > 1)] : []
    return [...readings, ...further, ...(outside.length < long.length ? [outside] : [])]
  },
})

/** Emoji, each sequence that shows as one picture counted once. */
export const emojiCount = countingChecker({
  id: 'pincer:emoji_count', version: 2, type: 'format.emoji', one: 'emoji', many: 'emojis', alsoCalled: ['emoticons?'],
  rule: 'Each picture counts once, however many code points it is made of. Whether signs that show as text (☺), short names (:smile:) and smileys such as :) count makes two readings.',
  doubt: { when: 'the answer depends on signs that show as text, short names or smileys', witness: 'Good 😀 :)' },
  find(response) {
    const emoji = emojiSpans(response)
    let at = 0
    const others = Array.from(response.matchAll(/(?![©®™])\p{ExtPict}(?!\ufe0f)|(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])|(?<!\S)[:;=8][-']?[)(DPpO3](?![\w)])/gu), toSpan).filter(({ start }) => {
      while ((emoji[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++
      return (emoji[at]?.start ?? Number.POSITIVE_INFINITY) > start
    })
    return withPossible(emoji, others)
  },
})

/** Groups of digits; points, commas and colons between digits belong to the group. */
export const numberCount = countingChecker({
  id: 'pincer:number_count', version: 3, type: 'lexical.numbers', one: 'number', many: 'numbers', alsoCalled: ['numerals?', 'numbers? written in digits', 'figures?'],
  rule: 'Groups of digits of any script; points, commas and colons between digits belong to the group. Whether the numbers of list items, those within words and addresses, and signs such as ½ count, and whether dates, fractions and groups of thousands are one number, makes further readings.',
  doubt: { when: 'the answer depends on numbers of items, within words, or in several groups', witness: 'Since 1/2 past.' },
  find(response) {
    const groups = Array.from(response.matchAll(/\p{Nd}+(?:[.,:٫٬．，]\p{Nd}+)*/gu), toSpan)
    const markers = new Set(structureOf(response).items.filter(({ kind }) => kind === 'number').map(({ contentStart }) => contentStart))
    const inText = groups.filter(({ start, end }) => !/[\p{L}/_#=&?-]/u.test(response.charAt(start - 1)) && !/[\p{L}/_]/u.test(response.charAt(end)) && !marks(response, end, markers))
    const whole = joinedNumbers(response, groups)
    const signs = Array.from(response.matchAll(/\p{No}+/gu), toSpan)
    return [...withPossible(groups, signs), ...(inText.length < groups.length ? [inText] : []), ...(whole.length < groups.length ? [whole] : [])]
  },
  mineFrom: 2,
})

/** Lines that are not blank. */
export const lineCount = countingChecker({
  id: 'pincer:line_count', version: 2, type: 'length.lines', one: 'line', many: 'lines', alsoCalled: ['lines? of text', 'non-blank lines?'], verb: 'write', mineFrom: 3,
  rule: 'Lines that are not blank. Whether headings, dividers and fences count, and breaks of other kinds part lines, makes further readings.',
  doubt: { when: 'the answer depends on headings, dividers or fences', witness: '# Rivers\nThey flow.' },
  find(response) {
    const all = lines(response, 0, response.length)
    const apart = [...blocks(response).filter(({ kind }) => kind === 'heading' || kind === 'divider'), ...structureOf(response).headings].toSorted((a, b) => a.start - b.start)
    let at = 0
    const text = all.filter(({ start, end }) => {
      while ((apart[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++
      return !((apart[at]?.start ?? Number.POSITIVE_INFINITY) < end) && !/^ {0,3}(?:`{3}|~{3})/.test(response.slice(start, start + 8))
    })
    const { length } = response.trimEnd()
    const breaks = Array.from(response.matchAll(/\r(?!\n)|[\u2028\u2029]|<br ?\/?>/gi), toSpan).filter(({ end }) => end < length)
    return [...withPossible(all, breaks), ...(text.length < all.length ? [text] : [])]
  },
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

/** Words that nothing but a hyphen, an apostrophe, a point or the like parts, as one. */
function joined(text: string, words: readonly Span[]): Span[] {
  const whole: Span[] = []
  for (const { start, end } of words) {
    const last = whole.at(-1)
    if (last && start - last.end === 1 && /[-‐‑'’.&/]/.test(text.charAt(last.end))) last.end = end
    else whole.push({ start, end })
  }
  return whole
}

/** Whether the text of a numbered item begins within a few signs behind a number. */
function marks(text: string, end: number, markers: ReadonlySet<number>): boolean {
  const behind = /^[.)][ \t]{1,8}/.exec(text.slice(end, end + 9))?.[0]
  return behind !== undefined && markers.has(end + behind.length)
}

/** Groups of digits that make one number, or one date, together: 1/2, 2024-01-02, 1 000. */
function joinedNumbers(text: string, groups: readonly Span[]): Span[] {
  const whole: Span[] = []
  for (const { start, end } of groups) {
    const last = whole.at(-1)
    const gap = last && start - last.end <= 2 ? text.slice(last.end, start) : null
    if (last && gap !== null && (/^[-–/'’⁄eE^]$/.test(gap) || gap === 'e-' || (/^[ \u00a0\u202f]$/.test(gap) && end - start === 3))) last.end = end
    else whole.push({ start, end })
  }
  return whole
}
