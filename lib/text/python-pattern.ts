import { pyBoundary, pyEnd, pyLineEnd, pyLineStart, pyNonBoundary, pyWord } from './python.ts'
import { patternMachine } from './python-machine.ts'
import { parsePattern } from './python-syntax.ts'
import type { Assertion, PatternNode } from './python-syntax.ts'
import { unnested } from './unnested-classes.ts'

export { PatternError } from './python-syntax.ts'

/** A pattern written for Python's `re` by someone else, such as a keyword of a benchmark, safe to run on any text. */
export interface PythonPattern {
  /** How many capturing groups it has. */
  groups: number
  /** Whether it is only characters, sets and assertions one after another, at most three of them optional. */
  plain: boolean
  /** Whether `re.search` finds something. */
  search(text: string): boolean
  /** How many matches `re.findall` and `re.split` find. */
  count(text: string): number
}

export interface PatternFlags {
  ignoreCase?: boolean
  multiline?: boolean
}

/** Each doubles the ways in which a backtracking engine may try a place. */
const mostOptionals = 3
const cache = new Map<string, PythonPattern>()

/**
 * Compiles a pattern that Python would compile, with the same matches. A plain one becomes a JavaScript expression; any other
 * runs on a machine without backtracking, so that no pattern makes the time explode. Throws `PatternError` where Python raises
 * `re.error`, and for the rare forms that `parsePattern` does not support.
 */
export function compilePattern(source: string, { ignoreCase = false, multiline = false }: PatternFlags = {}): PythonPattern {
  const key = `${ignoreCase ? 'i' : ''}${multiline ? 'm' : ''}/${source}`
  const known = cache.get(key)
  if (known) return known
  const { node, groups } = parsePattern(source, { ignoreCase, multiline })
  const word = wordWithin(node)
  const plainSource = takesCharacters(node) && optionals(node) <= mostOptionals ? plainSourceOf(node) : undefined
  const wordSource = word && optionals(word) === 0 ? plainSourceOf(word) : undefined
  if (wordSource !== undefined) return kept(key, wordPattern(wordSource, ignoreCase, groups))
  const made = plainSource === undefined ? { groups, plain: false, ...patternMachine(node, ignoreCase) } : plainPattern(plainSource, ignoreCase, groups)
  return kept(key, made)
}

function kept(key: string, made: PythonPattern): PythonPattern {
  if (cache.size >= 1000) cache.clear()
  cache.set(key, made)
  return made
}

/** What stands between two word boundaries, if the pattern is just that: characters one after another. */
function wordWithin(node: PatternNode): PatternNode | undefined {
  if (node.kind !== 'sequence' || node.items.length < 3) return undefined
  const isBoundary = (item: PatternNode | undefined) => item?.kind === 'assert' && item.assertion === 'boundary'
  const items = node.items.slice(1, -1)
  const bounded = isBoundary(node.items[0]) && isBoundary(node.items.at(-1)) && items.every(({ kind }) => kind === 'set')
  return bounded ? { kind: 'sequence', items } : undefined
}

const wordChar = new RegExp(pyWord, 'u')

/** The boundaries looked at after the characters are found: the classes of all letters make an expression slow to compile and to run. */
function wordPattern(source: string, ignoreCase: boolean, groups: number): PythonPattern {
  const pattern = new RegExp(unnested(source), ignoreCase ? 'giu' : 'gu')
  const next = (text: string): boolean => {
    for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
      if (atBoundary(text, found.index) && atBoundary(text, pattern.lastIndex)) return true
      pattern.lastIndex = found.index + ((text.codePointAt(found.index) ?? 0) > 0xffff ? 2 : 1)
    }
    return false
  }
  return {
    groups,
    plain: true,
    search(text) {
      pattern.lastIndex = 0
      return next(text)
    },
    count(text) {
      let count = 0
      pattern.lastIndex = 0
      while (next(text)) count++
      return count
    },
  }
}

function atBoundary(text: string, at: number): boolean {
  return wordBefore(text, at) !== wordAt(text, at)
}

function wordAt(text: string, at: number): boolean {
  return at < text.length && wordChar.test(String.fromCodePoint(text.codePointAt(at) ?? 0))
}

function wordBefore(text: string, at: number): boolean {
  if (at === 0) return false
  const pair = at > 1 ? (text.codePointAt(at - 2) ?? 0) : 0
  return wordChar.test(pair > 0xffff ? String.fromCodePoint(pair) : text.charAt(at - 1))
}

function plainPattern(source: string, ignoreCase: boolean, groups: number): PythonPattern {
  const pattern = new RegExp(unnested(source), ignoreCase ? 'giu' : 'gu')
  return {
    groups,
    plain: true,
    search(text) {
      pattern.lastIndex = 0
      return pattern.test(text)
    },
    count(text) {
      let count = 0
      pattern.lastIndex = 0
      while (pattern.test(text)) count++
      return count
    },
  }
}

const sources: Record<Assertion, string> = {
  boundary: pyBoundary,
  notBoundary: pyNonBoundary,
  lineStart: pyLineStart,
  lineEnd: pyLineEnd,
  textStart: '^',
  textEnd: '$',
  lastLineEnd: pyEnd,
}

function plainSourceOf(node: PatternNode): string | undefined {
  if (node.kind === 'set') return node.source
  if (node.kind === 'assert') return sources[node.assertion]
  if (node.kind === 'repeat' && node.item.kind === 'set' && node.min === 0 && node.max === 1) return `${node.item.source}?${node.greedy ? '' : '?'}`
  if (node.kind !== 'sequence') return undefined
  const parts = node.items.map(plainSourceOf)
  return parts.includes(undefined) ? undefined : parts.join('')
}

/** A pattern of assertions alone matches nothing at all, which JavaScript and Python count differently. */
function takesCharacters(node: PatternNode): boolean {
  return node.kind === 'set' || (node.kind === 'sequence' && node.items.some(takesCharacters))
}

function optionals(node: PatternNode): number {
  if (node.kind === 'sequence') return node.items.reduce((sum, item) => sum + optionals(item), 0)
  return node.kind === 'repeat' ? 1 : 0
}
