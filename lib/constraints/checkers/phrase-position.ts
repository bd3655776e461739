import { z } from 'zod'
import type { Relation } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { asking, fits, isQuotable, onlyQuotation } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { isProse } from '#lib/text/blocks.ts'
import { inkOf, phraseAt, phraseBefore, skipClosing, skipOpening } from '#lib/text/phrase.ts'
import { isUnspaced } from '#lib/text/script.ts'
import { sentences } from '#lib/text/sentences.ts'
import { wordsWithin } from '#lib/text/stretch.ts'

const kwargs = z.object({ phrase: z.string().trim().min(1).max(300) })
type Kwargs = z.infer<typeof kwargs>

const named = '(?:the |this |these )?(?:exact |following |exact following )?(?:phrase|words|sentence|text|line|string)'
const readStart = fits([`${asking('start|begin|open')} (?:off )?with (?:${named}:? ?)?"#"`, `the (?:first words|opening words) (?:of ${'(?:your|the) (?:answer|response)'} )?(?:must|should) be "#"`])
const readEnd = fits([`${asking('end|finish|close|conclude')}(?: off)? with (?:${named}:? ?)?"#"`, `the (?:last|final|closing) words (?:of (?:your|the) (?:answer|response) )?(?:must|should) be "#"`])

/** The response starts with a phrase. */
export const startsWith: Checker<Kwargs> = {
  id: 'pincer:starts_with',
  version: 2,
  type: 'position.start',
  crab: false,
  kwargs,
  rule: 'Letter by letter, but for curly quotes and white space.',
  examples: [{ phrase: 'Of course, here is the answer' }, { phrase: 'Once upon a time' }],
  doubt: { when: 'only case, or marks, an emoji or a list marker before the phrase, differ', witness: '**of course, here is the answer**: no.' },

  check(response, { phrase }) {
    const ink = inkOf(response)
    const words = skipOpening(response, ink)
    const bare = phrase.slice(skipOpening(phrase, inkOf(phrase)))
    const exact = phraseAt(response, phrase, ink.start)
    const behind = words + (/^(?:\s|\p{ExtPict}|\p{EMod}|\u200d|\ufe0f|[-•–]\s|\d{1,3}[.)]\s|[*_"“])+/u.exec(response.slice(words, words + 40))?.[0].length ?? 0)
    const near = exact ?? phraseAt(response, phrase, ink.start, { ignoreCase: true }) ?? phraseAt(response, bare, words, { ignoreCase: true }) ?? phraseAt(response, bare, behind, { ignoreCase: true })
    const outcome = exact !== null ? 'pass' : near !== null ? 'unsure' : 'fail'
    const shown = { start: outcome === 'unsure' ? words : ink.start, end: near ?? Math.min(ink.end, ink.start + Math.max(phrase.length, 40)) }
    return judged(outcome, null, detail(outcome, 'starts', phrase), [shown])
  },

  mine(response, _context, rng) {
    if (!isProse(response) || isUnspaced(response)) return []
    const words = wordsWithin(response, 0, Math.min(response.length, 400))
    const first = words[0]
    // The first words of a short answer give the answer away.
    if (!first || words.length < 20) return []
    const phrases = rng.shuffle(words.slice(2, 5)).map(({ end }) => response.slice(first.start, end).replace(/[^\p{L}\p{N}]+$/u, ''))
    return phrases.filter((phrase) => isQuotable(phrase) && /^\p{L}/u.test(phrase)).map((phrase) => ({ phrase }))
  },

  wordings: ({ phrase }) => sayings(phrase, ['start', 'begin', 'open'], 'beginning'),
  read: (sentence) => asPhrase(onlyQuotation(readStart(sentence))),
  relate: (a, b) => relateEnds(a.phrase, b.phrase, (one, other) => one.startsWith(other)),
}

/** The response ends with a phrase. */
export const endsWith: Checker<Kwargs> = {
  id: 'pincer:ends_with',
  version: 3,
  type: 'position.end',
  crab: false,
  kwargs,
  rule: 'Letter by letter, but for curly quotes and white space; nothing may follow.',
  examples: [{ phrase: 'Is there anything else I can help with?' }, { phrase: 'The end.' }],
  doubt: { when: 'only case, or full stops, marks, emoji, a footnote or a divider behind the phrase, differ', witness: 'Done. **Is there anything else I can help with?**' },

  check(response, { phrase }) {
    const ink = inkOf(response)
    const words = skipClosing(response, ink)
    const bare = phrase.slice(0, skipClosing(phrase, inkOf(phrase)))
    const exact = phraseBefore(response, phrase, ink.end)
    const tail = response.slice(Math.max(ink.start, ink.end - 40), ink.end)
    const trail = /(?:\s|\p{ExtPict}|\p{EMod}|\u200d|\ufe0f|\[\^?\d{1,3}\]|(?<=\n)(?:-{3,}|`{3}|~{3}))+$/u.exec(tail)?.[0].length ?? 0
    const before = skipClosing(response, { start: ink.start, end: ink.end - trail })
    const near = exact ?? phraseBefore(response, phrase, ink.end, { ignoreCase: true }) ?? phraseBefore(response, bare, words, { ignoreCase: true }) ?? phraseBefore(response, bare, before, { ignoreCase: true })
    const outcome = exact !== null ? 'pass' : near !== null ? 'unsure' : 'fail'
    const shown = { start: near ?? Math.max(ink.start, ink.end - Math.max(phrase.length, 40)), end: ink.end }
    return judged(outcome, null, detail(outcome, 'ends', phrase), [shown])
  },

  mine(response) {
    if (!isProse(response) || isUnspaced(response)) return []
    const from = Math.max(0, response.length - 2000)
    const last = sentences(response, from).coarse.at(-1)
    if (!last || last.end !== inkOf(response).end || last.start <= from || response.length < 120) return []
    const words = wordsWithin(response, last.start, last.end)
    const first = words.length <= 12 ? words[0] : words.at(-4)
    if (!first || words.length < 3) return []
    const phrase = response.slice(first.start, last.end)
    return isQuotable(phrase) && /^\p{L}/u.test(phrase) && !/[*_`#|[\]]/.test(phrase) ? [{ phrase }] : []
  },

  wordings: ({ phrase }) => sayings(phrase, ['end', 'finish', 'conclude'], 'end'),
  read: (sentence) => asPhrase(onlyQuotation(readEnd(sentence))),
  relate: (a, b) => relateEnds(a.phrase, b.phrase, (one, other) => one.endsWith(other)),
}

/** What one says of the other when both stand at the same end: the longer one may include the shorter. */
function relateEnds(a: string, b: string, includes: (one: string, other: string) => boolean): Relation {
  const [one, other] = [a, b].map((phrase) => phrase.replace(/\s+/g, ' ').replace(/[‘’]/g, "'").replace(/[“”]/g, '"').toLowerCase())
  if (one === undefined || other === undefined || one === other) return a === b ? 'same' : 'compatible'
  return includes(one, other) || includes(other, one) ? 'compatible' : 'conflict'
}

function sayings(phrase: string, [first, second, third]: readonly [string, string, string], place: string): string[] {
  if (!isQuotable(phrase)) return []
  const First = `${first.charAt(0).toUpperCase()}${first.slice(1)}`
  return [
    `${First} your response with the phrase "${phrase}"`,
    `The response must ${first} with the exact phrase "${phrase}"`,
    `Your answer should ${second} with the words "${phrase}"`,
    `Please ${third} your reply with "${phrase}"`,
  ].map((text) => (place === 'end' && /[.?!]$/.test(phrase) ? text : `${text}.`))
}

function asPhrase(phrase: string | null): Kwargs | null {
  return phrase === null ? null : { phrase }
}

function detail(outcome: 'pass' | 'fail' | 'unsure', verb: string, phrase: string): string {
  if (outcome === 'unsure') return `It ${verb} with "${phrase}" but for case or marks.`
  return outcome === 'pass' ? `It ${verb} with "${phrase}".` : `It does not ${verb.slice(0, -1)} with "${phrase}".`
}
