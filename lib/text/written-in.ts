import { detectLanguage } from './language.ts'

/** So much of a text is read: what is written in the beginning is what it is written in. */
const mostRead = 400
/** Of an answer with fewer letters, what was asked is read along: lists of names and single words look like any language. */
const fewLetters = 80
/** Of fewer letters nothing can be said, whatever the guess; one of another script says more. */
const [fewestLatin, fewestOther] = [80, 16]
/** What was asked in fewer is in no language of its own. */
const enoughAsked = 80
const surely = 0.999
/** Words that no other language has so often: most texts need no closer look. */
const commonWords = /\b(?:the|of|and|is|that|for|as|with|are|be|this|by|was|from|have|not|which|you|your|they|has|can|will|following|given|into|their|these|should|would|how|what|when|make|write|its|than)\b/gi
/** What code, tables and formulas are full of; runs of one to three letters say nothing of those. */
const signs = /[{}[\]()<>=;_|\\#*+&$`/]/g

/**
 * The language that a pair is in, as ISO 639-1: of its answer, where what was asked is not in another; of a short answer, with what was asked. Only where there is next to no doubt: null for code, figures, lists of names,
 * and translations. Reads the beginnings; made for millions of pairs.
 */
export function writtenIn({ instruction, response }: { instruction: string; response: string }): string | null {
  const [asked, answer] = [instruction.slice(0, mostRead), response.slice(0, mostRead)]
  const found = languageOf(lettersOf(answer) < fewLetters ? `${answer}\n${asked}` : answer)
  if (found === null) return null
  const common = commonIn(asked)
  if (found === 'en') return common > 0 || lettersOf(asked) < enoughAsked || languageOf(asked) === 'en' ? found : null
  if (common > 1) return null
  return lettersOf(asked) < enoughAsked || languageOf(asked) === found ? found : null
}

function languageOf(text: string): string | null {
  const letters = lettersOf(text)
  if (commonIn(text) >= Math.max(3, letters / 40)) return 'en'
  if (letters < text.length / 2 || (text.match(signs)?.length ?? 0) > text.length / 25) return null
  const latin = text.match(/[A-Za-z]/g)?.length ?? 0
  if (letters < (latin > letters / 2 ? fewestLatin : fewestOther)) return null
  const found = detectLanguage(text)
  return found && found.confidence >= surely ? found.language : null
}

function commonIn(text: string): number {
  return text.match(commonWords)?.length ?? 0
}

function lettersOf(text: string): number {
  return text.match(/\p{L}+/gu)?.reduce((sum, word) => sum + word.length, 0) ?? 0
}
