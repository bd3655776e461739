/** The kinds of Python literals that hold others. */
export type PythonLiteral = 'list' | 'tuple' | 'dict' | 'set'

/** What a text is as a Python literal; `foreign` where it has names that JSON knows and Python does not: true, false, null. */
export interface PythonReading {
  kind: PythonLiteral
  foreign: boolean
}

/** Deeper nesting than this is no answer of anybody. */
const mostDepth = 100

const string = /[rRbBuU]{0,2}(?:"""(?:[^\\]|\\[^])*?"""|'''(?:[^\\]|\\[^])*?'''|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*')/y
const number = /[-+]?(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?[jJ]?)(?![\w.])/y
const word = /True|False|None|\.\.\.|(true|false|null)(?!\w)/y
const gap = /(?:\s|#[^\n]*(?=\n|$))*/y

/** Reads a whole text as one list, tuple, dict or set, as `ast.literal_eval` takes it; null when it is none. */
export function readPythonLiteral(text: string): PythonReading | null {
  const reader = { text, at: 0, foreign: false }
  space(reader)
  const kind = collection(reader, 0)
  space(reader)
  return kind && kind !== 'group' && reader.at === text.length ? { kind, foreign: reader.foreign } : null
}

interface Reader {
  text: string
  at: number
  foreign: boolean
}

const closers: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' }

/** A bracketed literal at the place; `group` for brackets around a single value. Null when there is none. */
function collection(reader: Reader, depth: number): PythonLiteral | 'group' | null {
  const opener = reader.text[reader.at] ?? ''
  const closer = closers[opener]
  if (closer === undefined || depth > mostDepth) return null
  reader.at++
  let values = 0
  let pairs = 0
  let comma = false
  for (;;) {
    space(reader)
    if (reader.text[reader.at] === closer) break
    if (values > 0 && !comma) return null
    if (!value(reader, depth + 1)) return null
    values++
    space(reader)
    if (opener === '{' && reader.text[reader.at] === ':') {
      reader.at++
      space(reader)
      if (!value(reader, depth + 1)) return null
      pairs++
      space(reader)
    }
    comma = reader.text[reader.at] === ','
    if (comma) reader.at++
  }
  reader.at++
  if (opener === '[') return 'list'
  if (opener === '(') return values === 1 && !comma ? 'group' : 'tuple'
  if (pairs === values) return 'dict'
  return pairs === 0 ? 'set' : null
}

function value(reader: Reader, depth: number): boolean {
  if (take(reader, number)) return true
  const found = take(reader, word)
  if (found) {
    if (found[1]) reader.foreign = true
    return true
  }
  // Strings side by side are one.
  let strings = 0
  while (take(reader, string)) {
    strings++
    space(reader)
  }
  return strings > 0 || collection(reader, depth) !== null
}

function space(reader: Reader): void {
  take(reader, gap)
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at
  const found = pattern.exec(reader.text)
  if (found) reader.at += found[0].length
  return found
}
