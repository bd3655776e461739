import type { Bounds } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { countingChecker } from '#lib/constraints/counting.ts'
import { fits, wholeResponse } from '#lib/constraints/frame.ts'
import { isEnglish } from '#lib/text/english.ts'
import type { Span } from '#lib/text/words.ts'

const first = /(?<![\p{L}\p{N}])(?:I(?![.)]\s)|[Mm]e|[Mm]y|[Mm]yself|[Ww]e|[Uu]s|[Oo]urs?|[Oo]urselves|ME|MY|WE|OUR)(?![\p{L}\p{N}]|-)/gu
/** Mine may be where coal is dug, and I a number: World War I. */
const firstDoubtful = /(?<=(?<!\p{L})(?:[Ww]ar|[Pp]art|[Cc]hapter|[Vv]olume|[Tt]ype|[Pp]hase|[Cc]lass|[Ss]ection|[A-Z][a-z]{2,20})\s)I(?!['’\p{L}\p{N}])|(?<![\p{L}\p{N}])mine(?![\p{L}\p{N}])/gu
const second = /(?<![\p{L}\p{N}])(?:you|your|yours|yourself|yourselves)(?![\p{L}\p{N}])/giu

const firstCounted = countingChecker({
  id: 'pincer:first_person_count', version: 1, type: 'style.person', one: 'first-person pronoun', many: 'first-person pronouns',
  alsoCalled: ['first person pronouns?', 'first-person personal pronouns?', 'pronouns? in the first person'],
  rule: 'English only: I, me, my, myself, we, us, our, ours, ourselves. Readings: all; outside quotation marks; with mine, and without an I that may be a number.',
  doubt: { when: 'the answer depends on quoted speech or on mine and I, or the text is not English', witness: '"I know," she said, "and I care."' },
  find: (response) => readings(response, first, firstDoubtful),
})

const secondCounted = countingChecker({
  id: 'pincer:second_person_count', version: 1, type: 'style.person', one: 'second-person pronoun', many: 'second-person pronouns',
  alsoCalled: ['second person pronouns?', 'second-person personal pronouns?', 'pronouns? in the second person'],
  rule: 'English only: you, your, yours, yourself, yourselves. Readings: all; outside quotation marks.',
  doubt: { when: 'the answer depends on quoted speech, or the text is not English', witness: '"You know," she said, "and you care."' },
  find: (response) => readings(response, second),
})

const readNoFirst = fits([
  '(?:do not|don\'t|never) (?:write|use|speak|answer|respond)(?: in)? (?:the )?first[- ]person(?: point of view| perspective| voice)?',
  `(?:avoid|avoid using|avoid writing in|refrain from|refrain from using) (?:the )?first[- ]person(?: point of view| perspective| voice)?(?: in ${wholeResponse})?`,
  `write (?:${wholeResponse} )?without (?:using )?(?:the )?first[- ]person`,
])
const readNoSecond = fits([
  '(?:do not|don\'t|never) (?:write|use|speak|answer|respond)(?: in)? (?:the )?second[- ]person(?: point of view| perspective| voice)?',
  `(?:avoid|avoid using|avoid writing in|refrain from|refrain from using) (?:the )?second[- ]person(?: point of view| perspective| voice)?(?: in ${wholeResponse})?`,
  '(?:do not|don\'t|never) address the reader(?: directly)? as "#"',
])
const readSecond = fits(['address the reader(?: directly)? as "#"', 'use "#" to address the reader(?: directly)?'])

/** English words by which a writer speaks of himself. */
export const firstPersonCount: Checker<Bounds> = {
  ...firstCounted,
  mine: (response) => absent(response, firstCounted),
  read: (sentence) => firstCounted.read?.(sentence) ?? (readNoFirst(sentence) ? { max: 0 } : null),
}

/** English words by which a reader is addressed. */
export const secondPersonCount: Checker<Bounds> = {
  ...secondCounted,
  mine: (response, context, rng) => [...absent(response, secondCounted), ...(/you/i.test(response) ? secondCounted.mine(response, context, rng).slice(0, 1) : [])],
  read(sentence) {
    const yes = readSecond(sentence)
    if (yes) return yes.quoted[0]?.toLowerCase() === 'you' ? { min: 1 } : null
    const no = readNoSecond(sentence)
    if (no) return no.quoted.every((word) => word.toLowerCase() === 'you') ? { max: 0 } : null
    return secondCounted.read?.(sentence) ?? null
  },
}

function absent(response: string, counted: Checker<Bounds>): Bounds[] {
  return response.length >= 300 && counted.check(response, { max: 0 }).outcome === 'pass' ? [{ max: 0 }] : []
}

/** Null for a text that is clearly in another language. */
function readings(text: string, sure: RegExp, doubtful?: RegExp): Span[][] | null {
  if (isEnglish(text) !== true && !(text.length < 200 && /^[\p{ASCII}\p{P}\s]*$/u.test(text))) return null
  const open = doubtful ? spansOf(text, doubtful) : []
  const opens = new Set(open.map(({ start }) => start))
  const clear = spansOf(text, sure)
  const known = new Set(clear.map(({ start }) => start))
  const all = [...clear, ...open.filter(({ start }) => !known.has(start))].toSorted((a, b) => a.start - b.start)
  const quoted = spansOf(text, /["“][^"“”\n]{1,2000}["”]/gu)
  const outside = without(clear.filter(({ start }) => !opens.has(start)), quoted)
  return outside.length === all.length ? [all] : [all, outside]
}

function without(spans: readonly Span[], holes: readonly Span[]): Span[] {
  let at = 0
  return spans.filter(({ start }) => {
    while ((holes[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++
    return (holes[at]?.start ?? Number.POSITIVE_INFINITY) > start
  })
}

function spansOf(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }))
}
