import { isSpaceCode } from './char-class.ts'
import type { Span } from './words.ts'

/** How a phrase is compared: curly quotes count as straight ones and any white space as one space, always; case only where asked. */
export interface PhraseOptions {
  ignoreCase?: boolean
}

/** Where the phrase ends that stands at a place of the text; null when another one stands there. */
export function phraseAt(text: string, phrase: string, at: number, options: PhraseOptions = {}): number | null {
  const wanted = phrase.trim()
  let i = at
  for (let j = 0; j < wanted.length; j++) {
    if (isSpace(wanted, j)) {
      if (!isSpace(text, i)) return null
      while (isSpace(text, i)) i++
      while (isSpace(wanted, j + 1)) j++
    } else if (same(text[i], wanted[j], options)) i++
    else return null
  }
  return wanted !== '' && !cutsWord(text, i) ? i : null
}

/** Where the phrase starts that ends at a place of the text; null when another one ends there. */
export function phraseBefore(text: string, phrase: string, end: number, options: PhraseOptions = {}): number | null {
  const wanted = phrase.trim()
  let i = end - 1
  for (let j = wanted.length - 1; j >= 0; j--) {
    if (isSpace(wanted, j)) {
      if (!isSpace(text, i)) return null
      while (isSpace(text, i)) i--
      while (isSpace(wanted, j - 1)) j--
    } else if (same(text[i], wanted[j], options)) i--
    else return null
  }
  return wanted !== '' && !cutsWord(text, i + 1) ? i + 1 : null
}

/** The text without white space at its ends. */
export function inkOf(text: string, from = 0, to = text.length): Span {
  let [start, end] = [from, to]
  while (start < end && isSpace(text, start)) start++
  while (end > start && isSpace(text, end - 1)) end--
  return { start, end }
}

/** Where the words of a stretch begin, behind marks of emphasis, headings, quotes and brackets. */
export function skipOpening(text: string, { start, end }: Span): number {
  let at = start
  while (at < end && (isSpace(text, at) || '#*_>"\'“‘«`(['.includes(text[at] ?? 'x'))) at++
  return at
}

/** Where the words of a stretch end, before closing marks of emphasis, quotes, brackets, and full stops and the like. */
export function skipClosing(text: string, { start, end }: Span): number {
  let at = end
  while (at > start && (isSpace(text, at - 1) || '#*_"\'”’»`)].!?…。！？'.includes(text[at - 1] ?? 'x'))) at--
  return at
}

function same(a: string | undefined, b: string | undefined, { ignoreCase = false }: PhraseOptions): boolean {
  if (a === undefined || b === undefined) return false
  const [one, other] = [straight(a), straight(b)]
  return one === other || (ignoreCase && one.toLowerCase() === other.toLowerCase())
}

function straight(char: string): string {
  if (char === '’' || char === '‘') return "'"
  return char === '“' || char === '”' ? '"' : char
}

function isSpace(text: string, at: number): boolean {
  return at >= 0 && at < text.length && isSpaceCode(text.charCodeAt(at))
}

/** Whether a place lies inside a word; scripts without spaces have no such places. */
function cutsWord(text: string, at: number): boolean {
  return isLetter(text[at - 1]) && isLetter(text[at])
}

function isLetter(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{N}\p{M}_]/u.test(char) && !/[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/u.test(char)
}
