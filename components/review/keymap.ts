/** Everything a reviewer can do by key. */
export type Command =
  | 'next-constraint' | 'previous-constraint' | 'jump' | 'next-pair' | 'previous-pair' | 'next-mark' | 'previous-mark' | 'search'
  | 'accept' | 'reject' | 'reject-at' | 'edit' | 'add' | 'skip' | 'flag' | 'accept-rest' | 'say-why' | 'undo' | 'redo' | 'undo-pair'
  | 'page-down' | 'page-up' | 'to-end' | 'to-start'
  | 'toggle-source' | 'toggle-evidence' | 'toggle-diff' | 'toggle-rules' | 'toggle-prompt' | 'toggle-guidelines' | 'toggle-precedents' | 'toggle-comments' | 'toggle-tags' | 'help' | 'palette'

export type KeyGroup = 'Decide' | 'Move' | 'Look'

export const keyGroups: readonly KeyGroup[] = ['Decide', 'Move', 'Look']

export interface KeyBinding {
  command: Command
  /**
   * Chords: what `KeyboardEvent.key` says, small letters, after 'Shift+' or 'Mod+' (Ctrl or Cmd) where these are held. The first is
   * the one that buttons and the help show. The keys of a jump, and of a rejection by number, stand for the numbers 1 to 9 in their order.
   */
  keys: readonly string[]
  group: KeyGroup
  label: string
  /** Whether holding the key down repeats it: only where nothing is decided. */
  repeats?: boolean
}

/** The one table of keys: handler, tooltips, help, palette, settings, docs and tests all read it. */
export const keymap: readonly KeyBinding[] = [
  { command: 'accept', keys: ['a'], group: 'Decide', label: 'Accept the constraint' },
  { command: 'reject', keys: ['x'], group: 'Decide', label: 'Reject it; a digit right after says why' },
  { command: 'reject-at', keys: ['Shift+1', 'Shift+2', 'Shift+3', 'Shift+4', 'Shift+5', 'Shift+6', 'Shift+7', 'Shift+8', 'Shift+9'], group: 'Decide', label: 'Reject a constraint by its number, wherever the focus is' },
  { command: 'edit', keys: ['e'], group: 'Decide', label: 'Edit its text (Ctrl or Cmd+Enter saves, Escape leaves)' },
  { command: 'add', keys: ['i'], group: 'Decide', label: 'Write a constraint of your own' },
  { command: 'accept-rest', keys: ['Enter'], group: 'Decide', label: 'Accept the rest that is proven; next pair once all is decided' },
  { command: 'skip', keys: ['s'], group: 'Decide', label: 'Skip the constraint' },
  { command: 'flag', keys: ['f'], group: 'Decide', label: 'Flag it for somebody else' },
  { command: 'say-why', keys: ['w'], group: 'Decide', label: 'Write why you settle it so (adjudicators)' },
  { command: 'undo', keys: ['z'], group: 'Decide', label: 'Undo, any number of steps, across pairs' },
  { command: 'redo', keys: ['Shift+z'], group: 'Decide', label: 'Redo' },
  { command: 'undo-pair', keys: ['u'], group: 'Decide', label: 'Undo all that you did last on one pair' },
  { command: 'next-constraint', keys: ['j', 'ArrowDown'], group: 'Move', label: 'Next constraint', repeats: true },
  { command: 'previous-constraint', keys: ['k', 'ArrowUp'], group: 'Move', label: 'Previous constraint', repeats: true },
  { command: 'jump', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], group: 'Move', label: 'Go to a constraint by its number' },
  { command: 'next-pair', keys: [']'], group: 'Move', label: 'Next pair' },
  { command: 'previous-pair', keys: ['['], group: 'Move', label: 'Previous pair' },
  { command: 'page-down', keys: ['PageDown', ' '], group: 'Move', label: 'Pair a page down', repeats: true },
  { command: 'page-up', keys: ['PageUp', 'Shift+ '], group: 'Move', label: 'Pair a page up', repeats: true },
  { command: 'to-end', keys: ['End'], group: 'Move', label: 'To the end of the pair' },
  { command: 'to-start', keys: ['Home'], group: 'Move', label: 'To the beginning of the pair' },
  { command: 'next-mark', keys: ['.'], group: 'Move', label: 'Next place of the evidence', repeats: true },
  { command: 'previous-mark', keys: [','], group: 'Move', label: 'The place before', repeats: true },
  { command: 'search', keys: ['/'], group: 'Move', label: 'Search the pairs of the dataset' },
  { command: 'toggle-source', keys: ['m'], group: 'Look', label: 'Rendered text or source' },
  { command: 'toggle-evidence', keys: ['h'], group: 'Look', label: 'Evidence on or off' },
  { command: 'toggle-diff', keys: ['d'], group: 'Look', label: 'Differences on or off' },
  { command: 'toggle-rules', keys: ['c'], group: 'Look', label: 'How each constraint is counted' },
  { command: 'toggle-prompt', keys: ['o'], group: 'Look', label: 'The instruction as it would be exported' },
  { command: 'toggle-guidelines', keys: ['g'], group: 'Look', label: 'Guidelines, beside the pair' },
  { command: 'toggle-precedents', keys: ['p'], group: 'Look', label: 'Precedents: how constraints like this one were decided' },
  { command: 'toggle-comments', keys: ['n'], group: 'Look', label: 'Comments on the pair' },
  { command: 'toggle-tags', keys: ['t'], group: 'Look', label: 'Tags of the pair' },
  { command: 'help', keys: ['?'], group: 'Look', label: 'All keys' },
  { command: 'palette', keys: ['Mod+k'], group: 'Look', label: 'Everything by name: commands, constraints, pages, datasets' },
]

/** What the handler needs of a KeyboardEvent. */
export interface KeyPress {
  key: string
  code: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  repeat: boolean
  isComposing: boolean
  /** True where AltGr types the character: it comes with ctrl and alt on some systems. */
  altGraph: boolean
}

/** Commands whose keys stand for numbers. */
const byNumber: ReadonlySet<Command> = new Set<Command>(['jump', 'reject-at'])

/**
 * The command that a key press means; null when it means none. With the number of a jump or a rejection by number, also where a sign that means something else is typed
 * by the key that elsewhere rejects by that number.
 */
export function commandOf(press: KeyPress, bindings: readonly KeyBinding[] = keymap): { command: Command; digit: number | null } | null {
  for (const chord of chordsOf(press)) {
    const binding = bindings.find(({ keys }) => keys.includes(chord))
    if (!binding) continue
    if (press.repeat && !binding.repeats) return null
    return { command: binding.command, digit: byNumber.has(binding.command) ? binding.keys.indexOf(chord) + 1 : rejectedBy(press, bindings) }
  }
  return null
}

/** The number by which a press of Shift and a digit would reject, if it typed no sign that means something else. */
function rejectedBy(press: KeyPress, bindings: readonly KeyBinding[]): number | null {
  const chord = `Shift+${digitOf(press)}`
  const place = chordsOf(press).includes(chord) ? (bindings.find(({ command }) => command === 'reject-at')?.keys.indexOf(chord) ?? -1) : -1
  return place === -1 ? null : place + 1
}

/** The chords that a key press may stand for, the likeliest first: the character that it types, then the key of that place on a US keyboard. */
export function chordsOf(press: KeyPress): string[] {
  const { key, shiftKey, ctrlKey, metaKey, altKey, altGraph, isComposing } = press
  if (isComposing || key === '' || modifiers.has(key)) return []
  if (altGraph) return metaKey ? [] : [withShift(key, shiftKey)]
  if (altKey) return []
  const mod = ctrlKey || metaKey
  if (mod && shiftKey) return []
  const place = placeOf(press)
  const typed = [key, ...(place === null ? [] : [place])].map((each) => (mod ? `Mod+${each.toLowerCase()}` : withShift(each, shiftKey)))
  // Where shift types a sign in place of a digit. Where it types the digit, as on the French layout, it is that digit.
  const digit = shiftKey && !mod && !/[\p{L}\p{N}]/u.test(key) ? digitOf(press) : undefined
  return digit === undefined ? typed : [...typed, `Shift+${digit}`]
}

function digitOf({ code }: KeyPress): string | undefined {
  return /^Digit([1-9])$/.exec(code)?.[1]
}

const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified'])

/** Signs need shift on some layouts and not on others: only letters, the space bar and named keys tell a command with shift from one without. Capitals lock changes nothing. */
function withShift(key: string, shiftKey: boolean): string {
  const small = key.length === 1 ? key.toLowerCase() : key
  return shiftKey && (key.length > 1 || key === ' ' || /\p{L}/u.test(key)) ? `Shift+${small}` : small
}

/** What a US keyboard has where a layout types no Latin letter, or a sign in place of a digit (as the French one does without shift). */
function placeOf(press: KeyPress): string | null {
  const { key, code, shiftKey } = press
  if (key.length > 1) return null
  const digit = digitOf(press)
  if (digit !== undefined) return shiftKey || /[a-z0-9]/i.test(key) ? null : digit
  // Only where no letter is: a sign that means something is found by what it types first.
  if (!shiftKey && /^[!-/:-@[-`{-~]$/.test(key)) return signs[code] ?? null
  if (/^[\x20-\x7e]$/.test(key)) return null
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? signs[code] ?? null
}

const signs: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']' }

const names: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→', Enter: '↵', ' ': 'Space', PageDown: 'PgDn', PageUp: 'PgUp' }

/** A chord as it is shown: 'a', '⇧Z', '↵', 'Ctrl/⌘ K'. */
export function chordName(chord: string): string {
  if (chord.startsWith('Mod+')) return `Ctrl/⌘ ${chordName(chord.slice(4)).toUpperCase()}`
  if (chord.startsWith('Shift+')) return `⇧${shiftedName(chord.slice(6))}`
  return names[chord] ?? chord
}

function shiftedName(key: string): string {
  return key.length === 1 ? (names[key] ?? key.toUpperCase()) : chordName(key)
}

/** The keys of a command as they are shown; of a jump, the first and the last where they are the digits. */
export function keysOf(command: Command, bindings: readonly KeyBinding[] = keymap): string[] {
  const keys = bindings.find((each) => each.command === command)?.keys.filter(Boolean) ?? []
  const all = keys.join('')
  if (all === '123456789') return ['1–9']
  return all.replaceAll('Shift+', '') === '123456789' ? ['⇧1–9'] : keys.map(chordName)
}

/** The value of aria-keyshortcuts for a command's first key. */
export function ariaKeys(command: Command, bindings: readonly KeyBinding[] = keymap): string | undefined {
  const key = bindings.find((each) => each.command === command)?.keys.find(Boolean)
  if (key === undefined) return undefined
  if (key.startsWith('Mod+')) return `Control+${key.slice(4).toUpperCase()} Meta+${key.slice(4).toUpperCase()}`
  return key.startsWith('Shift+') ? `Shift+${key.slice(6) === ' ' ? 'Space' : key.slice(6).toUpperCase()}` : key === ' ' ? 'Space' : key
}

/** Where keys belong to what is focused: text fields, forms, menus, dialogs. */
export const typingPlaces = 'form, input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="dialog"], [role="menu"], [role="listbox"]'
