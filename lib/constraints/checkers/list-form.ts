import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { fits, onlyQuotation, wholeResponse } from '#lib/constraints/frame.ts'
import { measuringChecker, type MeasuredPart } from '#lib/constraints/measuring.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { blocks } from '#lib/text/blocks.ts'
import { boldSpans } from '#lib/text/emphasis.ts'
import { possibleBullets, possibleNumbered, withoutLoneLetters } from '#lib/text/possible-parts.ts'
import { isUnspaced } from '#lib/text/script.ts'
import { lines } from '#lib/text/sentences.ts'
import { structureOf, type ListItem } from '#lib/text/structure.ts'
import { wordReadings } from '#lib/text/word-readings.ts'
import { countsWithin, type Span } from '#lib/text/words.ts'

const markerKwargs = z.object({ marker: z.enum(['-', '*', '+', '•', '1.', '1)', 'a.', 'a)']) })
type Marker = z.infer<typeof markerKwargs>['marker']

const saidMarkers: Record<string, Marker> = {
  'hyphens?': '-', 'dash(?:es)?': '-', 'asterisks?': '*', 'stars?': '*', 'plus signs?': '+', 'bullet characters?': '•',
  'numbers? followed by (?:a )?(?:periods?|points?|full stops?|dots?)': '1.', 'numbers? followed by (?:a )?(?:parenthes[ie]s|brackets?)': '1)',
  'letters? followed by (?:a )?(?:periods?|points?|full stops?|dots?)': 'a.', 'letters? followed by (?:a )?(?:parenthes[ie]s|brackets?)': 'a)',
}
const marker = `(?:(?<said>${Object.keys(saidMarkers).join('|')})(?: \\(?(?:"#"|[-*+•])\\)?)?|"#")`
const items = '(?:list items?|bullet points?|bullets|items|lists?|all list items|all bullet points|the list|each list item|every list item|each bullet point|every bullet point)'
const readMarker = fits([
  `(?:use|write) ${marker} (?:for|to mark|as the marker for|as the marker of|as markers for) (?:all |the )?${items}`,
  `(?:mark|start|begin|write) (?:each|every|all)(?: the)? ${items} with ${marker}`,
  `(?:each|every|all)(?: the)? ${items} (?:must|should) (?:start|begin|be marked) with ${marker}`,
])

/** Which marker the items of lists have. */
export const listMarker: Checker<{ marker: Marker }> = {
  id: 'pincer:list_marker',
  version: 2,
  type: 'format.list',
  crab: false,
  kwargs: markerKwargs,
  rule: 'The mark of every list item, outside code; for numbers and letters the sign behind them decides.',
  examples: [{ marker: '-' }, { marker: '*' }, { marker: '+' }, { marker: '•' }, { marker: '1.' }, { marker: '1)' }, { marker: 'a.' }, { marker: 'a)' }],
  doubt: { when: 'only inner items of a nested list have another marker, dashes stand for hyphens, or there is no list', witness: '- one\n  * inner' },
  check(response, { marker: wanted }) {
    const all = structureOf(response).items
    if (all.length === 0) return judged('unsure', 0, 'There is no list.', [])
    const broken = all.filter((item) => markerOf(item) !== wanted)
    const least = all.reduce((indent, item) => Math.min(indent, item.indent), Number.POSITIVE_INFINITY)
    // A dash for a hyphen, and a letter that may be an initial.
    const sure = new Set(withoutLoneLetters(all))
    const outer = broken.some((item) => item.indent < least + 2 && sure.has(item) && !(wanted === '-' && item.marker === '–'))
    const outcome = broken.length === 0 ? 'pass' : outer ? 'fail' : 'unsure'
    return judged(outcome, all.length - broken.length, `${all.length - broken.length} of ${all.length} list items have the marker "${wanted}".`, outcome === 'pass' ? all : broken)
  },
  mine(response) {
    const all = structureOf(response).items
    const [first] = all
    const wanted = first && markerOf(first)
    const parsed = all.length >= 3 && all.every((item) => markerOf(item) === wanted) ? markerKwargs.safeParse({ marker: wanted }) : null
    return parsed?.success ? [parsed.data] : []
  },
  wordings({ marker: wanted }) {
    const name = { '-': 'hyphens', '*': 'asterisks', '+': 'plus signs', '•': 'bullet characters', '1.': 'numbers followed by a period', '1)': 'numbers followed by a bracket', 'a.': 'letters followed by a period', 'a)': 'letters followed by a bracket' }[wanted]
    return [`Use ${name} for list items.`, `Use ${name} to mark all list items.`, `Mark each list item with ${name}.`]
  },
  read(sentence) {
    const fit = readMarker(sentence)
    if (!fit) return null
    const said = Object.entries(saidMarkers).find(([name]) => new RegExp(`^(?:${name})$`).test(fit.groups.said ?? ''))?.[1]
    const parsed = markerKwargs.safeParse({ marker: said ?? onlyQuotation(fit) })
    return parsed.success ? parsed.data : null
  },
  relate: (a, b) => (a.marker === b.marker ? 'same' : 'conflict'),
}

function markerOf({ marker: written, kind }: ListItem): string {
  if (kind === 'number') return written.endsWith(')') ? '1)' : '1.'
  if (kind === 'letter') return written.endsWith(')') ? 'a)' : 'a.'
  return written === '‣' || written === '◦' || written === '·' ? '•' : written
}

/** Words in each item of a list. */
export const listItemWords = measuringChecker({
  id: 'pincer:list_item_words', version: 2, type: 'format.list',
  unit: { one: 'word', many: 'words' },
  subject: 'each list item', alsoSubject: ['(?:each|every|all)(?: of the)? (?:list items?|bullet points?|bullets?|numbered items?|items?)(?: in the list| of the list)?', '(?:the )?(?:list items|bullet points)'],
  per: 'per list item', alsoPer: ['(?:per|in each|in every|for each|for every) (?:list item|bullet point|bullet|item)'], none: 'list item',
  rule: 'Words of the line behind the marker, lists of all kinds. Whether inner items and further lines of an item count makes two readings; so does whether runs of non-space without a letter or number are words, and whether a dash parts them.',
  doubt: { when: 'there is no list, or items have further lines and the answer depends on them', witness: '- one\n  and this goes on and on' }, example: 4,
  find(response) {
    if (isUnspaced(response)) return null
    const all = structureOf(response).items
    if (all.length === 0) return null
    const short = all.map(({ contentStart, end }) => ({ start: contentStart, end }))
    const long = all.map((item, index) => ({ start: item.contentStart, end: continued(response, item, all[index + 1]) }))
    return wordReadings(response).flatMap((words) => {
      const [ofShort, ofLong] = [measured(words, short), measured(words, long)]
      return ofShort.every(({ count }, index) => count === ofLong[index]?.count) ? [ofShort] : [ofShort, ofLong]
    })
  },
})

function measured(words: readonly Span[], parts: readonly Span[]): MeasuredPart[] {
  const counts = countsWithin(words, parts)
  return parts.map(({ start, end }, index) => ({ start, end, count: counts[index] ?? 0 }))
}

/** Where the indented lines that go on with an item end. */
function continued(text: string, item: Span, next: Span | undefined): number {
  const stop = next?.start ?? text.length
  let end = item.end
  for (let at = text.indexOf('\n', end) + 1; at > 0 && at < stop; at = text.indexOf('\n', at) + 1) {
    const lineEnd = text.indexOf('\n', at)
    const to = Math.min(stop, lineEnd < 0 ? text.length : lineEnd)
    if (!/^[ \t]+\S/.test(text.slice(at, Math.min(to, at + 80)))) break
    end = to
  }
  return end
}

const onlyKwargs = z.object({ list: z.enum(['any', 'bullet', 'number']) })
const kinds = '(?:a |an )?(?:(?<bullet>bulleted|bullet|bullet-point|bullet point|unordered)|(?<number>numbered|ordered))? ?list'
const alone = '(?: only|,? (?:and nothing else|with no (?:other text|introduction or conclusion|text before or after(?: it)?)|without (?:any )?(?:other text|introduction or conclusion|additional text)))'
const readOnlyList = fits([
  `(?:respond|answer|reply) (?:only with|with only|with nothing but) ${kinds}`,
  `(?:respond|answer|reply) with ${kinds}${alone}`,
  `(?:write|format|give|present) ${wholeResponse} (?:only )?as ${kinds}${alone}`,
  `${wholeResponse} (?:must|should) (?:(?:be|consist of|contain) (?:only|nothing but)|consist (?:only|solely|entirely) of) ${kinds}`,
])

/** The response is nothing but a list. */
export const listOnly: Checker<z.infer<typeof onlyKwargs>> = {
  id: 'pincer:list_only',
  version: 4,
  type: 'format.list',
  crab: false,
  kwargs: onlyKwargs,
  rule: 'Every block is a list with items of this kind; indented lines belong to the item before them.',
  examples: [{ list: 'any' }, { list: 'bullet' }, { list: 'number' }],
  doubt: { when: 'the only other thing is a title above the list or a divider, or lines begin with other signs', witness: '# Rivers\n- Rhine\n- Elbe' },
  check(response, { list }) {
    const all = structureOf(response).items
    const apart = blocks(response).filter(({ kind }) => kind !== 'list')
    const other = apart.filter(({ kind }) => kind !== 'divider')
    const least = all.reduce((lowest, { indent }) => Math.min(lowest, indent), Number.POSITIVE_INFINITY)
    const wrong = all.filter(({ kind, indent }) => list !== 'any' && indent < least + 2 && kind !== list)
    const titled = other.length === 1 && other[0]?.kind === 'heading' && response.slice(0, other[0].start).trim() === ''
    const looksLike = all.length === 0 && (list === 'number' ? possibleNumbered(response) : [...possibleBullets(response), ...(list === 'any' ? possibleNumbered(response) : [])]).length >= Math.max(2, lines(response, 0, response.length).length)
    if (looksLike) return judged('unsure', 0, 'Every line begins like an item, but not as markdown has it.', apart)
    const outcome = all.length === 0 || wrong.length > 0 || (other.length > 0 && !titled) ? 'fail' : apart.length > 0 ? 'unsure' : 'pass'
    const detail = all.length === 0 ? 'There is no list.' : outcome === 'pass' ? `It is a list of ${all.length} items.` : wrong.length > 0 ? `${wrong.length} items are of another kind.` : 'There is text outside the list.'
    return judged(outcome, all.length, detail, outcome === 'pass' ? all : other.length > 0 ? other : wrong)
  },
  mine(response) {
    const all = structureOf(response).items
    const [first] = all
    if (!first || all.length < 2 || first.kind === 'letter' || all.some(({ kind }) => kind !== first.kind)) return []
    return blocks(response).every(({ kind }) => kind === 'list') ? [{ list: first.kind === 'number' ? 'number' : 'bullet' }] : []
  },
  wordings({ list }) {
    const name = { any: 'a list', bullet: 'a bulleted list', number: 'a numbered list' }[list]
    return [`Respond only with ${name}.`, `The response must consist of nothing but ${name}.`, `Answer with ${name} and nothing else.`]
  },
  read(sentence) {
    const groups = readOnlyList(sentence)?.groups
    return groups ? { list: groups.bullet ? 'bullet' : groups.number ? 'number' : 'any' } : null
  },
  relate: (a, b) => (a.list === b.list ? 'same' : a.list === 'any' ? 'implied' : b.list === 'any' ? 'implies' : 'conflict'),
}

const sequenceKwargs = z.object({ numbered: z.literal('consecutively') })
const readSequence = fits([
  'number (?:the|all|your) (?:list )?(?:items|steps|points) (?:consecutively|sequentially)(?:,? (?:starting (?:from|at|with)|from) 1)?',
  '(?:the )?(?:list items|items|steps|points|numbered items) (?:must|should) be numbered (?:consecutively|sequentially)(?:,? (?:starting (?:from|at|with)|from) 1)?',
  'use consecutive numbers(?: starting (?:from|at|with) 1)? for (?:the|all) (?:list )?(?:items|steps|points)',
])

/** Numbered items count 1, 2, 3 without gap. */
export const numberedSequence: Checker<z.infer<typeof sequenceKwargs>> = {
  id: 'pincer:numbered_sequence',
  version: 3,
  type: 'format.list',
  crab: false,
  kwargs: sequenceKwargs,
  rule: 'Each numbered item has the number after the one before it at its depth; a list starts at 1.',
  examples: [{ numbered: 'consecutively' }],
  doubt: { when: 'there are no numbered items, numbers start again at 1 within a list or count from 0, or may be years', witness: '1. one\n1. two' },
  check(response) {
    const numbered = structureOf(response).items.filter(({ number }) => number !== null)
    const broken = gaps(numbered)
    if (numbered.length === 0) return judged('unsure', 0, 'There are no numbered items.', [])
    // 2024. may be a year that ends a sentence, and some count from 0.
    if (broken.length > 0 && gaps(numbered.filter(({ number }) => (number ?? 0) < 1000 && number !== 0)).length === 0) return judged('unsure', numbered.length - broken.length, `${broken.length} of ${numbered.length} numbered items may be years, or count from 0.`, broken)
    const again = broken.length > 0 ? [] : restarts(response, numbered)
    if (again.length > 0) return judged('unsure', numbered.length - again.length, `${again.length} of ${numbered.length} numbered items start again at 1 with nothing before them.`, again)
    return judged(broken.length === 0 ? 'pass' : 'fail', numbered.length - broken.length, `${numbered.length} numbered items, ${broken.length} out of order.`, broken.length === 0 ? numbered : broken)
  },
  mine(response) {
    const numbered = structureOf(response).items.filter(({ number }) => number !== null)
    return numbered.length >= 3 && gaps(numbered).length === 0 && restarts(response, numbered).length === 0 ? [{ numbered: 'consecutively' }] : []
  },
  wordings: () => ['Number the steps consecutively, starting from 1.', 'Number all items consecutively.', 'The list items must be numbered sequentially.'],
  read: (sentence) => (readSequence(sentence) ? { numbered: 'consecutively' } : null),
}

/** Items that follow on none: neither 1 nor the number behind the one before. */
function gaps(numbered: readonly ListItem[]): ListItem[] {
  return withOneBefore(numbered).flatMap(({ item, before }) => (item.number !== 1 && item.number !== (before?.number ?? 0) + 1 ? [item] : []))
}

/** Items numbered 1 that no line of text parts from the numbered item before them, so that they start no list of their own. */
function restarts(text: string, numbered: readonly ListItem[]): ListItem[] {
  const { items } = structureOf(text)
  const starts = new Set(items.map(({ start }) => start))
  return withOneBefore(numbered).flatMap(({ item, before }) => {
    if (item.number !== 1 || !before) return []
    const parted = lines(text, before.end, item.start).some(({ start, end }) => {
      const indent = /^[ \t]*/.exec(text.slice(start, Math.min(end, start + 200)))?.[0] ?? ''
      return indent.replaceAll('\t', '    ').length <= item.indent && !starts.has(start + indent.length)
    })
    return parted ? [] : [item]
  })
}

/** Each item with the numbered one before it at its depth. */
function withOneBefore(numbered: readonly ListItem[]): { item: ListItem; before: ListItem | undefined }[] {
  const last: ListItem[] = []
  return numbered.map((item) => {
    while ((last.at(-1)?.indent ?? -1) > item.indent) last.pop()
    const before = last.at(-1)?.indent === item.indent ? last.pop() : undefined
    last.push(item)
    return { item, before }
  })
}

const startKwargs = z.object({ itemStart: z.enum(['bold', 'capital']) })
const eachItem = '(?:each|every)(?: list)? (?:item|bullet point|bullet|list item|numbered item)(?: in the list)?'
const readItemStart = fits([
  `(?:start|begin) ${eachItem} with (?:(?<bold>a bold(?:ed)? (?:term|word|phrase|keyword|label)|a (?:term|word|phrase|keyword|label) in bold)|(?<capital>a capital letter))`,
  `${eachItem} (?:must|should) (?:start|begin) with (?:(?<bold>a bold(?:ed)? (?:term|word|phrase|keyword|label)|a (?:term|word|phrase|keyword|label) in bold)|(?<capital>a capital letter))`,
])

/** How each item of a list begins. */
export const itemStart: Checker<z.infer<typeof startKwargs>> = {
  id: 'pincer:item_start',
  version: 3,
  type: 'format.list',
  crab: false,
  kwargs: startKwargs,
  rule: 'What stands right behind the marker of every list item.',
  examples: [{ itemStart: 'bold' }, { itemStart: 'capital' }],
  doubt: { when: 'only inner items of a nested list do not, an item begins with a number, an emoji, a box or bold of HTML, or there is no list', witness: '- **One**: a\n  - inner' },
  check(response, { itemStart: wanted }) {
    const all = structureOf(response).items
    if (all.length === 0) return judged('unsure', 0, 'There is no list.', [])
    const bold = new Set(boldSpans(response).map(({ start }) => start))
    const starts = ({ contentStart, end }: ListItem): boolean => (wanted === 'bold' ? bold.has(contentStart) : /^[^\p{L}\p{N}]*[\p{Lu}\p{Lt}]/u.test(response.slice(contentStart, Math.min(end, contentStart + 40))))
    const broken = all.filter((item) => !starts(item))
    const least = all.reduce((indent, item) => Math.min(indent, item.indent), Number.POSITIVE_INFINITY)
    const near = wanted === 'bold' ? /^(?:\[[ xX]\]|\p{ExtPict}|\ufe0f|["'“‘(\s])*(?:\*\*|__|<(?:b|strong)>)/u : /^(?:[^\p{L}]*\p{N}|[^\p{L}\p{N}]*(?:\p{Lo}|\p{Ll}+\p{Lu}|$))/u
    const clear = broken.filter(({ indent, contentStart, end }) => indent < least + 2 && !near.test(response.slice(contentStart, Math.min(end, contentStart + 40))))
    const outcome = broken.length === 0 ? 'pass' : clear.length > 0 ? 'fail' : 'unsure'
    return judged(outcome, all.length - broken.length, `${all.length - broken.length} of ${all.length} list items begin with a ${wanted === 'bold' ? 'bold term' : 'capital letter'}.`, outcome === 'pass' ? all : broken)
  },
  mine(response) {
    const all = structureOf(response).items
    const bold = new Set(boldSpans(response).map(({ start }) => start))
    return all.length >= 2 && all.every(({ contentStart }) => bold.has(contentStart)) ? [{ itemStart: 'bold' }] : []
  },
  wordings({ itemStart: wanted }) {
    const name = wanted === 'bold' ? 'a bold term' : 'a capital letter'
    return [`Start each list item with ${name}.`, `Every list item must begin with ${name}.`, `Each bullet point should start with ${name}.`]
  },
  read(sentence) {
    const groups = readItemStart(sentence)?.groups
    return groups ? { itemStart: groups.bold ? 'bold' : 'capital' } : null
  },
  relate: (a, b) => (a.itemStart === b.itemStart ? 'same' : 'compatible'),
}
