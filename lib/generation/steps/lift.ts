import { conversation, conversationWith } from '#lib/generation/conversation.ts'
import { CallFailed, type FoundMeasurement, type Likelihood, type PairState, type Step, type StepWork } from '#lib/generation/step.ts'
import { isUnusable } from '#lib/generation/usable.ts'

/** No words of ours: the instruction, and the constraint behind it. */
const promptVersion = 'lift/1'

type Scored = Awaited<ReturnType<Likelihood>>

/**
 * How much likelier a constraint makes the pair's response, in nats a token: evidence for what no program can check. A constraint that the
 * response follows makes it likelier; one that is false or beside the point makes it less so.
 */
export const lift: Step<'lift'> = {
  name: 'lift',
  async work({ pair, settings, likelihood }) {
    const constraints = pair.constraints.filter(({ status }) => status !== 'skipped')
    if (constraints.length === 0) return { dropped: 'no constraints' }
    try {
      // First alone: an endpoint that cannot say is asked once.
      const without = await scored(pair, null, settings, likelihood)
      if (without.tokens === 0) return { dropped: 'a response without tokens' }
      const settled = await Promise.allSettled(constraints.map(({ text }) => scored(pair, text, settings, likelihood)))
      const measurements = settled.flatMap((outcome, index): FoundMeasurement[] => {
        const constraintId = constraints[index]?.id
        if (outcome.status === 'rejected') {
          if (isUnusable(outcome.reason)) return []
          throw outcome.reason
        }
        return constraintId === undefined || outcome.value.tokens === 0 ? [] : [measured(constraintId, without, outcome.value)]
      })
      return measurements.length > 0 ? { measurements } : { dropped: 'too long with any of its constraints' }
    } catch (error) {
      if (error instanceof CallFailed && error.errorClass === 'unsupported') return { dropped: 'the endpoint gives no usable prompt log-probabilities' }
      throw error
    }
  },
}

function scored(pair: PairState, constraint: string | null, { endpointId }: StepWork<'lift'>['settings'], likelihood: Likelihood): Promise<Scored> {
  return likelihood({
    step: 'lift',
    promptVersion,
    messages: constraint === null ? conversation(pair) : conversationWith(pair, constraint),
    completion: pair.response,
    endpointId,
  })
}

function measured(constraintId: string, without: Scored, withIt: Scored): FoundMeasurement {
  const total = withIt.logprob - without.logprob
  return {
    kind: 'likelihood_lift',
    value: withIt.logprob / withIt.tokens - without.logprob / without.tokens,
    n: 1,
    constraintId,
    detail: { nats: total, without: without.logprob, with: withIt.logprob, tokens: withIt.tokens },
    model: withIt.model,
    promptVersion,
  }
}
