import { pyDigitClass, pySpaceClass, pyWordClass } from './python.ts'
import { unnested } from './unnested-classes.ts'

/** A pattern that Python's `re` would refuse, or that uses what is not supported here; the message says which and where. */
export class PatternError extends Error {}

export type Assertion = 'boundary' | 'notBoundary' | 'lineStart' | 'lineEnd' | 'textStart' | 'textEnd' | 'lastLineEnd'

/** A parsed pattern. A set is the source of a JavaScript class, which may have classes in it: `unnested` makes it one for the flag `u`. */
export type PatternNode =
  | { kind: 'set'; source: string }
  | { kind: 'notNext'; source: string }
  | { kind: 'assert'; assertion: Assertion }
  | { kind: 'sequence'; items: PatternNode[] }
  | { kind: 'choice'; options: PatternNode[] }
  | { kind: 'repeat'; item: PatternNode; min: number; max: number; greedy: boolean }

const escapes: Record<string, string> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }
const classes: Record<string, string> = {
  d: `[${pyDigitClass}]`,
  D: `[^${pyDigitClass}]`,
  s: `[${pySpaceClass}]`,
  S: `[^${pySpaceClass}]`,
  w: `[${pyWordClass}]`,
  W: `[^${pyWordClass}]`,
}
const assertions: Record<string, Assertion> = { A: 'textStart', Z: 'textEnd', b: 'boundary', B: 'notBoundary' }

/**
 * Parses a pattern as Python 3.11's `re` reads it, with how many capturing groups it has. Throws `PatternError` for what Python
 * refuses, and for lookaround, references to groups, inline flags and most possessive repeats, which nothing here needs.
 */
export function parsePattern(pattern: string, { ignoreCase, multiline }: { ignoreCase: boolean; multiline: boolean }): { node: PatternNode; groups: number } {
  const chars = Array.from(pattern)
  let at = 0
  let groups = 0
  const node = choice()
  if (at < chars.length) throw problem('unbalanced parenthesis')
  return { node, groups }

  function problem(what: string): PatternError {
    return new PatternError(`the pattern ${JSON.stringify(pattern)} is not valid: ${what} at position ${at}`)
  }

  function choice(): PatternNode {
    const options = [sequence()]
    while (chars[at] === '|') {
      at++
      options.push(sequence())
    }
    return options.length === 1 && options[0] ? options[0] : { kind: 'choice', options }
  }

  function sequence(): PatternNode {
    const items: PatternNode[] = []
    while (at < chars.length && chars[at] !== '|' && chars[at] !== ')') items.push(...repeated())
    return { kind: 'sequence', items }
  }

  function repeated(): PatternNode[] {
    if (quantifier() !== undefined) throw problem('nothing to repeat')
    const item = atom()
    const range = quantifier()
    if (!range) return item ? [item] : []
    if (!item || item.kind === 'assert') throw problem('nothing to repeat')
    const suffix = chars[at]
    if (suffix === '?' || suffix === '+') at++
    const node: PatternNode = { kind: 'repeat', item, ...range, greedy: suffix !== '?' }
    if (suffix === '+') {
      if (item.kind !== 'set' || range.max !== Infinity) throw problem('a possessive repeat of this kind is not supported')
      return [node, { kind: 'notNext', source: item.source }]
    }
    const here = at
    if (quantifier()) {
      at = here
      throw problem('multiple repeat')
    }
    return [node]
  }

  function quantifier(): { min: number; max: number } | undefined {
    const char = chars[at]
    if (char === '*' || char === '+' || char === '?') {
      at++
      return { min: char === '+' ? 1 : 0, max: char === '?' ? 1 : Infinity }
    }
    if (char !== '{') return undefined
    const found = /^\{(?!\})(\d*)(,?)(\d*)\}/.exec(chars.slice(at, at + 24).join(''))
    if (!found) return undefined
    const [whole, low = '', comma, high = ''] = found
    const min = low === '' ? 0 : Number(low)
    const max = comma === '' ? min : high === '' ? Infinity : Number(high)
    if (max < min) throw problem('min repeat greater than max repeat')
    at += whole.length
    return { min, max }
  }

  function atom(): PatternNode | undefined {
    const char = chars[at] ?? ''
    if (char === '(') return group()
    at++
    if (char === '[') return setNode(set())
    if (char === '.') return setNode('[^\\n]')
    if (char === '^') return { kind: 'assert', assertion: multiline ? 'lineStart' : 'textStart' }
    if (char === '$') return { kind: 'assert', assertion: multiline ? 'lineEnd' : 'lastLineEnd' }
    if (char !== '\\') return setNode(`[${literal(char)}]`)
    const assertion = assertions[chars[at] ?? '']
    if (assertion) {
      at++
      return { kind: 'assert', assertion }
    }
    return setNode(`[${escape()}]`)
  }

  function setNode(source: string): PatternNode {
    return { kind: 'set', source: ignoreCase ? withTurkishI(source) : source }
  }

  function group(): PatternNode | undefined {
    at++
    if (chars[at] === '?') {
      const opening = /^\?(?::|P<[\p{L}_][\p{L}\p{N}_]*>|#)/u.exec(chars.slice(at, at + 80).join(''))?.[0]
      if (!opening) throw problem('this extension of a group is not supported')
      at += Array.from(opening).length
      if (opening === '?#') {
        while (at < chars.length && chars[at] !== ')') at++
        close()
        return undefined
      }
      if (opening !== '?:') groups++
    } else groups++
    const inner = choice()
    close()
    return { kind: 'sequence', items: [inner] }
  }

  function close(): void {
    if (chars[at] !== ')') throw problem('missing ), unterminated subpattern')
    at++
  }

  function set(): string {
    const negated = chars[at] === '^'
    if (negated) at++
    const parts: string[] = []
    for (let first = true; first || chars[at] !== ']'; first = false) {
      if (at >= chars.length) throw problem('unterminated character set')
      const low = member()
      if (chars[at] === '-' && at + 1 < chars.length && chars[at + 1] !== ']') {
        at++
        const high = member()
        const [from, to] = [codeOf(low), codeOf(high)]
        if (from === undefined || to === undefined || to < from) throw problem('bad character range')
        parts.push(`${low}-${high}`)
      } else parts.push(low)
    }
    at++
    return `[${negated ? '^' : ''}${parts.join('')}]`
  }

  function member(): string {
    const char = chars[at++] ?? ''
    return char === '\\' ? escape(true) : literal(char)
  }

  /** After a backslash: the source of one character, or of a class in brackets. */
  function escape(inSet = false): string {
    const char = chars[at++]
    if (char === undefined) throw problem('bad escape (end of pattern)')
    const known = classes[char]
    if (known) return known
    const control = escapes[char]
    if (control !== undefined) return literal(control)
    const hex = { x: 2, u: 4, U: 8 }[char]
    if (hex !== undefined) return numbered(new RegExp(`^[0-9a-fA-F]{${hex}}`), 16)
    if (char === '0') return numbered(/^[0-7]{0,2}/, 8)
    if (/[0-9]/.test(char)) {
      at--
      if (inSet || /^[0-3][0-7]{2}/.test(chars.slice(at, at + 3).join(''))) return numbered(/^[0-3]?[0-7]{1,2}/, 8)
      throw problem('a reference to a group is not supported')
    }
    if (/[A-Za-z]/.test(char)) throw problem(`bad escape \\${char}`)
    return literal(char)
  }

  function numbered(form: RegExp, base: number): string {
    const text = form.exec(chars.slice(at, at + 8).join(''))?.[0]
    if (text === undefined) throw problem('incomplete escape')
    at += text.length
    const code = text === '' ? 0 : Number.parseInt(text, base)
    if (code > 0x10ffff) throw problem('bad escape')
    return literal(String.fromCodePoint(code))
  }
}

/** To Python i, I, ı and İ are one letter when case is ignored; to JavaScript they are three. */
function withTurkishI(source: string): string {
  const pattern = new RegExp(unnested(source), 'iu')
  const accepted = ['i', 'ı', 'İ'].filter((letter) => pattern.test(letter)).length
  if (accepted === 0 || accepted === 3) return source
  return source.startsWith('[^') ? `[${source}--[iIıİ]]` : `[${source}[iIıİ]]`
}

function literal(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`
}

function codeOf(source: string): number | undefined {
  const hex = /^\\u\{([0-9a-f]+)\}$/.exec(source)?.[1]
  return hex === undefined ? undefined : Number.parseInt(hex, 16)
}
