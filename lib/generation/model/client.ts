import type { EndpointSettings } from '#lib/endpoints/contract.ts'
import { systemClock } from './clock.ts'
import type { ModelClient, ModelClientOptions, ModelClientState } from './contract.ts'
import { converse } from './conversation.ts'
import { dialect } from './dialect.ts'
import { askLikelihood } from './likelihood.ts'
import { requestOf, requestOfLikelihood } from './request.ts'
import { scrubber } from './scrub.ts'
import { sender, type Sender } from './sender.ts'

export type * from './contract.ts'

/** Refusals of the account in a row after which the state says so. */
const refusalsTold = 3

/** The client of an endpoint: chat completions through the `openai` package, with our own retries, limit and breaker. */
export function createModelClient(settings: EndpointSettings, options: ModelClientOptions = {}): ModelClient {
  const { clock = systemClock, random = Math.random, allowance, onState } = options
  const scrub = scrubber(settings.key)
  let refusals = 0
  let refused: ModelClientState['refused'] = null

  const state = (): ModelClientState => ({ ...connection.pool.state(), refused })
  const connection = sender(settings, { clock, random, scrub, allowance, onChange: () => onState?.(state()) })
  const watched: Sender = {
    ...connection,
    async send(outgoing, read, signal) {
      const sent = await connection.send(outgoing, read, signal)
      // The older completions API is missing where nothing else is wrong.
      if (outgoing.path === '/chat/completions') noteRefusal(sent.ok || !sent.failure.refused ? null : sent.failure.message)
      return sent
    },
  }
  const conversation = { sender: watched, dialect: dialect(settings), scrub, model: settings.model, usualAnswers: new Map<string, number>(), roomForThoughts: 0 }

  /** A key that is refused for one call is refused for the next: whoever runs many should know before all have failed. */
  function noteRefusal(why: string | null): void {
    refusals = why === null ? 0 : refusals + 1
    const tell = refusals >= refusalsTold
    if (tell === (refused !== null)) return
    refused = tell ? { since: clock.now(), why: why ?? '' } : null
    onState?.(state())
  }

  return {
    answer: (question, signal) => converse(conversation, question, signal),
    likelihood: (messages, completion, signal) => askLikelihood(conversation, messages, completion, signal),
    requestOf: (question) => requestOf(settings.model, question),
    requestOfLikelihood: (messages, completion) => requestOfLikelihood(settings.model, messages, completion),
    state,
    close: connection.close,
  }
}
