import type { Bounds } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { countingChecker } from '#lib/constraints/counting.ts'
import { fits, wholeResponse } from '#lib/constraints/frame.ts'
import { isEnglish } from '#lib/text/english.ts'
import { outside, quotations } from '#lib/text/quotations.ts'
import { stopwords } from '#lib/text/stopwords.ts'
import { structureOf } from '#lib/text/structure.ts'
import type { Span } from '#lib/text/words.ts'

const first = /(?<![\p{L}\p{N}])(?:I|[Mm]e|[Mm]y|[Mm]yself|[Ww]e|[Uu]s|[Oo]urs?|[Oo]urselves|ME|MY|WE|OUR)(?![\p{L}\p{N}]|-)/gu
/** Mine may be where coal is dug, us is in let's, and I may be a number: World War I, I. Introduction. */
const firstDoubtful = /(?<![\p{L}\p{N}])(?:mine(?![\p{L}\p{N}])|[Ll]et['’]s(?![\p{L}\p{N}])|I(?=[.)](?:\s|$)))/gu
const numbered = /(?<![\p{L}\p{N}])(\p{L}[\p{L}'’]{1,20})\sI(?!['’\p{L}\p{N}-])/gu
const second = /(?<![\p{L}\p{N}])(?:you|your|yours|yourself|yourselves)(?![\p{L}\p{N}])/giu

const firstCounted = countingChecker({
  id: 'pincer:first_person_count', version: 1, type: 'style.person', one: 'first-person pronoun', many: 'first-person pronouns',
  alsoCalled: ['first person pronouns?', 'first-person personal pronouns?', 'pronouns? in the first person'],
  rule: 'English only: I, me, my, myself, we, us, our, ours, ourselves. Code does not count. Readings: all; outside quotations; with mine and let\'s, and without an I that may be a number.',
  doubt: { when: 'the answer depends on quoted speech or on mine, let\'s and I, or the text is not English', witness: '"I know," she said, "and I care."' },
  find: (response) => readings(response, first, firstDoubtful),
})

const secondCounted = countingChecker({
  id: 'pincer:second_person_count', version: 1, type: 'style.person', one: 'second-person pronoun', many: 'second-person pronouns',
  alsoCalled: ['second person pronouns?', 'second-person personal pronouns?', 'pronouns? in the second person'],
  rule: 'English only: you, your, yours, yourself, yourselves. Code does not count. Readings: all; outside quotations.',
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
  read(sentence) {
    const plain = sentence.replace(pronounList, '$1')
    return firstCounted.read?.(plain) ?? (readNoFirst(plain) ? { max: 0 } : null)
  },
}

/** Examples behind "first-person pronouns", which are pronouns of the first person and nothing else. */
const pronounList = /(first[- ]person (?:personal )?pronouns),? \(?(?:(?:such as|like|e\.g\.,?|for example,?|including|i\.e\.,?) )?(?:(?:and |or )?"?(?:i|me|my|mine|myself|we|us|ours?|ourselves)[,."]*(?: |(?=\))|$))+\)?(?=$| in )/i

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

/** Null for a text that is, or may be, in another language. */
function readings(text: string, sure: RegExp, doubtful?: RegExp): Span[][] | null {
  const { code } = structureOf(text)
  const clear = outside(spansOf(text, sure), code)
  if (!mayBeEnglish(text, clear)) return null
  const open = doubtful ? outside([...spansOf(text, doubtful), ...numerals(text)], code) : []
  const opens = new Set(open.map(({ start }) => start))
  const known = new Set(clear.map(({ start }) => start))
  const all = [...clear, ...open.filter(({ start }) => !known.has(start))].toSorted((a, b) => a.start - b.start)
  const narrated = outside(clear.filter(({ start }) => !opens.has(start)), quotations(text))
  return narrated.length === all.length ? [all] : [all, narrated]
}

/** Where an I may be a number: behind a name or a word such as part, unless that is one of grammar, as in "Then I slept". */
function numerals(text: string): Span[] {
  if (!/\sI/.test(text)) return []
  return Array.from(text.matchAll(numbered))
    .filter(([, word = '']) => (/^\p{Lu}/u.test(word) && !stopwords.has(word.toLowerCase())) || /^(?:war|part|chapter|volume|type|phase|class|section|act|grade|level|tier|stage)$/.test(word))
    .map(({ 0: found, index }) => ({ start: index + found.length - 1, end: index + found.length }))
}

const englishWords = /(?<![\p{L}\p{N}])(?:the|and|of|was|were|are|this|that|with|you|your|what|know|have|has|not|for|from|is|it)(?![\p{L}\p{N}])/iu

/** Short texts are taken for English only where something but the words me, us and the like, which others have too, says so. */
function mayBeEnglish(text: string, found: readonly Span[]): boolean {
  const told = isEnglish(text)
  if (told !== null || text.length >= 200) return told === true
  if (!/^[\p{ASCII}\p{P}\s]*$/u.test(text)) return false
  return found.length === 0 || englishWords.test(text) || found.some(({ start, end }) => /^(?:I|my|we|our|ours|you|your)$/i.test(text.slice(start, end)))
}

function spansOf(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }))
}
