/** A value of which it is known what it is as JSON, for files whose columns hold it so. */
export class JsonText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** A value as JSON. */
export function jsonOf(value: unknown): string {
  return value instanceof JsonText ? value.text : JSON.stringify(value)
}

/** A text, and what it is as JSON. */
const known = { text: '', json: '""' }

/** Tells what a text is as JSON, which the next `quoted` of the same text then need not make. */
export function knownAsJson(text: string, json: string): void {
  known.text = text
  known.json = json
}

/** A text as JSON. */
export function quoted(text: string): string {
  return text === known.text ? known.json : JSON.stringify(text)
}

/** Short texts that many rows share, such as sources and licences. */
const shared = new Map<string, string>()
const mostShared = 5000
const short = 40

/** A text, or null, as JSON, of which there are few different ones. */
export function quotedOften(text: string | null): string {
  if (text === null) return 'null'
  const before = shared.get(text)
  if (before !== undefined) return before
  const json = JSON.stringify(text)
  if (text.length > short) return json
  if (shared.size >= mostShared) shared.clear()
  shared.set(text, json)
  return json
}

/** The text that a string of JSON is. Throws SyntaxError or TypeError for what is none. */
export function unquoted(json: string): string {
  if (json.startsWith('"') && json.endsWith('"') && json.length > 1 && !json.includes('\\')) return json.slice(1, -1)
  const text: unknown = JSON.parse(json)
  if (typeof text !== 'string') throw new TypeError('a string of JSON was expected')
  return text
}
