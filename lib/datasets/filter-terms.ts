/** One term of the filter language as it stands in the box; a run of bare words is one term. */
export interface RawTerm {
  negated: boolean
  /** Lower case; null for text to search for. */
  name: string | null
  operator: ':' | '~' | null
  value: string
  quoted: boolean
  /** Whether quotes stand about the value, and the second ones are there. */
  closed: boolean
  /** Places in the text, from 0: of the term, of its value, and behind it. */
  start: number
  valueStart: number
  end: number
}

/** What is wrong with a filter, from which column (1 for the first) to before which, and what would be right. */
export interface FilterProblem {
  message: string
  column: number
  endColumn: number
  /** Whether it may come right as it is written on: it is no mistake before whoever writes has gone on past it. */
  unfinished: boolean
}

const head = /(-?)(?:([A-Za-z][A-Za-z_]*)([:~]))?/y

/** Splits a filter into its terms. A value goes to the next space, or from quote to quote with \" and \\ within. */
export function splitTerms(text: string): { terms: RawTerm[]; problems: FilterProblem[] } {
  const terms: RawTerm[] = []
  const problems: FilterProblem[] = []
  let at = 0
  for (;;) {
    while (at < text.length && isSpace(text[at])) at += 1
    if (at >= text.length) return { terms, problems }
    const start = at
    head.lastIndex = start
    const [all = '', minus = '', name, operator] = head.exec(text) ?? []
    // A minus that stands alone is text.
    const negated = minus !== '' && start + 1 < text.length && !isSpace(text[start + 1])
    const valueStart = minus === '' || negated ? start + all.length : start
    const quoted = text[valueStart] === '"'
    const value = quoted ? readQuoted(text, valueStart) : readBare(text, valueStart)
    if (quoted && !value.closed) {
      problems.push({ message: 'The quotes that open here are not closed: put a " at the end of the text.', column: valueStart + 1, endColumn: text.length + 1, unfinished: true })
    } else if (quoted && value.end < text.length && !isSpace(text[value.end])) {
      problems.push({ message: 'A space has to stand behind the closing quotes; quotes within a text are written \\".', column: value.end + 1, endColumn: value.end + 2, unfinished: false })
    }
    terms.push({
      negated,
      name: name === undefined ? null : name.toLowerCase(),
      operator: operator === ':' || operator === '~' ? operator : null,
      value: value.text,
      quoted,
      closed: quoted && value.closed,
      start,
      valueStart,
      end: value.end,
    })
    at = value.end
  }
}

/** Bare words that follow one another are one text: `about the owl` is looked for as it stands. */
export function joinWords(terms: readonly RawTerm[]): RawTerm[] {
  const joined: RawTerm[] = []
  for (const term of terms) {
    const last = joined.at(-1)
    if (last && isWord(last) && isWord(term) && !term.negated && !last.negated) {
      joined[joined.length - 1] = { ...last, value: `${last.value} ${term.value}`, end: term.end }
    } else joined.push(term)
  }
  return joined
}

/** A value in quotes. */
export function quoted(value: string): string {
  return `"${escaped(value)}"`
}

/** A text as it stands between quotes. */
export function escaped(text: string): string {
  return text.replace(/[\\"]/g, '\\$&')
}

/** The text that stands between quotes. */
export function unescaped(text: string): string {
  return text.replace(/\\([\\"])/g, '$1')
}

function isWord({ name, quoted: inQuotes }: RawTerm): boolean {
  return name === null && !inQuotes
}

function readBare(text: string, from: number): { text: string; end: number; closed: boolean } {
  let end = from
  while (end < text.length && !isSpace(text[end])) end += 1
  return { text: text.slice(from, end), end, closed: true }
}

function readQuoted(text: string, from: number): { text: string; end: number; closed: boolean } {
  let value = ''
  for (let at = from + 1; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (sign === '"') return { text: value, end: at + 1, closed: true }
    const next = text[at + 1]
    const escaped = sign === '\\' && (next === '"' || next === '\\')
    if (escaped) at += 1
    value += escaped ? next : sign
  }
  return { text: value, end: text.length, closed: false }
}

function isSpace(sign: string | undefined): boolean {
  return sign !== undefined && /\s/.test(sign)
}
