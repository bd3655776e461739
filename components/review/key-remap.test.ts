import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { choosing, chosenChords, clashesOf, holderOf, readChosen, refusalOf, remapped, restored } from '#components/review/key-remap.ts'
import { ariaKeys, commandOf, keymap, keysOf, type KeyPress } from '#components/review/keymap.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key, code: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, repeat: false, isComposing: false, altGraph: false, ...more,
})

describe('a key that was chosen', () => {
  test('takes the place of the one of the table, for handler, tooltip and help', () => {
    const bindings = remapped(choosing({}, 'accept', 0, ['y']))
    expect(commandOf(press('y'), bindings)?.command).toBe('accept')
    expect(commandOf(press('a'), bindings)).toBeNull()
    expect(keysOf('accept', bindings)).toEqual(['y'])
    expect(ariaKeys('accept', bindings)).toBe('y')
  })

  test('leaves a second key of the command alone', () => {
    expect(remapped(choosing({}, 'next-constraint', 0, ['l'])).find(({ command }) => command === 'next-constraint')?.keys).toEqual(['l', 'ArrowDown'])
  })

  test('is taken from the command that had it', () => {
    const chosen = choosing({}, 'accept', 0, ['x'])
    expect(chosen).toEqual({ accept: ['x'], reject: [''] })
    expect(clashesOf(remapped(chosen)).size).toBe(0)
    expect(keysOf('reject', remapped(chosen))).toEqual([])
  })

  test('wins over the table where both keep it, and the clash is told', () => {
    const bindings = remapped({ skip: ['x'] })
    expect(clashesOf(bindings)).toEqual(new Map([['x', ['skip', 'reject']]]))
    expect(commandOf(press('x'), bindings)?.command).toBe('skip')
  })

  test('of a jump stands for its number', () => {
    const bindings = remapped(choosing({}, 'jump', 2, ['q']))
    expect(commandOf(press('q'), bindings)).toEqual({ command: 'jump', digit: 3 })
    expect(keysOf('jump', bindings)).toEqual(['1', '2', 'q', '4', '5', '6', '7', '8', '9'])
  })

  test('that was a number leaves the other numbers as they are', () => {
    const bindings = remapped(choosing({}, 'flag', 0, ['3']))
    expect(commandOf(press('3'), bindings)?.command).toBe('flag')
    expect(commandOf(press('4'), bindings)).toEqual({ command: 'jump', digit: 4 })
  })

  test('has a holder only where another place has it', () => {
    expect(holderOf({}, 'accept', 0, ['a'])).toBeNull()
    expect(holderOf({}, 'accept', 0, ['q'])).toBeNull()
    expect(holderOf({}, 'accept', 0, ['x'])?.command).toBe('reject')
    expect(holderOf({}, 'jump', 0, ['2'])?.command).toBe('jump')
  })

  test('that types a sign with Shift is asked for where the digit below it rejects, and takes it from there', () => {
    const bang = press('!', { code: 'Digit1', shiftKey: true })
    const chords = chosenChords(bang)
    expect(chords).toEqual(['!', 'Shift+1'])
    if (!chords) throw new Error('it stands for something')
    expect(holderOf({}, 'flag', 0, chords)?.command).toBe('reject-at')
    const bindings = remapped(choosing({}, 'flag', 0, chords))
    expect(commandOf(bang, bindings)?.command).toBe('flag')
    expect(bindings.find(({ command }) => command === 'reject-at')?.keys.slice(0, 2)).toEqual(['', 'Shift+2'])
    // Once more, for another one: it is the sign that is taken now.
    expect(holderOf(choosing({}, 'flag', 0, chords), 'skip', 0, chords)?.command).toBe('flag')
  })

  test('leaves no two commands with one key, whatever is chosen', () => {
    const anyChoice = fc.tuple(fc.constantFrom(...keymap), fc.nat(8), fc.constantFrom('a', 'x', 'q', '3', 'Shift+z', ']'))
    fc.assert(
      fc.property(fc.array(anyChoice), (choices) => {
        const chosen = choices.reduce((now, [{ command, keys }, at, chord]) => choosing(now, command, at % keys.length, [chord]), readChosen(null))
        expect(clashesOf(remapped(chosen)).size).toBe(0)
        expect(readChosen(JSON.stringify(chosen))).toEqual(chosen)
      }),
    )
  })

  test('that another alphabet types is found before the key of its place', () => {
    const bindings = remapped(choosing({}, 'flag', 0, ['ф']))
    expect(commandOf(press('ф', { code: 'KeyA' }), bindings)?.command).toBe('flag')
  })

  test('goes when the command is restored', () => {
    expect(restored(choosing({}, 'accept', 0, ['y']), 'accept')).toEqual({})
  })

  test('may be nearly any, but none that leaves, deletes or belongs to the browser', () => {
    for (const chord of ['Tab', 'Escape', 'Backspace', 'Delete', 'Shift+Tab', 'F5', 'Mod+j']) expect(refusalOf(chord, 'accept'), chord).not.toBeNull()
    for (const chord of ['q', 'Shift+q', '+', ' ', 'é', 'ArrowLeft', 'Home']) expect(refusalOf(chord, 'accept'), chord).toBeNull()
    expect(refusalOf('Mod+p', 'palette')).toBeNull()
    expect(refusalOf('Mod+w', 'palette')).not.toBeNull()
    expect(refusalOf('Shift+q', 'jump')).not.toBeNull()
  })
})

describe('what the browser keeps', () => {
  test('comes back as it was', () => {
    const chosen = choosing(choosing({}, 'accept', 0, ['x']), 'jump', 0, ['q'])
    expect(readChosen(JSON.stringify(chosen))).toEqual(chosen)
  })

  test('may be anything, and leaves a table of keys', () => {
    for (const kept of [null, '', '[', '3', 'null', '[]', '{"accept":3}', '{"accept":[1]}', '{"fly":["q"]}', '{"accept":[]}', '{"jump":["1"]}']) expect(readChosen(kept), String(kept)).toEqual({})
    fc.assert(fc.property(fc.json(), (kept) => remapped(readChosen(kept)).length === keymap.length))
  })
})
