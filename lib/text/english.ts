import { proseOf } from './blocks.ts'
import { detectLanguage, type DetectedLanguage } from './language.ts'
import { remembered } from './remembered.ts'
import { listedSyllables } from './syllables.ts'

const commonWords = new Set('the of and to in is that it for as with are on be this by was from have not which you your they has can will an or at'.split(' '))

/** Whether a text is in English; null where it is too short, or too mixed, to tell. */
export const isEnglish: (text: string) => boolean | null = remembered((text) => {
  const words = proseOf(text.slice(0, 800)).toLowerCase().match(/\p{L}+/gu) ?? []
  // No other language has these words so often; most texts need no closer look.
  if (words.length >= 12 && words.filter((word) => commonWords.has(word)).length >= 0.25 * words.length) return true
  // Of few letters nothing can be said, whatever the guess.
  const found = lettersOf(text) < 40 ? null : languageOf(text)
  return found && found.confidence >= 0.9 ? found.language === 'en' : null
})

/** The language of the first 1000 characters outside code and tables, and of how many letters that is said; null where nothing can be said. */
export const languageOf: (text: string) => (DetectedLanguage & { letters: number }) | null = remembered((text) => {
  const letters = lettersOf(text)
  const found = letters === 0 ? null : detectLanguage(proseOf(text).slice(0, 1000))
  return found && { ...found, letters }
})

const lettersOf = remembered((text) => proseOf(text).slice(0, 1000).match(/\p{L}/gu)?.length ?? 0)

/**
 * The least and the most syllables that an English word is likely to have: its groups of vowels, where swallowed vowels and pairs that may
 * be one or two syllables are counted both ways, and what the list of exceptions says.
 */
export function syllableRange(word: string): SyllableRange {
  const lower = word.toLowerCase()
  const known = ranges.get(lower)
  if (known) return known
  const range = rangeOf(lower)
  if (ranges.size >= mostRanges) ranges.clear()
  // Longer ones come seldom, and might hold on to the text that they were cut out of.
  if (lower.length <= 12) ranges.set(lower, range)
  return range
}

interface SyllableRange {
  readonly low: number
  readonly high: number
}

/** A few thousand words make up most of what is written. */
const ranges = new Map<string, SyllableRange>()
const mostRanges = 20_000

function rangeOf(word: string): SyllableRange {
  // The u behind q, and between g and another vowel, is no vowel of its own.
  const letters = word.replace(/[^a-z]/g, '').replace(/(?<=q|g)u(?=[aeio])/g, 'w')
  if (letters === '') return { low: 1, high: 1 }
  const count = (pattern: RegExp): number => letters.match(pattern)?.length ?? 0
  const groups = count(/[aeiouy]+/g)
  // A final e is silent (make), but not behind a consonant and l (table); so is the e of -ed, but for t and d before it, and of -es, but for hissing sounds.
  const silent = count(/[^aeiouy]e$/g) - count(/[^aeiouy]le$/g) + count(/[^aeiouydt]ed$/g) + count(/[^aeiouyscxzgh]es$/g) - count(/[^aeiouy]les$/g)
  // So is an e before most endings: likely, careful, something, homework; before -ment it need not be (element).
  const inner = count(/(?<=[aeiouy][a-z]{0,8}[^aeiouy])e(?=ly|ness|ful|less|thing|times?$|where|work|style|like|wise|hold|by$|fore$|ty$)/g)
  const maybeSilent = count(/(?<=[aeiouy][a-z]{0,8}[^aeiouy])e(?=ment|d(?=ly))/g)
  // Vowels side by side that may be two syllables: create, science, idea, poem, ruin, player, trying, museum; and the m of rhythm and prism.
  const split = count(
    /(?<![ct])ia|i[ou](?!n|us)|(?<![tscgx])i[ou](?=n|us)|ie(?=[nrt])|(?<!p)eo|eu|ea(?=t[eio]|l$|l[iy]|$)|ua|ue(?=[ln])|ui(?=[nt]|d$)|uo|oe(?!s$)|oi(?=ng|c)|coo(?=p|r)|ao|ai(?=ng|c|v)|ei(?=ng|t)|ye|[aeiou]y(?=[aeiou])|yi|(?:th|s)ms?$/g,
  )
  // Vowels that are often swallowed: every, business, camera, interest.
  const swallowed = groups - silent > 2 && /[^aeiouy][aeo]r[aeiouy]|ically|busi|iness|[^aeiouy]iment|ironm|teres/.test(letters) ? 1 : 0
  const most = Math.max(1, groups - silent - inner)
  const listed = listedSyllables(word)
  return { low: Math.max(1, listed === undefined ? most - maybeSilent - swallowed : Math.min(listed, most - maybeSilent)), high: Math.max(listed ?? 0, most + split) }
}
