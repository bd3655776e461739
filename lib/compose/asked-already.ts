import { compileConstraint } from '#lib/constraints/index.ts'
import { relate, type Demand } from '#lib/constraints/conflicts.ts'
import { sentences } from '#lib/text/sentences.ts'

/** Why a constraint is not stated beside its instruction. */
export type BesideInstruction = 'against the instruction' | 'said by the instruction'

/** Longer instructions hold their input: what stands in it is asked of nobody. In UTF-16 code units. */
const longest = 2000

/** Only a sentence with one of these words can ask for what a checker decides; it costs little to look for them. */
const telling = /\b(?:words?|sentences?|paragraphs?|bullets?|bullet points|commas?|semicolons?|exclamation|uppercase|lowercase|capitals?|capital letters|json|title|keywords?|letters?|characters?|headings?|placeholders?|postscript|highlight)\b/i
/** What asks: an instruction that tells of three paragraphs does not. */
const asking = /^(?:please |and |then |also |now |finally )*(?:do not|don't|never|avoid|write|use|limit|keep|make|include|answer|respond|reply|give|provide|summari[sz]e|explain|describe|compose|create|generate|draft|list|produce|your|the (?:answer|response|reply|output|text|essay|story|summary|poem|letter)|it|there|all|each|ensure|end|begin|start|finish|in|put|wrap|add|mention|rewrite|paraphrase|tell|highlight|at|no|format|separate|divide|refrain|follow|come up|discuss|outline|i (?:want|need|would like))\b/i

/** "in at most three sentences", "with 5 bullet points", behind whatever is to be written so. */
const manner = /\b(?:in|within|using|with|of|into|to)\s+((?:(?:exactly|precisely|at least|at most|up to|about|around|approximately|roughly|under|over|less than|fewer than|more than|no more than|no fewer than|not more than|only|just|a maximum of|a minimum of)\s+)?(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten)(?:\s*(?:-|–|to)\s*(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten))?\s+(?:words?|sentences?|paragraphs?|bullet points?)(?:\s+or\s+(?:less|fewer|more))?)(?=\s*(?:[.,;:!?)]|$|\b(?:or|and|about|on|that|which|why|how|what|describing|explaining|summari[sz]ing|telling|for)\b))/giu
/** "a 3-paragraph essay", "a 200 word summary". */
const sized = /\b(?:an?|your)\s+((?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten)\+?)[- ](sentence|paragraph|word)s?(?= (?:long )?(?:\p{L}+ )?(?:answer|response|reply|essay|story|summary|poem|letter|e-?mail|description|explanation|article|paragraph|text|speech|review|report|post|message|introduction|overview|analysis)\b)/giu

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
    else found.push(...lengthsIn(sentence))
  }
  return found
}

/** What a part of a sentence says of the length of the answer; nothing where it says two things of it. */
function lengthsIn(sentence: string): Demand[] {
  const unquoted = sentence.replace(/["“][^"”]*["”]/g, '""')
  const said = [
    ...Array.from(unquoted.matchAll(manner), ([, amount = '']) => `Write ${barely(amount)}${amount}.`),
    ...Array.from(unquoted.matchAll(sized), ([, amount = '', unit = '']) => (amount.endsWith('+') ? `Write at least ${amount.slice(0, -1)} ${unit}s.` : unit === 'word' ? `Write about ${amount} words.` : `Write exactly ${amount} ${unit}s.`)),
  ]
  const read = said.flatMap((text) => compileConstraint(text)?.checker ?? [])
  return read.filter((one) => read.every((other) => other === one || other.id !== one.id))
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
