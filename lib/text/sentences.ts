import { isSpaceCode, letterOrNumberAt } from './char-class.ts'
import { remembered } from './remembered.ts'
import type { Span } from './words.ts'

/**
 * Two honest readings of where sentences end. They differ where a full stop may or may not end one (abbreviations, initials,
 * numbered items, wrapped lines, verse, quotations within a sentence, dots that trail off); a check whose answer depends on the reading is unsure.
 */
export interface Sentences {
  /** Every full stop, question or exclamation mark before white space ends a sentence, and so does every line. */
  fine: readonly Span[]
  /** Only what almost nobody would dispute ends one: fewer, longer sentences. */
  coarse: readonly Span[]
}

const abbreviations = new Set(
  ('mr mrs ms dr prof sr jr st mt rev hon gen col lt sgt capt gov sen rep vs etc eg ie cf al ca approx appt apt assn ave bldg blvd co corp dept ' +
    'dist ed est ext fig figs ft govt inc int jan feb apr jul aug sep sept oct nov dec ltd misc tue thu fri ' +
    'nos nr op pp pg ph phd ba ma bsc msc md esq univ vol viz z.b u.a d.h bzw usw sra srta dra ud uds av avda mme mlle').split(' '),
)

/** Words of their own that abbreviate only before a number: "No. 5", "Sat. 12". */
const beforeNumbers = new Set('no mar jun mon wed sat sun max min art'.split(' '))

/** Finds the sentences of a text, or of a stretch of it. Linear in its length. */
export function sentences(text: string, from = 0, to = text.length): Sentences {
  return from === 0 && to === text.length ? sentencesOfAll(text) : sentencesOf(text, from, to)
}

const sentencesOfAll = remembered((text) => sentencesOf(text, 0, text.length))

function sentencesOf(text: string, from: number, to: number): Sentences {
  const fine: Span[] = []
  const coarse: Span[] = []
  for (const unit of joinWrapped(text, lines(text, from, to))) {
    for (const end of boundaries(text, unit, true)) push(coarse, text, end)
  }
  for (const line of lines(text, from, to)) for (const end of boundaries(text, line, false)) push(fine, text, end)
  return { fine, coarse }
}

function push(into: Span[], text: string, span: Span): void {
  let { start, end } = span
  while (start < end && isSpace(text, start)) start++
  while (end > start && isSpace(text, end - 1)) end--
  if (start < end && saysSomething(text, start, end)) into.push({ start, end })
}

/** Whether there is a letter or number. */
function saysSomething(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (letterOrNumberAt(text, at) > 0) return true
  return false
}

/** The non-blank lines of a stretch. */
export function lines(text: string, from: number, to: number): Span[] {
  const found: Span[] = []
  let start = from
  while (start < to) {
    const next = text.indexOf('\n', start)
    const end = next < 0 || next > to ? to : next
    let ink = start
    while (ink < end && isSpaceCode(text.charCodeAt(ink))) ink++
    if (ink < end) found.push({ start, end })
    start = end + 1
  }
  return found
}

/** Lines that go on with none before them: items, headings, rows of tables, quotes, fences. */
const ownLine = /^(?:[-*+•‣◦–·#>|=]|\(?(?:\d{1,4}|[a-zA-Z])[.)]\s|```|~~~)/

function joinWrapped(text: string, parts: Span[]): Span[] {
  const joined: Span[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    const content = text.slice(part.start, Math.min(part.end, part.start + 80)).trimStart()
    const before = last ? text.slice(Math.max(last.start, last.end - 80), last.end).trimEnd() : ''
    const adjacent = last !== undefined && text.slice(last.end, part.start).trim() === '' && (text.slice(last.end, part.start).match(/\n/g)?.length ?? 0) === 1
    if (last && adjacent && (/^\p{Ll}/u.test(content) || (!ownLine.test(content) && !ownLine.test(text.slice(last.start, Math.min(last.end, last.start + 80)).trimStart()))) && !/[.!?:;。！？…]["'”’)\]*_]*$/u.test(before)) last.end = part.end
    else joined.push({ ...part })
  }
  return joined
}

function boundaries(text: string, { start, end }: Span, strict: boolean): Span[] {
  const spans: Span[] = []
  const quoted = strict ? quotationsIn(text, start, end) : []
  let passed = 0
  let begin = start
  /** The first sign of the sentence. */
  let first = start
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x3002 || code === 0xff01 || code === 0xff1f || code === 0x0964 || code === 0x061f || code === 0x06d4) {
      const after = skipClosers(text, i + 1, end)
      const within = strict && after > i + 1 && after < end && letterOrNumberAt(text, after) > 0
      i = after - 1
      if (within) continue
      spans.push({ start: begin, end: i + 1 })
      begin = i + 1
      continue
    }
    if (code !== 0x2e && code !== 0x21 && code !== 0x3f && code !== 0x2026 && !(code === 0x3b && isGreek(text, i - 1)) && !(code > 0x500 && rareMarks.has(code))) continue
    const stop = i
    let after = i + 1
    while (after < end && '.!?…‼‽⁇⁈⁉'.includes(text[after] ?? '')) after++
    const dots = after
    after = skipTrail(text, skipClosers(text, after, end), end)
    if (after < end && !isSpace(text, after)) {
      i = after - 1
      continue
    }
    while ((quoted[passed]?.end ?? Number.POSITIVE_INFINITY) <= after) passed++
    if (first < begin) first = begin
    while (first < stop && isSpace(text, first)) first++
    if (strict && (isWithin(quoted[passed], first, stop) || trailsOff(text, stop, dots, after, end) || (code === 0x2e ? !endsSentence(text, begin, stop, after, end) : goesOn(text, stop, dots, after, end)))) {
      i = after - 1
      continue
    }
    spans.push({ start: begin, end: after })
    begin = after
    i = after - 1
  }
  if (begin < end) spans.push({ start: begin, end })
  return spans
}

function endsSentence(text: string, begin: number, stop: number, after: number, end: number): boolean {
  const word = /[^\s("'“‘[*_]{1,24}$/u.exec(text.slice(Math.max(begin, stop - 24), stop))?.[0] ?? ''
  if (/^\p{L}$/u.test(word) || /^(\p{L}\.)+\p{L}$/u.test(word)) return false
  if (abbreviations.has(word.toLowerCase())) return false
  if (beforeNumbers.has(word.toLowerCase()) && /^\s+\d/.test(text.slice(after, after + 8))) return false
  if (/^\d+$/.test(word) && text.slice(begin, stop).trim() === word) return false
  const next = text.slice(after, Math.min(end, after + 12)).trimStart()
  return next === '' || !/^\p{Ll}/u.test(next)
}

/** Marks that end sentences of few scripts, and marks made of two. */
const rareMarks = new Set([0x0589, 0x1362, 0x104b, 0x17d4, 0x203c, 0x203d, 0x2047, 0x2048, 0x2049])

function isGreek(text: string, at: number): boolean {
  return /^\p{Script=Greek}/u.test(text.charAt(at))
}

/** "Stop!" he cried; Yahoo! was sold: a small letter behind a quotation or a name. */
function goesOn(text: string, stop: number, dots: number, after: number, end: number): boolean {
  if (!/^\p{Ll}/u.test(text.slice(after, Math.min(end, after + 12)).trimStart())) return false
  return after > dots || /(?:^|[^\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*$/u.test(text.slice(Math.max(0, stop - 24), stop))
}

/** Dots behind which the text goes on: "Well... I think so." */
function trailsOff(text: string, stop: number, dots: number, after: number, end: number): boolean {
  return /^(?:…+|\.{2,})$/.test(text.slice(stop, Math.min(dots, stop + 9))) && text.slice(after, Math.min(end, after + 12)).trim() !== ''
}

/** Whether a place stands in a quotation that began within its sentence, of which the first sign is given. */
function isWithin(quoted: Span | undefined, first: number, at: number): boolean {
  return quoted !== undefined && quoted.start > first && quoted.start < at && at < quoted.end
}

/** Stretches between double quotation marks that follow on each other, marks included. */
function quotationsIn(text: string, start: number, end: number): Span[] {
  const spans: Span[] = []
  let open = -1
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x201c || (code === 0x22 && open < 0)) open = at
    else if ((code === 0x201d || code === 0x22) && open >= 0) {
      spans.push({ start: open, end: at + 1 })
      open = -1
    }
  }
  return spans
}

/** Behind the end of a sentence: footnotes such as [1], and emoji. */
function skipTrail(text: string, at: number, end: number): number {
  let i = at
  for (;;) {
    const found = i < end && /[[\u00a9-\uffff]/.test(text.charAt(i)) ? /^(?:\[\^?\d{1,3}\]|\p{ExtPict}|\p{RI}|\p{EMod}|\u200d|\ufe0f)/u.exec(text.slice(i, Math.min(end, i + 8))) : null
    if (!found) return i
    i += found[0].length
  }
}

function skipClosers(text: string, at: number, end: number): number {
  let i = at
  while (i < end && '"\'”’)]*_»」』）】'.includes(text[i] ?? ' ')) i++
  return i
}

function isSpace(text: string, at: number): boolean {
  return isSpaceCode(text.charCodeAt(at))
}
