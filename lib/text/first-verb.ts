import { firstVerbWeights } from '#lib/text/first-verb-weights.ts'

/** For and against each group of tags: base and finite forms, participles and past forms, proper nouns, nouns, all others; in halves. */
type Weights = readonly number[]
const groupsOfVerbs = 2

interface Model {
  bias: Weights
  /** By kind and word. */
  weights: ReadonlyMap<string, Weights>
}

let loaded: Model | null = null

/** Hardly anybody asks for it, and it takes a megabyte. */
function model(): Model {
  loaded ??= parsed(firstVerbWeights)
  return loaded
}

function parsed(text: string): Model {
  const [biasLine = '', ...lines] = text.trim().split('\n')
  const bias = biasLine.split(' ').map(Number)
  const weights = new Map<string, Weights>()
  for (const line of lines) {
    const [kind = '', ...rest] = line.split(' ')
    const numbers = rest.slice(0, bias.length).map(Number)
    for (const word of rest.slice(bias.length)) weights.set(`${kind} ${word}`, numbers)
  }
  return { bias, weights }
}

/** Where a text has no more tokens, as NLTK's tagger has it. */
const ends = ['-END-', '-END2-']

/**
 * Whether NLTK's tagger (averaged_perceptron_tagger_eng) would take a text, given as its first three word tokens, to start with a verb: an estimate. A linear
 * model of what that tagger looks at, trained on its answers by scripts/train_first_verb.py, which says how often they differ.
 */
export function startsWithVerb(tokens: readonly string[]): boolean {
  const [first, second = '', third = ''] = [...tokens.slice(0, 3), ...ends]
  if (first === undefined || tokens.length === 0) return false
  const [word, next] = [normal(first), normal(second)]
  const seen = [`word ${word}`, `pair ${word}_${next}`, `end ${lastThree(first).toLowerCase()}`, `initial ${initialOf(first)}`, `next ${next}`, `nextEnd ${lastThree(next)}`, `third ${normal(third)}`]
  const { bias, weights } = model()
  const scores = bias.map((score, group) => seen.reduce((sum, feature) => sum + (weights.get(feature)?.[group] ?? 0), score))
  return Math.max(...scores.slice(0, groupsOfVerbs)) >= Math.max(...scores.slice(groupsOfVerbs))
}

/** As the tagger has it: years, other numbers and words with a hyphen are one word each. */
function normal(token: string): string {
  if (ends.includes(token)) return token
  if (token.includes('-') && !token.startsWith('-')) return '!HYPHEN'
  if (/^\p{Nd}{4}$/u.test(token)) return '!YEAR'
  return /^\p{Nd}/u.test(token) ? '!DIGITS' : token.toLowerCase()
}

function lastThree(token: string): string {
  return [...token].slice(-3).join('')
}

/** Whether it begins with a capital, a small letter, or which mark. */
function initialOf(token: string): string {
  const [initial = ''] = token
  if (/\p{Ll}/u.test(initial)) return 'a'
  return /\p{L}/u.test(initial) ? 'A' : initial
}
