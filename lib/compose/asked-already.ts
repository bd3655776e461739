import { compileConstraint } from '#lib/constraints/index.ts'
import { relate, type Demand } from '#lib/constraints/conflicts.ts'
import { negates, quantities } from '#lib/constraints/quantity-grammar.ts'
import { plainSentence } from '#lib/constraints/reading.ts'
import { sentences } from '#lib/text/sentences.ts'

/** Why a constraint is not stated beside its instruction. */
export type BesideInstruction = 'against the instruction' | 'said by the instruction'

/** Longer instructions hold their input: what stands in it is asked of nobody. In UTF-16 code units. */
const longest = 2000

/** Only a sentence with one of these words can ask for what a checker decides; it costs little to look for them. */
const telling = /\b(?:words?|phrases?|sentences?|paragraphs?|bullets?|bullet points|commas?|semicolons?|exclamation|uppercase|lowercase|capitals?|capital letters|json|title|keywords?|letters?|characters?|headings?|placeholders?|postscript|highlight)\b/i
/** What asks: an instruction that tells of three paragraphs does not. */
const asking = /^(?:please |and |then |also |now |finally )*(?:do not|don't|never|avoid|write|use|limit|keep|make|include|answer|respond|reply|give|provide|summari[sz]e|explain|describe|compose|create|generate|draft|list|produce|your|the (?:answer|response|reply|output|text|essay|story|summary|poem|letter)|it|there|all|each|ensure|end|begin|start|finish|in|put|wrap|add|mention|rewrite|paraphrase|tell|highlight|at|no|format|separate|divide|refrain|follow|come up|discuss|outline|i (?:want|need|would like))\b/i

/** "in at most three sentences", "with 5 bullet points", behind whatever is to be written so. */
const manner = /\b(?:in|within|using|with|of|into|(?<!\d )to)\s+((?:(?:exactly|precisely|at least|at most|up to|about|around|approximately|roughly|under|over|less than|fewer than|more than|no more than|no fewer than|not more than|only|just|a maximum of|a minimum of)\s+)?(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten)(?:\s*(?:-|–|to)\s*(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten))?\s+(?:words?|sentences?|paragraphs?|bullet points?)(?:\s+or\s+(?:less|fewer|more))?)(?=\s*(?:[.,;:!?)]|$|\b(?:or|and|about|on|that|which|why|how|what|describing|explaining|summari[sz]ing|telling|for)\b))/giu
/** "a 3-paragraph essay", "a 200 word summary". */
const sized = /\b(?:an?|your)\s+((?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten)\+?)[- ](sentence|paragraph|word)s?(?= (?:long )?(?:\p{L}+ )?(?:answer|response|reply|essay|story|summary|poem|letter|e-?mail|description|explanation|article|paragraph|text|speech|review|report|post|message|introduction|overview|analysis)\b)/giu

/** "Without using any commas", in whatever sentence. */
const unmarked = /(?:\bwithout (?:using )?|\b(?:do not|don't) use |\brefrain from using |\band no |\bnot contain )(?:any )?(commas|semicolons|colons|exclamation marks|question marks)\b(?! (?:in|after|before|between|to|as|only|where|unless)\b)/g
/** "Without using the word "very"", "include the keywords "sea" and "salt"". */
const quoted = /\b(?:without (?:using )?|(?:not|\w+n't) (?:use|say|include|mention|contain) |avoid (?:using )?|(?<!(?:not|n't) )include )(?:the )?(?:keyword|word|phrase)s? "[^"]+"(?:(?:,? (?:and|or) |, )"[^"]+")*(?!,? (?:(?:and|or) )?")(?! (?:at|as|to|only|more|less|once|twice|times|in (?:bold|italics?|capitals?|the (?:title|first|last)))\b)/g

/** What is counted, and the amounts of it that can be told in any sentence: not those of words in bold or of sentences that rhyme. */
const units = ['word', 'sentence', 'paragraph'].map((unit) => ({
  id: `pincer:${unit}_count`,
  amounts: quantities.filter(({ bare }) => !bare).map((quantity) => ({ ...quantity, found: new RegExp(`(?<![\\w-])${quantity.pattern(` ${unit}s?`)}(?![\\w-])(?! (?:in (?!length)|of|per|each|be|changed|starting|beginning|with (?:all|the same)|or phrases|that (?:starts?|begins?|ends?|rhymes?|are|have)|which)\\b)`) })),
}))

/**
 * What an instruction asks for itself and a program can decide: of its sentences those that a checker reads as a whole, and how long it wants
 * the answer to be. What is in doubt is left out: an instruction asks for more than is found here.
 */
export function askedAlready(instruction: string): Demand[] {
  if (instruction.length > longest || !telling.test(instruction)) return []
  const found: Demand[] = []
  for (const { start, end } of sentences(instruction).coarse) {
    const sentence = instruction.slice(start, end)
    if (!telling.test(sentence) || !asking.test(sentence)) continue
    const whole = compileConstraint(sentence)
    if (whole) found.push(whole.checker)
    else found.push(...partsOf(sentence))
  }
  return found
}

/** What parts of a sentence ask for, whatever else it says: how long the answer is to be, a mark or words to leave out, words to have. */
function partsOf(sentence: string): Demand[] {
  const plain = plainSentence(sentence)
  return [...lengthsIn(plain.replace(/"[^"]*"/g, '""')), ...Array.from(plain.matchAll(unmarked), ([, mark = '']) => `Do not use any ${mark}.`).flatMap(demandOf), ...Array.from(plain.matchAll(quoted), ([text]) => `${text}.`).flatMap(demandOf)]
}

const demandOf = (text: string): Demand[] => {
  const read = compileConstraint(text)
  return read ? [read.checker] : []
}

/** The lengths of a plain sentence; nothing of a unit of which it says two things. */
function lengthsIn(plain: string): Demand[] {
  const stated = /\b(?:each|every|per)\b/.test(plain) ? [] : statedLengths(plain)
  const said = [
    ...Array.from(plain.matchAll(manner), ([, amount = '']) => `Write ${barely(amount)}${amount}.`),
    ...Array.from(plain.matchAll(sized), ([, amount = '', unit = '']) => (amount.endsWith('+') ? `Write at least ${amount.slice(0, -1)} ${unit}s.` : unit === 'word' ? `Write about ${amount} words.` : `Write exactly ${amount} ${unit}s.`)),
  ].flatMap(demandOf)
  const read = [...stated, ...said.filter(({ id }) => stated.every((one) => one.id !== id))]
  return read.filter((one) => read.every((other) => other === one || other.id !== one.id))
}

/** "Less than 100 words", "3 to 5 sentences": amounts that are no bare number, of each unit the one that says most. */
function statedLengths(plain: string): Demand[] {
  return units.flatMap(({ id, amounts }) => {
    for (const { found, sets, negated } of amounts) {
      const match = found.exec(plain)
      if (!match) continue
      const bounds = (negates(plain.slice(0, match.index)) ? negated : sets)?.(Number(match[1]), Number(match[2] ?? Number.NaN))
      return bounds && (bounds.around === undefined || id === 'pincer:word_count') ? [{ id, kwargs: { ...bounds } }] : []
    }
    return []
  })
}

/** What a number alone asks for: that many, and of many words about as many. */
function barely(amount: string): '' | 'exactly ' | 'about ' {
  if (!/^(?:\d|one|two|three|four|five|six|seven|eight|nine|ten)/i.test(amount) || /\bor\b|-|–|\bto\b/.test(amount)) return ''
  return Number.parseInt(amount.replace(',', ''), 10) >= 20 && /words?$/i.test(amount) ? 'about ' : 'exactly '
}

/**
 * Parts constraints into those that can be stated beside the instruction and those that cannot: what it asks for already (no news), and what no response can
 * meet that does what it asks. `instructions`: all wordings that the prompt may come to have.
 */
export function besideInstruction<T extends { checker: Demand | null }>(constraints: readonly T[], instructions: readonly string[]): { stated: T[]; leftOut: { constraint: T; reason: BesideInstruction }[] } {
  const asked = instructions.flatMap(askedAlready)
  const leftOut: { constraint: T; reason: BesideInstruction }[] = []
  if (asked.length === 0) return { stated: [...constraints], leftOut }
  const stated = constraints.filter((constraint) => {
    const relations = constraint.checker ? asked.map((demand) => relate(demand, constraint.checker ?? demand)) : []
    const reason = relations.includes('conflict') ? 'against the instruction' : relations.includes('same') || relations.includes('implies') ? 'said by the instruction' : null
    if (reason) leftOut.push({ constraint, reason })
    return reason === null
  })
  return { stated, leftOut }
}
