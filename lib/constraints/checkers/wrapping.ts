import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { fits, onlyQuotation, toBe, wholeResponse } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { inkOf } from '#lib/text/phrase.ts'
import { outsideCode } from '#lib/text/structure.ts'
import type { Span } from '#lib/text/words.ts'

const wrapKwargs = z.object({ wrapped: z.enum(['double_quotes', 'single_quotes', 'parentheses', 'square_brackets']) })
type Wrapping = z.infer<typeof wrapKwargs>['wrapped']

const wrappings: Record<Wrapping, { name: string; said: string; exact: readonly string[]; near: readonly string[] }> = {
  double_quotes: { name: 'double quotation marks', said: 'double (?:quotation marks|quotes|quote marks)|quotation marks', exact: ['""'], near: ['“”', '„“', '«»', '‟”'] },
  single_quotes: { name: 'single quotation marks', said: 'single (?:quotation marks|quotes|quote marks)', exact: ["''"], near: ['‘’', '‹›'] },
  parentheses: { name: 'parentheses', said: 'parentheses|round brackets', exact: ['()'], near: ['（）'] },
  square_brackets: { name: 'square brackets', said: 'square brackets', exact: ['[]'], near: ['【】', '［］'] },
}
const names = ['double_quotes', 'single_quotes', 'parentheses', 'square_brackets'] as const
const readWrapped = names.map((name) => ({
  name,
  read: fits([
    `(?:wrap|enclose|put|place|surround) ${wholeResponse} (?:with|in|within|inside|by) (?:${wrappings[name].said})`,
    `(?:${toBe}|${wholeResponse} (?:must|should) be) ?(?:wrapped|enclosed|put|placed|surrounded) (?:with|in|within|inside|by) (?:${wrappings[name].said})`,
  ]),
}))

/** The whole response stands within a pair of marks. */
export const wrapped: Checker<{ wrapped: Wrapping }> = {
  id: 'pincer:wrapped',
  version: 2,
  type: 'format.wrapped',
  crab: false,
  kwargs: wrapKwargs,
  rule: 'The first and the last sign of the response.',
  examples: [{ wrapped: 'double_quotes' }, { wrapped: 'single_quotes' }, { wrapped: 'parentheses' }, { wrapped: 'square_brackets' }],
  doubt: { when: 'the marks are typographic ones, marks of emphasis or a full stop stand around them, or the first pair closes before the end', witness: '“All is well.”' },
  check(response, { wrapped: wanted }) {
    const ink = inkOf(response)
    const pair = `${response[ink.start] ?? ''}${response[ink.end - 1] ?? ''}`
    const { exact, near, name } = wrappings[wanted]
    const ends: Span[] = [{ start: ink.start, end: ink.start + 1 }, { start: ink.end - 1, end: ink.end }]
    const bare = response.slice(ink.start, Math.min(ink.end, ink.start + 8)).replace(/^[*_`]+/, '').charAt(0) + response.slice(Math.max(ink.start, ink.end - 8), ink.end).replace(/[*_`.!?。]+$/, '').slice(-1)
    if (ink.end - ink.start >= 3 && !exact.includes(pair) && (exact.includes(bare) || near.includes(bare))) return judged('unsure', null, `It is wrapped in ${name}, but other marks stand around them.`, ends)
    if (ink.end - ink.start < 3 || !(exact.includes(pair) || near.includes(pair))) return judged('fail', null, `It is not wrapped in ${name}.`, ink.end - ink.start < 3 ? [] : ends)
    const clear = exact.includes(pair) && !closesEarly(response, ink, pair)
    return judged(clear ? 'pass' : 'unsure', null, clear ? `It is wrapped in ${name}.` : `It starts and ends with marks that may not be one pair of ${name}.`, ends)
  },
  mine(response) {
    const ink = inkOf(response)
    return /^"[^"]+"$/.test(response.slice(ink.start, ink.end)) && ink.end - ink.start > 40 ? [{ wrapped: 'double_quotes' }] : []
  },
  wordings({ wrapped: wanted }) {
    const { name } = wrappings[wanted]
    return [`Wrap your entire response in ${name}.`, `The whole response must be enclosed in ${name}.`, `Put your answer within ${name}.`]
  },
  read: (sentence) => {
    const found = readWrapped.find(({ read }) => read(sentence)?.quoted.length === 0)
    return found ? { wrapped: found.name } : null
  },
  relate: (a, b) => (a.wrapped === b.wrapped ? 'same' : 'conflict'),
}

/** Whether the first mark is closed before the end: (a) and (b), "a" and "b". */
function closesEarly(text: string, { start, end }: Span, pair: string): boolean {
  const [open, close] = [pair.charAt(0), pair.charAt(1)]
  if (open === close) return open === '"' && text.slice(start + 1, end - 1).includes(open)
  let depth = 0
  for (let at = start; at < end - 1; at++) {
    if (text[at] === open) depth++
    else if (text[at] === close && --depth === 0) return true
  }
  return false
}

const divideKwargs = z
  .object({ divider: z.string().regex(/^[^\s"“”\p{L}\p{N}]{2,40}$/u), parts: z.int().min(2).max(100).optional(), different: z.literal(true).optional() })
  .refine(({ parts, different }) => parts !== undefined || different === undefined, { message: 'different needs parts' })
type Divide = z.infer<typeof divideKwargs>

const mark = '(?:the )?(?:markdown )?(?:(?:divider|separator|symbols?|line|asterisk symbols?|asterisks?|string|6 asterisk symbols|6 asterisks|3 asterisks|3 hyphens|3 dashes):? ?)?\\(?(?:"#"|(?<bare>[-*=_#~+]{3,20}))\\)?'
const things = '(?:the |your |all )?(?:paragraphs|sections|parts|answers|responses|versions|poems|items|blocks)'
const separated = '(?:separated|divided|split|parted) (?:by|with|using)'
const some = '(?:exactly )?(?<parts>\\d{1,2}) (?<different>different |distinct )?(?:paragraphs|sections|parts|answers|responses|versions)'
const readDivided = fits([
  `(?:separate|divide|split|part) ${things} (?:with|by|using) ${mark}`,
  `(?:your |the )?${some} (?:must|should) be ${separated} ${mark}`,
  `(?:separate|divide|split|part) (?:your |the )?${some} (?:with|by|using) ${mark}`,
  `use ${mark} to (?:separate|divide|split|part) ${things}`,
  `${things} (?:must|should) be ${separated} ${mark}`,
  `${things} are ${separated} ${mark}`,
  `(?:write|give|provide|use) ${some},? ${separated} ${mark}`,
  `${wholeResponse} (?:must|should) (?:contain|have|consist of|include) ${some},? ${separated} ${mark}`,
  `(?:separate|divide|split) ${wholeResponse} into ${some},? (?:with|by|using|${separated}) ${mark}`,
  `there should be ${some}\\. (?:paragraphs|sections|parts) are ${separated} ${mark}`,
  `(?:give|provide|write) ${some}\\. (?:responses and only responses should be ${separated}|separate (?:them|the responses|the answers) (?:with|by|using)) ${mark}`,
])

/** Parts of the response are separated by a given divider. */
export const divided: Checker<Divide> = {
  id: 'pincer:divided',
  version: 1,
  type: 'structure.divider',
  crab: false,
  kwargs: divideKwargs,
  rule: 'The divider, and no longer row of its signs, stands between parts that are not empty; `different`: no two are the same. Dividers on lines of their own outside code and all of them are two readings.',
  examples: [{ divider: '***' }, { divider: '******', parts: 2, different: true }, { divider: '******', parts: 2 }, { divider: '---', parts: 3 }],
  doubt: { when: 'dividers also stand within lines or code and the answer depends on them', witness: 'One ***and*** two.' },
  check(response, wanted) {
    const all = dividersIn(response, wanted.divider)
    const own = outsideCode(response, all).filter(({ start, end }) => /(?:^|\n)[ \t]*$/.test(response.slice(Math.max(0, start - 80), start)) && /^[ \t\r]*(?:\n|$)/.test(response.slice(end, end + 80)))
    const readings = own.length === all.length ? [all] : [own, all]
    const met = readings.filter((list) => holds(response, list, wanted))
    const outcome = met.length === readings.length ? 'pass' : met.length === 0 ? 'fail' : 'unsure'
    const parts = partsOf(response, readings[0] ?? [])
    const asked = wanted.parts === undefined ? 'two or more asked for' : `${wanted.parts}${wanted.different ? ' different ones' : ''} asked for`
    return judged(outcome, parts.length, `${parts.length} part${parts.length === 1 ? '' : 's'} parted by ${wanted.divider}; ${asked}.`, all)
  },
  mine(response) {
    for (const divider of ['***', '---', '******']) {
      const all = dividersIn(response, divider)
      const parts = partsOf(response, all)
      if (all.length === 0 || all.length > 8 || parts.length !== all.length + 1 || !parts.every(Boolean)) continue
      return [{ divider, parts: parts.length }]
    }
    return []
  },
  wordings({ divider, parts, different }) {
    if (parts === undefined) return [`Separate the paragraphs with the divider ${divider}`, `The sections must be separated by "${divider}".`, `Divide the parts with "${divider}".`]
    if (different) return [`Give ${parts} different responses, separated by ${divider}`, `Provide ${parts} different answers, separated by "${divider}".`]
    return [`Write exactly ${parts} parts, separated by "${divider}".`, `Provide ${parts} sections, separated by the divider ${divider}`]
  },
  read(sentence) {
    const fit = readDivided(sentence)
    if (!fit) return null
    const { parts, bare, different } = fit.groups
    const parsed = divideKwargs.safeParse({ divider: bare ?? onlyQuotation(fit), ...(parts === undefined ? {} : { parts: Number(parts) }), ...(different === undefined ? {} : { different: true }) })
    return parsed.success ? parsed.data : null
  },
  relate(a, b) {
    if (a.divider !== b.divider) return 'compatible'
    if (a.parts !== undefined && b.parts !== undefined && a.parts !== b.parts) return 'conflict'
    if (a.parts === b.parts && a.different === b.different) return 'same'
    return a.parts === undefined || (b.parts !== undefined && b.different) ? 'implied' : 'implies'
  },
}

/** Whether the parts are as many as asked for, none is empty and, where asked for, no two are the same. */
function holds(text: string, dividers: readonly Span[], { parts: wanted, different }: Divide): boolean {
  const parts = partsOf(text, dividers)
  if (!parts.every((part) => part !== '')) return false
  if (different && new Set(parts).size < parts.length) return false
  return wanted === undefined ? parts.length >= 2 : parts.length === wanted
}

/** The parts, trimmed. An empty one at either end is none. */
function partsOf(text: string, dividers: readonly Span[]): string[] {
  const edges = [...dividers, { start: text.length, end: text.length }]
  let from = 0
  const parts = edges.map(({ start, end }) => {
    const part = text.slice(from, start).trim()
    from = end
    return part
  })
  if (parts[0] === '') parts.shift()
  if (parts.at(-1) === '') parts.pop()
  return parts
}

function dividersIn(text: string, divider: string): Span[] {
  const spans: Span[] = []
  const [first, last] = [divider.charAt(0), divider.at(-1) ?? '']
  for (let at = text.indexOf(divider); at >= 0; ) {
    let [start, end] = [at, at + divider.length]
    while (start > 0 && text[start - 1] === first) start--
    while (text[end] === last) end++
    if (start === at && end === at + divider.length) spans.push({ start, end })
    at = text.indexOf(divider, end)
  }
  return spans
}
