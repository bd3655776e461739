import { readFile } from 'node:fs/promises'
import { badUsage } from '#lib/cli/exit.ts'

/** The JSON that the file of an option holds. Throws a usage failure that names the file, and the line from which on it is no JSON. */
export async function readJsonFile(option: string, file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw badUsage(`${option}: ${file} cannot be read.`)
  })
  // Editors on Windows begin a file with a byte order mark.
  const json = text.replace(/^\uFEFF/, '')
  try {
    return JSON.parse(json)
  } catch (error) {
    throw badUsage(`${option}: ${file} is not JSON, line ${lineAt(json, faultIn(json))}: ${reason(error)}.`)
  }
}

/** What the engine says, without where, which it says for some faults only, and without the text. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'it cannot be read'
  return error.message.replace(/ in JSON at position \d.*$/s, '').replace(/, (?:\.\.\.)?".*is not valid JSON$/s, '').replace(/ at position \d.*$/s, '')
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length
}

const token = /[ \t\r\n]*(?:([{}[\],:])|("(?:[ !#-[\]-\u{10FFFF}]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?|true|false|null)/uy

/** What may come next: `first` is a value or the end of an empty list, `key` one or, where it is the first, the end of an empty object. */
type Next = 'value' | 'first' | 'firstKey' | 'key' | 'colon' | 'more'

/** Where a text stops being JSON, in UTF-16 units; its length, where it only ends too early. */
function faultIn(text: string): number {
  const open: ('{' | '[')[] = []
  let next: Next = 'value'
  let at = 0
  for (;;) {
    token.lastIndex = at
    const found = token.exec(text)
    const begin = found ? token.lastIndex - found[0].trimStart().length : at + (/^[ \t\r\n]*/.exec(text.slice(at))?.[0].length ?? 0)
    const after: Next | null = found ? follow(found[1] ?? null, found[2] !== undefined, next, open) : null
    if (after === null) return begin
    next = after
    at = token.lastIndex
  }
}

/** What may come after a sign, a string or another value; null where it may not stand here. */
function follow(sign: string | null, isString: boolean, next: Next, open: ('{' | '[')[]): Next | null {
  const inside = open.at(-1)
  if (sign === null) {
    if (next === 'key' || next === 'firstKey') return isString ? 'colon' : null
    return next === 'value' || next === 'first' ? 'more' : null
  }
  if (sign === '{' || sign === '[') {
    if (next !== 'value' && next !== 'first') return null
    open.push(sign)
    return sign === '{' ? 'firstKey' : 'first'
  }
  if (sign === ':') return next === 'colon' ? 'value' : null
  if (sign === ',') return next === 'more' && inside ? (inside === '{' ? 'key' : 'value') : null
  const isEmpty = next === (sign === '}' ? 'firstKey' : 'first')
  if ((next !== 'more' && !isEmpty) || inside !== (sign === '}' ? '{' : '[')) return null
  open.pop()
  return 'more'
}
