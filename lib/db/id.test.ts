import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { idBeside, newId } from '#lib/db/id.ts'

describe('newId', () => {
  it('makes version 7 UUIDs that sort in the order of making, even within a millisecond and past its counter', () => {
    const ids = Array.from({ length: 10_000 }, () => newId(1_800_000_000_000))
    for (const id of ids.slice(0, 50)) expect(z.uuidv7().safeParse(id).success).toBe(true)
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('does not go back when the clock does', () => {
    const first = newId(1_900_000_000_000)
    expect(newId(1_800_000_000_000) > first).toBe(true)
  })
})

describe('idBeside', () => {
  it('has the moment of the other id, and its counter moved on', () => {
    const old = newId()
    const made = idBeside(old, 3)
    expect(z.uuidv7().safeParse(made).success).toBe(true)
    expect(made.slice(0, 13)).toBe(old.slice(0, 13))
    expect(Number.parseInt(made.slice(15, 18), 16)).toBe((Number.parseInt(old.slice(15, 18), 16) + 3) & 0xfff)
    expect(idBeside(old, 3)).not.toBe(made)
  })
})
