/** What a key does on the browse screen. */
export type BrowseAct = 'next' | 'previous' | 'page-down' | 'page-up' | 'first' | 'last' | 'open' | 'peek' | 'close' | 'search' | 'select' | 'extend-down' | 'extend-up'

interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

/** Where the focus is: on the rows, on nothing in particular, in a text box or list, or on a button or link. */
export type FocusPlace = 'rows' | 'nowhere' | 'typing' | 'control'

const letters: Readonly<Record<string, BrowseAct>> = { j: 'next', k: 'previous', '/': 'search', Escape: 'close', x: 'select' }
const withShift: Readonly<Record<string, BrowseAct>> = { J: 'extend-down', K: 'extend-up', ArrowDown: 'extend-down', ArrowUp: 'extend-up' }
const onRows: Readonly<Record<string, BrowseAct>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'page-down',
  PageUp: 'page-up',
  Home: 'first',
  End: 'last',
  Enter: 'open',
  ' ': 'peek',
}

/**
 * The act that a key stands for, or null. Keys that a text box, a button or scrolling needs stay theirs: while typing nothing is
 * taken, and arrows, Enter and the space bar only when the rows have the focus or nothing has.
 */
export function browseAct(press: KeyPress, focus: FocusPlace): BrowseAct | null {
  if (focus === 'typing' || press.ctrlKey || press.metaKey || press.altKey) return null
  if (press.shiftKey && withShift[press.key]) return focus === 'control' ? null : (withShift[press.key] ?? null)
  const letter = letters[press.key]
  if (letter) return letter
  return focus === 'rows' || focus === 'nowhere' ? (onRows[press.key] ?? null) : null
}

/** Where a key was pressed. A dialog or an open list keeps all its keys. */
export function placeOf(target: EventTarget | null): FocusPlace {
  if (!(target instanceof Element)) return 'nowhere'
  if (target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]')) return 'typing'
  if (target.closest('a, button, summary')) return 'control'
  if (target.closest('[role="grid"]')) return 'rows'
  return target.closest('aside') ? 'control' : 'nowhere'
}

/** Where the current row is after an act, in a list of `count` rows of which a page shows `page`. */
export function moved(act: Exclude<BrowseAct, 'search' | 'select' | 'extend-down' | 'extend-up'>, from: number, count: number, page: number): number {
  const to = { next: from + 1, previous: from - 1, 'page-down': from + page, 'page-up': from - page, first: 0, last: count - 1, open: from, peek: from, close: from }[act]
  return Math.max(0, Math.min(count - 1, to))
}
