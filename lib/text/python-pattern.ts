import { pyBoundary, pyEnd, pyLineEnd, pyLineStart, pyNonBoundary } from './python.ts'
import { patternMachine } from './python-machine.ts'
import { parsePattern } from './python-syntax.ts'
import type { Assertion, PatternNode } from './python-syntax.ts'

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
  const plainSource = takesCharacters(node) && optionals(node) <= mostOptionals ? plainSourceOf(node) : undefined
  const made = plainSource === undefined ? { groups, plain: false, ...patternMachine(node, ignoreCase) } : plainPattern(plainSource, ignoreCase, groups)
  if (cache.size >= 1000) cache.clear()
  cache.set(key, made)
  return made
}

function plainPattern(source: string, ignoreCase: boolean, groups: number): PythonPattern {
  const pattern = new RegExp(source, ignoreCase ? 'giv' : 'gv')
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
