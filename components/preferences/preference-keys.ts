import type { KeyPress } from '#components/review/keymap.ts'

/** Everything that can be done with preferences by key. */
export type PreferenceCommand = 'accept' | 'drop' | 'flip' | 'undo' | 'next' | 'previous'

/** The one table of keys: handler, buttons and help read it. The first key is the one that is shown. */
export const preferenceKeys: Readonly<Record<PreferenceCommand, readonly string[]>> = {
  accept: ['a'],
  drop: ['x'],
  flip: ['f'],
  undo: ['z'],
  next: ['j', 'ArrowDown'],
  previous: ['k', 'ArrowUp'],
}

/** The command that a key press means; null when it means none. Held keys move, and decide nothing. */
export function preferenceCommand(press: Pick<KeyPress, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'isComposing'>): PreferenceCommand | null {
  if (press.isComposing || press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return null
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key
  const command = commands.find((each) => preferenceKeys[each].includes(key)) ?? null
  return press.repeat && command !== 'next' && command !== 'previous' ? null : command
}

const commands = ['accept', 'drop', 'flip', 'undo', 'next', 'previous'] as const satisfies readonly PreferenceCommand[]
