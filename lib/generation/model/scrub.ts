import { hidePasswords } from '#lib/config/log.ts'

const shown = '[key left out]'

/** Takes an endpoint's key out of texts: some servers, and proxies before them, repeat it. */
export interface Scrub {
  /** For messages: also the key as it looks within JSON or an address, and passwords of addresses. */
  message(text: string): string
  /** For a model's answers, which are data: only a key that no text would hold by chance. */
  answer(text: string): string
}

/** `key` null: nothing to take out but the passwords of addresses. */
export function scrubber(key: string | null): Scrub {
  // Some servers write a slash within JSON as `\/`.
  const inJson = key === null ? '' : JSON.stringify(key).slice(1, -1)
  const forms = key === null ? [] : [key, inJson, inJson.replaceAll('/', '\\/'), encodeURIComponent(key), Buffer.from(key).toString('base64')]
  const escaped = key === null || key === '' ? null : anyEscape(key)
  const without = (text: string) => {
    // The escaped first: half of one may look like the whole key.
    const left = escaped !== null && text.includes('\\') ? text.replace(escaped, shown) : text
    return forms.reduce((rest, form) => rest.replaceAll(form, shown), left)
  }
  return {
    // Shorter ones ("x", "no") are stand-ins for servers that take any key.
    message: (text) => hidePasswords(key !== null && key.length >= 4 ? without(text) : text),
    answer: (text) => (key !== null && key.length >= 16 ? without(text) : text),
  }
}

/** The key with any of its letters written as a `\uXXXX` of JSON, which some servers do with `+`, `<`, `&` or with all; also where that JSON stands within JSON, so that its backslashes are doubled. */
function anyEscape(key: string): RegExp {
  const letters = key.split('').map((letter) => {
    const code = letter.charCodeAt(0).toString(16).padStart(4, '0')
    const hexadecimal = [...code].map((digit) => (/[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit)).join('')
    return `(?:\\\\+u${hexadecimal}|\\\\*${letter.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')})`
  })
  // From the first backslash of a run alone: each letter takes its run whole, and to begin anew in the middle of one would make long runs dear.
  return new RegExp(`(?<!\\\\)${letters.join('')}`, 'g')
}
