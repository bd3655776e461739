import { expect, it } from 'vitest'
import fc from 'fast-check'
import { scrubber } from '#lib/generation/model/scrub.ts'

const key = 'sk-a/b+c<D>&"e\\f.0123'
const units = (text: string, of: (letter: string) => boolean) => text.split('').map((letter) => (of(letter) ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : JSON.stringify(letter).slice(1, -1))).join('')

it('takes out a key whose letters a server escaped as \\uXXXX, some of them or all, in either case, also in JSON within JSON', () => {
  const { message, answer } = scrubber(key)
  for (const told of [units(key, () => true), units(key, () => true).toUpperCase().replaceAll('\\U', '\\u'), units(key, (letter) => '+<>&/'.includes(letter)), JSON.stringify(units(key, () => true)).slice(1, -1)]) {
    expect(message(`{"error":"no such key ${told}."}`)).toBe('{"error":"no such key [key left out]."}')
    expect(answer(`was ${told}`)).toBe('was [key left out]')
  }
})

it('leaves no way of writing the key, whatever letters are escaped', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 16, maxLength: 40, unit: fc.constantFrom(...'abcXYZ019-_/+=.<>&"\\$') }), fc.infiniteStream(fc.boolean()), (secret, escaped) => {
      const written = units(secret, () => escaped.next().value === true)
      expect(scrubber(secret).message(`key: ${written}, sorry`)).toBe('key: [key left out], sorry')
    }),
  )
})

it('leaves texts with escapes alone that hold no key', () => {
  expect(scrubber(key).message('a \\u0073\\u006b-a and \\ more')).toBe('a \\u0073\\u006b-a and \\ more')
})
