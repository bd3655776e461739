import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileConstraint } from '#lib/constraints/compile.ts'
import { checkConstraint } from '#lib/constraints/index.ts'
import { falseTwin } from '#lib/constraints/mutation/false-twin.ts'
import { seededRng } from '#lib/random.ts'

const response = 'We left the harbour before dawn, and saw nine gulls. Rain fell until noon! The crew sang all the way home; nobody slept.'

describe('falseTwin', () => {
  it('says nearly the same, means what it says, and is false of the response', () => {
    const texts = ['Write at least 12 words.', 'Use at most 40 words.', 'Write at least 2 sentences.', 'Do not use any colons.', 'Write between 10 and 30 words.', 'Use no more than four sentences.']
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), (text, seed) => {
        const compiled = compileConstraint(text)
        expect(compiled).not.toBeNull()
        if (!compiled) return
        const twin = falseTwin({ text, checker: compiled.checker }, response, seededRng(seed))
        expect(twin, text).not.toBeNull()
        if (!twin) return
        expect(twin.text).not.toBe(text)
        expect(checkConstraint(twin.checker, response).outcome).toBe('fail')
        expect(compileConstraint(twin.text)?.checker).toMatchObject(twin.checker)
      }),
    )
  })

  it('has none of a constraint that does not hold, or that has neither bound nor mark', () => {
    const of = (text: string, checker: { id: string; kwargs: Record<string, unknown> }) => falseTwin({ text, checker }, response, seededRng(1))
    expect(of('Write at least 900 words.', { id: 'pincer:word_count', kwargs: { min: 900 } })).toBeNull()
    expect(of('Write one word.', { id: 'no:such', kwargs: {} })).toBeNull()
  })
})
