/**
 * Something that can be counted in every response, whatever its checkers say of it. Kinds with several honest readings have one quantity
 * for each. Quantities of a letter or a phrase are made with `letter` and `phrase` (`letter:q`, `phrase:river bed`).
 */
export type Quantity = string

/** Every response has at least `times` of the larger for each of the smaller, but for `less`: larger >= times * smaller - less. */
interface Edge {
  smaller: Quantity
  larger: Quantity
  times: number
  less: number
}

const edges: readonly Edge[] = [
  // Lengths. `tokens` are runs of non-space, `signs` code points without white space, `characters` with the white space within. That every
  // sentence has a run of its own is not so where 。 stands between words without a space: in texts whose words are not counted, and in mixtures.
  ...chain('sentences.coarse', 'sentences.fine', 'tokens', 'signs', 'characters'),
  ...chain('paragraphs', 'paragraphs.byLine', 'lines', 'tokens'),
  edge('tokens', 'whitespace.inner', 1, 1),
  ...chain('whitespace.inner', 'whitespace.all'),
  ...chain('whitespace.inner', 'characters'),
  // Parts that begin on lines of their own.
  ...chain('bullets.outer', 'bullets', 'items', 'lines'),
  ...chain('numbered.outer', 'numbered', 'items'),
  ...['headings', 'codeBlocks', 'tables', 'tableRows', 'quotes'].map((part) => edge(part, 'lines')),
  edge('bold', 'signs', 5),
  edge('links', 'signs', 4),
  edge('placeholders', 'signs', 2),
  // Sentences that end with a mark have the mark.
  ...chain('questions', 'sentences.coarse'),
  ...chain('questions', 'questionMarks', 'signs'),
  ...chain('exclamations', 'sentences.coarse'),
  ...chain('exclamations', 'exclamationMarks', 'signs'),
  ...['commas', 'colons', 'semicolons', 'smallLetters', 'nonAscii', 'uniqueWords', 'emojis'].map((part) => edge(part, 'signs')),
  ...chain('capitalWords.long', 'capitalWords', 'capitals', 'signs'),
  edge('contractions', 'signs', 3),
  // Digits.
  ...chain('numbers', 'digits', 'signs'),
  ...chain('dates', 'dates.possible', 'digits'),
  edge('isoDates', 'digits', 6),
  edge('isoDates', 'dates'),
  ...chain('averageSentence.coarse', 'longestSentence.coarse'),
  ...chain('averageSentence.fine', 'longestSentence.fine'),
  ...chain('longestWord', 'signs'),
]

/** Where there is one of the first, there is one of the second. */
const needs: readonly (readonly [Quantity, Quantity])[] = [
  ['tableRows', 'tables'],
  ['tableColumns', 'tables'],
]

/** The quantity of a letter, large or small. */
export function letter(of: string): Quantity {
  return `letter:${of.toLowerCase()}`
}

/** The quantity of a word or phrase: its places as whole words, whatever the case. */
export function phrase(of: string): Quantity {
  return `phrase:${of.toLowerCase()}`
}

/** The phrase that a quantity counts; null for other quantities. */
export function phraseOf(quantity: Quantity): string | null {
  return quantity.startsWith('phrase:') ? quantity.slice('phrase:'.length) : null
}

/** What a least number of one quantity says of all others: at least so many of each, itself included. */
export function atLeast(quantity: Quantity, count: number): Map<Quantity, number> {
  const least = new Map<Quantity, number>()
  const open: [Quantity, number][] = [[quantity, count]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [of, n] = next
    if (n <= (least.get(of) ?? 0)) continue
    least.set(of, n)
    for (const { larger, times, less } of from.get(of) ?? general(of)) open.push([larger, times * n - less])
    for (const [one, other] of needs) if (one === of) open.push([other, 1])
  }
  return least
}

/** Letters and phrases are made of signs. */
function general(quantity: Quantity): readonly Edge[] {
  return /^(?:letter|phrase):/.test(quantity) ? [edge(quantity, 'signs')] : []
}

const from = Map.groupBy(edges, ({ smaller }) => smaller)

function edge(smaller: Quantity, larger: Quantity, times = 1, less = 0): Edge {
  return { smaller, larger, times, less }
}

/** Each at most as many as the next. */
function chain(...quantities: readonly Quantity[]): Edge[] {
  return quantities.slice(1).map((larger, index) => edge(quantities[index] ?? larger, larger))
}
