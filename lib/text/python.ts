/**
 * Python's string methods, as the official verifiers use them, on JavaScript strings: same answer for the same text, in time
 * linear in its length. Where Python counts code points this does too; offsets, where there are any, are UTF-16 code units.
 */

/** Inside of a character class: what `\s`, `isspace` and `strip()` mean by white space. JavaScript's `\s` differs (U+FEFF, U+0085, U+001C to U+001F). */
export const pySpaceClass = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
/** Inside of a character class: `\w`. Combining marks are not in it. */
export const pyWordClass = '\\p{L}\\p{N}_'
/** Inside of a character class: `\d`, the decimal digits of every script. */
export const pyDigitClass = '\\p{Nd}'
/** Sources for a regular expression with the `u` flag that stand for Python's `\s \S \w \W \d`. */
export const pySpace = `[${pySpaceClass}]`
export const pyNonSpace = `[^${pySpaceClass}]`
export const pyWord = `[${pyWordClass}]`
export const pyNonWord = `[^${pyWordClass}]`
export const pyDigit = `[${pyDigitClass}]`
/** `\b`. */
export const pyBoundary = `(?:(?<=${pyWord})(?!${pyWord})|(?<!${pyWord})(?=${pyWord}))`
/** `\B`. */
export const pyNonBoundary = `(?:(?<=${pyWord})(?=${pyWord})|(?<!${pyWord})(?!${pyWord}))`
/** `^` and `$` under MULTILINE, where only `\n` ends a line. */
export const pyLineStart = '(?<![^\\n])'
export const pyLineEnd = '(?![^\\n])'
/** `$` without MULTILINE: the end, or before a newline that ends the text. For expressions without the `m` flag. */
export const pyEnd = '(?=\\n?$)'

/** A source without escapes for an expression that ignores case: to Python i, I, ı and İ are one letter then, to JavaScript they are three. */
export function pyAnyCase(source: string): string {
  return source.replace(/[iIıİ]/gu, '[iIıİ]')
}

/** Python's `string.punctuation`. */
export const pyPunctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'

const upper = /^\p{Uppercase}$/u
const lower = /^\p{Lowercase}$/u
const title = /^\p{Lt}$/u
const letters = /^\p{L}+$/u
const decimals = /^\p{Nd}+$/u
/** Decimal digits, and the superscripts, circled digits and the like that have Numeric_Type=Digit. */
const digits =
  /^[\p{Nd}\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]+$/u
const lineEndClass = '\\n-\\r\\x1c-\\x1e\\x85\\u2028\\u2029'
const lineEnds = new RegExp(`\\r\\n|[${lineEndClass}]`, 'u')
const spaces = new RegExp(`^${pySpace}+$`, 'u')

/** Whether a UTF-16 code unit is white space to Python; all of its white space is in the BMP. */
export function isSpaceUnit(code: number): boolean {
  if (code < 0x80) return (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x20)
  if (code < 0x1680) return code === 0x85 || code === 0xa0
  return code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000
}

/** `str.strip()`, or `str.strip(chars)` with the characters to take off both ends. */
export function pyStrip(text: string, chars?: string): string {
  return pyRstrip(pyLstrip(text, chars), chars)
}

/** `str.lstrip([chars])`. */
export function pyLstrip(text: string, chars?: string): string {
  const strips = stripTest(chars)
  let start = 0
  while (start < text.length) {
    const char = String.fromCodePoint(text.codePointAt(start) ?? 0)
    if (!strips(char)) break
    start += char.length
  }
  return start === 0 ? text : text.slice(start)
}

/** `str.rstrip([chars])`. */
export function pyRstrip(text: string, chars?: string): string {
  const strips = stripTest(chars)
  let end = text.length
  while (end > 0) {
    const char = lastChar(text, end)
    if (!strips(char)) break
    end -= char.length
  }
  return end === text.length ? text : text.slice(0, end)
}

function stripTest(chars: string | undefined): (char: string) => boolean {
  if (chars === undefined) return (char) => isSpaceUnit(char.charCodeAt(0))
  const set = new Set(chars)
  return (char) => set.has(char)
}

function lastChar(text: string, end: number): string {
  const code = end >= 2 ? (text.codePointAt(end - 2) ?? 0) : 0
  return code > 0xffff ? text.slice(end - 2, end) : text.slice(end - 1, end)
}

/** Whether anything but white space is there: the truth value of `str.strip()`. */
export function hasContent(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isSpaceUnit(text.charCodeAt(i))) return true
  return false
}

/** `str.split()`: the runs of what is not white space. */
export function pySplit(text: string): string[] {
  const parts: string[] = []
  let start = -1
  for (let i = 0; i < text.length; i++) {
    if (isSpaceUnit(text.charCodeAt(i))) {
      if (start >= 0) parts.push(text.slice(start, i))
      start = -1
    } else if (start < 0) start = i
  }
  if (start >= 0) parts.push(text.slice(start))
  return parts
}

/** `str.split(sep)`, empty parts kept. Throws for an empty separator, as Python does. */
export function pySplitOn(text: string, separator: string): string[] {
  if (separator === '') throw new RangeError('empty separator')
  return text.split(separator)
}

/** `str.splitlines()`: lines without their ends; no empty last line after a final line end. */
export function pySplitLines(text: string): string[] {
  const lines = text.split(lineEnds)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** `str.count(sub)`: occurrences that do not overlap; an empty one occurs around every character. */
export function pyCount(text: string, part: string): number {
  if (part === '') return pyLength(text) + 1
  let count = 0
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++
  return count
}

/** `len(str)`: code points. */
export function pyLength(text: string): number {
  let length = 0
  for (let i = 0; i < text.length; length++) i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1
  return length
}

/** `str.removeprefix(prefix)`. */
export function pyRemovePrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text
}

/** `str.removesuffix(suffix)`. */
export function pyRemoveSuffix(text: string, suffix: string): string {
  return suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text
}

/** `str.isupper()`: something uppercase, nothing lowercase or titlecase; what has no case does not count. */
export function pyIsUpper(text: string): boolean {
  return /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text)
}

/** `str.islower()`: something lowercase, nothing uppercase or titlecase; what has no case does not count. */
export function pyIsLower(text: string): boolean {
  return /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text)
}

/** `str.istitle()`: upper or title case exactly where a cased run begins, lower case inside one. */
export function pyIsTitle(text: string): boolean {
  let cased = false
  let previousCased = false
  for (const char of text) {
    const starts = upper.test(char) || title.test(char)
    const continues = !starts && lower.test(char)
    if ((starts && previousCased) || (continues && !previousCased)) return false
    previousCased = starts || continues
    cased ||= previousCased
  }
  return cased
}

/** `str.isalpha()`. */
export function pyIsAlpha(text: string): boolean {
  return letters.test(text)
}

/** `str.isdecimal()`. */
export function pyIsDecimal(text: string): boolean {
  return decimals.test(text)
}

/** `str.isdigit()`: decimal digits and superscripts. */
export function pyIsDigit(text: string): boolean {
  return digits.test(text)
}

/** `str.isspace()`. */
export function pyIsSpace(text: string): boolean {
  return spaces.test(text)
}

/** `str.capitalize()`: the first character in title case, the rest in lower case. */
export function pyCapitalize(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0)
  return text === '' ? '' : first.toUpperCase() + text.slice(first.length).toLowerCase()
}
