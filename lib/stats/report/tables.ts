import { html, type Html } from '#lib/stats/report/html.ts'

type Tone = 'accent' | 'good' | 'bad' | 'warn'

const whole = new Intl.NumberFormat('en')

/** 12,345 */
export function count(value: number): string {
  return whole.format(value)
}

/** 42% ; what is there but rounds to nothing is not called nothing: <1%. */
export function percent(share: number): string {
  return share > 0 && share < 0.005 ? '<1%' : `${Math.round(share * 100)}%`
}

/** A bar from 0 to 1, and, as a thin line with an edge that sets it off from whatever is below, an interval. Its value stands in numbers beside it. */
export function bar(share: number, tone: Tone, interval?: readonly [number, number]): Html {
  const [from, width] = interval ? [interval[0] * 100, Math.max(0.5, (interval[1] - interval[0]) * 100)] : [0, 0]
  const line = interval ? html`<rect x="${from - 0.5}" width="${width + 1}" y="2" height="6" class="edge"/><rect x="${from}" width="${width}" y="4" height="2" class="ink"/>` : html``
  return html`<svg aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none"><rect width="100" height="10" class="track"/><rect width="${Math.min(1, Math.max(0, share)) * 100}" height="10" class="${tone}"/>${line}</svg>`
}

/** A section with its heading; what is counted how, below it. */
export function section(title: string, body: Html, note = ''): Html {
  return html`<section><h2>${title}</h2>${note === '' ? html`` : html`<p class="muted">${note}</p>`}<div class="scroll">${body}</div></section>`
}

export interface Row {
  name: string
  /** Numbers as text, drawings, and words, which read from the start of their column. */
  cells: readonly (string | Html | { words: string })[]
  /** Smaller, as a part of the row before. */
  part?: boolean
}

/** A table: first the name of a row, then its values. */
export function table(heads: readonly string[], rows: readonly Row[], empty: string): Html {
  if (rows.length === 0) return html`<p class="muted">${empty}</p>`
  // A bar has no head of its own: its value stands beside it.
  const isWords = (column: number): boolean => rows.some(({ cells }) => typeof cells[column - 1] === 'object' && 'words' in Object(cells[column - 1]))
  const head = heads.map((text, index) => (text === '' ? html`<td></td>` : index === 0 || isWords(index) ? html`<th scope="col">${text}</th>` : html`<th scope="col" class="n">${text}</th>`))
  const body = rows.map(({ name, cells, part = false }) => {
    const values = cells.map((cell) => (typeof cell === 'string' ? html`<td class="n">${cell}</td>` : 'words' in cell ? html`<td>${cell.words}</td>` : html`<td class="bar">${cell}</td>`))
    return html`<tr class="${part ? 'left' : ''}"><th scope="row">${name}</th>${values}</tr>`
  })
  return html`<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
}
