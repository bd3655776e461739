import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { fits } from '#lib/constraints/frame.ts'
import { measuringChecker } from '#lib/constraints/measuring.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { inkOf } from '#lib/text/phrase.ts'
import { structureOf } from '#lib/text/structure.ts'
import { wordReadings } from '#lib/text/word-readings.ts'
import { countsWithin, type Span } from '#lib/text/words.ts'

const kwargs = z.object({ title: z.enum(['any', 'heading', 'angle_brackets']) })
type Form = z.infer<typeof kwargs>['title']

interface Title extends Span {
  form: 'heading' | 'angle_brackets' | 'bold'
  /** The title's own words. */
  content: Span
}

const asks = '(?:start|begin)(?: (?:your|the) (?:answer|response|reply))? with|(?:include|give|add|provide|write)(?: (?:it|(?:your|the) (?:answer|response|reply)))?|(?:your|the) (?:answer|response|reply) (?:must|should) (?:have|contain|include|start with|begin with)'
const readAny = fits([`(?:${asks}) a title`])
const readHeading = fits([`(?:${asks}) a title (?:as|in the form of|formatted as|written as) a (?:markdown )?heading`, `(?:${asks}) a (?:markdown )?heading as (?:its|the) title`])
const readBrackets = fits([
  `(?:${asks}) a title,? (?:that is )?(?:wrapped|enclosed|contained|written|placed|set) in double ang(?:le|ular) brackets(?:,? (?:such as|like|as in|e\\.g\\.) (?:"#"|<<[^<>]*>>))?`,
  `(?:${asks}) a title in double ang(?:le|ular) brackets(?:,? (?:such as|like|as in|e\\.g\\.) (?:"#"|<<[^<>]*>>))?`,
])

/** The response begins with a title line. */
export const title: Checker<{ title: Form }> = {
  id: 'pincer:title',
  version: 3,
  type: 'format.title',
  crab: false,
  kwargs,
  rule: 'The first line is a heading, or wholly bold, or in double angle brackets, as asked; a title in angle brackets may also stand further down. A short first line without these may be one.',
  examples: [{ title: 'any' }, { title: 'angle_brackets' }, { title: 'heading' }],
  doubt: { when: 'the first line is short, ends no sentence and has no marks of a title', witness: 'On rivers\n\nThey are old.' },
  check(response, { title: form }) {
    const first = titleOf(response)
    const found = first && (form === 'any' || first.form === form) ? first : form === 'heading' ? null : bracketed(response)
    const ink = inkOf(response)
    const lineEnd = response.indexOf('\n', ink.start)
    const shown = found ?? { start: ink.start, end: lineEnd < 0 ? ink.end : Math.min(lineEnd, ink.end) }
    if (!found && form === 'any' && isPlain(response.slice(shown.start, shown.end)) && shown.end < ink.end) return judged('unsure', null, 'The first line may be a title.', [shown])
    return judged(found ? 'pass' : 'fail', null, found ? 'It has a title.' : form === 'angle_brackets' ? 'There is no title in double angle brackets.' : 'The first line is no title.', [shown])
  },
  mine(response) {
    const found = titleOf(response)
    if (!found || found.form === 'bold' || inkOf(response).end <= found.end) return []
    return [{ title: found.form }]
  },
  wordings({ title: form }) {
    if (form === 'any') return ['Start your response with a title.', 'Give your answer a title.', 'The response must have a title.']
    if (form === 'heading') return ['Start with a title as a markdown heading.', 'The response must begin with a title formatted as a heading.']
    return ['Include a title in double angular brackets, such as <<title>>.', 'Your answer must contain a title, wrapped in double angular brackets.', 'Give the response a title wrapped in double angle brackets.']
  },
  read: (sentence) => (readAny(sentence) ? { title: 'any' } : readHeading(sentence) ? { title: 'heading' } : readBrackets(sentence) ? { title: 'angle_brackets' } : null),
  relate: (a, b) => (a.title === b.title ? 'same' : a.title === 'any' ? 'implied' : b.title === 'any' ? 'implies' : 'compatible'),
}

/** Words in the title. */
export const titleWords = measuringChecker({
  id: 'pincer:title_words', version: 3, type: 'format.title',
  unit: { one: 'word', many: 'words' }, subject: 'the title', alsoSubject: ['(?:your|its|a) title'], per: 'in the title', alsoPer: ['(?:in|for) (?:the|your|its) title'],
  rule: 'The first line, if it is a heading, wholly bold, or in double angle brackets; a word is a run of non-space. Whether runs without a letter or number count, and words that a dash joins are several, makes further readings.',
  doubt: { when: 'no line can be told to be the title, or the answer depends on what words are', witness: 'On rivers\n\nThey are old.' }, example: 6,
  find(response) {
    const found = titleOf(response) ?? bracketed(response)
    return found && wordReadings(response).map((words) => [{ ...found.content, count: countsWithin(words, [found.content])[0] ?? 0 }])
  },
})

/** The title line that a text begins with; null when its first line is none. */
function titleOf(text: string): Title | null {
  const ink = inkOf(text)
  const next = text.indexOf('\n', ink.start)
  const end = next < 0 ? ink.end : next
  if (end - ink.start > 300) return null
  const line = text.slice(ink.start, end).trimEnd()
  const span = { start: ink.start, end: ink.start + line.length }
  const [heading] = structureOf(text).headings
  // A line of marks below makes it a heading, whatever is in it.
  if (heading && heading.start <= span.start && heading.end > span.end) return { start: span.start, end: heading.end, form: 'heading', content: span }
  const forms = [['heading', /^#{1,6}[ \t]+(?=\S)/, /[ \t]*#*$/], ['angle_brackets', /^[*_#\s]*<<(?=[^<>]+>>[*_\s]*$)/, />>[*_\s]*$/], ['bold', /^(?:\*\*|__)(?=[^*_]+(?:\*\*|__)$)/, /(?:\*\*|__)$/]] as const
  for (const [form, opening, closing] of forms) {
    const opened = opening.exec(line)
    if (!opened) continue
    const rest = line.slice(opened[0].length)
    const content = rest.replace(closing, '')
    if (content.trim() === '') continue
    const start = span.start + opened[0].length
    if (form === 'heading' && /^<<[^<>]+>>$/.test(content)) return { ...span, form: 'angle_brackets', content: { start: start + 2, end: start + content.length - 2 } }
    return { ...span, form, content: { start, end: start + content.length } }
  }
  return null
}

/** A short line that ends no sentence: a title to the eye. */
function isPlain(line: string): boolean {
  return line.length <= 120 && /\p{L}/u.test(line) && !/^\s*(?:[-*+•>|]|\d{1,3}[.)])/.test(line) && !/[.!,;:…。！，；：]["'”’)]?\s*$/.test(line)
}

/** The first stretch in double angle brackets. */
function bracketed(text: string): Title | null {
  const found = /<<([^\s<>](?:[^<>\n]{0,298}[^\s<>])?)>>/.exec(text)
  if (!found) return null
  const span = { start: found.index, end: found.index + found[0].length }
  return { ...span, form: 'angle_brackets', content: { start: span.start + 2, end: span.end - 2 } }
}
