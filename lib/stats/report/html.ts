/** Text that is HTML already. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | Html | readonly Html[]

/** HTML with values put in; whatever is not HTML itself is escaped, for text and for attributes in double quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(strings.map((text, index) => text + (index < values.length ? textOf(values[index] ?? '') : '')).join(''))
}

function textOf(value: Part): string {
  if (value instanceof Html) return value.text
  if (typeof value === 'string') return escape(value)
  return typeof value === 'number' ? String(value) : value.map(({ text }) => text).join('')
}

function escape(text: string): string {
  const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
}
