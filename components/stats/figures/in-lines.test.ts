import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inLines } from './in-lines.ts'

it('breaks between words, keeps all of them, and fills each line', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 12 }).filter((word) => /^\S+$/u.test(word))), fc.integer({ min: 1, max: 30 }), (words, most) => {
      const lines = inLines(words.join(' '), (line) => line.length <= most)
      expect(lines.join(' ')).toBe(words.join(' '))
      for (const [index, line] of lines.entries()) {
        expect(line.length <= most || !line.includes(' ')).toBe(true)
        const next = lines[index + 1]?.split(' ')[0]
        if (next !== undefined) expect(`${line} ${next}`.length).toBeGreaterThan(most)
      }
    }),
  )
  expect(inLines('  ', () => true)).toEqual([])
})
