import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { backTranslate, checkConstraint } from '#lib/constraints/index.ts'
import { benchmarks } from '#lib/constraints/official/benchmarks.ts'
import { holdsOfficially, officialCounterparts } from '#lib/constraints/official/counterparts.ts'
import { evaluateStrict } from '#lib/constraints/official/evaluate.ts'
import { checkers } from '#lib/constraints/registry.ts'
import { seededRng } from '#lib/random.ts'

const registry = benchmarks.get('ifbench') ?? new Map()
const reference = process.env.PINCER_REFERENCE_DATA

test.each([
  ['pincer:word_count', { min: 100, max: 120 }, [
    { id: 'length_constraints:number_words', kwargs: { num_words: 100, relation: 'at least' } },
    { id: 'length_constraints:number_words', kwargs: { num_words: 121, relation: 'less than' } },
  ]],
  ['pincer:bullet_count', { min: 3, max: 3 }, [{ id: 'detectable_format:number_bullet_lists', kwargs: { num_bullets: 3 } }]],
  ['pincer:bullet_count', { min: 3 }, []],
  ['pincer:keywords', { keywords: ['tide', 'C++'] }, []],
  ['pincer:punctuation_absent', { mark: 'comma' }, [{ id: 'punctuation:no_comma', kwargs: {} }]],
  ['pincer:punctuation_absent', { mark: 'colon' }, []],
])('%s %o is what benchmarks call %o', (id, kwargs, expected) => {
  expect(officialCounterparts({ id, kwargs })).toEqual(expected)
})

describe('counterparts', () => {
  it('are instructions that there are, with the arguments that they take', () => {
    for (const { id, examples } of checkers) {
      for (const kwargs of examples) {
        for (const counterpart of officialCounterparts({ id, kwargs })) {
          expect(() => evaluateStrict(registry, { prompt: '', response: 'Some text.', instruction_id_list: [counterpart.id], kwargs: [counterpart.kwargs] })).not.toThrow()
        }
      }
    }
  })

  it('hold of what is read off a response, as it does itself: true in both modes', () => {
    const word = fc.constantFrom('river', 'Tide.', 'NASA', 'e.g.', 'Dr.', 'well-known', 'Why?', 'Stop!', '[name]', '**bold**', '\n\n', '\n- item', 'U.S. Navy.', '1.', 'silt,')
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), fc.nat(), (words, seed) => {
        const response = words.join(' ')
        for (const { checker } of backTranslate({ instruction: '', response }, seededRng(seed))) {
          expect(checkConstraint(checker, response).outcome).toBe('pass')
          expect(holdsOfficially(checker, response)).toBe(true)
          const officially = officialCounterparts(checker)
          const row = { prompt: '', response, instruction_id_list: officially.map(({ id }) => id), kwargs: officially.map(({ kwargs }) => kwargs) }
          expect(evaluateStrict(registry, row)).toEqual(officially.map(() => true))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it.skipIf(!reference)('agree with us on nearly all real responses, so that little is lost by asking them', async () => {
    const { readPairs } = await import('#lib/pairs/read.ts')
    const disagreements = new Map<string, number>()
    let asked = 0
    let seen = 0
    for await (const item of readPairs(`${reference}/alpaca-52k.jsonl.gz`, { format: 'alpaca' })) {
      if (item.kind !== 'pair' || seen++ % 50 !== 0) continue
      for (const checker of checkers) {
        for (const { kwargs } of checker.mine(item.record.response, { instruction: item.record.instruction }, seededRng(seen))) {
          const constraint = { id: checker.id, kwargs }
          if (officialCounterparts(constraint).length === 0) continue
          asked++
          if (!holdsOfficially(constraint, item.record.response)) disagreements.set(checker.id, (disagreements.get(checker.id) ?? 0) + 1)
        }
      }
    }
    expect(asked).toBeGreaterThan(1000)
    expect([...disagreements.values()].reduce((sum, n) => sum + n, 0) / asked, JSON.stringify([...disagreements])).toBeLessThan(0.03)
  })
})
