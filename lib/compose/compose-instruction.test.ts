import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composeInstruction } from '#lib/compose/compose-instruction.ts'
import { inputPositions } from '#lib/compose/input-position.ts'
import { seededRng } from '#lib/random.ts'

const said = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '')
const constraints = fc.array(said.map((text) => ({ text })), { minLength: 1, maxLength: 12 })
const position = fc.constantFrom(...inputPositions)

describe('composeInstruction', () => {
  it('says the instruction, every constraint and the whole input, wherever the input stands', () => {
    fc.assert(
      fc.property(said, fc.option(said), constraints, position, fc.nat(), (instruction, input, given, where, seed) => {
        const { text, inputPosition } = composeInstruction({ instruction, input }, given, seededRng(seed), where)
        if (inputPosition !== 'before') expect(text).toContain(instruction.trim())
        for (const constraint of given) expect(text).toContain(constraint.text.trim())
        if (input) expect(text).toContain(`:\n${input}`)
        expect(inputPosition === null).toBe(input === null)
      }),
    )
  })

  it.each(['after', 'before', 'between', 'twice'] as const)('puts the input %s', (where) => {
    const { text, inputPosition } = composeInstruction({ instruction: 'Summarise the following article', input: 'INPUT-TEXT' }, [{ text: 'Use at most 50 words' }], seededRng(3), where)
    expect(inputPosition).toBe(where)
    const [first, last, input, constraint] = [text.indexOf('Summarise'), text.lastIndexOf('Summarise'), text.indexOf('INPUT-TEXT'), text.indexOf('Use at most')]
    expect({ after: first < input && constraint < input, before: input < first && input < constraint, between: first < input && input < constraint, twice: first < input && input < last }[where]).toBe(true)
  })

  it('writes the same text for the same seed, and another for others', () => {
    const pair = { instruction: 'Write a letter', input: null }
    const given = [1, 2, 3].map((n) => ({ text: `Constraint ${n}` }))
    expect(composeInstruction(pair, given, seededRng(7, 'x'))).toEqual(composeInstruction(pair, given, seededRng(7, 'x')))
    expect(new Set(Array.from({ length: 200 }, (_, seed) => composeInstruction(pair, given, seededRng(seed)).text)).size).toBeGreaterThan(60)
  })

  it('refuses to compose without constraints', () => {
    expect(() => composeInstruction({ instruction: 'x', input: null }, [], seededRng(1))).toThrow(RangeError)
  })
})
