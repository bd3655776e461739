import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { knownAsJson, quoted, quotedOften, unquoted } from '#lib/exports/json-text.ts'

const text = fc.string({ unit: fc.oneof(fc.constantFrom('"', '\\', '\n', '\u0000', '\u001f', '\u007f', '\u2028', 'ä', '語', '😀', '\ud800'), fc.string({ minLength: 1, maxLength: 1 })), maxLength: 60 })

it('says of any text what JSON.stringify says, also where it was told before', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      knownAsJson(one, JSON.stringify(one))
      expect([quoted(one), quoted(other), quotedOften(one), quotedOften(one), quotedOften(null)]).toEqual([one, other, one, one, null].map((each) => JSON.stringify(each)))
      expect(unquoted(JSON.stringify(one))).toBe(one)
    }),
  )
})

it('takes nothing but strings of JSON', () => {
  for (const json of ['', '"', '1', 'null', '"open', '["a"]']) expect(() => unquoted(json)).toThrow(/JSON|expected/i)
})
