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
  const without = (text: string) => forms.reduce((left, form) => left.replaceAll(form, shown), text)
  return {
    // Shorter ones ("x", "no") are stand-ins for servers that take any key.
    message: (text) => hidePasswords(key !== null && key.length >= 4 ? without(text) : text),
    answer: (text) => (key !== null && key.length >= 16 ? without(text) : text),
  }
}
