import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findConflicts } from '#lib/constraints/conflicts.ts'
import { CallFailed } from '#lib/generation/step.ts'
import { evolve } from '#lib/generation/steps/evolve.ts'
import { constraintState, pairState, scripted, worked } from '#lib/generation/steps/working.fixture.ts'
import { seededRng } from '#lib/random.ts'
import { chooseByLevel, problemWithLadder } from './by-levels.ts'

const category = (name: string, ...texts: string[]) => ({ category: name, values: texts.map((text) => ({ text, type: name })) })
const settings = { method: 'conifer', rounds: 2 }
// One value each and no category to spare: whatever the seed, each level gets one.
const categories = { categories: [category('length', 'Use at most 90 words.'), category('marks', 'Do not use any commas.')] }
const demands = { length: 'use at most 90 words', marks: 'do not use any commas' }
/** The ladder for the order in which the seed has put the two categories. */
const ladderFor = (first: 'length' | 'marks') => {
  const second = first === 'length' ? 'marks' : 'length'
  return {
    levels: [
      { level: 1, instruction: `Tell me about tea and ${demands[first]}.`, covered: ['1.1'] },
      { level: 2, instruction: `Tell me about tea and ${demands[first]} and ${demands[second]}.`, covered: ['1.1', '2.1'] },
    ],
  }
}
const first = chooseByLevel(categories, { constraints: [] }, 2, seededRng(1, pairState().contentHash, 'evolve'))[0]?.[0]?.type === 'length.words' ? 'length' : 'marks'
const good = ladderFor(first)
const yes = { reason: 'Common knowledge.', answerable: true, contradictory: false }

describe('evolution by levels', () => {
  it('writes an instruction for each level, which has all that the one below has', async () => {
    const { ask, asked } = scripted(categories, good, yes, yes)
    const { variants, ...others } = await worked(evolve, pairState(), { ask, settings })
    expect(variants).toMatchObject([
      { ref: 'level 1', kind: 'evolved', text: good.levels[0]?.instruction, constraints: [], depth: 1, level: 1, generationId: 'generation 2', meta: { method: 'conifer', added: [{ id: 'added 1.1' }], earlier: [], answerable: 'Common knowledge.' } },
      { ref: 'level 2', parent: 'level 1', text: good.levels[1]?.instruction, depth: 2, level: 2, meta: { added: [{ id: 'added 2.1' }], earlier: [{ id: 'added 1.1' }] } },
    ])
    expect(others).toEqual({})
    expect(asked[1]?.messages.at(-1)?.content).toMatch(/constraints\nlevel 1\n1\.1 .+\nlevel 2\n2\.1 .+\n/)
    expect(asked.map(({ temperature }) => temperature)).toEqual([1, 0.4, 0, 0])
    expect(asked[2]?.messages.at(-1)?.content).toContain(good.levels[0]?.instruction)
  })

  it.each([
    ['cannot be answered', { ...yes, answerable: false }],
    ['contradicts itself', { ...yes, contradictory: true }],
    ['got no usable verdict', new CallFailed('truncated', 'cut')],
  ])('leaves out a level that %s, with those above it', async (_, no) => {
    const run = async (...verdicts: unknown[]) => worked(evolve, pairState(), { ask: scripted(categories, good, ...verdicts).ask, settings })
    expect((await run(yes, no)).variants?.map(({ level }) => level)).toEqual([1])
    expect(await run(no, yes)).toEqual({ dropped: 'not even the first level can be answered' })
  })

  it('does not take "yes, it is not answerable" for a yes', async () => {
    const words = { reason: 'Yes.', answerable: 'yes', contradictory: false }
    const { ask } = scripted(categories, good, words, words, words, words)
    await expect(worked(evolve, pairState(), { ask, settings })).rejects.toThrow(CallFailed)
  })

  it('wants a category for each level', async () => {
    const few = { categories: categories.categories.slice(1) }
    await expect(worked(evolve, pairState(), { ask: scripted(few, few).ask, settings })).rejects.toThrow('at least 2 categories')
  })
})

describe('chooseByLevel', () => {
  it('gives every level one or two of categories of its own, none of which contradict each other', () => {
    const values = fc.array(fc.tuple(fc.constantFrom('at least', 'at most'), fc.integer({ min: 1, max: 300 }), fc.constantFrom('words', 'sentences', 'paragraphs')), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 10 }), fc.integer({ min: 1, max: 5 }), fc.nat(), (given, rounds, seed) => {
        const found = { categories: given.map((texts, index) => category(`${index}`, ...texts.map(([bound, n, unit]) => `Use ${bound} ${n} ${unit}.`))) }
        const levels = chooseByLevel(found, { constraints: [] }, rounds, seededRng(seed))
        expect(levels.length).toBeLessThanOrEqual(rounds)
        expect(levels.every(({ length }) => length === 1 || length === 2)).toBe(true)
        expect(findConflicts(levels.flat().map(({ checker }) => checker)).filter(({ relation }) => relation === 'conflict')).toEqual([])
        expect(new Set(levels.flat().map(({ id }) => id)).size).toBe(levels.flat().length)
      }),
      { numRuns: 40 },
    )
  })

  it('passes over what is there already', () => {
    const same = { categories: [category('marks', 'Do not use any commas.')] }
    const constraints = [constraintState('Do not use any commas.')]
    expect(chooseByLevel(same, { constraints }, 1, seededRng(1))).toEqual([])
  })

  it('leaves a category for every level', () => {
    const five = { categories: ['river', 'castle', 'violin', 'planet', 'beetle'].map((word) => category(word, `Write about a ${word}.`)) }
    for (let seed = 0; seed < 20; seed++) expect(chooseByLevel(five, { constraints: [] }, 5, seededRng(seed))).toHaveLength(5)
  })
})

describe('a ladder', () => {
  const added = chooseByLevel(categories, { constraints: [] }, 2, seededRng(1, pairState().contentHash, 'evolve'))
  const base = { text: 'Tell me about tea.', constraints: [] }
  const [one, two] = good.levels
  if (!one || !two) throw new Error('two levels were expected')

  it('is well when every level says all that is below it', () => {
    expect(problemWithLadder(good, added, base)).toBeNull()
  })

  it.each([
    ['a level missing', { levels: [one] }, 'each of levels 1 to 2'],
    ['levels out of order', { levels: [two, one] }, 'in order'],
    ['a level that drops what is below', { levels: [one, { ...two, instruction: `Tell me about tea and ${demands[first === 'length' ? 'marks' : 'length']}.` }] }, 'Level 2 does not say constraint 1.1'],
    ['a constraint that is not named as covered', { levels: [one, { ...two, covered: ['2.1'] }] }, 'Level 2 does not say constraint 1.1'],
    ['the instruction as it was', { levels: [{ ...one, instruction: 'Tell me about tea.' }, two] }, 'Level 1: The instruction is the same'],
  ])('is refused with %s', (_, ladder, problem) => {
    expect(problemWithLadder(ladder, added, base)).toContain(problem)
  })

  it('is refused when it loses a constraint of the instruction it starts from', () => {
    const composed = { text: 'Tell me about tea. Sound cheerful.', constraints: [constraintState('Sound cheerful.')] }
    expect(problemWithLadder(good, added, composed)).toBe('Level 1 no longer says a constraint of the given instruction.')
  })
})
