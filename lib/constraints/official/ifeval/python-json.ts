const longestInteger = 4300

/**
 * Whether Python's `json.loads` reads a text: JSON, and NaN, Infinity and -Infinity as well, but no whole number of more than
 * 4,300 digits. Linear in the length of the text.
 */
export function isPythonJson(text: string): boolean {
  const standard = withoutConstants(text)
  if (standard === undefined) return false
  try {
    JSON.parse(standard)
    return true
  } catch {
    return false
  }
}

/** Puts 0 for the constants that only Python has, outside of strings; undefined for a number that is too long. */
function withoutConstants(text: string): string | undefined {
  const parts: string[] = []
  let from = 0
  let at = 0
  while (at < text.length) {
    const char = text[at]
    if (char === '"') at = stringEnd(text, at)
    else if (char === 'N' || char === 'I' || char === '-') {
      const constant = ['NaN', 'Infinity', '-Infinity'].find((name) => text.startsWith(name, at))
      if (constant) {
        parts.push(text.slice(from, at), ' 0 ')
        at += constant.length
        from = at
      } else at++
    } else if (isDigit(text, at) && !'.eE+'.includes(text[at - 1] ?? ' ')) {
      const start = at
      while (isDigit(text, at)) at++
      if (at - start > longestInteger && !'.eE'.includes(text[at] ?? ' ')) return undefined
    } else at++
  }
  return parts.join('') + text.slice(from)
}

function stringEnd(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0x30 && code <= 0x39
}
