import fc from 'fast-check'
import { expect, test } from 'vitest'
import { insertedParts } from '#components/review/inserted-parts.ts'

test('what composing put around instruction and input is told from them', () => {
  expect(insertedParts('Describe a mill.\n\nRequirements:\n- No commas.\n\nInput:\nA river.', [' Describe a mill.', 'A river.', ''])).toEqual([
    { text: 'Describe a mill.', inserted: false },
    { text: '\n\nRequirements:\n- No commas.\n\nInput:\n', inserted: true },
    { text: 'A river.', inserted: false },
  ])
  expect(insertedParts('Sum up the text above. No commas.', ['Sum up the following text.'])).toEqual([{ text: 'Sum up the text above. No commas.', inserted: true }])
})

test('the parts are the prompt, whatever the texts', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ') }), fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 4 })), (prompt, own) => {
      expect(insertedParts(prompt, own).map(({ text }) => text).join('')).toBe(prompt)
    }),
  )
})
