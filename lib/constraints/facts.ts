import { boundsIn, textsIn, type Kwargs } from '#lib/constraints/kwargs.ts'
import { letter, phrase, type Quantity } from '#lib/constraints/quantities.ts'
import { textFacts } from '#lib/constraints/text-facts.ts'

/** A quantity, and the bounds within which it lies, both inclusive. */
export interface Range {
  of: Quantity
  min: number
  max: number
}

/** What is known of every response that meets a constraint. */
export interface Facts {
  holds: readonly Range[]
  /** Ways to meet it for certain: where all ranges of one of them hold, the constraint is not failed. */
  enough: readonly (readonly Range[])[]
  /** The signs of which one is the first visible one; undefined where any may be. */
  first?: string
  /** The signs of which one is the last visible one. */
  last?: string
  /** Texts that stand in the response as whole words. */
  texts: readonly string[]
}

type FactsOf = (kwargs: Kwargs) => Partial<Facts>

const open = Number.POSITIVE_INFINITY

/** The facts of a constraint; none for kinds of which nothing is known. */
export function factsOf(id: string, kwargs: Kwargs): Facts {
  return { holds: [], enough: [], texts: [], ...kinds.get(id)?.(kwargs) }
}

function some(of: Quantity, min = 1): Range {
  return { of, min, max: open }
}

function none(of: Quantity): Range {
  return { of, min: 0, max: 0 }
}

/** A kind whose count lies within its bounds under each of its readings, and fails under none while it holds under one. */
function counted(...readings: readonly Quantity[]): FactsOf {
  return (kwargs) => {
    const { min = 0, max = open } = boundsIn(kwargs)
    const holds = readings.map((of) => ({ of, min, max }))
    return { holds, enough: holds.map((range) => [range]) }
  }
}

/** A kind that demands something of each part, and that there is a part. */
function ofEach(...parts: readonly Range[]): FactsOf {
  return () => ({ holds: parts })
}

/** A kind that asks for a text, as it is written. */
function written(kwargs: Kwargs, edge: 'first' | 'last'): Partial<Facts> {
  const text = typeof kwargs.phrase === 'string' ? kwargs.phrase.trim() : ''
  const sign = edge === 'first' ? text.charAt(0) : text.charAt(text.length - 1)
  return { ...textFacts([text], { asWritten: true }), [edge]: /["'“”‘’]/.test(sign) ? '"\'“”‘’' : sign }
}

function phrases(texts: readonly string[]): Partial<Facts> {
  const facts = textFacts(texts, { asWritten: false })
  return { ...facts, enough: [texts.map((text) => some(phrase(text)))] }
}

const fence = '`~'
const markers: Readonly<Record<string, 'bullet' | 'number' | 'letter'>> = { '-': 'bullet', '*': 'bullet', '+': 'bullet', '•': 'bullet', '1.': 'number', '1)': 'number' }
const markNames: Readonly<Record<string, Quantity>> = { comma: 'commas', colon: 'colons', semicolon: 'semicolons', question_mark: 'questionMarks', exclamation_mark: 'exclamationMarks' }
/** Nothing stands in such a response but itself: no text that is laid out. */
const noLayout = ['headings', 'items', 'tables', 'quotes'].map(none)
const jsonOpenings: Readonly<Record<string, { first: string; last: string }>> = { object: { first: '{', last: '}' }, array: { first: '[', last: ']' }, any: { first: '{[', last: '}]' } }
const pairs: Readonly<Record<string, { first: string; last: string }>> = {
  double_quotes: { first: '"', last: '"' }, single_quotes: { first: "'", last: "'" }, parentheses: { first: '(', last: ')' }, square_brackets: { first: '[', last: ']' },
}

function json(form: unknown): Partial<Facts> {
  const { first, last } = jsonOpenings[String(form)] ?? { first: '{[', last: '}]' }
  return { holds: noLayout, first: first + fence, last: last + fence }
}

const kinds = new Map<string, FactsOf>([
  ['pincer:word_count', counted('tokens')],
  ['pincer:sentence_count', counted('sentences.fine', 'sentences.coarse')],
  ['pincer:paragraph_count', counted('paragraphs', 'paragraphs.byLine')],
  ['pincer:line_count', counted('lines')],
  [
    'pincer:character_count',
    (kwargs) => counted(...(kwargs.spaces === 'counted' ? ['characters'] : kwargs.spaces === 'ignored' ? ['signs'] : ['characters', 'signs']))(kwargs),
  ],
  ['pincer:whitespace_count', counted('whitespace.inner', 'whitespace.all')],
  ['pincer:unique_word_count', counted('uniqueWords')],
  ['pincer:bullet_count', counted('bullets', 'bullets.outer')],
  ['pincer:numbered_item_count', counted('numbered', 'numbered.outer')],
  ['pincer:list_item_count', counted('items')],
  ['pincer:heading_count', counted('headings')],
  ['pincer:code_block_count', counted('codeBlocks')],
  ['pincer:table_count', counted('tables')],
  ['pincer:table_row_count', counted('tableRows')],
  ['pincer:table_column_count', counted('tableColumns')],
  ['pincer:bold_count', counted('bold')],
  ['pincer:block_quote_count', counted('quotes')],
  ['pincer:question_count', counted('questions')],
  ['pincer:exclamation_count', counted('exclamations')],
  ['pincer:placeholder_count', counted('placeholders')],
  ['pincer:link_count', counted('links')],
  ['pincer:capital_word_count', counted('capitalWords.long', 'capitalWords')],
  ['pincer:emoji_count', counted('emojis')],
  ['pincer:number_count', counted('numbers')],
  ['pincer:digit_count', counted('digits')],
  ['pincer:non_ascii_count', counted('nonAscii')],
  ['pincer:contraction_count', counted('contractions')],
  ['pincer:iso_date_count', counted('isoDates')],
  ['pincer:date_count', counted('dates', 'dates.possible')],
  ['pincer:average_sentence_words', counted('averageSentence.coarse', 'averageSentence.fine')],
  ['pincer:sentence_words', counted('longestSentence.coarse', 'longestSentence.fine')],
  ['pincer:punctuation_absent', ({ mark }) => {
    const holds = [none(markNames[String(mark)] ?? String(mark))]
    return { holds, enough: [holds] }
  }],
  ['pincer:letter_count', (kwargs) => (typeof kwargs.letter === 'string' ? counted(letter(kwargs.letter))(kwargs) : {})],
  ['pincer:keywords', ({ keywords }) => phrases(textsIn(keywords))],
  ['pincer:keyword_count', (kwargs) => {
    const text = typeof kwargs.keyword === 'string' ? kwargs.keyword : ''
    const facts = counted(phrase(text))(kwargs)
    if ((boundsIn(kwargs).min ?? 0) < 1) return facts
    const spoken = phrases([text])
    return { ...spoken, holds: [...(facts.holds ?? []), ...(spoken.holds ?? [])], enough: facts.enough ?? [] }
  }],
  ['pincer:forbidden_words', ({ words }) => {
    const holds = textsIn(words).map((word) => none(phrase(word)))
    return { holds, enough: [holds] }
  }],
  ['pincer:sentence_at', ({ phrase: text, relation }) => (relation === 'contains' && typeof text === 'string' ? { ...phrases([text]), enough: [] } : {})],
  ['pincer:starts_with', (kwargs) => written(kwargs, 'first')],
  ['pincer:ends_with', (kwargs) => written(kwargs, 'last')],
  ['pincer:letter_case', (kwargs) =>
    kwargs.case === 'lower'
      ? { holds: [none('capitals')], enough: [[none('capitals')]] }
      : { holds: [none('smallLetters'), some('capitals')], enough: [[none('smallLetters')]] }],
  ['pincer:sentence_capitals', ({ start }) => (start === 'capital' ? { holds: [some('capitals')] } : { enough: [[none('capitals')]] })],
  ['pincer:heading_case', ({ headings }) => ({
    holds: [some('headings'), ...(headings === 'upper' ? [some('capitals')] : [])],
    enough: headings === 'lower' ? [[none('capitals')]] : [],
  })],
  ['pincer:heading_text', ofEach(some('headings'))],
  ['pincer:heading_levels', ofEach(some('headings'))],
  ['pincer:sections_filled', ofEach(some('headings'))],
  ['pincer:table_columns', ofEach(some('tables'))],
  ['pincer:list_marker', ({ marker }) => {
    const kind = markers[String(marker)] ?? 'letter'
    const others = [...(kind === 'bullet' ? [] : [none('bullets')]), ...(kind === 'number' ? [] : [none('numbered')])]
    return { holds: [some('items'), ...others, ...(kind === 'bullet' ? [some('bullets')] : kind === 'number' ? [some('numbered')] : [])] }
  }],
  ['pincer:item_start', ({ itemStart }) => ({ holds: [some('items'), ...(itemStart === 'capital' ? [some('capitals')] : [some('bold')])] })],
  ['pincer:list_item_words', (kwargs) => ({ holds: [some('items'), some('tokens', boundsIn(kwargs).min ?? 1)] })],
  ['pincer:list_only', () => ({ holds: [some('items'), ...['paragraphs', 'headings', 'codeBlocks', 'quotes'].map(none)] })],
  ['pincer:numbered_sequence', ofEach(some('numbered'))],
  ['pincer:code_language', ofEach(some('codeBlocks'))],
  ['pincer:code_only', ({ code }) => ({
    holds: [{ of: 'codeBlocks', min: 1, max: code === 'one' ? 1 : open }, none('paragraphs'), none('bold'), ...noLayout],
    first: fence,
  })],
  ['pincer:json', ({ json: form }) => json(form)],
  ['pincer:json_keys', () => json('object')],
  ['pincer:wrapped', ({ wrapped }) => pairs[String(wrapped)] ?? {}],
  ['pincer:title', ({ title }) => (title === 'heading' ? { holds: [some('headings')] } : {})],
  ['pincer:title_words', (kwargs) => ({ holds: [some('tokens', boundsIn(kwargs).min ?? 1)] })],
  ['pincer:paragraph_words', (kwargs) => ({ holds: [some('paragraphs'), some('tokens', boundsIn(kwargs).min ?? 1)] })],
  ['pincer:paragraph_first_word', ({ paragraph }) => ({ holds: typeof paragraph === 'number' ? [some('paragraphs', paragraph)] : [] })],
  ['pincer:date_form', ({ dates }) => ({ holds: [some(dates === 'iso' ? 'isoDates' : 'dates')] })],
  ['pincer:word_size', (kwargs) => {
    const { max = open } = boundsIn(kwargs)
    return { holds: [{ of: 'longestWord', min: 1, max }] }
  }],
  ['pincer:percentage_count', (kwargs) => ({ holds: [some('digits', boundsIn(kwargs).min ?? 0)] })],
  ['pincer:first_person_count', (kwargs) => ({ holds: [some('signs', boundsIn(kwargs).min ?? 0)] })],
  ['pincer:second_person_count', (kwargs) => ({ holds: [some('signs', 3 * (boundsIn(kwargs).min ?? 0))] })],
])
