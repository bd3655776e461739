import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { countingChecker } from '#lib/constraints/counting.ts'
import { fits, isQuotable, onlyQuotation } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { blocks } from '#lib/text/blocks.ts'
import { structureOf, type Heading } from '#lib/text/structure.ts'
import type { Span } from '#lib/text/words.ts'

const textKwargs = z.object({ heading: z.string().trim().min(1).max(200) })

const headingNoun = '(?:markdown |section )?(?:heading|header|subheading)'
const readText = fits([
  `(?:include|use|add|have|write) a(?: section with the)? ${headingNoun} (?:with the text |titled |called |named |labell?ed |that says |that reads )?"#"`,
  `(?:include|add|have|write) a section (?:titled|called|named|headed|with the heading|with the title|labell?ed) "#"`,
  `(?:your|the) (?:answer|response|reply) (?:must|should) (?:have|contain|include) a (?:section|${headingNoun}) (?:titled|called|named|headed|labell?ed|with the text|with the heading) "#"`,
  `1 of the headings (?:must|should) be "#"`,
])

/** A heading has this text. */
export const headingText: Checker<z.infer<typeof textKwargs>> = {
  id: 'pincer:heading_text',
  version: 2,
  type: 'format.heading',
  crab: false,
  kwargs: textKwargs,
  rule: 'A line that begins with # signs and says this, whatever the case, numbering, emphasis and a colon at its end aside.',
  examples: [{ heading: 'Summary' }, { heading: 'Next steps' }],
  doubt: { when: 'it stands alone on a line that is no heading by its marks', witness: '**Summary**\nAll is well.' },
  check(response, { heading: wanted }) {
    const { headings } = structureOf(response)
    const found = headings.filter(({ text }) => plain(text) === plain(wanted))
    if (found.length > 0) return judged('pass', found.length, `There is a heading "${wanted}".`, found)
    const line = lineWith(response, wanted)
    if (line) return judged('unsure', 0, `"${wanted}" stands on a line of its own that has no heading's marks.`, [line])
    return judged('fail', 0, `None of ${headings.length} heading${headings.length === 1 ? '' : 's'} says "${wanted}".`, headings)
  },
  mine(response, _context, rng) {
    const { headings } = structureOf(response)
    const fit = headings.map(({ text }) => text.replace(/^[*_]+|[*_:]+$/g, '')).filter((text) => text !== '' && text.length <= 60 && isQuotable(text) && !/[*_`#<>]/.test(text))
    return headings.length >= 2 ? rng.shuffle(fit).map((heading) => ({ heading })) : []
  },
  wordings: ({ heading: wanted }) =>
    isQuotable(wanted) ? [`Include a section titled "${wanted}".`, `The response must contain a heading titled "${wanted}".`, `Use a heading with the text "${wanted}".`] : [],
  read(sentence) {
    const heading = onlyQuotation(readText(sentence))
    return heading === null ? null : { heading }
  },
  relate: (a, b) => (plain(a.heading) === plain(b.heading) ? 'same' : 'compatible'),
}

function plain(text: string): string {
  return text.replace(/^[*_#\s]+|[*_:#\s]+$/g, '').replace(/^(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|[ivx]{1,5}[.)])\s+/i, '').replace(/^[*_\s]+|[*_:\s]+$/g, '').replace(/\s+/g, ' ').toLowerCase()
}

function lineWith(text: string, wanted: string): Span | null {
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    if (line.length <= wanted.length + 40 && plain(line) === plain(wanted)) return { start: index, end: index + line.trimEnd().length }
  }
  return null
}

const levelKwargs = z.object({ deepest: z.int().min(1).max(5) })
const readLevel = fits([
  '(?:do not|don\'t|never) use headings (?:deeper|lower) than level (?<n>[1-5])',
  'use (?:no headings|only headings no) deeper than level (?<n>[1-5])',
  'use headings (?:of|up to|down to) (?:at most )?level (?<n>[1-5])(?: only| at most)?',
  '(?:all )?headings (?:must|should) (?:not be deeper than|be of at most|be at most) level (?<n>[1-5])',
])

/** How deep headings go. */
export const headingLevels: Checker<z.infer<typeof levelKwargs>> = {
  id: 'pincer:heading_levels',
  version: 2,
  type: 'format.heading',
  crab: false,
  kwargs: levelKwargs,
  rule: 'The number of # signs of the deepest heading.',
  examples: [{ deepest: 2 }, { deepest: 1 }, { deepest: 4 }],
  doubt: { when: 'there are no headings', witness: 'Plain text.' },
  check(response, { deepest }) {
    const { headings } = structureOf(response)
    if (headings.length === 0) return judged('unsure', 0, 'There are no headings.', [])
    const most = headings.reduce((level, heading) => Math.max(level, heading.level), 0)
    return judged(most <= deepest ? 'pass' : 'fail', most, `The deepest heading is of level ${most}; at most ${deepest} asked for.`, most <= deepest ? headings : headings.filter(({ level }) => level > deepest))
  },
  mine(response) {
    const { headings } = structureOf(response)
    const most = headings.reduce((level, heading) => Math.max(level, heading.level), 0)
    return headings.length >= 3 && most <= 4 ? [{ deepest: most }] : []
  },
  wordings: ({ deepest }) => [`Do not use headings deeper than level ${deepest}.`, `Use no headings deeper than level ${deepest}.`, `Headings must be at most level ${deepest}.`],
  read(sentence) {
    const n = readLevel(sentence)?.groups.n
    return n === undefined ? null : { deepest: Number(n) }
  },
  relate: (a, b) => (a.deepest === b.deepest ? 'same' : a.deepest < b.deepest ? 'implies' : 'implied'),
}

const filledKwargs = z.object({ sections: z.literal('filled') })
const readFilled = fits([
  '(?:every|each) (?:section|heading) (?:must|should) (?:have|contain|be followed by) (?:some )?text',
  'put (?:some )?text under (?:every|each) heading',
  'no (?:section|heading) (?:may|must|should) be (?:left )?(?:empty|without text)',
  '(?:do not|don\'t) leave (?:any|a) (?:section|heading) (?:empty|without text)',
])

/** No heading stands without text. */
export const sectionsFilled: Checker<z.infer<typeof filledKwargs>> = {
  id: 'pincer:sections_filled',
  version: 2,
  type: 'format.heading',
  crab: false,
  kwargs: filledKwargs,
  rule: 'Behind every heading comes text before the next one of its level or above.',
  examples: [{ sections: 'filled' }],
  doubt: { when: 'a section holds only further headings with text, or there are no headings', witness: '# Rivers\n## Rhine\nLong.' },
  check(response) {
    const { headings } = structureOf(response)
    if (headings.length === 0) return judged('unsure', 0, 'There are no headings.', [])
    const follows = headings.map((heading, index) => ({ heading, next: headings[index + 1] }))
    const bareOnes = follows.filter(({ heading, next }) => isBlank(response, heading.end, next?.start))
    const bare = bareOnes.map(({ heading }) => heading)
    const empty = bareOnes.filter(({ heading, next }) => (next?.level ?? 0) <= heading.level).map(({ heading }) => heading)
    const outcome = empty.length > 0 ? 'fail' : bare.length > 0 ? 'unsure' : 'pass'
    return judged(outcome, headings.length - bare.length, `${headings.length - bare.length} of ${headings.length} headings have text of their own.`, outcome === 'fail' ? empty : outcome === 'unsure' ? bare : headings)
  },
  mine: () => [],
  wordings: () => ['Every section must have text.', 'Put some text under every heading.', 'No section may be left empty.'],
  read: (sentence) => (readFilled(sentence) ? { sections: 'filled' } : null),
}

function isBlank(text: string, from: number, to = text.length): boolean {
  return text.slice(from, to).trim() === ''
}

/** Sections under headings. */
export const sectionCount = countingChecker({
  id: 'pincer:section_count', version: 2, type: 'format.section', one: 'section', many: 'sections', alsoCalled: ['headed sections?', 'sections? with headings?'], mineFrom: 2,
  rule: 'Each heading begins one. Readings: all headings; those of the highest level; those below a title that stands alone. Lines that are wholly bold count where there are no other headings.',
  doubt: { when: 'headings have several levels and the answer depends on which count, or there are no headings', witness: '# Rivers\n## Rhine\nLong.' },
  find(response) {
    const marked = structureOf(response).headings
    const bold = marked.length > 0 ? [] : blocks(response).filter(({ kind }) => kind === 'heading').map((block): Heading => ({ ...block, level: 1, text: '' }))
    const headings = marked.length > 0 ? marked : bold
    if (headings.length === 0) return null
    const top = headings.reduce((level, heading) => Math.min(level, heading.level), 6)
    const outer = headings.filter(({ level }) => level === top)
    const below = outer.length === 1 && headings.length > 1 ? headings.filter(({ level }) => level > top) : []
    const second = below.reduce((level, heading) => Math.min(level, heading.level), 6)
    const readings = [below.filter(({ level }) => level === second), outer, headings].filter((list) => list.length > 0)
    return readings.map((list) => list.map(({ start }, index) => ({ start, end: inked(response, start, list[index + 1]?.start) })))
  },
})

function inked(text: string, from: number, to = text.length): number {
  return from + text.slice(from, to).trimEnd().length
}
