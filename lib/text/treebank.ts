import { punktSentences } from './punkt.ts'
import { pyAnyCase, pyBoundary, pySpace, pySplit, pyWord } from './python.ts'

/**
 * The words of an English text as NLTK's `word_tokenize` gives them (NLTK 3.8 and 3.9): Punkt sentences, each split in the
 * manner of the Penn Treebank, with contractions apart and quotation marks rewritten as `` and ''. Only of the sentences that
 * `wanted` takes, where it is given. Time is linear.
 */
export function treebankWords(text: string, wanted: (sentence: string) => boolean = () => true): string[] {
  const known = new Map<string, string[]>()
  const words: string[] = []
  for (const { start, end } of punktSentences(text)) {
    const sentence = text.slice(start, end)
    const found = known.get(sentence) ?? (wanted(sentence) ? sentenceWords(sentence) : [])
    if (sentence.length <= 40 && known.size < 10_000) known.set(sentence, found)
    for (const word of found) words.push(word)
  }
  return words
}

type Rule = readonly [pattern: RegExp, replacement: string]

const startingQuotes: readonly Rule[] = [
  [/([«“‘„]|`+)/gu, ' $1 '],
  [/^"/u, '``'],
  [/``/gu, ' `` '],
  [/([ ([{<])("|'')/gu, '$1 `` '],
  [new RegExp(`'(?!re|ve|ll|m|t|s|d|n)(${pyWord})${pyBoundary}`, 'giu'), "' $1"],
]

const punctuation: readonly Rule[] = [
  [/([:,])(\P{Nd})/gu, ' $1 $2'],
  [/([:,])$/u, ' $1 '],
  [/\.{2,}/gu, ' $& '],
  [/[;@#$%&]/gu, ' $& '],
]

const afterFinalStop: readonly Rule[] = [
  [/[?!]/gu, ' $& '],
  [/([^'])' /gu, "$1 ' "],
  [/\*/gu, ' $& '],
  [/[\][(){}<>]/gu, ' $& '],
  [/--/gu, ' -- '],
]

const endingQuotes: readonly Rule[] = [
  [/[»”’]/gu, ' $& '],
  [/''|"/gu, " '' "],
  [new RegExp(`${pySpace}+`, 'gu'), ' '],
  [/([^' ])('[sSmMdD]|') /gu, '$1 $2 '],
  [/([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) /gu, '$1 $2 '],
]

const contractions: readonly Rule[] = [
  ...['can not', "d 'ye", 'gim me', 'gon na', 'got ta', 'lem me', "more 'n"].map((pair) => contraction(pair, pyBoundary)),
  contraction('wan na', `(?=${pySpace})`),
  [new RegExp(` ('t)(${pyAnyCase('is')})${pyBoundary}`, 'giu'), ' $1 $2 '],
  [new RegExp(` ('t)(was)${pyBoundary}`, 'giu'), ' $1 $2 '],
]

function contraction(pair: string, end: string): Rule {
  const [first, second] = pyAnyCase(pair).split(' ')
  return [new RegExp(`${pyBoundary}(${first})(${second})${end}`, 'giu'), ' $1 $2 ']
}

function sentenceWords(sentence: string): string[] {
  let text = applied(startingQuotes, sentence)
  text = finalStopApart(text, ']})>"\'»”’ ', ' ')
  text = applied(punctuation, text)
  text = finalStopApart(text, ']})>"\'', '')
  text = applied(afterFinalStop, text)
  text = applied(endingQuotes, ` ${text} `)
  return pySplit(applied(contractions, text))
}

function applied(rules: readonly Rule[], text: string): string {
  return rules.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text)
}

/** Sets the stop that ends a sentence apart from its word, when only closing marks and white space follow; not an ellipsis. */
function finalStopApart(text: string, closers: string, between: string): string {
  let end = text.length
  while (end > 0 && isSpace(text[end - 1])) end--
  // White space among the closing marks belongs to them when it is one of them.
  let stop = end
  while (stop > 0 && closers.includes(text[stop - 1] ?? '')) stop--
  const at = stop - 1
  if (text[at] !== '.' || at < 1 || text[at - 1] === '.') return text
  const marks = text.slice(stop, closers.includes(' ') ? spacesAfter(text, end) : end)
  return `${text.slice(0, at)} .${between}${marks} `
}

function spacesAfter(text: string, from: number): number {
  let end = from
  while (text[end] === ' ') end++
  return end
}

const space = new RegExp(pySpace, 'u')

function isSpace(char: string | undefined): boolean {
  return char !== undefined && space.test(char)
}
