import fc from 'fast-check'
import { expect, it } from 'vitest'
import { repeatedName } from './repeated-name.ts'

it.each([
  ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}', null],
  ['{"a":1,"a":2}', 'a'],
  ['{"b":[{"a":1 , "a" :2}]}', 'a'],
  [String.raw`{"a":1,"\u0061":2}`, 'a'],
  [String.raw`{"a":"\"b\":1,\"b\":2","\\":1,"\"":2}`, null],
  ['["a","a"]', null],
  ['"a"', null],
])('%s', (json, name) => expect(repeatedName(json)).toBe(name))

it('finds none in what was written from a value, and one that is put in', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => repeatedName(JSON.stringify(value, null, 1)) === null))
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), (name, value) => {
      const [quoted, json] = [JSON.stringify(name), JSON.stringify(value)]
      return repeatedName(`[${json},{${quoted}:${json},${quoted}:${json}}]`) === name
    }),
  )
})
