import { detectLanguage } from '#lib/text/language.ts'
import { jaccard, shinglesOf } from '#lib/text/minhash.ts'
import { remembered } from '#lib/text/remembered.ts'
import { rougeWords } from '#lib/text/rouge.ts'

/** The least share of their different words that two texts must have in common: below it they are about different things. */
const leastShared = 0.1
/**
 * Texts that have more than this share of their runs of five words in common differ in hardly a word: training on them pushes both down alike
 * (Smaug, arXiv 2402.13228). Signs and case are put aside.
 */
const mostShared = 0.95
/** A language is told apart from this confidence on, and in texts from so many characters on. */
const sure = 0.9
const longEnough = 40

/** Each answer to a prompt is compared with several others, of which there are seldom more. */
const compared = 24
const languageOf = remembered(detectLanguage, compared)
const runsOf = remembered(shinglesOf, compared)
const wordsOf = remembered((text) => new Set(rougeWords(text)), compared)

/** How answers that refuse begin, in the languages that models refuse in most. */
const refusing =
  /^\W*(?:(?:i['’]?m|i am|we['’]re) (?:very |so |really |terribly )?sorry\b|sorry,? (?:but )?i\b|i (?:apologi[sz]e|regret)\b|(?:unfortunately,? )?(?:i can(?:not|['’]t| not)|i(?: am|['’]m) (?:not able|unable)|i won['’]t|i will not (?:help|assist|provide|write)|i must decline|i don['’]t feel comfortable)\b|as an? (?:ai|artificial intelligence|(?:large )?language model)\b|es tut mir leid|tut mir leid|je suis désolée?|lo siento|sinto muito|desculpe|mi dispiace|抱歉|很抱歉|对不起)/iu
/** Where in a text a refusal is looked for, in characters. */
const opening = 120

/** Whether a text begins as refusals do. Known by its words, not by its meaning: a letter of apology may begin so, too. */
export function soundsLikeRefusal(text: string): boolean {
  return refusing.test(text.slice(0, opening))
}

/** Whether both texts of a preference of this method are answers of somebody, which may differ in anything. */
export function isOfAnswers(method: string | undefined): boolean {
  return method === 'evolved' || method === 'answers'
}

/**
 * What tells two texts apart beside what is to be learnt (Evolutionary Contrastive Distillation's gates): one that refuses, another language,
 * hardly a word in common, or hardly one that differs. Null where nothing does. Their lengths are compared by `alikeInLength` of lib/generation/contrast.ts.
 */
export function confoundOf({ chosen, rejected }: { chosen: string; rejected: string }): string | null {
  if (soundsLikeRefusal(chosen)) return 'the chosen text sounds like a refusal'
  if (soundsLikeRefusal(rejected)) return 'the rejected text sounds like a refusal'
  if (differInLanguage(chosen, rejected)) return 'the texts are in different languages'
  return outsideBand(chosen, rejected)
}

/** Why two texts are too far apart, or too much the same, to be compared; null where neither. */
export function outsideBand(one: string, other: string): string | null {
  if (sharedWords(one, other) < leastShared) return 'the texts have hardly a word in common'
  return jaccard(runsOf(one), runsOf(other)) > mostShared ? 'the texts are the same but for hardly a word' : null
}

function differInLanguage(a: string, b: string): boolean {
  if (a.length < longEnough || b.length < longEnough) return false
  const [one, other] = [languageOf(a), languageOf(b)]
  return one !== null && other !== null && one.confidence >= sure && other.confidence >= sure && one.language !== other.language
}

/** The share of the different words of the shorter text that the longer one has, 0 to 1; 1 for a text without words. */
function sharedWords(a: string, b: string): number {
  const [small = new Set<string>(), large = new Set<string>()] = [wordsOf(a), wordsOf(b)].toSorted((one, other) => one.size - other.size)
  return small.size === 0 ? 1 : [...small].filter((word) => large.has(word)).length / small.size
}
