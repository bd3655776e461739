import { marks, type Mark } from '#lib/constraints/checkers/punctuation-absent.ts'
import { negates, quantityIn, withoutReminder, type Quantified } from '#lib/constraints/quantity-grammar.ts'
import { demandsNothing, onlyAllows } from '#lib/constraints/demand.ts'
import type { Kwargs } from '#lib/constraints/kwargs.ts'
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
  if (demandsNothing(sentence)) return null
  const read = readByOne(sentence) ?? keywordList(text, sentence) ?? punctuation(sentence) ?? counted(sentence, type)
  if (!read) return inOtherLanguages(text)
  return onlyAllows(sentence) && !setsALimit(read.checker.kwargs) ? null : read
}

/** Whether all that is asked is not to have more than so many. */
function setsALimit({ min, max, around }: Kwargs): boolean {
  return typeof max === 'number' && max > 0 && min === undefined && around === undefined
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

/** "5 long words": only words of a kind are counted. */
const adjective = /\d (?:(?:very |more |most )?(?:long|longer|short|shorter|brief|concise|upper|lower|equal|greater|individual) )+(?:words?|sentences?|paragraphs?|characters?|letters?)\b/

/** "Include a word of", "use words with": some words, and not each. */
const someWord = /^(?:.* )?(?:include|use|contain|contains|add|insert|feature|have|has|having|with) (?:a )?words?\b/

/** "Or so", "or none", "each" of what is not said, words "from the text", "ideally": more or less than the number is meant. */
function isLoose(sentence: string): boolean {
  return /\bor (?:so|none|not)\b|\beach$|\bfrom (?:the|this|your|a)\b|\b(?:ideally|nearly)\b/.test(sentence)
}

/** "Exactly 2 sentences, approximately", "at least 120 words at most": what is said beside the number says otherwise. */
function isCrossed(sentence: string, { min, max, around }: Quantified): boolean {
  if (around === undefined && /\b(?:about|around|approximately|approx|roughly)\b/.test(sentence)) return true
  if (min !== undefined && max !== undefined && min !== max) return false
  const [low, high] = [/\b(?:at least|minimum|lower limit)\b/, /\b(?:at most|maximum|upper limit|up to)\b/].map((pattern) => pattern.test(sentence))
  return max === undefined ? high === true && !negates(sentence) : min === undefined ? low === true && !negates(sentence) : low === true || high === true || /\b(?:more|fewer|less)\b/.test(sentence)
}

/** Counts: which unit, of what, and the bounds. */
function counted(sentence: string, type: string | null): Compiled | null {
  const numbers = sentence.match(/\d+/g) ?? []
  if (numbers.length === 0 || numbers.length > 2) return null
  // "Stop words make up at most 14% of all words", "at least one simile in each paragraph": what is counted is something else.
  if (!asksOnlyOf('length', sentence.replace(/(?<![\w.%])\d+(?![\w.%])/g, ' '))) return null
  if (/\bsummary\b/.test(sentence)) return null
  // "At least 5 long words", "most sentences", "not all words": some of them are meant, and a program cannot tell, or should not, which.
  if (adjective.test(sentence) || /(?<!\bat (?:the )?(?:very )?)\bmost\b|\bnot (?:all|every|each)\b/.test(sentence)) return null
  const bounds: Quantified | null = quantityIn(sentence) ?? readBounds(sentence, 'sentences?|paragraphs?')
  if (!bounds || isLoose(sentence) || isCrossed(sentence, bounds)) return null
  const perSentence = /\b(each|every|any|per|all|no|one|individual|single) sentences?\b|\bsentences? (should|must|is|may|are|to|can)\b|\bper sentence\b|\bwithin sentences\b|\bsentences? under\b|\bsentences (?:of|with)\b/.test(sentence)
  const perParagraph = /\b(each|every|any|per|all|no|individual) paragraphs?\b|\bparagraphs? (to|should|must|is|may|are|can)\b|\bper paragraph\b/.test(sentence)
  const perWord = /\bcharacters?\b|\bletters?\b/.test(sentence)
  if (perWord) {
    // "At least 5 words in capital letters" counts words.
    if (!/\bwords?\b/.test(sentence) || !/\d (?:characters?|letters?)\b/.test(sentence) || bounds.around !== undefined || (bounds.min !== undefined && bounds.max !== undefined)) return null
    // "Include a word of at least 10 letters": one of them has to be so long.
    if (bounds.min !== undefined && someWord.test(sentence) && !/\b(?:only|just)\b/.test(sentence) && !negates(sentence)) return null
    return compiled('pincer:word_size', { ...bounds })
  }
  const words = /\bwords?\b|\bword (count|limit)s?\b/.test(sentence)
  // "In a single sentence of at most 20 words" asks for one sentence, too.
  if (words && /\b(?:in|into|to|with|as|be|is|use|write|give|provide) (?:only |just |exactly )?(?:a|1) single (?:sentence|paragraph)\b/.test(sentence)) return null
  if (perSentence && words && !/\bparagraphs?\b/.test(sentence)) return bounds.max !== undefined && bounds.min === undefined ? compiled('pincer:sentence_words', { max: bounds.max }) : null
  if (perParagraph && /\bsentences?\b/.test(sentence) && !words) {
    return bounds.max !== undefined && bounds.min === undefined ? compiled('pincer:paragraph_sentences', { max: bounds.max }) : null
  }
  if (words) {
    // "Each description has 40 to 80 words": the whole response is another matter.
    if (/\b(?:each|every|per|individual) (?!(?:answer|response|reply|text|output)\b)/.test(sentence)) return null
    if (perParagraph || (/\b(sentences?|paragraphs)\b/.test(sentence) && type !== 'length.words')) return null
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
  // "No punctuation but commas": these alone may stand.
  if (/\bbut (?:the )?#/.test(withoutReminder(sentence).replace(new RegExp(`\\b${marks[mark].name}s?\\b`), '#'))) return null
  // "Separate them with commas", "commas only in lists": something else is asked, or more.
  if (!asksOnlyOf('marks', rest) || !negates(rest) || isLoose(rest)) return null
  return compiled('pincer:punctuation_absent', { mark })
}

/** Quotations with nothing but what lists them between them. */
const listed = /^"[^"]*"(?:[ ,;&/]*(?:and|or|nor|as well as|also)?[ ,;:]*(?:(?:the|both) )?(?:(?:keyword|key term|term|phrase|word)s? )?"[^"]*")*$/

/** "Include the keywords "a", "b"": the quoted list is what must occur. */
function keywordList(text: string, sentence: string): Compiled | null {
  const written = Array.from(text.matchAll(/"([^"]{1,100})"|“([^”]{1,100})”/g), (match) => (match[1] ?? match[2] ?? '').trim()).filter((word) => word !== '')
  // "tide," and "moon.": the marks of the sentence stand within the quotation marks.
  const quoted = written.length < 2 ? written : written.map((word, place) => word.replace(place === written.length - 1 ? /(?<=^[^\s.]+)\.$/ : /,$/, '')).filter((word) => word !== '')
  if (quoted.length === 0 || quoted.length > 20) return null
  if (!/\b(keyword|key term|term|phrase|word)s?\b|^mention\b/.test(sentence)) return null
  const rest = withoutReminder(sentence.replace(/"[^"]*"/g, ' '))
  if (/\bor (?:so|none|not)\b/.test(rest)) return null
  // "Start with the word", "each of these words twice", "in bold", "and end with a question": something else is asked, or more.
  if (!asksOnlyOf('keywords', rest)) return null
  // "Phrases like "on the one hand"", "words containing "tide"": others will do.
  if (/\b(?:word|phrase|term|keyword)s? (?:like|from|containing|with|in|of|that|having) "/.test(sentence)) return null
  // "Include "tide" but not the word "moon"": one is demanded of the first, another of the second.
  if (!listed.test(sentence.slice(sentence.indexOf('"'), sentence.lastIndexOf('"') + 1))) return null
  // "Do not use both words", "words such as": either alone may stand, or others are meant, too.
  if (negates(rest) && /\b(?:all|both|such)\b/.test(rest)) return null
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
