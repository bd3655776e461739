/** Everything a reviewer can do by key. */
export type Command =
  | 'next-constraint' | 'previous-constraint' | 'jump' | 'next-pair' | 'previous-pair'
  | 'accept' | 'reject' | 'edit' | 'skip' | 'flag' | 'accept-rest' | 'undo' | 'redo'
  | 'toggle-source' | 'toggle-evidence' | 'toggle-diff' | 'toggle-rules' | 'toggle-guidelines' | 'help'

export type KeyGroup = 'Decide' | 'Move' | 'Look'

interface KeyBinding {
  command: Command
  /** What `KeyboardEvent.key` says. The first is the one that buttons and the help show. */
  keys: readonly string[]
  shift?: boolean
  group: KeyGroup
  label: string
  /** Whether holding the key down repeats it: only where nothing is decided. */
  repeats?: boolean
}

/** The one table of keys: handler, tooltips, help, docs and tests all read it. */
export const keymap: readonly KeyBinding[] = [
  { command: 'accept', keys: ['a'], group: 'Decide', label: 'Accept the constraint' },
  { command: 'reject', keys: ['x'], group: 'Decide', label: 'Reject it; a digit right after says why' },
  { command: 'edit', keys: ['e'], group: 'Decide', label: 'Edit its text (Ctrl or Cmd+Enter saves, Escape leaves)' },
  { command: 'accept-rest', keys: ['Enter'], group: 'Decide', label: 'Accept the rest that is proven; next pair once all is decided' },
  { command: 'skip', keys: ['s'], group: 'Decide', label: 'Skip the constraint' },
  { command: 'flag', keys: ['f'], group: 'Decide', label: 'Flag it for somebody else' },
  { command: 'undo', keys: ['z'], group: 'Decide', label: 'Undo, any number of steps, across pairs' },
  { command: 'redo', keys: ['z'], shift: true, group: 'Decide', label: 'Redo' },
  { command: 'next-constraint', keys: ['j', 'ArrowDown'], group: 'Move', label: 'Next constraint', repeats: true },
  { command: 'previous-constraint', keys: ['k', 'ArrowUp'], group: 'Move', label: 'Previous constraint', repeats: true },
  { command: 'jump', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], group: 'Move', label: 'Go to a constraint by its number' },
  { command: 'next-pair', keys: [']'], group: 'Move', label: 'Next pair' },
  { command: 'previous-pair', keys: ['['], group: 'Move', label: 'Previous pair' },
  { command: 'toggle-source', keys: ['m'], group: 'Look', label: 'Rendered text or source' },
  { command: 'toggle-evidence', keys: ['h'], group: 'Look', label: 'Evidence on or off' },
  { command: 'toggle-diff', keys: ['d'], group: 'Look', label: 'Differences on or off' },
  { command: 'toggle-rules', keys: ['c'], group: 'Look', label: 'How each constraint is counted' },
  { command: 'toggle-guidelines', keys: ['g'], group: 'Look', label: 'Guidelines' },
  { command: 'help', keys: ['?'], group: 'Look', label: 'All keys' },
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

/** The command that a key press means, with the digit of a jump; null when it means none. */
export function commandOf(press: KeyPress): { command: Command; digit: number | null } | null {
  if (press.isComposing || press.metaKey) return null
  if ((press.ctrlKey || press.altKey) && !press.altGraph) return null
  const key = typedKey(press)
  const binding = keymap.find((each) => each.keys.includes(key) && matchesShift(each, press))
  if (!binding || (press.repeat && !binding.repeats)) return null
  return { command: binding.command, digit: binding.command === 'jump' ? Number(key) : null }
}

/** Letters bind with or without capitals lock; the key of the same place stands in where a layout types other letters. */
function typedKey({ key, code }: KeyPress): string {
  if (key.length > 1) return key
  const place = /^Key([A-Z])$/.exec(code)?.[1]
  return (/^[\x20-\x7e]$/.test(key) ? key : (place ?? key)).toLowerCase()
}

function matchesShift(binding: KeyBinding, press: KeyPress): boolean {
  // Signs need shift on some layouts and not on others; only letters tell a command with shift from one without.
  return binding.keys.some((key) => /^[a-z]$/.test(key)) ? (binding.shift ?? false) === press.shiftKey : true
}

const names: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', Enter: '↵' }

/** The keys of a command as they are shown: 'a', '⇧Z', '↵'. */
export function keysOf(command: Command): string[] {
  const binding = keymap.find((each) => each.command === command)
  if (!binding) return []
  if (command === 'jump') return ['1–9']
  return binding.keys.map((key) => names[key] ?? (binding.shift ? `⇧${key.toUpperCase()}` : key))
}

/** The value of aria-keyshortcuts for a command's first key. */
export function ariaKeys(command: Command): string | undefined {
  const binding = keymap.find((each) => each.command === command)
  const key = binding?.keys[0]
  return key === undefined ? undefined : binding?.shift ? `Shift+${key.toUpperCase()}` : key
}

/** Where keys belong to what is focused: text fields, forms, menus, dialogs. */
export const typingPlaces = 'form, input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="dialog"], [role="menu"], [role="listbox"]'
