import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '#lib/db/id.ts'

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
