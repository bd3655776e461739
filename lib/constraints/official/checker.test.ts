import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { checkConstraint } from '#lib/constraints/index.ts'
import { benchmarks } from '#lib/constraints/official/benchmarks.ts'
import { typicalArguments } from '#lib/constraints/official/typical-arguments.fixture.ts'
import { soundTwins } from '#lib/constraints/official/twins.ts'
import { findChecker } from '#lib/constraints/registry.ts'

const instructions = [...(benchmarks.get('ifbench')?.values() ?? [])]

describe("a benchmark's instruction by its official id", () => {
  it('is one of 83, each decided in both modes on any text', () => {
    expect(instructions).toHaveLength(83)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (response) => {
        for (const { id, kwargs } of instructions) {
          const ref = { id, kwargs: typicalArguments(kwargs) }
          const official = checkConstraint(ref, response, 'official')
          expect(['pass', 'fail'], `${id}: ${official.detail}`).toContain(official.outcome)
          const sound = checkConstraint(ref, response, 'sound')
          expect(['pass', 'fail', 'unsure'], `${id}: ${sound.detail}`).toContain(sound.outcome)
          for (const { start, end } of sound.evidence) expect(0 <= start && start < end && end <= response.length).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('has twins that are checkers of ours, with kwargs that they take', () => {
    for (const { id, kwargs } of instructions) {
      for (const twin of soundTwins(id, typicalArguments(kwargs))) expect(findChecker(twin.id)?.parse(twin.kwargs), `${id}: ${twin.id}`).toMatchObject({ ok: true })
    }
  })

  it('with wrong kwargs is an error that says which', () => {
    expect(checkConstraint({ id: 'length_constraints:number_words', kwargs: {} }, 'Some text.', 'official')).toMatchObject({ outcome: 'error', detail: expect.stringContaining('num_words') })
    expect(checkConstraint({ id: 'no:such', kwargs: {} }, 'Some text.')).toMatchObject({ outcome: 'error', detail: expect.stringContaining('no:such') })
  })
})

test.each([
  // A horizontal rule and a negative number are bullets to the benchmark.
  ['detectable_format:number_bullet_lists', { num_bullets: 3 }, '- one\n- two\n\n-12 degrees', 'pass', 'fail'],
  // A keyword within another word is found by the benchmark.
  ['keywords:existence', { keywords: ['art'] }, 'They depart early.', 'pass', 'fail'],
  // Any JSON value is JSON, also to us.
  ['detectable_format:json_format', {}, '```json\n{"a": 1}\n```', 'pass', 'pass'],
  ['punctuation:no_comma', {}, 'No, thanks.', 'fail', 'fail'],
])('%s %o on %j: official %s, sound %s', (id, kwargs, response, official, sound) => {
  expect(checkConstraint({ id, kwargs }, response, 'official').outcome).toBe(official)
  expect(checkConstraint({ id, kwargs }, response).outcome).toBe(sound)
})

test('evidence of an instruction shows in both modes', () => {
  const ref = { id: 'keywords:existence', kwargs: { keywords: ['tide'] } }
  for (const mode of ['official', 'sound'] as const) expect(checkConstraint(ref, 'The tide rises.', mode).evidence).toEqual([{ start: 4, end: 8, role: 'support' }])
})
