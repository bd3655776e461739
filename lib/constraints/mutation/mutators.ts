import { marks, type Mark } from '#lib/constraints/checkers/punctuation-absent.ts'
import { occurrences } from '#lib/constraints/checkers/occurrences.ts'
import { boundsIn, textsIn, type Kwargs } from '#lib/constraints/kwargs.ts'
import type { TextEdit } from '#lib/constraints/mutation/edit.ts'
import { fillers } from '#lib/constraints/mutation/gradual.ts'
import type { Rng } from '#lib/random.ts'
import { blocks } from '#lib/text/blocks.ts'
import { strictSentences } from '#lib/text/prose-sentences.ts'
import { sentences } from '#lib/text/sentences.ts'
import { structureOf } from '#lib/text/structure.ts'
import { wordReadings } from '#lib/text/word-readings.ts'
import { whitespaceWords, wordRuns, type Span } from '#lib/text/words.ts'

/** Small edits each of which may break a constraint that holds. They are proposals: whoever asks checks them. */
export type Mutator = (response: string, kwargs: Kwargs, rng: Rng) => TextEdit[][]

/** The mutator of a kind of constraint, where there is one. */
export function mutatorOf(id: string): Mutator | undefined {
  return mutators.get(id)
}

/** Proposals for one kind are few: more would only cost time. */
const tries = 8

const mutators = new Map<string, Mutator>([
  ['pincer:word_count', counted(whitespaceWords, (response) => response.trimEnd().length, ' indeed', (response) => wordReadings(response).map(({ length }) => length))],
  ['pincer:sentence_count', counted((response) => sentences(response).coarse, endOfProse, ' That is all.', (response) => [sentences(response).fine.length, strictSentences(response).length])],
  ['pincer:paragraph_count', counted(paragraphs, endOfProse, '\n\nThat is all there is to say.')],
  ['pincer:paragraph_sentences', addToEach(paragraphs, ' That is so.')],
  ['pincer:sentence_words', addInside((response) => sentences(response).coarse, ' indeed')],
  ['pincer:word_size', stretchWord],
  ['pincer:keywords', (response, { keywords }) => textsIn(keywords).map((keyword) => occurrences(response, keyword).map(removed(response)))],
  ['pincer:letter_count', (response, { letter, max }, rng) => {
    const missing = typeof max === 'number' ? `${letter}`.toLowerCase() : ''
    const words = missing ? [...fillers.filter((word) => word.includes(missing)), missing] : []
    return places(response, rng).flatMap((at) => words.map((word) => [{ start: at, end: at, insert: ` ${word}` }]))
  }],
  ['pincer:forbidden_words', (response, { words }, rng) => textsIn(words).flatMap((word) => places(response, rng).map((at) => [{ start: at, end: at, insert: ` ${word}` }]))],
  ['pincer:punctuation_absent', insertMark],
  ['pincer:bullet_count', lined((response) => structureOf(response).items.filter(({ kind }) => kind === 'bullet'))],
  ['pincer:numbered_item_count', lined((response) => structureOf(response).items.filter(({ kind }) => kind === 'number'))],
  ['pincer:list_marker', (response) => structureOf(response).items.slice(0, tries).map(({ start, marker }) => [{ start, end: start + marker.length, insert: marker === '*' ? '-' : '*' }])],
  ['pincer:item_start', (response) => structureOf(response).items.slice(0, tries).map(({ contentStart }) => [{ start: contentStart, end: contentStart, insert: 'also ' }])],
  ['pincer:title_words', (response, { max }) => {
    const end = response.search(/\n|$/)
    return [1, 3, Number(max ?? 1)].map((words) => [{ start: end, end, insert: ' indeed'.repeat(words) }])
  }],
  ['pincer:heading_levels', (response) => structureOf(response).headings.slice(0, tries).map(({ start }) => [{ start, end: start, insert: '###' }])],
  ['pincer:heading_count', lined((response) => structureOf(response).headings)],
  ['pincer:table_row_count', lined((response) => structureOf(response).tables.flatMap(({ rows }) => rows))],
  ['pincer:code_block_count', lined((response) => structureOf(response).code)],
  ['pincer:block_quote_count', lined((response) => structureOf(response).quotes)],
  ['pincer:question_count', (response, kwargs, rng) => (kwargs.max === undefined ? swapEnds(response, '?', '.') : swapEnds(response, '.', '?')).concat(counted(() => [], endOfProse, ' Is it not?')(response, kwargs, rng))],
  ['pincer:exclamation_count', (response, kwargs, rng) => (kwargs.max === undefined ? swapEnds(response, '!', '.') : swapEnds(response, '.', '!')).concat(counted(() => [], endOfProse, ' So there!')(response, kwargs, rng))],
])

/** For counts: enough of the last ones go for a minimum, enough new ones come at the end for a maximum, whichever of the readings is asked. */
function counted(find: (response: string) => readonly Span[], end: (response: string) => number, filler: string, readings: (response: string) => readonly number[] = () => []): Mutator {
  return (response, kwargs) => {
    const spans = find(response)
    const counts = [spans.length, ...readings(response)]
    const { min, max } = boundsIn(kwargs)
    const proposals: TextEdit[][] = []
    const surplus = min === undefined ? 0 : Math.max(...counts) - min + 1
    if (surplus > 0) proposals.push(spans.slice(-surplus).map(removed(response)))
    const at = end(response)
    if (max !== undefined) proposals.push([{ start: at, end: at, insert: filler.repeat(Math.max(1, max - Math.min(...counts) + 1)) }])
    return proposals
  }
}

/** For things that take whole lines: single lines go, or a line is written twice. */
function lined(find: (response: string) => readonly Span[]): Mutator {
  return (response, { min, max }) => {
    const spans = find(response)
    const proposals: TextEdit[][] = []
    const surplus = typeof min === 'number' ? spans.length - min + 1 : 0
    if (surplus > 0) proposals.push(withLines(response, spans.slice(-surplus)), withLines(response, spans.slice(0, surplus)))
    const last = spans.at(-1)
    const missing = typeof max === 'number' ? max - spans.length + 1 : 0
    if (missing > 0 && last) proposals.push([{ start: last.end, end: last.end, insert: `\n${response.slice(lineStart(response, last.start), last.end)}`.repeat(missing) }])
    return proposals
  }
}

function addToEach(find: (response: string) => readonly Span[], filler: string): Mutator {
  return (response, { max }) =>
    find(response).slice(0, tries).flatMap(({ end }) => [1, Number(max)].map((times) => [{ start: end, end, insert: filler.repeat(times) }]))
}

function addInside(find: (response: string) => readonly Span[], filler: string): Mutator {
  return (response, { max }) =>
    find(response)
      .map((span) => ({ span, words: whitespaceWords(response.slice(span.start, span.end)).length }))
      .toSorted((a, b) => b.words - a.words)
      .slice(0, tries)
      .map(({ span, words }) => {
        const first = response.slice(span.start, span.end).search(/\s/)
        const at = first < 0 ? span.start : span.start + first
        return [{ start: at, end: at, insert: filler.repeat(Math.max(1, Number(max) - words + 1)) }]
      })
}

function stretchWord(response: string, { min, max }: Kwargs): TextEdit[][] {
  const words = wordRuns(response).toSorted((a, b) => b.end - b.start - (a.end - a.start))
  if (typeof min === 'number') return words.slice(-1).map(({ start, end }) => [{ start: start + 1, end, insert: '' }])
  return words.slice(0, tries).map(({ start, end }) => [{ start: end, end, insert: response.slice(end - 1, end).repeat(Math.max(1, Number(max) - (end - start) + 1)) }])
}

function insertMark(response: string, { mark }: Kwargs, rng: Rng): TextEdit[][] {
  const signs: Record<Mark, string> = { comma: ',', colon: ':', semicolon: ';', question_mark: '?', exclamation_mark: '!' }
  const known = (Object.keys(marks) as Mark[]).find((name) => name === mark)
  if (!known) return []
  const ends = known === 'question_mark' || known === 'exclamation_mark' ? swapEnds(response, '.', signs[known]) : []
  return [...places(response, rng).map((at) => [{ start: at, end: at, insert: signs[known] }]), ...ends]
}

/** The last character of sentences that end with `from`, changed to `to`. */
function swapEnds(response: string, from: string, to: string): TextEdit[][] {
  return sentences(response)
    .coarse.filter(({ end }) => response[end - 1] === from)
    .slice(-tries)
    .map(({ end }) => [{ start: end - 1, end, insert: to }])
}

/** Some ends of words inside of the text, where something can be put in. */
function places(response: string, rng: Rng): number[] {
  const inner = whitespaceWords(response).slice(0, -1).filter(({ end }) => /[\p{L}\p{N}]/u.test(response[end - 1] ?? ''))
  return rng.shuffle(inner.map(({ end }) => end)).slice(0, tries)
}

function paragraphs(response: string): Span[] {
  return blocks(response).filter(({ kind }) => kind === 'paragraph')
}

function endOfProse(response: string): number {
  return paragraphs(response).at(-1)?.end ?? response.trimEnd().length
}

/** Takes a stretch out with the white space before it. */
function removed(response: string): (span: Span) => TextEdit {
  return ({ start, end }) => {
    let from = start
    while (from > 0 && /\s/.test(response[from - 1] ?? '')) from--
    return { start: from, end, insert: '' }
  }
}

/** Takes lines out, each with the break before it; those that the text begins with have none, and go with the break behind them. */
function withLines(response: string, spans: readonly Span[]): TextEdit[] {
  const edits: TextEdit[] = []
  for (const { start, end } of spans) {
    const from = lineStart(response, start)
    const taken = edits.at(-1)?.end ?? 0
    const isFirst = from <= taken
    const to = isFirst ? Math.min(response.length, end + 1) : end
    if (to > taken) edits.push({ start: isFirst ? taken : from - 1, end: to, insert: '' })
  }
  return edits
}

function lineStart(response: string, at: number): number {
  return response.lastIndexOf('\n', at - 1) + 1
}
