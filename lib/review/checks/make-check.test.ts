import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkConstraint, compileConstraint } from '#lib/constraints/index.ts'
import { seededRng } from '#lib/random.ts'
import { makeCheck } from '#lib/review/checks/make-check.ts'

const response = 'The harbour wakes before the town. Gulls argue over the first crates, and the boats come in slowly.\n\nNobody speaks much until the last crate is weighed.'
const stated = (text: string) => ({ text, checker: compileConstraint(text)?.checker ?? null })
const own = ['Your response should be at least 20 words long.', 'Use at most 4 sentences.', 'Write in a calm voice.'].map(stated)
const others = ['Please verify that there are no commas in your entire response.', 'Your response should be no more than 90 words long.', 'Do not use any exclamation marks.', 'Sound old.'].map(stated)

it('makes what holds and what does not, each proven on the response, none of them there already', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.nat(1000), (holds, seed) => {
      const made = makeCheck(response, own, others, holds, seededRng('check', seed))
      expect(made).toMatchObject({ holds })
      const compiled = compileConstraint(made?.text ?? '')
      expect(compiled && checkConstraint(compiled.checker, response).outcome).toBe(holds ? 'pass' : 'fail')
      expect(own.map(({ text }) => text)).not.toContain(made?.text)
    }),
    { numRuns: 60 },
  )
})

it('pushes a bound of the pair\'s own out of the true region', () => {
  const made = makeCheck(response, own.slice(0, 1), [], false, seededRng('check', 1))
  expect(made?.text).toMatch(/at least (30|32|36) words/)
  expect(made?.found.detail).toContain('27 words')
})

it('makes none where nothing can be proven', () => {
  expect(makeCheck(response, own.slice(2), others.slice(3), false, seededRng('check', 1))).toBeNull()
  expect(makeCheck(response, [], [], true, seededRng('check', 1))).toBeNull()
})
