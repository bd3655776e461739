import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseConstraints, composeInstruction } from '#lib/compose/compose-instruction.ts'
import { seededRng } from '#lib/random.ts'

const constraint = fc.record({ type: fc.constant('length.words'), text: fc.string({ minLength: 1 }).filter((text) => text.trim() !== '') })
const constraints = fc.array(constraint, { minLength: 1, maxLength: 12 })

describe('composeInstruction', () => {
  it('keeps the instruction first, every constraint, and the input last and whole', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.option(fc.string({ minLength: 1 })), constraints, fc.nat(), (instruction, input, given, seed) => {
        const text = composeInstruction({ instruction, input }, given, seededRng(seed))
        expect(text.startsWith(instruction.trim())).toBe(true)
        for (const { text: wanted } of given) expect(text).toContain(wanted.trim())
        if (input) expect(text.endsWith(`\n\nInput:\n${input}`)).toBe(true)
      }),
    )
  })

  it('writes the same text for the same seed', () => {
    const pair = { instruction: 'Write a letter', input: null }
    const given = [{ type: 'a', text: 'Use at most 100 words' }]
    expect(composeInstruction(pair, given, seededRng(7, 'x'))).toBe(composeInstruction(pair, given, seededRng(7, 'x')))
  })

  it('varies the layout with the seed', () => {
    const pair = { instruction: 'Write a letter', input: null }
    const given = [1, 2, 3].map((n) => ({ type: 'a', text: `Constraint ${n}` }))
    expect(new Set(Array.from({ length: 60 }, (_, seed) => composeInstruction(pair, given, seededRng(seed)))).size).toBeGreaterThan(10)
  })

  it('refuses to compose without constraints', () => {
    expect(() => composeInstruction({ instruction: 'x', input: null }, [], seededRng(1))).toThrow(RangeError)
  })
})

describe('chooseConstraints', () => {
  it('takes at most max, none twice, and all when there are no more', () => {
    fc.assert(
      fc.property(constraints, fc.integer({ min: 1, max: 15 }), fc.nat(), (given, max, seed) => {
        const chosen = chooseConstraints(given, max, seededRng(seed))
        expect(chosen).toHaveLength(Math.min(max, given.length))
        expect(new Set(chosen).size).toBe(chosen.length)
        for (const item of chosen) expect(given).toContain(item)
      }),
    )
  })
})
