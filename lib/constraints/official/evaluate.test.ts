import { describe, expect, it } from 'vitest'
import { byId, evaluateBoth, evaluateLoose, evaluateStrict, looseVariants } from './evaluate.ts'
import { InstructionError } from './instruction.ts'
import type { OfficialInstruction } from './instruction.ts'

const equals: OfficialInstruction = { id: 'equals', kwargs: ['text'], follows: (response, { text }) => response === text }
const echo: OfficialInstruction = { id: 'echo', kwargs: [], follows: (response, _, { prompt }) => response.includes(prompt) }
const instructions = byId([equals, echo])

const row = (response: string, text: string) => ({ prompt: 'p', instruction_id_list: ['equals', 'echo'], kwargs: [{ text, other: null }, null], response })

describe('official evaluation', () => {
  it('makes the eight variants in the official order', () => {
    expect(looseVariants(' *a*\nb \n*c')).toEqual([' *a*\nb \n*c', ' a\nb \nc', 'b \n*c', '*a*\nb', 'b', 'b \nc', 'a\nb', 'b'])
    expect(looseVariants('one')).toEqual(['one', 'one', '', '', '', '', '', ''])
  })

  it('lets each instruction pass on a variant of its own when loose, and only on the response when strict', () => {
    const answer = row('Sure:\n*yes*\nbye p', 'yes')
    expect(evaluateStrict(instructions, answer)).toEqual([false, true])
    expect(evaluateLoose(instructions, answer)).toEqual([true, true])
  })

  it('fails a blank response, and skips blank variants', () => {
    expect(evaluateStrict(instructions, row(' \n', ' \n'))).toEqual([false, false])
    expect(evaluateLoose(instructions, row('*', ''))).toEqual([false, false])
  })

  it('gives both verdicts at once as one after the other', () => {
    for (const answer of [row('Sure:\n*yes*\nbye p', 'yes'), row('yes', 'yes'), row('p', 'p'), row(' \n', ''), row('*', ''), row('no\np', 'yes')]) {
      expect(evaluateBoth(instructions, answer)).toEqual({ strict: evaluateStrict(instructions, answer), loose: evaluateLoose(instructions, answer) })
    }
  })

  it('says which instruction or argument is unknown', () => {
    expect(() => evaluateStrict(instructions, { ...row('a', 'a'), instruction_id_list: ['equals', 'none'] })).toThrow('instruction_id_list[1]: there is no instruction "none"')
    expect(() => evaluateStrict(instructions, { ...row('a', 'a'), kwargs: [{ size: 1 }, {}] })).toThrow(InstructionError)
  })
})
