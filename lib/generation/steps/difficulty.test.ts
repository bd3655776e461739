import { describe, expect, it } from 'vitest'
import { CallFailed } from '#lib/generation/step.ts'
import { difficulty } from './difficulty.ts'
import { constraintState, pairState, scripted, worked } from './working.fixture.ts'

const rating = (overall: number, knowledge = 1) => ({ dimensions: { knowledge, reasoning: 2, demands: 1, execution: 3 }, overall, reason: `It is a ${overall}.` })

describe('difficulty', () => {
  it('is the mean of the ratings with their standard deviation, and what can be counted', async () => {
    const { ask, asked } = scripted(rating(2), rating(4, 3), rating(3, 2))
    const constraints = [constraintState('a', { checker: { id: 'pincer:word_count', kwargs: { max: 9 }, version: 1 } }), constraintState('b'), constraintState('c', { status: 'skipped' })]
    const { measurements } = await worked(difficulty, pairState({ input: 'one two', constraints }), { ask })
    expect(measurements).toEqual([
      {
        kind: 'difficulty',
        value: 3,
        // Of 2, 4 and 3: the squares add to 2, divided by 3 - 1.
        spread: 1,
        n: 3,
        model: 'scripted',
        promptVersion: 'difficulty/1',
        detail: {
          dimensions: { knowledge: 2, reasoning: 2, demands: 1, execution: 3 },
          ratings: [2, 4, 3],
          reasons: ['It is a 2.', 'It is a 4.', 'It is a 3.'],
          features: { constraints: 2, checkable: 1, instructionWords: 4, inputWords: 2, responseWords: 12, turns: 0 },
        },
      },
    ])
    expect(asked.map(({ sample }) => sample)).toEqual([0, 1, 2])
  })

  it('takes the ratings that came, and has no spread of one', async () => {
    // The second is repaired in vain.
    const { ask } = scripted(rating(5), rating(7), rating(0))
    const found = await worked(difficulty, pairState(), { ask, settings: { ratings: 2 } })
    expect(found.measurements?.[0]).toMatchObject({ value: 5, n: 1 })
    expect(found.measurements?.[0]).not.toHaveProperty('spread')
  })

  it('gives up when no rating came', async () => {
    const { ask } = scripted(new CallFailed('refused', 'no'))
    await expect(worked(difficulty, pairState(), { ask, settings: { ratings: 1 } })).rejects.toThrow('no')
  })
})
