import { detectLanguage, type DetectedLanguage } from './language.ts'
import { remembered } from './remembered.ts'

const commonWords = new Set('the of and to in is that it for as with are on be this by was from have not which you your they has can will an or at'.split(' '))

/** Whether a text is in English; null where it is too short, or too mixed, to tell. */
export const isEnglish: (text: string) => boolean | null = remembered((text) => {
  const words = text.slice(0, 600).toLowerCase().match(/\p{L}+/gu) ?? []
  // No other language has these words so often; most texts need no closer look.
  if (words.length >= 12 && words.filter((word) => commonWords.has(word)).length >= 0.25 * words.length) return true
  const found = languageOf(text)
  return found && found.letters >= 40 && found.confidence >= 0.9 ? found.language === 'en' : null
})

/** The language of the first 1000 characters, and of how many letters that is said; null where nothing can be said. */
export const languageOf: (text: string) => (DetectedLanguage & { letters: number }) | null = remembered((text) => {
  const start = text.slice(0, 1000)
  const letters = start.match(/\p{L}/gu)?.length ?? 0
  const found = letters === 0 ? null : detectLanguage(start)
  return found && { ...found, letters }
})

/**
 * The least and the most syllables that English words of this spelling are likely to have: groups of vowels, with endings and pairs that
 * are spoken as one or two syllables counted both ways. The benchmarks' own count is in syllables.ts.
 */
export function syllableRange(word: string): { low: number; high: number } {
  // The u behind q, and between g and another vowel, is no vowel of its own.
  const letters = word.toLowerCase().replace(/[^a-z]/g, '').replace(/(?<=q|g)u(?=[aeio])/g, 'w')
  if (letters === '') return { low: 1, high: 1 }
  const groups = letters.match(/[aeiouy]+/g)?.length ?? 0
  // A final e is silent (make), but not behind a consonant and l (table); so is the e of -ed, but for t and d before it, and of -es, but for hissing sounds.
  const silent = /[^aeiouy]e$/.test(letters) ? !/[^aeiouy]le$/.test(letters) : /[^aeiouydt]ed$/.test(letters) || /[^aeiouyscxzgh]es$/.test(letters) ? !/[^aeiouy]les$/.test(letters) : false
  // Vowels side by side that may be two syllables: create, idea, poem, science, ruin, curious; and the m of rhythm and prism.
  const split = letters.match(/(?<![cts])ia|(?<![tscg])io|(?<!p)eo|ua|ea(?=t(?:e|i)|$)|oe(?=[mt])|ui(?=n|t)|ie(?=n|t)|iu|uou|[aeo]ing|coo(?=p|r)|ai(?=v)|(?:th|s)ms?$/g)?.length ?? 0
  // Vowels that are often swallowed: every, business, camera, interest.
  const swallowed = groups - (silent ? 1 : 0) > 2 && /(?:every|busi|eri(?!n)|mera|orest|eres|ary|ory|ically)/.test(letters) ? 1 : 0
  const plain = Math.max(1, groups - (silent ? 1 : 0))
  return { low: Math.max(1, plain - swallowed), high: plain + split }
}
