import fc from 'fast-check'
import { expect, it } from 'vitest'
import { longId, shortId } from './short-id.ts'

it('is 22 characters that an address takes as they are, and the id again', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(shortId(id)).toMatch(/^[\w-]{22}$/)
      expect(encodeURIComponent(shortId(id))).toBe(shortId(id))
      expect(longId(shortId(id))).toBe(id)
    }),
  )
  expect(longId(shortId('01890A5D-AC96-774B-BCCE-B302099A8057'))).toBe('01890a5d-ac96-774b-bcce-b302099a8057')
})

it('is nothing else, and no two texts are the same id', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const id = longId(text)
      if (id !== null) expect(shortId(id)).toBe(text)
    }),
  )
  for (const broken of ['', 'AAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAAAB', 'AAAAAAAAAAAAAAAAAAAAAAA', '=AAAAAAAAAAAAAAAAAAAAA']) expect(longId(broken)).toBeNull()
})
