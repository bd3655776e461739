import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { asking, fits, isQuotable, onlyQuotation } from '#lib/constraints/frame.ts'
import { judged, type CheckResult } from '#lib/constraints/verdict.ts'
import { blocks, isProse } from '#lib/text/blocks.ts'
import { skipOpening } from '#lib/text/phrase.ts'
import { isUnspaced } from '#lib/text/script.ts'
import { wordsWithin } from '#lib/text/stretch.ts'
import type { Span } from '#lib/text/words.ts'

const word = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]{0,60}$/u)
const firstKwargs = z.object({ word })
const paragraphKwargs = z.object({ paragraph: z.int().min(1).max(50), word })

const readFirst = fits([
  `the (?:very )?first word (?:of ${'(?:your|the) (?:answer|response|reply)'} )?(?:must be|should be|is|has to be) (?:the word )?"#"`,
  `${asking('start|begin|open')} (?:off )?with the (?:exact )?word:? "#"`,
  'use "#" as the first word(?: of (?:your|the) (?:answer|response|reply))?',
])

/** The first word of the response. */
export const firstWord: Checker<z.infer<typeof firstKwargs>> = {
  id: 'pincer:first_word',
  version: 2,
  type: 'position.start',
  crab: false,
  kwargs: firstKwargs,
  rule: 'Letters, digits, apostrophes and hyphens up to the first other sign, whatever the case; marks before it do not count. Behind the marker of an item, an emoji or a tag, and where words have no spaces it is unsure.',
  examples: [{ word: 'Indeed' }, { word: 'yes' }],
  doubt: { when: 'only a marker, an emoji or a tag stands before it, or the script writes no spaces', witness: '1. Indeed, it is.' },
  check(response, { word: wanted }) {
    return compared(response, { start: 0, end: response.length }, wanted, 'The first word')
  },
  mine(response) {
    const first = firstOf(response, { start: 0, end: response.length })
    // The first word of a short answer may be the answer.
    if (!first || response.length < 120 || !isProse(response) || isUnspaced(response)) return []
    const found = response.slice(first.start, first.end)
    return word.safeParse(found).success && isQuotable(found) ? [{ word: found }] : []
  },
  wordings: ({ word: wanted }) => [
    `The first word of your response must be "${wanted}".`,
    `Start your answer with the word "${wanted}".`,
    `Begin with the word "${wanted}".`,
    `Use "${wanted}" as the first word of the response.`,
  ],
  read(sentence) {
    const found = onlyQuotation(readFirst(sentence))
    return found !== null && word.safeParse(found).success ? { word: found } : null
  },
  relate: (a, b) => (folded(a.word) === folded(b.word) ? 'same' : 'conflict'),
}

const nth = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const place = `(?:(?<ordinal>${nth.join('|')}) paragraph|paragraph (?:number )?(?<number>\\d{1,2}))`
const readParagraph = fits([
  `(?:start|begin) (?:the )?${place} with (?:the )?word "#"`,
  `the ${place.replace('|paragraph', '|the paragraph')} (?:must|should) (?:start|begin) with the word "#"`,
  `${place} (?:must|should) (?:start|begin) with the word "#"`,
  `the first word of (?:the )?${place} (?:must|should) be "#"`,
])

/** The first word of a paragraph. */
export const paragraphFirstWord: Checker<z.infer<typeof paragraphKwargs>> = {
  id: 'pincer:paragraph_first_word',
  version: 4,
  type: 'position.paragraph',
  crab: false,
  kwargs: paragraphKwargs,
  rule: 'Paragraphs are blocks of prose between blank lines; every block between blank lines is the other reading. Whatever the case.',
  examples: [{ paragraph: 1, word: 'Indeed' }, { paragraph: 3, word: 'finally' }, { paragraph: 12, word: 'now' }],
  doubt: { when: 'the answer depends on whether headings, lists and the like are paragraphs', witness: '# Title\n\nIndeed, it is.' },
  check(response, { paragraph, word: wanted }) {
    const all = blocks(response)
    const byProse = all.filter(({ kind }) => kind === 'paragraph')[paragraph - 1]
    const byBlock = all[paragraph - 1]
    const name = `The first word of paragraph ${paragraph}`
    const [prose, block] = [byProse, byBlock].map((span) => (span ? compared(response, span, wanted, name) : null))
    if (!block) return judged('fail', all.length, `There are ${all.length} paragraphs; the one with number ${paragraph} was asked about.`, [])
    if (prose?.outcome === block.outcome) return prose
    if (!prose && block.outcome === 'fail') return block
    return judged('unsure', null, `${name} depends on what counts as a paragraph.`, (prose ?? block).evidence)
  },
  mine(response, _context, rng) {
    const all = blocks(response)
    if (all.length < 3 || all.length > 10 || all.some(({ kind }) => kind !== 'paragraph') || isUnspaced(response)) return []
    return rng.shuffle([...all.entries()].slice(1)).flatMap(([index, block]) => {
      const first = firstOf(response, block)
      const found = first ? response.slice(first.start, first.end) : ''
      return word.safeParse(found).success ? [{ paragraph: index + 1, word: found }] : []
    })
  },
  wordings({ paragraph, word: wanted }) {
    const ordinal = nth[paragraph - 1]
    const named = ordinal ? `the ${ordinal} paragraph` : `paragraph ${paragraph}`
    const Named = `${named.charAt(0).toUpperCase()}${named.slice(1)}`
    return [`Start ${named} with the word "${wanted}".`, `${Named} must begin with the word "${wanted}".`, `The first word of ${named} should be "${wanted}".`]
  },
  read(sentence) {
    const fit = readParagraph(sentence)
    const found = onlyQuotation(fit)
    const paragraph = fit?.groups.ordinal ? nth.indexOf(fit.groups.ordinal) + 1 : Number(fit?.groups.number)
    const parsed = paragraphKwargs.safeParse({ paragraph, word: found })
    return parsed.success ? parsed.data : null
  },
  relate: (a, b) => (a.paragraph !== b.paragraph ? 'compatible' : folded(a.word) === folded(b.word) ? 'same' : 'conflict'),
}

/** The first run of letters and digits of a stretch; null where it has none. */
function firstOf(text: string, { start, end }: Span): Span | null {
  const from = skipOpening(text, { start, end })
  const [run] = wordsWithin(text, from, Math.min(end, from + 80))
  if (!run) return null
  const letters = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/u.exec(text.slice(run.start, run.end))?.[0].replace(/['’-]+$/, '')
  return letters ? { start: run.start, end: run.start + letters.length } : null
}

function compared(text: string, span: Span, wanted: string, name: string): CheckResult {
  const found = firstOf(text, span)
  const said = found ? text.slice(found.start, found.end) : ''
  const same = found !== null && folded(said) === folded(wanted)
  if (!same && isNear(text, span, wanted)) return judged('unsure', null, `"${wanted}" comes first but for a marker, an emoji or a tag, or as part of a run without spaces.`, found ? [found] : [])
  if (!found) return judged('fail', null, 'There is no word.', [])
  return judged(same ? 'pass' : 'fail', null, `${name} is "${said}"${same ? '' : `; "${wanted}" was asked for`}.`, [found])
}

/** What may stand before a first word without being one. */
const opening = /^(?:\s|[-*+•‣◦–·>#_~=|"'“‘«`([]|\(?\d{1,3}[.)](?=\s)|<\/?[a-z][^<>]{0,60}>|\p{ExtPict}|\p{EMod}|\u200d|\ufe0f)+/iu

/** Whether it comes first to the eye: behind a marker, an emoji or a tag, or in a script without spaces. */
function isNear(text: string, { start, end }: Span, wanted: string): boolean {
  const bare = folded(text.slice(start, Math.min(end, start + 400)).replace(opening, ''))
  if (!bare.startsWith(folded(wanted))) return false
  const next = bare.slice(folded(wanted).length)
  return !/^(?:[\p{L}\p{N}\p{M}_]|['’-]\p{L})/u.test(next) || isUnspaced(text)
}

function folded(value: string): string {
  return value.normalize('NFC').toLowerCase().replaceAll('’', "'")
}
