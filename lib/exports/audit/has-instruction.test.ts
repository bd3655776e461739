import fc from 'fast-check'
import { expect, it } from 'vitest'
import { composeInstruction } from '#lib/compose/compose-instruction.ts'
import { inputPositions } from '#lib/compose/input-position.ts'
import { hasInstruction } from '#lib/exports/audit/has-instruction.ts'
import { seededRng } from '#lib/random.ts'

const constraints = [{ text: 'Use at most 50 words' }, { text: 'Name two birds' }]

it('has what was composed of it, wherever the input stands', () => {
  const piece = fc.constantFrom('Summarise ', 'the following text', 'the text above', 'given below', 'the list below', ' into ', ' and ', ' of ', '.', ':', '?', '\n', ' ', '\u00a0', '\u3000', '_', 'ß', '以下', '```', '-')
  const instruction = fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join('')).filter((text) => text.trim() !== '')
  fc.assert(
    fc.property(instruction, fc.constantFrom(...inputPositions), fc.integer(), fc.boolean(), (said, position, seed, withInput) => {
      const { text } = composeInstruction({ instruction: said, input: withInput ? 'INPUT' : null }, constraints, seededRng(seed), position)
      expect(hasInstruction(text, said)).toBe(true)
    }),
    { numRuns: 5000, examples: [['the following text\u3000.Summarise ', 'before', 0, true]] },
  )
})

it('has no other one', () => {
  const { text } = composeInstruction({ instruction: 'Summarise the following text.', input: 'INPUT' }, constraints, seededRng(1), 'before')
  expect(hasInstruction(text, 'Translate the following text.')).toBe(false)
})
