/** How two demands in plain words stand to each other, as far as their words tell. */
export type Alike = 'same' | 'much the same'

/** What may differ without changing what is asked for. */
const littleWords = new Set(
  'a an the of in on at to for with by and or as is are be it its this that your you please should must make sure ensure response answer text'.split(' '),
)
/** What turns a demand round, or bounds it: two that differ in these differ in earnest. */
const turningWords = new Set('no not never without avoid dont cannot cant nor none neither only except before after more most less least over under first last'.split(' '))
const leastWords = 3
const leastShare = 0.8

/**
 * Whether two demands say the same but for case, punctuation and spaces, or much the same: they share four fifths of the words that
 * carry meaning, or one says the other and a single word more, while no number and no word that turns a demand round differs. Null where neither.
 */
export function alikeDemands(one: string, other: string): Alike | null {
  const [a, b] = [wordsIn(one), wordsIn(other)]
  if (a.length === 0 || b.length === 0) return null
  if (a.join(' ') === b.join(' ')) return 'same'
  if (fixedIn(a) !== fixedIn(b)) return null
  const [first, second] = [meantIn(a), meantIn(b)]
  const shared = [...first].filter((word) => second.has(word)).length
  const [fewer, more] = [Math.min(first.size, second.size), Math.max(first.size, second.size)]
  if (fewer < leastWords) return null
  const within = shared === fewer && more - fewer <= 1
  return within || shared / (first.size + second.size - shared) >= leastShare ? 'much the same' : null
}

function wordsIn(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().replace(/['’]/g, '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

/** Numbers and turning words, which must be the same. */
function fixedIn(words: readonly string[]): string {
  return words.filter((word) => turningWords.has(word) || /\p{N}/u.test(word)).toSorted().join(' ')
}

function meantIn(words: readonly string[]): Set<string> {
  return new Set(words.filter((word) => !littleWords.has(word)))
}
