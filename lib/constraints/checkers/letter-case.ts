import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { fits, toBe, wholeResponse } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { skipOpening } from '#lib/text/phrase.ts'
import { sentences } from '#lib/text/sentences.ts'
import { outsideCode, structureOf } from '#lib/text/structure.ts'
import type { Span } from '#lib/text/words.ts'

const caseKwargs = z.object({ case: z.enum(['lower', 'upper']) })
type Case = z.infer<typeof caseKwargs>['case']

const whole = `(?:${toBe}|(?:your|the) (?:entire |whole )?(?:answer|response|reply|text) (?:must|should) be (?:written )?|write (?:everything|the entire (?:answer|response)|all text|(?:your|the) (?:entire |whole )?(?:answer|response|reply)))`
const asksFor = (name: string, other: string): string[] => [
  `use (?:only|all|only all) ${name}(?: letters)?(?: (?:in|throughout|for) ${wholeResponse})?(?:[.,;] (?:and )?(?:no|do not use(?: any)?) ${other}(?: letters)?(?: are allowed)?)?`,
  `use (?:all )?${name}(?: letters)? only`,
  `${whole} ?(?:entirely |only |completely )?in (?:all |only |entirely )?${name}(?: letters)?(?: only)?(?:[.,;] (?:and )?(?:with )?(?:no|do not use(?: any)?) ${other}(?: letters)?(?: are allowed)?)?`,
  `(?:do not|don't|never) use (?:any )?${other} letters(?: in ${wholeResponse})?`,
  `(?:write|answer|respond) without (?:any |using )?${other} letters`,
  `(?:avoid|refrain from) (?:using |all )?${other} letters`,
  `${wholeResponse} (?:must|should) (?:not contain any|contain no|not use any|not have any) ${other} letters`,
  `${wholeResponse} (?:must|should) (?:use|contain) only ${name} letters`,
  `no ${other} letters(?: are)?(?: allowed)?`,
]
const readLower = fits(asksFor('(?:lowercase|lower case|lower-case|small)', '(?:capital|uppercase|upper case|upper-case|capitalized)'))
const readUpper = fits(asksFor('(?:capital|capitals|caps|uppercase|upper case|upper-case)', '(?:lowercase|lower case|lower-case|small)'))

/** No capital letter, or no small one. */
export const letterCase: Checker<{ case: Case }> = {
  id: 'pincer:letter_case',
  version: 1,
  type: 'format.case',
  crab: false,
  kwargs: caseKwargs,
  rule: 'Every letter that has a large and a small form counts, wherever it stands.',
  examples: [{ case: 'lower' }, { case: 'upper' }],
  doubt: { when: 'no letter has a large and a small form', witness: '今天。' },
  check(response, { case: wanted }) {
    const [broken, kept] = wanted === 'lower' ? [/\p{Lu}|\p{Lt}/gu, /\p{Ll}/u] : [/\p{Ll}/gu, /\p{Lu}/u]
    const spans: Span[] = []
    let count = 0
    for (const { 0: letter, index } of response.matchAll(broken)) {
      if (wanted === 'upper' && letter === letter.toUpperCase()) continue
      count++
      const last = spans.at(-1)
      if (last?.end === index) last.end = index + letter.length
      else spans.push({ start: index, end: index + letter.length })
    }
    if (count === 0 && !kept.test(response)) return judged('unsure', 0, 'No letter has a large and a small form.', [])
    const name = wanted === 'lower' ? 'capital' : 'small'
    return judged(count === 0 ? 'pass' : 'fail', count, `${count} ${name} letter${count === 1 ? '' : 's'}; none may occur.`, spans)
  },
  mine(response) {
    if ((response.match(/\p{L}/gu)?.length ?? 0) < 20) return []
    if (!/\p{Lu}|\p{Lt}/u.test(response) && /\p{Ll}/u.test(response)) return [{ case: 'lower' }]
    return !/\p{Ll}/u.test(response) && /\p{Lu}/u.test(response) ? [{ case: 'upper' }] : []
  },
  wordings({ case: wanted }) {
    const [name, other] = wanted === 'lower' ? ['lowercase', 'capital'] : ['capital', 'lowercase']
    return [
      `Use only ${name} letters.`,
      `Your entire response should be in ${name} letters only.`,
      `Write the entire answer in ${name} letters.`,
      `Do not use any ${other} letters.`,
      `The response must contain no ${other} letters.`,
    ]
  },
  read: (sentence) => (readLower(sentence) ? { case: 'lower' } : readUpper(sentence) ? { case: 'upper' } : null),
  relate: (a, b) => (a.case === b.case ? 'same' : 'conflict'),
}

const headingKwargs = z.object({ headings: z.enum(['title', 'upper', 'lower']) })
type HeadingCase = z.infer<typeof headingKwargs>['headings']

/** Words that style guides write small in a title; of longer prepositions they disagree. */
const small = new Set('a an the and but or nor for so yet as at by in of off on per to up via vs de la le van von'.split(' '))
const disputed = new Set('is if from with into onto over upon than that when amid atop down like near past plus till about above across after along among around before behind below between beyond during inside outside through toward towards under until within without'.split(' '))
const named: Record<HeadingCase, string> = { title: 'title case', upper: 'capital letters', lower: 'lowercase letters' }
const heads = '(?:all |the |your )?(?:section )?(?:headings|headers|titles and headings|section titles)'
const readHeadings = fits(
  [['title', '(?:title case|title-case)'], ['upper', '(?:all )?(?:capital letters|capitals|caps|uppercase(?: letters)?)'], ['lower', '(?:all )?(?:lowercase letters|lowercase)']].flatMap(([name, said]) => [
    `(?:write|put|format|set) ${heads} in (?<${name}>${said})`, `use (?<${name}>${said}) for ${heads}`, `${heads} (?:must|should) be (?:written |formatted )?in (?<${name}>${said})`,
  ]).map((source) => source),
)

/** How the headings are capitalised. */
export const headingCase: Checker<{ headings: HeadingCase }> = {
  id: 'pincer:heading_case',
  version: 3,
  type: 'format.heading',
  crab: false,
  kwargs: headingKwargs,
  rule: 'Lines that begin with # signs. In title case the first letter of every word is a capital, but for articles and short prepositions and conjunctions.',
  examples: [{ headings: 'title' }, { headings: 'upper' }, { headings: 'lower' }],
  doubt: { when: 'there are no headings, or style guides disagree on a word', witness: '# A Walk with Dogs' },
  check(response, { headings: wanted }) {
    const judgedOnes = structureOf(response).headings.map((heading) => ({ heading, fit: fitOf(heading.text, wanted) })).filter(({ fit }) => fit !== null)
    if (judgedOnes.length === 0) return judged('unsure', 0, 'There are no headings.', [])
    const broken = judgedOnes.filter(({ fit }) => fit === 'no')
    const open = judgedOnes.filter(({ fit }) => fit === 'disputed')
    const shown = broken.length > 0 ? broken : open.length > 0 ? open : judgedOnes
    const outcome = broken.length > 0 ? 'fail' : open.length > 0 ? 'unsure' : 'pass'
    const of = judgedOnes.length
    return judged(outcome, of - broken.length - open.length, `${of - broken.length - open.length} of ${of} heading${of === 1 ? '' : 's'} in ${named[wanted]}.`, shown.map(({ heading }) => heading))
  },
  mine(response) {
    const { headings } = structureOf(response)
    if (headings.length < 2) return []
    const wanted = (['upper', 'title'] as const).find((name) => headings.every(({ text }) => fitOf(text, name) === 'yes'))
    return wanted ? [{ headings: wanted }] : []
  },
  wordings: ({ headings: wanted }) => [`Write all headings in ${named[wanted]}.`, `Use ${named[wanted]} for the headings.`, `All headings must be in ${named[wanted]}.`],
  read(sentence) {
    const groups = readHeadings(sentence)?.groups
    const wanted = (['title', 'upper', 'lower'] as const).find((name) => groups?.[name] !== undefined)
    return wanted ? { headings: wanted } : null
  },
  relate: (a, b) => (a.headings === b.headings ? 'same' : 'compatible'),
}

function fitOf(heading: string, wanted: HeadingCase): 'yes' | 'no' | 'disputed' | null {
  if (!/[\p{Lu}\p{Ll}]/u.test(heading)) return null
  if (wanted === 'upper') return /\p{Ll}/u.test(heading) ? 'no' : 'yes'
  if (wanted === 'lower') return /\p{Lu}/u.test(heading) ? 'no' : 'yes'
  const words = heading.replace(/`[^`]{1,200}`/g, ' ').split(/[\s–—/]+/).map((word) => word.replace(/^[^\p{L}\p{N}]+/u, '')).filter((word) => /^\p{L}/u.test(word))
  const lower = words.filter((word, index) => /^\p{Ll}/u.test(word) && !(index > 0 && small.has(word.replace(/[^\p{L}]+$/u, ''))))
  if (lower.length === 0) return 'yes'
  return lower.every((word) => /^\p{Ll}+\p{Lu}/u.test(word) || disputed.has(word.replace(/[^\p{L}]+$/u, ''))) ? 'disputed' : 'no'
}

const startKwargs = z.object({ start: z.enum(['capital', 'small']) })
const everySentence = '(?:every|each|all)(?: new)? sentences?'
const readStart = fits([
  `(?:start|begin) ${everySentence} with a (?:(?<capital>capital|uppercase)|(?<small>lowercase|small)) letter`,
  `${everySentence} (?:must|should) (?:start|begin) with a (?:(?<capital2>capital|uppercase)|(?<small2>lowercase|small)) letter`,
])

/** Whether sentences start with a capital letter. */
export const sentenceCapitals: Checker<z.infer<typeof startKwargs>> = {
  id: 'pincer:sentence_capitals',
  version: 3,
  type: 'format.case',
  crab: false,
  kwargs: startKwargs,
  rule: 'The first sign behind opening marks, where it is a letter with a large and a small form; held under both readings of where sentences end. Code, and names such as iPhone, do not count.',
  examples: [{ start: 'capital' }, { start: 'small' }],
  doubt: { when: 'the answer depends on where sentences end, or no sentence starts with a letter', witness: 'We met Dr. Brown, e.g. today.' },
  check(response, { start }) {
    const { fine, coarse } = sentences(response)
    const [finely, coarsely] = [fine, coarse].map((spans) => initials(response, outsideCode(response, spans), start))
    if (!finely || !coarsely || coarsely.all === 0) return judged('unsure', 0, 'No sentence starts with a letter.', [])
    const outcome = finely.broken.length === 0 && coarsely.broken.length === 0 ? 'pass' : finely.broken.length > 0 && coarsely.broken.length > 0 ? 'fail' : 'unsure'
    const { broken } = outcome === 'fail' ? coarsely : finely
    return judged(outcome, coarsely.broken.length, `${coarsely.broken.length} of ${coarsely.all} sentences start with a ${start === 'capital' ? 'small' : 'capital'} letter.`, outcome === 'pass' ? [] : broken)
  },
  mine: () => [],
  wordings({ start }) {
    const letter = start === 'capital' ? 'a capital letter' : 'a lowercase letter'
    return [`Start every sentence with ${letter}.`, `Every sentence must begin with ${letter}.`, `Each sentence should start with ${letter}.`]
  },
  read(sentence) {
    const groups = readStart(sentence)?.groups
    if (!groups) return null
    return { start: groups.capital ?? groups.capital2 ? 'capital' : 'small' }
  },
  relate: (a, b) => (a.start === b.start ? 'same' : 'conflict'),
}

function initials(text: string, spans: readonly Span[], wanted: 'capital' | 'small'): { all: number; broken: Span[] } {
  const broken: Span[] = []
  let all = 0
  for (const span of spans) {
    const at = skipOpening(text, span)
    const letter = text.slice(at, at + 1)
    const isSmall = /\p{Ll}/u.test(letter)
    if ((!isSmall && !/\p{Lu}/u.test(letter)) || /^\p{Ll}\p{Lu}/u.test(text.slice(at, at + 2))) continue
    all++
    if (isSmall === (wanted === 'capital')) broken.push(span)
  }
  return { all, broken }
}
