import { z } from 'zod'
import { amounts, outcomeOf } from '#lib/constraints/amounts.ts'
import { boundsInWords, naturalBounds, relateBounds, within, type Bounds } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { measuringChecker, type MeasuredPart } from '#lib/constraints/measuring.ts'
import { readBounds } from '#lib/constraints/reading.ts'
import { areBounds } from '#lib/constraints/times.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { blocks, isProse } from '#lib/text/blocks.ts'
import { isAscii, isUnspaced } from '#lib/text/script.ts'
import { fineInProse, strictSentences } from '#lib/text/prose-sentences.ts'
import { lines, sentences } from '#lib/text/sentences.ts'
import { wordReadings } from '#lib/text/word-readings.ts'
import { countsWithin, type Span } from '#lib/text/words.ts'

const kwargs = z
  .object({ min: z.int().min(1).optional(), max: z.int().min(1).optional(), spaces: z.enum(['counted', 'ignored']).optional() })
  .refine(areBounds, { message: 'give min, max or both' })
type Kwargs = z.infer<typeof kwargs>

/** Length of the whole response in characters. */
export const characterCount: Checker<Kwargs> = {
  id: 'pincer:character_count',
  version: 1,
  type: 'length.characters',
  crab: false,
  kwargs,
  rule: 'From the first visible character to the last. `spaces` says whether white space within counts; without it both are readings. So are letters with marks and emoji as one character or as several and, where words have no spaces, punctuation.',
  examples: [{ max: 3 }, { min: 200 }, { min: 100, max: 280 }, { max: 280, spaces: 'counted' }, { min: 50, spaces: 'ignored' }, { min: 40, max: 40 }],
  doubt: { when: 'the answer depends on whether spaces count, or on how marks and emoji do', witness: 'a b c' },
  check(response, { min, max, spaces }) {
    const counts = countsOf(response, spaces)
    const [low, high] = [Math.min(...counts), Math.max(...counts)]
    const said = low === high ? `${low} ${low === 1 ? 'character' : 'characters'}` : `${low} to ${high} characters, as one counts`
    return judged(outcomeOf(counts, (count) => within(count, { min, max })), counts[0] ?? 0, `${said}; ${boundsInWords({ min, max })} asked for.`, [])
  },
  mine(response, _context, rng) {
    const counts = countsOf(response, undefined)
    const [low, high] = [Math.min(...counts), Math.max(...counts)]
    // Longer texts are measured in words, where there are words.
    return low < 40 || (high > 500 && !isUnspaced(response)) ? [] : naturalBounds(low, high, rng)
  },
  wordings({ min, max, spaces }) {
    const counted = spaces === 'counted' ? ', including spaces' : spaces === 'ignored' ? ', not counting spaces' : ''
    const unit = (max ?? min) === 1 ? 'character' : 'characters'
    return amounts({ min, max }).flatMap((amount) => [`The response must be ${amount} ${unit} long${counted}.`, `The length of your answer should be ${amount} ${unit}${counted}.`, `Write ${amount} ${unit} in length${counted}.`])
  },
  read: readCharacters,
  relate: (a, b) => (a.spaces === b.spaces ? relateBounds(a, b) : 'compatible'),
}

/** Every honest number of characters, the plainest first. */
function countsOf(response: string, spaces: Kwargs['spaces']): number[] {
  const text = response.trim()
  const dense = text.replace(/\s/gu, '')
  if (spaces === 'counted') return waysToCount(text)
  if (spaces === 'ignored') return waysToCount(dense)
  return [...waysToCount(text), ...waysToCount(dense), ...(isUnspaced(text) ? waysToCount(dense.replace(/\p{P}/gu, '')) : [])]
}

/** Code points, and characters as they show: letters with their marks, emoji with what modifies or joins them, a line break as one. */
function waysToCount(text: string): number[] {
  if (isAscii(text) && !text.includes('\r')) return [text.length]
  const points = lengthOf(text)
  const shown = lengthOf(text.replace(/\p{M}|\u200d\P{M}|\p{EMod}|[\u{e0020}-\u{e007f}]|\r(?=\n)/gu, '').replace(/\p{RI}(?=\p{RI})/gu, ''))
  return points === shown ? [points] : [points, shown]
}

function lengthOf(text: string): number {
  let n = 0
  for (const _ of text) n++
  return n
}

const counted = /,? ?\(?\b(?:including|counting|with) (?:all |the )?(?:white ?)?spaces?(?: and punctuation)?\)?,?/
const ignored = /,? ?\(?\b(?:excluding|without|ignoring|not counting|not including) (?:all |the )?(?:white ?)?spaces?\)?,?/
/** Below this, "3 characters" may be those of a story, unless the sentence speaks of a length. */
const surelyLetters = 40

function readCharacters(sentence: string): Kwargs | null {
  const spaces = ignored.test(sentence) ? 'ignored' : counted.test(sentence) ? 'counted' : undefined
  const plain = sentence
    .replace(ignored, '')
    .replace(counted, '')
    .replace(/(\d+) characters( long| in length)?,? or (more|fewer|less)\b/, '$1 or $3 characters$2')
    .replace(/\b(?:no|not be|not) longer than\b/, 'at most')
    .replace(/\b(?:no|not be|not) shorter than\b/, 'at least')
    .replace(/\b(shorter|longer) than (?=\d)/, (_, way: string) => (way === 'shorter' ? 'less than ' : 'more than '))
    .replace(/\bbelow (?=\d)/, 'under ')
  const lengthSaid = /\b(?:the |a |its )?(?:total |overall )?(?:character (?:count|length)|length)\b(?: (?:of|for)(?= (?:the|your)\b)| of(?= (?:at|no|exactly|between|precisely|\d)))?/
  const isLength = lengthSaid.test(plain) || / (?:long|in length)\b/.test(plain) || spaces !== undefined
  const bare = plain.replace(lengthSaid, '').replace(/ (?:long|in length|in total)\b/, '').replace(/\s+/g, ' ').trim()
  // "The character count should be between 500 and 600" has no unit behind the number.
  const bounds = readBounds(/\bcharacters?\b/.test(bare) || !/\bcharacter (?:count|length)\b/.test(plain) ? bare : `${bare} characters`, 'characters?')
  if (!bounds || (!isLength && (bounds.max ?? bounds.min ?? 0) < surelyLetters)) return null
  const parsed = kwargs.safeParse({ ...bounds, ...(spaces ? { spaces } : {}) })
  return parsed.success ? parsed.data : null
}

/** Words in each paragraph. */
export const paragraphWords = measuringChecker({
  id: 'pincer:paragraph_words', version: 4, type: 'length.paragraph-words',
  unit: { one: 'word', many: 'words' },
  subject: 'each paragraph', alsoSubject: ['(?:each|every|all)(?: of the)? paragraphs?', '(?:the )?paragraphs'], per: 'per paragraph', alsoPer: ['(?:per|in each|in every|for each) paragraph'], none: 'paragraph',
  rule: 'Paragraphs of prose between blank lines; whether every line is one makes two readings. A word is a run of non-space; whether runs without a letter or number count, and words that a dash joins are several, makes further ones.',
  doubt: { when: 'the answer depends on whether a single line break parts paragraphs or on what words are, or there are none', witness: 'One two three four\nfive six seven eight.' }, example: 5,
  find(response) {
    if (isUnspaced(response)) return null
    const prose = blocks(response).filter(({ kind }) => kind === 'paragraph')
    if (prose.length === 0) return null
    const measured = (spans: readonly Span[]): MeasuredPart[][] =>
      wordReadings(response).map((words) => {
        const counts = countsWithin(words, spans)
        return spans.map(({ start, end }, index) => ({ start, end, count: counts[index] ?? 0 }))
      })
    const byLine = prose.flatMap(({ start, end }) => lines(response, start, end))
    return byLine.length === prose.length ? measured(prose) : [...measured(prose), ...measured(byLine)]
  },
})

const averageKwargs = z
  .object({ min: z.int().min(1).max(200).optional(), max: z.int().min(1).max(200).optional() })
  .refine(({ min, max }) => areBounds({ min, max }) && min !== max, { message: 'give min, max or both, min below max' })

/** Words per sentence on average. */
export const averageSentenceWords: Checker<z.infer<typeof averageKwargs>> = {
  id: 'pincer:average_sentence_words',
  version: 2,
  type: 'length.sentence-words',
  crab: false,
  kwargs: averageKwargs,
  rule: 'Words, runs of non-space within sentences, by sentences; held under all readings of where sentences end, of which ones count and of what words are.',
  examples: [{ max: 6 }, { min: 10 }, { min: 10, max: 20 }],
  doubt: { when: 'the answer depends on where sentences end, or there are none', witness: 'We met Dr. Brown and J. Smith at noon.' },
  check(response, bounds) {
    const averages = averagesOf(response)
    if (!averages) return judged('unsure', null, 'There are no sentences whose words could be counted.', [])
    const met = averages.filter((average) => within(average, bounds))
    const outcome = met.length === averages.length ? 'pass' : met.length === 0 ? 'fail' : 'unsure'
    const said = [...new Set(averages.map((average) => average.toFixed(1)))].join(' or ')
    return judged(outcome, Math.round((averages[0] ?? 0) * 10) / 10, `${said} words per sentence on average; ${boundsInWords(bounds)} asked for.`, [])
  },
  mine(response) {
    const averages = isProse(response) ? averagesOf(response) : null
    if (!averages || sentences(response).coarse.length < 4) return []
    const high = Math.max(...averages)
    return high > 60 ? [] : [{ max: Math.ceil(high) }]
  },
  wordings(bounds) {
    const words = (bounds.max ?? bounds.min) === 1 ? 'word' : 'words'
    return amounts(bounds).flatMap((said) => [
      `The average sentence length should be ${said} ${words}.`,
      `Sentences should have ${said} ${words} on average.`,
      `On average, sentences should have ${said} ${words}.`,
      `Use an average of ${said} ${words} per sentence.`,
    ])
  },
  read: readAverage,
  relate: relateBounds,
}

/** What speaks of sentences on average; the words that are left must bound words, and nothing else. */
const ofAverages: readonly RegExp[] = [
  /\b(?:on|in) average\b,?/,
  /\b(?:the |an |your )?(?:average|mean)(?: (?:sentence length|length of (?:the |your |all )?sentences|sentence|number of words (?:per|in each) sentence|of))?\b/,
  / (?:per|in each|for each) sentence\b/,
  /\b(?:the |your |each |every |all )?sentences?\b/,
]

function readAverage(sentence: string): Bounds | null {
  if (!/\b(?:average|mean)\b/.test(sentence) || !/\bsentences?\b/.test(sentence)) return null
  const plain = sentence
    .replace(/\b(\d+) words?((?: per sentence)?) or (more|fewer|less)\b/, '$1 or $3 words$2')
    .replace(/ (?:long|in length)\b/, '')
    .replace(/\b(?:no|not be) longer than\b/, 'at most')
    .replace(/\b(?:at or )?below (?=\d)/, (found) => (found.startsWith('at') ? 'at most ' : 'under '))
  const rest = ofAverages.reduce((left, pattern) => left.replace(pattern, ' '), plain)
  const bounds = readBounds(rest.replace(/\s+/g, ' ').trim().replace(/\d$/, (digit) => (plain.includes('number of words') ? `${digit} words` : digit)), 'words?')
  const parsed = bounds ? averageKwargs.safeParse(bounds) : null
  return parsed?.success ? parsed.data : null
}

function averagesOf(response: string): number[] | null {
  if (isUnspaced(response)) return null
  const { fine, coarse } = sentences(response)
  const averages = wordReadings(response).flatMap((words) =>
    [coarse, fine, strictSentences(response), fineInProse(response)].filter((spans) => spans.length > 0).map((spans) => countsWithin(words, spans).reduce((sum, count) => sum + count, 0) / spans.length),
  )
  return averages.length === 0 ? null : averages
}
