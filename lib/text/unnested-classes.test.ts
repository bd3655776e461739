import fc from 'fast-check'
import { expect, it } from 'vitest'
import { unnested } from '#lib/text/unnested-classes.ts'

it.each([
  ['[^\\n]', '[^\\n]'],
  ['[\\u{61}[\\p{L}\\p{N}_]]', '[\\u{61}\\p{L}\\p{N}_]'],
  ['[[\\u{69}][iIıİ]]', '[\\u{69}iIıİ]'],
  ['[^[\\p{Nd}]]\\[x', '[^\\p{Nd}]\\[x'],
  ['[\\u{61}[^\\p{L}]]', '(?:[\\u{61}]|[^\\p{L}])'],
  ['[[^\\u{61}]--[iIıİ]]', '(?:(?![iIıİ])[^\\u{61}])'],
])('%s is %s', (source, plain) => {
  expect(unnested(source)).toBe(plain)
})

it('means the same under the flag u as the nested pattern under v', () => {
  const flat = fc.array(fc.constantFrom('\\u{61}', '\\u{69}', '\\u{130}', '\\u{30}-\\u{39}', '\\u{5d}', '\\n'), { maxLength: 3 }).map((parts) => parts.join(''))
  const inner = fc.tuple(fc.constantFrom('', '^'), fc.constantFrom('\\p{L}\\p{N}_', '\\p{Nd}', '\\t-\\r\\x20')).map(([sign, known]) => `[${sign}${known}]`)
  const outer = fc.tuple(fc.constantFrom('', '^'), flat, fc.array(inner, { maxLength: 2 })).map(([sign, own, classes]) => `[${sign}${own}${classes.join('')}]`).filter((source) => source !== '[]')
  const wrapped = fc.tuple(outer, fc.constantFrom('plain', 'more', 'less')).map(([source, how]) => (how === 'plain' ? source : how === 'more' ? `[${source}[iIıİ]]` : `[${source}--[iIıİ]]`))
  const texts = ['a', 'b', 'I', 'ı', 'İ', 'i', '5', ' ', '\n', '_', ']', 'é', '中', '\u{1f600}', '-']
  fc.assert(
    fc.property(wrapped, fc.boolean(), (source, ignoreCase) => {
      const [nested, plain] = [new RegExp(`^${source}$`, ignoreCase ? 'iv' : 'v'), new RegExp(`^${unnested(source)}$`, ignoreCase ? 'iu' : 'u')]
      expect(texts.filter((text) => plain.test(text))).toEqual(texts.filter((text) => nested.test(text)))
    }),
  )
})
