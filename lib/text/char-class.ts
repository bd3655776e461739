/** Whether a code unit is of a class. A half of a surrogate pair is of none. */
type CharClass = (code: number) => boolean

/** A class of code units by its pattern, which is asked once for each: looking it up is much cheaper than a regular expression. */
function charClass(pattern: RegExp): CharClass {
  // 0: not asked yet, 1: no, 2: yes.
  const known = new Uint8Array(0x10000)
  return (code) => {
    const before = known[code]
    if (before === 2 || before === 1) return before === 2
    const is = code >= 0 && code < 0x10000 && pattern.test(String.fromCharCode(code))
    known[code] = is ? 2 : 1
    return is
  }
}

/** White space as regular expressions know it. */
export const isSpaceCode = charClass(/^\s$/u)

const isLetterOrNumber = charClass(/^[\p{L}\p{N}]$/u)
const letterOrNumber = /^[\p{L}\p{N}]$/u

/** How many code units the letter or number has that stands at a place of the text; 0 where there is none. */
export function letterOrNumberAt(text: string, at: number): 0 | 1 | 2 {
  const code = text.charCodeAt(at)
  // Of two halves of a surrogate pair only both together are a sign.
  if (code >= 0xd800 && code < 0xdc00) {
    const whole = text.codePointAt(at) ?? 0
    return whole > 0xffff && letterOrNumber.test(String.fromCodePoint(whole)) ? 2 : 0
  }
  return isLetterOrNumber(code) ? 1 : 0
}
