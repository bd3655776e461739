import { z } from 'zod'
import { boundsInWords, relateBounds, within } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { occurrences } from '#lib/constraints/checkers/occurrences.ts'
import { fits, isQuotable } from '#lib/constraints/frame.ts'
import { areBounds, readTimes, timesShape, timesWordings } from '#lib/constraints/times.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { isProse, proseOf } from '#lib/text/blocks.ts'
import { keyPhrases } from '#lib/text/keywords.ts'
import { skipOpening } from '#lib/text/phrase.ts'
import { isUnspaced } from '#lib/text/script.ts'
import { sentences } from '#lib/text/sentences.ts'
import { stopwords } from '#lib/text/stopwords.ts'
import { outsideCode } from '#lib/text/structure.ts'
import type { Span } from '#lib/text/words.ts'

const keywordKwargs = z
  .object({ keyword: z.string().trim().min(1).max(100), ...timesShape })
  .refine(areBounds, { message: 'give min, max or both' })
  .refine(({ max }) => max === undefined || max > 0, { message: 'max is 0: forbid the word instead' })

/** How often a word or phrase occurs. */
export const keywordCount: Checker<z.infer<typeof keywordKwargs>> = {
  id: 'pincer:keyword_count',
  version: 2,
  type: 'lexical.frequency',
  crab: false,
  kwargs: keywordKwargs,
  rule: 'As whole words, whatever the case. Whether a word counts that goes on for up to three letters more, such as its plural, makes two readings.',
  examples: [{ keyword: 'river', min: 2 }, { keyword: 'sea level', min: 2, max: 2 }, { keyword: 'tide', max: 3 }, { keyword: 'moon', min: 2, max: 5 }],
  doubt: { when: 'the answer depends on inflected forms such as its plural', witness: 'A river among rivers.' },
  check(response, { keyword, min, max }) {
    const whole = occurrences(response, keyword)
    const any = inflected(response, keyword)
    const [one, other] = [within(whole.length, { min, max }), within(any.length, { min, max })]
    const outcome = one && other ? 'pass' : one || other ? 'unsure' : 'fail'
    const said = whole.length === any.length ? `${whole.length}` : `${whole.length} to ${any.length}`
    const tooMany = max !== undefined && whole.length > max
    return judged(outcome, whole.length, `"${keyword}" occurs ${said} time${said === '1' ? '' : 's'}; ${boundsInWords({ min, max })} asked for.`, outcome !== 'fail' ? (one ? whole : any) : tooMany ? whole.slice(max) : [])
  },
  mine(response, { instruction }) {
    if (!isProse(response)) return []
    const found = keyPhrases(proseOf(response)).filter((phrase) => isQuotable(phrase) && occurrences(instruction, phrase).length === 0)
    const keyword = found.find((phrase) => occurrences(response, phrase).length >= 2)
    return keyword ? [{ keyword, min: occurrences(response, keyword).length }] : []
  },
  wordings({ keyword, min, max }) {
    return isQuotable(keyword) ? timesWordings(`the ${/\s/.test(keyword) ? 'phrase' : 'word'} "${keyword}"`, { min, max }) : []
  },
  read(sentence) {
    const found = readTimes(sentence.replace(/^(use|include|mention) "/, '$1 the word "'), '(?:key)?word|phrase|term|key term', "[a-z][a-z'-]*(?= (?:must|should|appears|occurs))")
    const parsed = found ? keywordKwargs.safeParse({ keyword: found.name, ...found.bounds }) : null
    return parsed?.success ? parsed.data : null
  },
  relate: (a, b) => (a.keyword.toLowerCase() === b.keyword.toLowerCase() ? relateBounds(a, b) : 'compatible'),
  units: (response, { keyword }) => ({
    one: 'place',
    many: 'places',
    readings: [{ name: 'as a whole word', spans: occurrences(response, keyword) }, { name: 'inflected forms too', spans: inflected(response, keyword) }],
  }),
}

/** Every place of a phrase, also where its last word goes on for up to three letters: rivers, walked, walking. */
function inflected(text: string, phrase: string): Span[] {
  const [low, wanted] = [text.toLowerCase(), phrase.toLowerCase()]
  if (low.length !== text.length || wanted.length !== phrase.length || !/\p{L}$/u.test(phrase)) return occurrences(text, phrase)
  const spans: Span[] = []
  for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length
    const rest = /^[\p{L}\p{N}\p{M}_]{0,4}/u.exec(low.slice(end, end + 8))?.[0].length ?? 0
    if (rest <= 3 && !/[\p{L}\p{N}\p{M}_]$/u.test(low.slice(Math.max(0, at - 2), at))) spans.push({ start: at, end: end + rest })
  }
  const starts = new Set(spans.map(({ start }) => start))
  return [...spans, ...occurrences(text, phrase).filter(({ start }) => !starts.has(start))].toSorted((x, y) => x.start - y.start)
}

const repeatKwargs = z.object({ max: z.int().min(1) })
const readRepeats = fits([
  'no (?:single )?word (?:may|must|should|can) (?:appear|occur|be used) more than (?<n>\\d+ times|once|twice)',
  '(?:do not|don\'t|never) use (?:any|the same|a) (?:single )?word more than (?<n>\\d+ times|once|twice)',
  '(?:each|every) word (?:may|must|should) (?:appear|occur|be used) (?:at most|no more than) (?<n>\\d+ times|once|twice)',
  'use (?:each|every|any) word (?:at most|no more than) (?<n>\\d+ times|once|twice)',
  'use no (?:single )?word more than (?<n>\\d+ times|once|twice)',
])

/** How often the most frequent word occurs. */
export const wordRepeats: Checker<z.infer<typeof repeatKwargs>> = {
  id: 'pincer:word_repeats',
  version: 2,
  type: 'lexical.variety',
  crab: false,
  kwargs: repeatKwargs,
  rule: 'Runs of letters and digits with the apostrophes in them, whatever the case. Readings: all words; without articles, prepositions and other words of grammar; with possessives as the word itself.',
  examples: [{ max: 1 }, { max: 2 }, { max: 5 }],
  doubt: { when: 'only words such as "the" or possessives make it more often, or the script writes no spaces', witness: 'The moon and the sea.' },
  check(response, { max }) {
    if (isUnspaced(response)) return judged('unsure', null, 'This script writes no spaces between words: they cannot be counted.', [])
    const strict = placesOf(response, (word) => word)
    const over = [...strict].filter(([, spans]) => spans.length > max)
    const content = over.filter(([word]) => !isGrammar(word))
    const loose = [...placesOf(response, (word) => word.replace(/'s$/, ''))].filter(([, spans]) => spans.length > max)
    const outcome = content.length > 0 ? 'fail' : loose.length > 0 || over.length > 0 ? 'unsure' : 'pass'
    const candidates = [content, over, loose, [...strict]].find((list) => list.length > 0) ?? []
    const [word, most] = candidates.reduce<[string, Span[]]>((a, b) => (b[1].length > a[1].length ? b : a), ['', []])
    const said = most.length === 0 ? 'There are no words' : `"${word}" occurs ${most.length} time${most.length === 1 ? '' : 's'}`
    return judged(outcome, most.length, `${said}; at most ${max} asked for.`, outcome === 'pass' ? [] : most.slice(max))
  },
  mine: () => [],
  wordings({ max }) {
    const n = max === 1 ? 'once' : max === 2 ? 'twice' : `${max} times`
    return [`No word may appear more than ${n}.`, `Do not use any word more than ${n}.`, `Each word may occur at most ${n}.`]
  },
  read(sentence) {
    const n = readRepeats(sentence)?.groups.n
    const parsed = repeatKwargs.safeParse({ max: n === 'once' ? 1 : n === 'twice' ? 2 : Number.parseInt(n ?? '', 10) })
    return parsed.success ? parsed.data : null
  },
  relate: relateBounds,
}

const grammar = new Set("i'm i've i'll i'd it's that's there's let's don't doesn't didn't can't won't isn't aren't wasn't weren't you're we're they're".split(' '))

function isGrammar(word: string): boolean {
  return stopwords.has(word) || grammar.has(word)
}

/** The places of each word, small letters, under the name that `key` gives it. */
function placesOf(text: string, key: (word: string) => string): Map<string, Span[]> {
  const places = new Map<string, Span[]>()
  for (const { 0: found, index } of text.matchAll(/[\p{L}\p{N}\p{M}_]+(?:['’][\p{L}\p{N}\p{M}_]+)*/gu)) {
    const word = key(found.toLowerCase().replaceAll('’', "'"))
    const list = places.get(word)
    const span = { start: index, end: index + found.length }
    if (list) list.push(span)
    else places.set(word, [span])
  }
  return places
}

const openingKwargs = z.object({ max: z.int().min(1) })
const readOpenings = fits([
  '(?:every|each) sentence (?:must|should) (?:start|begin) with a (?:different|new|unique) word',
  '(?:start|begin) (?:every|each) sentence with a (?:different|new|unique) word',
  'no 2 sentences (?:may|must|should|can) (?:start|begin) with the same word',
  '(?:no more than|at most) (?<n>\\d+) sentences (?:may|must|should|can) (?:start|begin) with the same word',
])

/** How many sentences start with the same word. */
export const sentenceOpenings: Checker<z.infer<typeof openingKwargs>> = {
  id: 'pincer:sentence_openings',
  version: 3,
  type: 'style.sentence-openings',
  crab: false,
  kwargs: openingKwargs,
  rule: 'The first word of each sentence, whatever the case, behind list markers; held under both readings of where sentences end. Code does not count.',
  examples: [{ max: 1 }, { max: 2 }],
  doubt: { when: 'the answer depends on where sentences end', witness: 'Ask Dr. Brown. Brown knows.' },
  check(response, { max }) {
    const { fine, coarse } = sentences(response)
    const [finely, coarsely] = [fine, coarse].map((spans) => mostShared(response, outsideCode(response, spans)))
    const [a, b] = [(finely?.length ?? 0) <= max, (coarsely?.length ?? 0) <= max]
    const outcome = a && b ? 'pass' : a || b ? 'unsure' : 'fail'
    const shown = (outcome === 'unsure' && !a ? finely : coarsely) ?? []
    const [first] = shown
    const said = first ? `"${response.slice(first.start, first.end)}" starts ${shown.length} sentence${shown.length === 1 ? '' : 's'}` : 'There are no sentences'
    return judged(outcome, shown.length, `${said}; at most ${max} may start with the same word.`, outcome === 'pass' ? [] : shown)
  },
  mine(response) {
    const { fine, coarse } = sentences(response)
    if (!isProse(response) || isUnspaced(response) || coarse.length < 4) return []
    return mostShared(response, fine).length === 1 && mostShared(response, coarse).length === 1 ? [{ max: 1 }] : []
  },
  wordings: ({ max }) =>
    max === 1
      ? ['Start every sentence with a different word.', 'No two sentences may start with the same word.', 'Each sentence should begin with a different word.']
      : [`At most ${max} sentences may start with the same word.`, `No more than ${max} sentences should begin with the same word.`],
  read(sentence) {
    const fit = readOpenings(sentence)
    const parsed = openingKwargs.safeParse({ max: fit?.groups.n === undefined ? 1 : Number(fit.groups.n) })
    return fit && parsed.success ? parsed.data : null
  },
  relate: relateBounds,
}

function mostShared(text: string, spans: readonly Span[]): Span[] {
  const places = new Map<string, Span[]>()
  let most: Span[] = []
  for (const span of spans) {
    const marker = /^(?:\(?\d{1,4}[.)]|[-*+•‣◦–·]|\(?[a-zA-Z][.)])(?:\s+|$)/.exec(text.slice(span.start, Math.min(span.end, span.start + 40)))?.[0].length ?? 0
    const at = skipOpening(text, { start: span.start + marker, end: span.end })
    const word = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/u.exec(text.slice(at, Math.min(span.end, at + 60)))?.[0]
    if (!word) continue
    const list = places.get(word.toLowerCase()) ?? []
    list.push({ start: at, end: at + word.length })
    places.set(word.toLowerCase(), list)
    if (list.length > most.length) most = list
  }
  return most
}
