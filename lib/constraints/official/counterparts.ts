import { boundsIn, textsIn, type Kwargs } from '#lib/constraints/kwargs.ts'
import { remembered } from '#lib/text/remembered.ts'
import { isAscii } from '#lib/text/script.ts'
import { InstructionError, type InstructionKwargs, type OfficialInstruction } from './instruction.ts'
import { capitalWordFrequency } from './ifeval/capitals.ts'
import { combinationInstructions } from './ifeval/combination.ts'
import { contentInstructions } from './ifeval/content.ts'
import { formatInstructions } from './ifeval/format.ts'
import { keywordInstructions } from './ifeval/keywords.ts'
import { lengthInstructions } from './ifeval/length.ts'
import { countInstructions } from './ifbench/count.ts'

/** What a benchmark calls a constraint of ours: its instruction, with its arguments. */
export interface Counterpart {
  id: string
  kwargs: InstructionKwargs
}

// Those that decide languages are left out: none of ours corresponds to them, and their profiles are large.
const instructions = new Map<string, OfficialInstruction>(
  [capitalWordFrequency, ...combinationInstructions, ...contentInstructions, ...formatInstructions, ...keywordInstructions, ...lengthInstructions, ...countInstructions].map(
    (instruction) => [instruction.id, instruction],
  ),
)

/**
 * The benchmarks' instructions (IFEval, IFBench) that together ask for the same as a constraint of ours; none where they have no word
 * for it. Bounds from both sides are two instructions.
 */
export function officialCounterparts({ id, kwargs }: { id: string; kwargs: Kwargs }): Counterpart[] {
  return counterparts.get(id)?.(kwargs) ?? []
}

/**
 * Whether the official verifiers, too, find that the response meets it. True where they have no word for it. A constraint that is true
 * in our eyes and false in a benchmark's would teach against the test.
 */
export function holdsOfficially(constraint: { id: string; kwargs: Kwargs }, response: string): boolean {
  return officialCounterparts(constraint).every(({ id, kwargs }) => {
    const instruction = instructions.get(id)
    if (!instruction) throw new Error(`there is no instruction ${id}`)
    if (id === 'keywords:existence' && areThere(textsIn(kwargs.keywords), response)) return true
    try {
      return instruction.follows(response, kwargs, { prompt: '' })
    } catch (error) {
      if (error instanceof InstructionError) return true
      throw error
    }
  })
}

/** Whether keywords that are no patterns are there for certain: most are, and need no pattern made of each. */
function areThere(keywords: readonly string[], response: string): boolean {
  return keywords.length > 0 && isAscii(response) && keywords.every((keyword) => /^[A-Za-z0-9 ]+$/.test(keyword) && lowerCase(response).includes(keyword.toLowerCase()))
}

const lowerCase = remembered((text) => text.toLowerCase())

const counterparts = new Map<string, (kwargs: Kwargs) => Counterpart[]>([
  ['pincer:word_count', compared('length_constraints:number_words', 'num_words', 'relation')],
  ['pincer:sentence_count', compared('length_constraints:number_sentences', 'num_sentences', 'relation')],
  ['pincer:capital_word_count', compared('change_case:capital_word_frequency', 'capital_frequency', 'capital_relation')],
  ['pincer:placeholder_count', atLeast('detectable_content:number_placeholders', 'num_placeholders')],
  ['pincer:bold_count', atLeast('detectable_format:number_highlighted_sections', 'num_highlights')],
  ['pincer:unique_word_count', atLeast('count:unique_word_count', 'N')],
  ['pincer:bullet_count', ({ min, max }) => (typeof min === 'number' && min === max ? [{ id: 'detectable_format:number_bullet_lists', kwargs: { num_bullets: min } }] : [])],
  ['pincer:keywords', listed('keywords:existence', 'keywords', 'keywords')],
  ['pincer:forbidden_words', listed('keywords:forbidden_words', 'words', 'forbidden_words')],
  ['pincer:letter_count', beside(({ letter }) => (/^[a-z]$/i.test(String(letter)) ? { letter } : null), compared('keywords:letter_frequency', 'let_frequency', 'let_relation'))],
  ['pincer:keyword_count', beside(({ keyword }) => (isPlainWord(keyword) ? { keyword } : null), compared('keywords:frequency', 'frequency', 'relation'))],
  ['pincer:ends_with', ({ phrase }) => [{ id: 'startend:end_checker', kwargs: { end_phrase: phrase } }]],
  ['pincer:postscript', ({ postscript }) => [{ id: 'detectable_content:postscript', kwargs: { postscript_marker: postscript } }]],
  ['pincer:json', () => [{ id: 'detectable_format:json_format', kwargs: {} }]],
  ['pincer:title', ({ title }) => (title === 'angle_brackets' ? [{ id: 'detectable_format:title', kwargs: {} }] : [])],
  ['pincer:wrapped', ({ wrapped }) => (wrapped === 'double_quotes' ? [{ id: 'startend:quotation', kwargs: {} }] : [])],
  ['pincer:divided', ({ divider, parts, different }) => (divider === '***' && parts !== undefined && !different ? [{ id: 'length_constraints:number_paragraphs', kwargs: { num_paragraphs: parts } }] : divider === '******' && parts === 2 && different ? [{ id: 'combination:two_responses', kwargs: {} }] : [])],
  ['pincer:punctuation_absent', ({ mark }) => (mark === 'comma' ? [{ id: 'punctuation:no_comma', kwargs: {} }] : [])],
])

/** A count with a relation: at least, or less than. */
function compared(id: string, limit: string, relation: string): (kwargs: Kwargs) => Counterpart[] {
  return (kwargs) => {
    const { min, max } = boundsIn(kwargs)
    return [
      ...(min === undefined ? [] : [{ id, kwargs: { [limit]: min, [relation]: 'at least' } }]),
      ...(max === undefined ? [] : [{ id, kwargs: { [limit]: max + 1, [relation]: 'less than' } }]),
    ]
  }
}

function atLeast(id: string, name: string): (kwargs: Kwargs) => Counterpart[] {
  return ({ min, max }) => (typeof min === 'number' && max === undefined ? [{ id, kwargs: { [name]: min } }] : [])
}

/** Benchmarks read words as regular expressions: those with signs in them would mean something else there. */
function listed(id: string, ours: string, theirs: string): (kwargs: Kwargs) => Counterpart[] {
  return (kwargs) => {
    const words = kwargs[ours]
    const plain = Array.isArray(words) && words.every((word) => isPlainWord(word))
    return plain ? [{ id, kwargs: { [theirs]: words } }] : []
  }
}

function isPlainWord(word: unknown): boolean {
  return typeof word === 'string' && /^[\p{L}\p{N}\s'-]+$/u.test(word)
}

/** With further arguments; none where these cannot be said. */
function beside(more: (kwargs: Kwargs) => Kwargs | null, inner: (kwargs: Kwargs) => Counterpart[]): (kwargs: Kwargs) => Counterpart[] {
  return (kwargs) => {
    const extra = more(kwargs)
    return extra === null ? [] : inner(kwargs).map((counterpart) => ({ id: counterpart.id, kwargs: { ...counterpart.kwargs, ...extra } }))
  }
}
