import { pairColumns, type PairColumn, type PairSort } from '#lib/datasets/contract.ts'

/** The columns that the table can show, in the order in which they are offered; their names stand in the address. */
export const columnIds = pairColumns
export type ColumnId = PairColumn

/** What is shown until somebody chooses. */
export const defaultColumns: readonly ColumnId[] = ['instruction', 'response', 'words', 'constraints', 'status']

interface Column {
  label: string
  /** In pixels: how wide it is while nobody has said, and the least it can be made. */
  width: number
  least: number
  /** Its share of the room that is left; a column without one keeps its width. */
  share?: number
  end?: true
  /** Shown where there is little room. */
  narrow?: true
  /** The orders of the list by this column; only those that an index serves, so that a page is found at once among a million. */
  sorts?: { up: PairSort; down: PairSort; first: 'up' | 'down' }
  /** Why the list has no order by this column. */
  unsorted?: string
}

/** What is known of each column. */
export const columnOf: Readonly<Record<ColumnId, Column>> = {
  instruction: { label: 'Instruction', width: 360, least: 160, share: 5, narrow: true, unsorted: 'Texts have no order here: look for words instead' },
  response: { label: 'Response', width: 300, least: 130, share: 4, unsorted: 'Texts have no order here: look for words instead' },
  source: { label: 'Source', width: 130, least: 60, sorts: { up: 'by-source', down: 'by-source-back', first: 'up' } },
  language: { label: 'Language', width: 90, least: 50, sorts: { up: 'by-language', down: 'by-language-back', first: 'up' } },
  words: { label: 'Words', width: 76, least: 56, end: true, sorts: { up: 'shortest', down: 'longest', first: 'down' } },
  constraints: { label: 'Constraints', width: 176, least: 90, sorts: { up: 'few-constraints', down: 'most-constraints', first: 'down' } },
  refuted: { label: 'Refuted', width: 76, least: 56, end: true, sorts: { up: 'few-refuted', down: 'most-refuted', first: 'down' } },
  status: { label: 'Status', width: 104, least: 96, narrow: true, sorts: { up: 'by-status', down: 'by-status-back', first: 'up' } },
  reviewer: { label: 'Reviewer', width: 120, least: 60, unsorted: 'Several people may have decided a pair: choose one in the filters instead' },
  tags: { label: 'Tags', width: 150, least: 60, unsorted: 'A pair may have several tags: choose one in the filters instead' },
  imported: { label: 'Imported', width: 140, least: 90, sorts: { up: 'oldest', down: 'newest', first: 'down' } },
}

/** The widest that a column can be made, in pixels. */
export const mostWidth = 1200
/** Of the check box at the beginning of a row. */
const checkWidth = 16
/** Of the button at the end of a row. */
const iconWidth = 24
const gap = 16
const padding = 16

/** "Words, Status". */
export function columnNames(columns: readonly ColumnId[]): string {
  return columns.map((id) => columnOf[id].label).join(', ')
}

/** The columns that an address names: those that there are, each once. Null where it names none. */
export function parseColumns(text: string): ColumnId[] | null {
  const named = new Set(text.split(','))
  const known = [...named].flatMap((name) => columnIds.find((id) => id === name) ?? [])
  return known.length > 0 ? known : null
}

/** Widths as the address writes them: `words-90.source-140`, in the order in which columns are offered; empty where nobody has set one. */
export function widthsText(widths: Partial<Record<ColumnId, number>>): string {
  return columnIds.flatMap((id) => (widths[id] === undefined ? [] : [`${id}-${boundedWidth(id, widths[id])}`])).join('.')
}

/** Reads them; what cannot be read is as if nobody had set it. */
export function parseWidths(text: string): Partial<Record<ColumnId, number>> {
  const known = text.split('.').flatMap((part) => {
    const [, name, width] = /^([a-z]+)-(\d{1,6})$/.exec(part) ?? []
    const id = columnIds.find((column) => column === name)
    return id ? [[id, boundedWidth(id, Number(width))]] : []
  })
  return Object.fromEntries(known)
}

/** A width that the column can have, in whole pixels. */
export function boundedWidth(id: ColumnId, width: number): number {
  return Math.round(Math.max(columnOf[id].least, Math.min(mostWidth, width)))
}

/** How the columns lie: what CSS calls grid-template-columns with room and without, the least width of a row in pixels, and which are left where there is no room. */
export interface ColumnLayout {
  wide: string
  narrow: string
  least: number
  kept: readonly ColumnId[]
}

/** Lays out the columns; those that somebody made wider or narrower keep that width. */
export function layoutOf(shown: readonly ColumnId[], widths: Partial<Record<ColumnId, number>>): ColumnLayout {
  const kept = shown.filter((id) => columnOf[id].narrow)
  const narrow = kept.length > 0 ? kept : shown.slice(0, 1)
  const tracks = shown.map((id) => {
    const { width, least, share } = columnOf[id]
    const set = widths[id]
    if (set !== undefined) return { track: `${set}px`, least: set }
    return share === undefined ? { track: `${width}px`, least: width } : { track: `minmax(${least}px, ${share}fr)`, least }
  })
  return {
    wide: [`${checkWidth}px`, ...tracks.map(({ track }) => track), `${iconWidth}px`].join(' '),
    narrow: [`${checkWidth}px`, ...narrow.map((id) => (columnOf[id].share === undefined && narrow.length > 1 ? `${columnOf[id].width}px` : 'minmax(0, 1fr)')), `${iconWidth}px`].join(' '),
    least: tracks.reduce((sum, { least }) => sum + least, 0) + checkWidth + iconWidth + gap * (shown.length + 1) + 2 * padding,
    kept: narrow,
  }
}

/** How the list stands to a column: in its order, in the reverse, or in neither; undefined where it has no order. */
export function sortedBy(id: ColumnId, sort: PairSort): 'ascending' | 'descending' | 'none' | undefined {
  const { sorts } = columnOf[id]
  if (!sorts) return undefined
  return sort === sorts.up ? 'ascending' : sort === sorts.down ? 'descending' : 'none'
}

/** The order that a click on a column's head asks for: its own, then the reverse. */
export function nextSort(id: ColumnId, sort: PairSort): PairSort | null {
  const { sorts } = columnOf[id]
  if (!sorts) return null
  const [first, second] = sorts.first === 'up' ? [sorts.up, sorts.down] : [sorts.down, sorts.up]
  return sort === first ? second : first
}

/** The columns with one shown or not; a new one comes last, and the last one stays. */
export function withColumn(shown: readonly ColumnId[], id: ColumnId, wanted: boolean): ColumnId[] {
  if (wanted) return shown.includes(id) ? [...shown] : [...shown, id]
  return shown.length === 1 ? [...shown] : shown.filter((known) => known !== id)
}

/** The columns with one moved a place to the left (-1) or to the right (1). */
export function movedColumn(shown: readonly ColumnId[], id: ColumnId, by: -1 | 1): ColumnId[] {
  const from = shown.indexOf(id)
  const to = from + by
  const other = shown[to]
  return from === -1 || other === undefined ? [...shown] : shown.map((known, at) => (at === from ? other : at === to ? id : known))
}
