import { describe, expect, it } from 'vitest'
import { CallFailed, type Likelihood } from '#lib/generation/step.ts'
import { lift } from './lift.ts'
import { constraintState, pairState, worked } from './working.fixture.ts'

const pair = pairState({ constraints: [constraintState('Sound warm.', { id: 'c1' }), constraintState('Sound cold.', { id: 'c2' }), constraintState('Gone.', { id: 'c3', status: 'skipped' })] })

/** Answers by the end of what comes before the response. */
function likelihoods(logprobs: Record<string, number | Error>): { likelihood: Likelihood; asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    async likelihood({ messages, completion }) {
      asked.push(completion)
      const logprob = logprobs[messages.at(-1)?.content ?? '']
      if (logprob === undefined || logprob instanceof Error) throw logprob ?? new Error('not scripted')
      return { logprob, tokens: 10, generationId: 'g', model: 'm' }
    },
  }
}

const about = 'Tell me about tea.'

describe('lift', () => {
  it('says for each constraint how many nats a token it makes the response likelier', async () => {
    const { likelihood, asked } = likelihoods({ [about]: -30, [`${about}\n\nSound warm.`]: -20, [`${about}\n\nSound cold.`]: -35 })
    const { measurements } = await worked(lift, pair, { likelihood })
    expect(measurements).toEqual([
      { kind: 'likelihood_lift', value: 1, n: 1, constraintId: 'c1', detail: { nats: 10, without: -30, with: -20, tokens: 10 }, model: 'm', promptVersion: 'lift/1' },
      { kind: 'likelihood_lift', value: -0.5, n: 1, constraintId: 'c2', detail: { nats: -5, without: -30, with: -35, tokens: 10 }, model: 'm', promptVersion: 'lift/1' },
    ])
    expect(new Set(asked)).toEqual(new Set([pair.response]))
  })

  it('gives its reason where the endpoint cannot say, after one question', async () => {
    const { likelihood, asked } = likelihoods({ [about]: new CallFailed('unsupported', 'no') })
    expect(await worked(lift, pair, { likelihood })).toEqual({ dropped: 'the endpoint gives no usable prompt log-probabilities' })
    expect(asked).toHaveLength(1)
  })

  it('leaves out a constraint with which it is too long, and throws what has nothing to do with it', async () => {
    const tooLong = likelihoods({ [about]: -30, [`${about}\n\nSound warm.`]: new CallFailed('too_long', 'long'), [`${about}\n\nSound cold.`]: -35 })
    expect((await worked(lift, pair, tooLong)).measurements?.map(({ constraintId }) => constraintId)).toEqual(['c2'])
    const down = likelihoods({ [about]: -30, [`${about}\n\nSound warm.`]: new CallFailed('connection', 'down'), [`${about}\n\nSound cold.`]: -35 })
    await expect(worked(lift, pair, down)).rejects.toThrow('down')
  })

  it('asks nothing without constraints', async () => {
    expect(await worked(lift, pairState())).toEqual({ dropped: 'no constraints' })
  })
})
