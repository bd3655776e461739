import { abbreviations, frequentStarters, ordinaryWords, wordsAfterOrdinals, wordsAlsoInNames } from './punkt-english.ts'
import { isSpaceUnit, pyDigit, pyDigitClass, pyIsLower, pyIsUpper, pyNonSpace, pyRstrip, pySpace } from './python.ts'
import { remembered } from './remembered.ts'
import type { Span } from './words.ts'

/**
 * Where sentences end in English, decided as NLTK's Punkt tokenizer decides it with its English model (Kiss and Strunk,
 * Unsupervised Multilingual Sentence Boundary Detection, 2006; NLTK 3.8 and 3.9). Every full stop, question or exclamation
 * mark before a space or closing punctuation is a candidate, looked at with the word before and the word after it. Time is
 * linear in the length of the text.
 */
export const punktSentences: (text: string) => readonly Span[] = remembered((text) => realigned(text, slices(text)))

interface Token {
  text: string
  /** Lower case, numbers folded into one. */
  type: string
  endsInStop: boolean
  breaks: boolean
  abbreviation: boolean
  ellipsis: boolean
}

/** A full stop, question or exclamation mark, and where the next word begins after white space, if that is what follows. */
interface Candidate {
  wordStart: number
  at: number
  contextEnd: number
  nextWord: number | undefined
}

const nonWord = ')";}]*:@\'({[!?'
const nonWordClass = '[)";}\\]*:@\'({\\[!?]'
const multiple = `(?:-{2,}|\\.{2,}|(?:\\.${pySpace}){2,}\\.)`
const wordStart = '[^("`{\\[:;&#*@)}\\]\\-,]'
const words = new RegExp(
  `${multiple}|(?=${wordStart})${pyNonSpace}+?(?=${pySpace}|$|${nonWordClass}|${multiple}|,(?=$|${pySpace}|${nonWordClass}|${multiple}))|${pyNonSpace}`,
  'gu',
)
const numeric = new RegExp(`^-?[.,]?${pyDigit}[${pyDigitClass},.\\-]*\\.?$`, 'u')
const initial = /^(?!\p{Nd})[\p{L}\p{N}_]\.$/u
const closers = new RegExp(`^["')\\]}]+?(?:${pySpace}+|(?=--)|$)`, 'u')
const numberType = '##number##'

function slices(text: string): Span[] {
  const spans: Span[] = []
  let start = 0
  const known = new Map<string, boolean>()
  for (const { wordStart: from, at, contextEnd, nextWord } of candidates(text)) {
    // A question or exclamation mark is a word of its own and always ends a sentence.
    if (text[at] === '.' && !isKnownToBreak(known, text.slice(from, contextEnd))) continue
    spans.push({ start, end: at + 1 })
    start = nextWord ?? at + 1
  }
  spans.push({ start, end: Math.max(start, pyRstrip(text).length) })
  return spans
}

function isKnownToBreak(known: Map<string, boolean>, context: string): boolean {
  const before = known.get(context)
  if (before !== undefined) return before
  const breaks = breaksInside(context)
  if (context.length <= 40 && known.size < 10_000) known.set(context, breaks)
  return breaks
}

/** The last of the candidates within one word stands for all of them. */
function candidates(text: string): Candidate[] {
  const found: Candidate[] = []
  let previous: Candidate | undefined
  let searchFrom = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code !== 0x2e && code !== 0x3f && code !== 0x21) continue
    const after = contextAfter(text, at)
    if (!after) continue
    let space = at - 1
    while (space > searchFrom && !isAsciiSpace(text.charCodeAt(space))) space--
    const from = space > searchFrom ? space + 1 : (previous?.wordStart ?? 0)
    if (previous && previous.at <= from) found.push(previous)
    previous = { wordStart: from, at, ...after }
    searchFrom = at
  }
  if (previous) found.push(previous)
  return found
}

function contextAfter(text: string, at: number): Pick<Candidate, 'contextEnd' | 'nextWord'> | undefined {
  let next = at + 1
  if (next < text.length && nonWord.includes(text.charAt(next))) return { contextEnd: next + 1, nextWord: undefined }
  while (next < text.length && isSpaceUnit(text.charCodeAt(next))) next++
  if (next === at + 1 || next === text.length) return undefined
  let end = next
  while (end < text.length && !isSpaceUnit(text.charCodeAt(end))) end++
  return { contextEnd: end, nextWord: next }
}

function isAsciiSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d)
}

/** Whether a word of the context, other than the last, ends a sentence. */
function breaksInside(context: string): boolean {
  const tokens = context.split('\n').flatMap((line) => Array.from(line.matchAll(words), ([word]) => token(word)))
  return tokens.some((first, i) => {
    const second = tokens[i + 1]
    return second !== undefined && breaksBetween(first, second)
  })
}

function token(text: string): Token {
  const lower = text.toLowerCase()
  const made: Token = {
    text,
    type: numeric.test(lower) ? numberType : lower,
    endsInStop: text.endsWith('.'),
    breaks: false,
    abbreviation: false,
    ellipsis: false,
  }
  if (text === '.' || text === '?' || text === '!') made.breaks = true
  else if (text.startsWith('..') && /^\.+$/.test(text)) made.ellipsis = true
  else if (made.endsInStop && !text.endsWith('..')) {
    const stem = lower.slice(0, -1)
    made.abbreviation = abbreviations.has(stem) || abbreviations.has(stem.slice(stem.lastIndexOf('-') + 1))
    made.breaks = !made.abbreviation
  }
  return made
}

/** The second pass: abbreviations before what looks like a sentence's first word, initials and ordinals. */
function breaksBetween(first: Token, second: Token): boolean {
  if (!first.endsInStop) return first.breaks
  const type = withoutStop(first.type)
  const nextType = second.breaks ? withoutStop(second.type) : second.type
  if (type === numberType && wordsAfterOrdinals.has(nextType)) return false
  const isInitial = initial.test(first.text)
  const starts = looksLikeStart(second, nextType)
  if ((first.abbreviation || first.ellipsis) && !isInitial) {
    if (starts === true) return true
    if (startsUpper(second) && frequentStarters.has(nextType)) return true
  }
  if (isInitial || type === numberType) {
    if (starts === false) return false
    const isName = starts === undefined && isInitial && startsUpper(second) && !knownInLowerCase(nextType)
    if (isName) return false
  }
  return first.breaks
}

function withoutStop(type: string): string {
  return type.length > 1 && type.endsWith('.') ? type.slice(0, -1) : type
}

/** The orthographic heuristic; undefined when the spelling tells nothing. */
function looksLikeStart({ text }: Token, type: string): boolean | undefined {
  if (text.length === 1 && ';:,.!?'.includes(text)) return false
  if (ordinaryWords.has(type) && startsUpper({ text })) return true
  return pyIsLower(firstChar(text)) ? false : undefined
}

function knownInLowerCase(type: string): boolean {
  return ordinaryWords.has(type) || wordsAlsoInNames.has(type)
}

function startsUpper({ text }: { text: string }): boolean {
  return pyIsUpper(firstChar(text))
}

function firstChar(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0)
}

/** Gives closing quotes and brackets after a sentence's end back to it. */
function realigned(text: string, spans: readonly Span[]): Span[] {
  const result: Span[] = []
  let moved = 0
  spans.forEach((span, i) => {
    const start = span.start + moved
    const next = spans[i + 1]
    moved = 0
    const closing = next && '"\')]}'.includes(text[next.start] ?? ' ') ? closers.exec(text.slice(next.start, next.end))?.[0] : undefined
    if (next && closing !== undefined) {
      result.push({ start, end: next.start + pyRstrip(closing).length })
      moved = closing.length
    } else if (start < span.end) result.push({ start, end: span.end })
  })
  return result
}
