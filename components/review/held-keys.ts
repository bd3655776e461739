import type { Command, KeyPress } from '#components/review/keymap.ts'

/** A key press that waits, as an event is made of it again. */
export interface HeldPress extends KeyboardEventInit {
  key: string
}

/** Commands that lead to a field: what is typed behind them is text, and belongs there or nowhere. */
export const leadsToField: ReadonlySet<Command | undefined> = new Set<Command>(['edit', 'add', 'say-why', 'search', 'toggle-tags'])

/** What can be typed into. */
export type Field = HTMLInputElement | HTMLTextAreaElement

/** Whether a press is kept: what types a character or means something in a field. Combinations are the browser's, but for the one that saves. */
export function isHeld({ key, ctrlKey, metaKey, altGraph }: KeyPress): boolean {
  if ((ctrlKey || metaKey) && !altGraph) return key === 'Enter'
  return [...key].length === 1 || heldByName.has(key)
}

const heldByName = new Set(['Enter', 'Escape', 'Backspace', 'ArrowDown', 'ArrowUp'])

/** The field that has the focus, if one has. */
export function focusedField(): Field | null {
  const active = document.activeElement
  return active instanceof HTMLTextAreaElement || (active instanceof HTMLInputElement && active.selectionStart !== null) ? active : null
}

/** Presses a key on an element. With `types` it is a field, and gets the character too, unless the key meant something else there. */
export function pressOn(target: Element, press: HeldPress, types: boolean): void {
  const event = new KeyboardEvent('keydown', { ...press, bubbles: true, cancelable: true })
  const combined = (press.ctrlKey || press.metaKey) && !press.modifierAltGraph
  if (!target.dispatchEvent(event) || !types || combined || !(target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement)) return
  if (press.key === 'Enter' && target instanceof HTMLInputElement) target.form?.requestSubmit()
  else if (press.key === 'Enter') write(target, '\n')
  else if (press.key === 'Backspace') write(target, null)
  else if ([...press.key].length === 1) write(target, press.key)
}

/** Puts a character where the caret is, or takes the one before it. */
function write(field: Field, text: string | null): void {
  const start = field.selectionStart ?? field.value.length
  const end = field.selectionEnd ?? start
  const before = Array.from(field.value.slice(0, start)).at(-1)?.length ?? 0
  const room = field.maxLength < 0 ? Infinity : field.maxLength - field.value.length + (end - start)
  if (text !== null && text.length > room) return
  field.setRangeText(text ?? '', text === null && start === end ? start - before : start, end, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: text === null ? 'deleteContentBackward' : 'insertText', data: text }))
}
