import { cutLabel } from '#lib/stats/cut-label.ts'
import { decimals } from '#lib/stats/decimals.ts'
import { heatShade } from '#lib/stats/heat-shade.ts'
import { count } from '#lib/stats/report/tables.ts'
import { html, type Html } from '#lib/stats/report/html.ts'

/** Charts are this wide in their own units, and scale with the page. */
const width = 680

export interface Column {
  label: string
  value: number
}

/** Columns, each with its value above it and its label below. */
export function columns(title: string, data: readonly Column[]): Html {
  const [height, top, bottom] = [170, 16, 150]
  const most = Math.max(1, ...data.map(({ value }) => value))
  const slot = Math.min(60, width / Math.max(1, data.length))
  const every = Math.max(1, Math.ceil(44 / slot))
  const drawn = data.map(({ label, value }, index) => {
    const tall = (value / most) * (bottom - top)
    const middle = slot * (index + 0.5)
    const words = value > 0 && slot >= 26 ? html`<text x="${middle}" y="${bottom - tall - 4}" class="middle small">${count(value)}</text>` : html``
    const below = index % every === 0 ? html`<text x="${middle}" y="${height - 4}" class="middle small">${label}</text>` : html``
    return html`<rect x="${slot * index + slot * 0.1}" y="${bottom - tall}" width="${slot * 0.8}" height="${tall}" class="accent"><title>${label}: ${count(value)}</title></rect>${words}${below}`
  })
  return html`<svg class="chart" role="img" aria-label="${title}" viewBox="0 0 ${width} ${height}">${drawn}<line x1="0" x2="${width}" y1="${bottom}" y2="${bottom}" class="axis"/></svg>`
}

export interface HeatCell {
  row: number
  column: number
  /** 0 to 1. */
  strength: number
  /** What stands in the cell, and what it says in words. */
  text: string
  said: string
  gap?: boolean
}

/** A table of cells, the darker the more; a gap has a dashed frame. */
export function heat(title: string, rows: readonly string[], heads: readonly string[], cells: readonly HeatCell[]): Html {
  const [left, top, tall] = [150, 108, 20]
  const wide = Math.min(60, (width - left - 84) / Math.max(1, heads.length))
  const words = [
    ...heads.map((head, index) => html`<text transform="translate(${left + wide * (index + 0.5)},${top - 6}) rotate(-50)" class="small">${cutLabel(head, 18)}</text>`),
    ...rows.map((row, index) => html`<text x="${left - 6}" y="${top + tall * (index + 0.5) + 4}" class="end small">${cutLabel(row, 24)}</text>`),
  ]
  const drawn = cells.map(({ row, column, strength, text, said, gap = false }) => {
    const [x, y] = [left + wide * column, top + tall * row]
    const { opacity, words: colour } = heatShade(strength, gap)
    const inside = wide >= 24 ? html`<text x="${x + wide / 2}" y="${y + tall / 2 + 4}" class="middle ${colour === 'on' ? 'on' : 'in'}">${text}</text>` : html``
    const box = gap ? html`class="gap"` : html`class="accent" fill-opacity="${opacity.toFixed(3)}"`
    return html`<g><title>${said}</title><rect x="${x + 0.5}" y="${y + 0.5}" width="${wide - 1}" height="${tall - 1}" ${box}/>${inside}</g>`
  })
  return html`<svg class="chart" role="img" aria-label="${title}" viewBox="0 0 ${width} ${top + tall * rows.length + 4}">${words}${drawn}</svg>`
}

export interface IntervalRow {
  label: string
  value: number
  interval: readonly [low: number, high: number]
  text: string
}

/** Values on an axis from 0 to 1, or the one that is given, as dots, each with a line for its interval. */
export function intervals(title: string, rows: readonly IntervalRow[], [from, to]: readonly [number, number] = [0, 1], format = (mark: number): string => decimals(mark, 2)): Html {
  const [left, right, tall] = [210, width - 60, 20]
  const x = (value: number): number => left + ((Math.max(from, value) - from) / (to - from)) * (right - left)
  const height = rows.length * tall + 18
  const marks = [0, 0.25, 0.5, 0.75, 1].map((part) => from + part * (to - from)).map((mark) => html`<line x1="${x(mark)}" x2="${x(mark)}" y1="0" y2="${height - 16}" class="axis"/><text x="${x(mark)}" y="${height - 3}" class="middle small">${format(mark)}</text>`)
  const drawn = rows.map(({ label, value, interval: [low, high], text }, index) => {
    const y = tall * (index + 0.5)
    return html`<text x="0" y="${y + 4}">${cutLabel(label, 32)}</text><line x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}" class="line"/><circle cx="${x(value)}" cy="${y}" r="4" class="accent"/><text x="${width}" y="${y + 4}" class="end">${text}</text>`
  })
  return html`<svg class="chart" role="img" aria-label="${title}" viewBox="0 0 ${width} ${height}">${marks}${drawn}</svg>`
}
