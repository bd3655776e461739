import { describe, expect, it } from 'vitest'
import { browseAct, moved } from '#components/browse/keymap.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held,
})

describe('keys of the browse screen', () => {
  it('moves by arrows and by j and k', () => {
    expect(['ArrowDown', 'j', 'ArrowUp', 'k'].map((key) => browseAct(press(key), 'rows'))).toEqual(['next', 'next', 'previous', 'previous'])
  })

  it('takes nothing from somebody who types', () => {
    for (const key of ['j', '/', 'Enter', 'Escape', 'ArrowDown']) expect(browseAct(press(key), 'typing')).toBeNull()
  })

  it('leaves Enter and arrows to a button that has the focus, but not j', () => {
    expect(['Enter', 'ArrowDown', 'j'].map((key) => browseAct(press(key), 'control'))).toEqual([null, null, 'next'])
  })

  it('leaves the browser its shortcuts', () => {
    expect(browseAct(press('k', { ctrlKey: true }), 'rows')).toBeNull()
    expect(browseAct(press('ArrowUp', { metaKey: true }), 'nowhere')).toBeNull()
  })

  it('chooses by x, and what is passed with Shift held', () => {
    expect(browseAct(press('x'), 'rows')).toBe('select')
    expect(['ArrowDown', 'J', 'ArrowUp', 'K'].map((key) => browseAct(press(key, { shiftKey: true }), 'rows'))).toEqual(['extend-down', 'extend-down', 'extend-up', 'extend-up'])
    expect(browseAct(press('ArrowDown', { shiftKey: true }), 'typing')).toBeNull()
    expect(browseAct(press('X', { shiftKey: true }), 'rows')).toBeNull()
  })

  it('stops at both ends', () => {
    expect(moved('previous', 0, 10, 5)).toBe(0)
    expect(moved('next', 9, 10, 5)).toBe(9)
    expect(moved('page-down', 7, 10, 5)).toBe(9)
    expect(moved('last', 0, 10, 5)).toBe(9)
    expect(moved('next', 0, 0, 5)).toBe(0)
  })
})
