import { marks, type Mark } from '#lib/constraints/checkers/punctuation-absent.ts'
import { negates, quantityIn, withoutReminder, type Quantified } from '#lib/constraints/quantity-grammar.ts'
import { asksOnlyOf } from '#lib/constraints/nothing-else.ts'
import { plainSentence, readBounds } from '#lib/constraints/reading.ts'
import { checkers, findChecker } from '#lib/constraints/registry.ts'
import type { CheckerRef } from '#lib/constraints/verdict.ts'
import { mapRawType } from '#lib/constraints/vocabulary.ts'
import { readInOtherLanguages } from '#lib/constraints/wordings/say.ts'

/** What a sentence was understood to ask for. */
export interface Compiled {
  checker: CheckerRef
  type: string
  /** 0 to 1: how sure it is that the sentence means this and nothing more. */
  confidence: number
}

/** Longer texts are no single constraint. */
const maxLength = 400

/** What was read of the last texts: a file says many things more than once. Answers are shared: nobody may change them. */
const known = new Map<string, Compiled | null>()
const mostKnown = 20_000

/**
 * Recognises the checkable meaning of a constraint: written in English, or in another language as its wordings have it. What is ambiguous, or demands more than a checker can tell, gives
 * null: a wrong compile would prove the wrong thing. `rawType` is the source's name of the type, which settles a few doubts.
 */
export function compileConstraint(text: string, hint: { rawType?: string } = {}): Compiled | null {
  if (text.length > maxLength) return null
  const type = hint.rawType ? mapRawType(hint.rawType) : null
  const key = `${type ?? ''}\n${text}`
  const before = known.get(key)
  if (before !== undefined) return before
  if (known.size >= mostKnown) known.clear()
  const read = compile(text, type)
  known.set(key, read)
  return read
}

function compile(text: string, type: string | null): Compiled | null {
  const sentence = plainSentence(text)
  return readByOne(sentence) ?? keywordList(text, sentence) ?? punctuation(sentence) ?? counted(sentence, type) ?? inOtherLanguages(text)
}

/** What exactly one checker reads the sentence as; where two do, it is ambiguous. */
function readByOne(sentence: string): Compiled | null {
  const read = checkers.flatMap((checker) => {
    const kwargs = checker.read(sentence)
    return kwargs === null ? [] : [{ id: checker.id, kwargs }]
  })
  const [first] = read
  return first && read.length === 1 ? compiled(first.id, first.kwargs) : null
}

function inOtherLanguages(text: string): Compiled | null {
  const found = readInOtherLanguages(text)
  return found && compiled(found.id, found.kwargs)
}

/** Counts: which unit, of what, and the bounds. */
function counted(sentence: string, type: string | null): Compiled | null {
  const numbers = sentence.match(/\d+/g) ?? []
  if (numbers.length === 0 || numbers.length > 2) return null
  // "Stop words make up at most 14% of all words", "at least one simile in each paragraph": what is counted is something else.
  if (!asksOnlyOf('length', sentence.replace(/(?<![\w.%])\d+(?![\w.%])/g, ' '))) return null
  if (/\bsummary\b/.test(sentence)) return null
  const bounds: Quantified | null = quantityIn(sentence) ?? readBounds(sentence, 'sentences?|paragraphs?')
  if (!bounds) return null
  const perSentence = /\b(each|every|any|per|all|no|one|individual|single) sentences?\b|\bsentences? (should|must|is|may|are|to|can)\b|\bper sentence\b|\bwithin sentences\b|\bsentences? under\b/.test(sentence)
  const perParagraph = /\b(each|every|any|per|all|no|individual) paragraphs?\b|\bparagraphs? (to|should|must|is|may|are|can)\b|\bper paragraph\b/.test(sentence)
  const perWord = /\bcharacters?\b|\bletters?\b/.test(sentence)
  if (perWord) {
    // "At least 5 words in capital letters" counts words.
    if (!/\bwords?\b/.test(sentence) || !/\d (?:characters?|letters?)\b/.test(sentence) || bounds.around !== undefined || (bounds.min !== undefined && bounds.max !== undefined)) return null
    return compiled('pincer:word_size', { ...bounds })
  }
  const words = /\bwords?\b|\bword (count|limit)s?\b/.test(sentence)
  if (perSentence && words && !/\bparagraphs?\b/.test(sentence)) return bounds.max !== undefined && bounds.min === undefined ? compiled('pincer:sentence_words', { max: bounds.max }) : null
  if (perParagraph && /\bsentences?\b/.test(sentence) && !words) {
    return bounds.max !== undefined && bounds.min === undefined ? compiled('pincer:paragraph_sentences', { max: bounds.max }) : null
  }
  if (words) {
    // "Each description has 40 to 80 words": the whole response is another matter.
    if (/\b(?:each|every|per|individual) (?!(?:answer|response|reply|text|output)\b)/.test(sentence)) return null
    if (perParagraph || (/\b(sentence|paragraphs)\b/.test(sentence) && type !== 'length.words')) return null
    return compiled('pincer:word_count', { ...bounds })
  }
  if (bounds.around !== undefined) return null
  if (/\bsentences?\b/.test(sentence) && !/\bparagraphs?\b/.test(sentence)) return compiled('pincer:sentence_count', { ...bounds })
  if (/\bparagraphs?\b/.test(sentence) && !/\bsentences?\b/.test(sentence)) return compiled('pincer:paragraph_count', { ...bounds })
  return null
}

/** "Do not use commas": one mark, and nothing but that. */
function punctuation(sentence: string): Compiled | null {
  const named = (Object.keys(marks) as Mark[]).filter((mark) => new RegExp(`\\b${marks[mark].name}s?\\b`).test(sentence.replaceAll('semicolon', mark === 'semicolon' ? 'semicolon' : '')))
  const mark = named[0]
  if (named.length !== 1 || !mark) return null
  const rest = withoutReminder(sentence).replace(/\babsence of\b/g, 'avoid').replace(new RegExp(`\\b${marks[mark].name}s?\\b`, 'g'), ' ')
  // "Separate them with commas", "commas only in lists": something else is asked, or more.
  if (!asksOnlyOf('marks', rest) || !negates(rest)) return null
  return compiled('pincer:punctuation_absent', { mark })
}

/** "Include the keywords "a", "b"": the quoted list is what must occur. */
function keywordList(text: string, sentence: string): Compiled | null {
  const quoted = Array.from(text.matchAll(/"([^"]{1,100})"|“([^”]{1,100})”/g), (match) => (match[1] ?? match[2] ?? '').trim()).filter((word) => word !== '')
  if (quoted.length === 0 || quoted.length > 20) return null
  if (!/\b(keyword|key term|term|phrase|word)s?\b|^mention\b/.test(sentence)) return null
  const rest = withoutReminder(sentence.replace(/"[^"]*"/g, ' '))
  // "Start with the word", "each of these words twice", "in bold", "and end with a question": something else is asked, or more.
  if (!asksOnlyOf('keywords', rest)) return null
  if (negates(rest)) return compiled('pincer:forbidden_words', { words: quoted })
  // "Include "a" or "b"": one of them will do.
  if (/\b(?:or|any|either)\b/.test(rest)) return null
  if (!/\b(include|use|contain|incorporate|feature|features|weave|mention|appear|appears|add|employ|work|insert|has|have)\b/.test(sentence)) return null
  return compiled('pincer:keywords', { keywords: quoted })
}

function compiled(id: string, kwargs: Record<string, unknown>): Compiled | null {
  const checker = findChecker(id)
  const parsed = checker?.parse(kwargs)
  if (!checker || !parsed?.ok) return null
  return { checker: { id, kwargs: parsed.kwargs, version: checker.version }, type: checker.type, confidence: 0.95 }
}
