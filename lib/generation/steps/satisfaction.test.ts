import { describe, expect, it } from 'vitest'
import { CallFailed, type Ask } from '#lib/generation/step.ts'
import { satisfaction } from './satisfaction.ts'
import { constraintState, pairState, worked } from './working.fixture.ts'

const commas = constraintState('Use no commas.', { id: 'c1', checker: { id: 'pincer:punctuation_absent', kwargs: { mark: 'comma' }, version: 1 } })
const short = constraintState('Use at most 3 words.', { id: 'c2', checker: { id: 'pincer:word_count', kwargs: { max: 3 }, version: 1 } })
const soft = constraintState('Sound warm.')

/** A model whose answers depend on the end of what it is asked, and on the sample. */
function model(answers: Record<string, (string | Error)[]>): { ask: Ask; asked: string[] } {
  const asked: string[] = []
  const ask = async ({ messages, sample = 0 }: { messages: { content: string }[]; sample?: number }) => {
    const content = messages.at(-1)?.content ?? ''
    asked.push(`${content} #${sample}`)
    const answer = answers[content.split('\n\n').at(-1) ?? '']?.[sample]
    if (answer === undefined) throw new Error(`nothing is scripted for ${content}`)
    if (answer instanceof Error) throw answer
    return { value: answer, generationId: 'g', model: 'm' }
  }
  return { ask: ask as Ask, asked }
}

describe('satisfaction', () => {
  it('compares how often a constraint is met without and with being asked for, with n calls without for all constraints', async () => {
    const { ask, asked } = model({
      'Tell me about tea.': ['Tea, a drink', 'Tea is a warm drink', 'Tea, tea', 'Tea, and more, and more'],
      'Use no commas.': ['Tea', 'Tea', 'Tea, tea', 'Tea'],
      'Use at most 3 words.': ['Tea is a warm drink', 'Tea is a warm drink', 'Tea is a warm drink', 'Tea is a warm drink'],
    })
    const { measurements } = await worked(satisfaction, pairState({ constraints: [commas, soft, short] }), { ask })
    expect(measurements).toMatchObject([
      { kind: 'natural_satisfaction', constraintId: 'c1', value: 0.25, n: 4, model: 'm', promptVersion: 'satisfaction/1', detail: { without: { met: 1, of: 4 }, with: { met: 3, of: 4 }, gap: 0.5, teaches: true, reading: 'worth training' } },
      { kind: 'natural_satisfaction', constraintId: 'c2', value: 0.5, n: 4, detail: { without: { met: 2, of: 4 }, with: { met: 0, of: 4 }, teaches: false, reading: 'met anyway' } },
    ])
    expect(asked).toHaveLength(12)
    expect(new Set(asked).size).toBe(12)
  })

  it.each([
    [['a', 'a', 'a,', 'a'], ['a', 'a', 'a', 'a'], 'met anyway', false],
    [['a,', 'a,', 'a,', 'a'], ['a', 'a', 'a', 'a'], 'met when asked', false],
    [['a,', 'a,', 'a,', 'a'], ['a', 'a,', 'a,', 'a,'], 'worth training', true],
    [['a,', 'a,', 'a,', 'a,'], ['a,', 'a,', 'a,', 'a,'], 'never met', true],
  ])('reads %j without and %j with as %s', async (without, withIt, reading, teaches) => {
    const { ask } = model({ 'Tell me about tea.': without, 'Use no commas.': withIt })
    const { measurements } = await worked(satisfaction, pairState({ constraints: [commas] }), { ask })
    expect(measurements?.[0]?.detail).toMatchObject({ reading, teaches })
  })

  it('gives Wilson\'s intervals', async () => {
    const { ask } = model({ 'Tell me about tea.': ['a,', 'a,'], 'Use no commas.': ['a', 'a'] })
    const { measurements } = await worked(satisfaction, pairState({ constraints: [commas] }), { ask, settings: { samples: 2 } })
    // 1.96² / (2 + 1.96²) = 0.658, by hand.
    expect(measurements?.[0]?.detail).toMatchObject({ without: { interval: [0, expect.closeTo(0.658, 3)] }, with: { interval: [expect.closeTo(0.342, 3), 1] } })
  })

  it('leaves out answers that did not come, and a constraint that got none', async () => {
    const cut = new CallFailed('truncated', 'cut')
    const { ask } = model({ 'Tell me about tea.': ['a', cut], 'Use no commas.': ['a', 'a'], 'Use at most 3 words.': [cut, cut] })
    const { measurements } = await worked(satisfaction, pairState({ constraints: [commas, short] }), { ask, settings: { samples: 2 } })
    expect(measurements).toHaveLength(1)
    expect(measurements?.[0]).toMatchObject({ constraintId: 'c1', n: 1, detail: { without: { unusable: 1 } } })
  })

  it('throws what is no matter of the answer', async () => {
    const { ask } = model({ 'Tell me about tea.': ['a', 'a'], 'Use no commas.': ['a', new CallFailed('connection', 'down')] })
    await expect(worked(satisfaction, pairState({ constraints: [commas] }), { ask, settings: { samples: 2 } })).rejects.toThrow('down')
  })

  it('asks nothing where no program can check', async () => {
    const { ask, asked } = model({})
    expect(await worked(satisfaction, pairState({ constraints: [soft, { ...commas, status: 'skipped' }] }), { ask })).toEqual({ dropped: 'no constraint that a program can check' })
    expect(asked).toEqual([])
  })
})
