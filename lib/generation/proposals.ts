import { checkConstraint, compileConstraint, mapRawType } from '#lib/constraints/index.ts'
import { rarityOf, vacuousRate } from '#lib/constraints/rarity.ts'
import { alike, type Comparable } from '#lib/generation/alike.ts'
import { leakScore, quotesSentence } from '#lib/generation/leaks.ts'
import { requestData } from '#lib/generation/prompts/pair-data.ts'
import type { FoundConstraint, PairState } from '#lib/generation/step.ts'
import { isUnspaced } from '#lib/text/script.ts'
import { rougeWords } from '#lib/text/rouge.ts'

/** Why a proposed constraint is not taken up. */
export type Refusal =
  | 'nothing was proposed'
  | 'a single word, no demand'
  | 'longer than 60 words'
  | 'a question, no demand'
  | 'copied from an example of the prompt'
  | 'gives the response away'
  | 'says what another constraint says'
  | 'nearly every response meets it'

const mostWords = 60
/** Longer runs of the response in a constraint give it away, unless a phrase at a place is what is asked for. */
const longestRun = 8
/** From here on two texts are taken for one. */
const duplicate = 0.8

/**
 * What a model proposed as a constraint, made ready: compiled to a checker where its sentence can be, and checked against the response.
 * A refuted one is no refusal: it goes to review as what it is. `others` are the constraints that it must not repeat, `examples` the
 * texts of the prompt's examples: small models hand them back as if they had been found.
 */
export function readProposal(
  proposed: { text: string | null; rawType: string },
  pair: Pick<PairState, 'system' | 'history' | 'instruction' | 'input' | 'response'>,
  others: readonly Comparable[],
  generationId: string,
  examples: readonly string[] = [],
): FoundConstraint | { refused: Refusal } {
  const text = plain(proposed.text ?? '')
  if (saysNothing(text)) return { refused: 'nothing was proposed' }
  if (rougeWords(text).length < 2) return { refused: 'a single word, no demand' }
  if (wordsIn(text) > mostWords) return { refused: 'longer than 60 words' }
  if (asks(text)) return { refused: 'a question, no demand' }
  if (examples.some((example) => alike({ text, checker: null }, { text: example, checker: null }, duplicate))) return { refused: 'copied from an example of the prompt' }
  const rawType = proposed.rawType.trim().slice(0, 100)
  const compiled = compileConstraint(text, { rawType })
  const type = compiled?.type ?? mapRawType(rawType)
  if (givesAway(text, type, pair)) return { refused: 'gives the response away' }
  const checker = compiled?.checker ?? null
  if (others.some((other) => alike({ text, checker }, other, duplicate))) return { refused: 'says what another constraint says' }
  if (checker && (rarityOf(checker)?.rate ?? 0) > vacuousRate) return { refused: 'nearly every response meets it' }
  const verdict = checker ? checkConstraint(checker, pair.response) : null
  return { type, rawType: rawType === type ? null : rawType, text, origin: 'llm', checker, verdict, generationId }
}

/** On one line, without a marker or marks that enclose all of it. */
function plain(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().replace(/^(?:[-*•]|\d{1,2}[.)]) +/, '')
  return (/^"([^"]*)"$/.exec(line)?.[1] ?? line).trim()
}

/** "NULL", "N/A", "none": what models write where there is nothing. */
export function saysNothing(text: string): boolean {
  return /^[^\p{L}\p{N}]*(?:(?:null|none|nil|nothing|n\/?a|not (?:applicable|available|specified)|unknown|undefined|no constraints?)[^\p{L}\p{N}]*)?$/iu.test(text)
}

/** "Is it friendly?"; "could you keep it short?" demands, and a question that is quoted is what is demanded. */
function asks(text: string): boolean {
  return /[?？؟]$/.test(text) && !/^(?:please,? )?(?:could|can|would|will) you\b/i.test(text)
}

function givesAway(text: string, type: string, pair: Pick<PairState, 'system' | 'history' | 'instruction' | 'input' | 'response'>): boolean {
  const known = requestData(pair).map((part) => part.text ?? '').join('\n')
  if (quotesSentence(text, pair.response, known)) return true
  return !type.startsWith('position.') && leakScore(text, pair.response, known) > longestRun
}

function wordsIn(text: string): number {
  const { length } = rougeWords(text)
  return isUnspaced(text) ? length / 2 : length
}
