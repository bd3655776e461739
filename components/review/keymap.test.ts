import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commandOf, keymap, keysOf, type KeyPress } from '#components/review/keymap.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
  altGraph: false,
  ...more,
})

/** The press of a chord. */
const pressed = (chord: string): KeyPress => {
  const key = chord.replace(/^(Shift|Mod)\+/, '')
  if (/^Shift\+\d$/.test(chord)) return press('!"§$%&·()'[Number(key) - 1] ?? '', { code: `Digit${key}`, shiftKey: true })
  return chord.startsWith('Shift+') ? press(key.toUpperCase(), { shiftKey: true }) : press(key, { ctrlKey: chord.startsWith('Mod+') })
}

describe('the table of keys', () => {
  test('no key means two things', () => {
    const chords = keymap.flatMap(({ keys }) => keys)
    expect(new Set(chords).size).toBe(chords.length)
  })

  test('every key of it is understood as its command', () => {
    for (const binding of keymap) {
      for (const key of binding.keys) {
        expect(commandOf(pressed(key))?.command).toBe(binding.command)
      }
    }
  })

  test('Backspace and Delete mean nothing', () => {
    expect(commandOf(press('Backspace'))).toBeNull()
    expect(commandOf(press('Delete'))).toBeNull()
  })

  test('docs/review.md shows this very table', () => {
    const docs = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'review.md'), 'utf8')
    const shown = docs.split('\n').filter((line) => line.startsWith('| `'))
    const expected = keymap.map(({ command, label, group }) => `| ${keysOf(command).map((key) => `\`${key}\``).join(' ')} | ${label} | ${group} |`)
    expect(shown).toEqual(expected)
  })
})

describe('a key press', () => {
  test('with a modifier belongs to the browser', () => {
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey'] as const) {
      for (const key of ['a', 'x', 'z', 'Enter', '1']) expect(commandOf(press(key, { [modifier]: true }))).toBeNull()
    }
  })

  test('typed with AltGr is the character it types', () => {
    expect(commandOf(press('[', { ctrlKey: true, altKey: true, altGraph: true }))?.command).toBe('previous-pair')
  })

  test('while an input method composes means nothing', () => {
    expect(commandOf(press('Enter', { isComposing: true }))).toBeNull()
  })

  test('held down moves, but never decides', () => {
    expect(commandOf(press('j', { repeat: true }))?.command).toBe('next-constraint')
    for (const key of ['a', 'x', 's', 'f', 'Enter', 'z', ']']) expect(commandOf(press(key, { repeat: true }))).toBeNull()
  })

  test('of Z undoes, and with shift redoes', () => {
    expect(commandOf(press('z'))?.command).toBe('undo')
    expect(commandOf(press('Z', { shiftKey: true }))?.command).toBe('redo')
  })

  test('with capitals lock is the same', () => {
    expect(commandOf(press('A'))?.command).toBe('accept')
  })

  test('of a digit carries the digit', () => {
    expect(commandOf(press('7'))).toEqual({ command: 'jump', digit: 7 })
  })

  test('of a letter on a layout of other letters counts by its place', () => {
    expect(commandOf(press('ф', { code: 'KeyA' }))?.command).toBe('accept')
    expect(commandOf(press('я', { code: 'KeyZ' }))?.command).toBe('undo')
  })

  test('of a sign counts by its place where a layout has letters there', () => {
    expect(commandOf(press('х', { code: 'BracketLeft' }))?.command).toBe('previous-pair')
    expect(commandOf(press('ъ', { code: 'BracketRight' }))?.command).toBe('next-pair')
  })

  test('of a sign that means nothing counts by its place too, as + does beside the German ü', () => {
    expect(commandOf(press('ü', { code: 'BracketLeft' }))?.command).toBe('previous-pair')
    expect(commandOf(press('+', { code: 'BracketRight' }))?.command).toBe('next-pair')
    expect(commandOf(press('$', { code: 'BracketRight' }))?.command).toBe('next-pair')
    expect(commandOf(press('*', { code: 'BracketRight', shiftKey: true }))).toBeNull()
    // Dvorak searches there, and has letters where others have signs.
    expect(commandOf(press('/', { code: 'BracketLeft' }))?.command).toBe('search')
    expect(commandOf(press('p', { code: 'BracketLeft' }))?.command).toBe('toggle-precedents')
  })

  test('of a digit counts by its place where a layout types signs without shift, and with shift rejects where that types a sign', () => {
    expect(commandOf(press('&', { code: 'Digit1' }))).toEqual({ command: 'jump', digit: 1 })
    expect(commandOf(press('ç', { code: 'Digit9' }))).toEqual({ command: 'jump', digit: 9 })
    expect(commandOf(press('!', { code: 'Digit1', shiftKey: true }))).toEqual({ command: 'reject-at', digit: 1 })
    expect(commandOf(press('1', { code: 'Digit1', shiftKey: true }))).toEqual({ command: 'jump', digit: 1 })
  })

  test('of a digit with shift that types a sign of the table means that sign', () => {
    // The German layout has / there.
    expect(commandOf(press('/', { code: 'Digit7', shiftKey: true }))).toEqual({ command: 'search', digit: 7 })
    // The US layout has it on a key of its own, and so has the numeric pad.
    expect(commandOf(press('/', { code: 'Slash' }))).toEqual({ command: 'search', digit: null })
    expect(commandOf(press('/', { code: 'NumpadDivide' }))).toEqual({ command: 'search', digit: null })
    expect(commandOf(press('(', { code: 'Digit8', shiftKey: true }))).toEqual({ command: 'reject-at', digit: 8 })
    expect(commandOf(press('!', { code: 'Digit1', shiftKey: true, repeat: true }))).toBeNull()
  })

  test('of the space bar leafs down, and with shift up', () => {
    expect(commandOf(press(' '))?.command).toBe('page-down')
    expect(commandOf(press(' ', { shiftKey: true }))?.command).toBe('page-up')
  })

  test('of a Latin letter counts by what it types, not by its place', () => {
    expect(commandOf(press('a', { code: 'KeyQ' }))?.command).toBe('accept')
    expect(commandOf(press('q', { code: 'KeyA' }))).toBeNull()
  })

  test('with AltGr never counts by its place', () => {
    expect(commandOf(press('ą', { code: 'KeyA', ctrlKey: true, altKey: true, altGraph: true }))).toBeNull()
  })

  test('of K with Ctrl or Cmd, and nothing else, opens the palette', () => {
    expect(commandOf(press('k', { ctrlKey: true }))?.command).toBe('palette')
    expect(commandOf(press('k', { metaKey: true }))?.command).toBe('palette')
    expect(commandOf(press('K', { ctrlKey: true, shiftKey: true }))).toBeNull()
    expect(commandOf(press('л', { code: 'KeyK', ctrlKey: true }))?.command).toBe('palette')
  })

  test('of a dead key or a modifier means nothing', () => {
    for (const key of ['Dead', 'Shift', 'Control', 'Process']) expect(commandOf(press(key, { code: 'BracketLeft' }))).toBeNull()
  })

  test('of ? works however a layout types it', () => {
    expect(commandOf(press('?', { shiftKey: true }))?.command).toBe('help')
    expect(commandOf(press('?'))?.command).toBe('help')
  })

  test('never throws, whatever the key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.boolean(), (key, code, shiftKey) => {
        const found = commandOf(press(key, { code, shiftKey }))
        return found === null || keymap.some((binding) => binding.command === found.command)
      }),
    )
  })
})
