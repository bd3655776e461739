import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkConstraint, compileConstraint } from '#lib/constraints/index.ts'
import { findConflicts } from '#lib/constraints/conflicts.ts'
import { seededRng } from '#lib/random.ts'
import { makeCheck } from '#lib/review/checks/make-check.ts'

const response = 'The harbour wakes before the town. Gulls argue over the first crates, and the boats come in slowly.\n\nNobody speaks much until the last crate is weighed.'
const stated = (text: string) => {
  const compiled = compileConstraint(text)
  return { type: compiled?.type ?? 'unmapped', checker: compiled?.checker ?? null }
}
const own = ['Use at most 4 sentences.', 'Write in a calm voice.'].map(stated)
const others = [
  'Please verify that there are no commas in your entire response.', 'Your response should be no more than 90 words long.', 'Your response should be at least 300 words long.',
  'Do not use any exclamation marks.', 'Sound old.', 'Write at least 2 sentences.',
]

it('makes what holds and what does not, each proven on the response', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.nat(1000), (holds, seed) => {
      const made = makeCheck(response, own, others, holds, seededRng('check', seed))
      expect(made).toMatchObject({ holds })
      const compiled = compileConstraint(made?.text ?? '')
      expect(compiled && checkConstraint(compiled.checker, response).outcome).toBe(holds ? 'pass' : 'fail')
    }),
    { numRuns: 60 },
  )
})

it('makes none that its pair gives away: of a type that one of its own has, or that conflicts with one, implies one or is implied', () => {
  const upper = ['Your entire response should be in English, and in all capital letters.', 'Use at most 4 sentences.', 'Write in exactly 2 paragraphs.'].map(stated)
  const wanted = [...others, 'Write at least 3 sentences.', 'Your entire response should be in all lowercase letters.', 'Use at least 3 words in all capital letters.', 'Write at least 2 paragraphs.']
  fc.assert(
    fc.property(fc.boolean(), fc.nat(1000), (holds, seed) => {
      const made = makeCheck(response, upper, wanted, holds, seededRng('check', seed))
      if (!made) return
      const checker = compileConstraint(made.text)?.checker ?? null
      expect(upper.map(({ type }) => type)).not.toContain(made.type)
      expect(upper.map((each) => each.checker?.id)).not.toContain(checker?.id)
      expect(findConflicts([...upper.map((each) => each.checker), checker]).filter(({ first, second }) => [first, second].includes(upper.length))).toEqual([])
    }),
    { numRuns: 60 },
  )
})

it('moves the bound of another pair to where this response just meets it, or just does not', () => {
  const texts = (holds: boolean) => new Set(Array.from({ length: 40 }, (_, seed) => makeCheck(response, [], [others[2] ?? ''], holds, seededRng('check', seed))?.text))
  expect([...texts(false)].join(' ')).toMatch(/at least (30|32|36) words/)
  expect([...texts(true)].join(' ')).toMatch(/at least 2\d words/)
})

it('makes none where nothing can be proven, or all that can is given away', () => {
  expect(makeCheck(response, own, ['Sound old.'], false, seededRng('check', 1))).toBeNull()
  expect(makeCheck(response, [], [], true, seededRng('check', 1))).toBeNull()
  expect(makeCheck(response, own, ['Write at least 2 sentences.'], true, seededRng('check', 1))).toBeNull()
})
