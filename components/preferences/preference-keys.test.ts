import { describe, expect, it } from 'vitest'
import { preferenceCommand, preferenceKeys } from '#components/preferences/preference-keys.ts'

const press = { key: 'a', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false, isComposing: false }

describe('the keys of the preferences screen', () => {
  it('mean one command each, with capitals lock too', () => {
    const keys = Object.values(preferenceKeys).flat()
    expect(new Set(keys).size).toBe(keys.length)
    for (const [command, own] of Object.entries(preferenceKeys)) for (const key of own) expect(preferenceCommand({ ...press, key })).toBe(command)
    expect(preferenceCommand({ ...press, key: 'X' })).toBe('drop')
  })

  it('decide nothing while held, and leave the browser its own', () => {
    expect(preferenceCommand({ ...press, repeat: true })).toBeNull()
    expect(preferenceCommand({ ...press, key: 'j', repeat: true })).toBe('next')
    for (const held of ['ctrlKey', 'metaKey', 'altKey'] as const) expect(preferenceCommand({ ...press, [held]: true })).toBeNull()
    expect(preferenceCommand({ ...press, isComposing: true })).toBeNull()
  })
})
