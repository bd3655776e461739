import { setImmediate as soon } from 'node:timers/promises'
import { z } from 'zod'
import { newId } from '#lib/db/id.ts'
import type { EndpointSettings } from '#lib/endpoints/contract.ts'
import type { CanonicalRequest, CompletionLikelihood, ModelClient, Reply } from '#lib/generation/model/client.ts'
import { CallFailed, type Answered, type Ask, type Likelihood, type Question } from '#lib/generation/step.ts'
import type { StepName } from '#lib/generation/recipe.ts'
import type { Batcher } from './batcher.ts'
import type { EarlierCall, QuestionKey } from './earlier-calls.ts'
import type { RunRecord } from './run-record.ts'
import type { Slots } from '#lib/runs/slots.ts'
import { storable } from './storable.ts'

/** An endpoint with the client that asks it. */
export interface AskedEndpoint {
  settings: EndpointSettings
  client: ModelClient
  /** Calls that the client is given at once: the others wait here, where a pause finds them before they are sent. */
  slots: Slots
}

/** What asking needs beside the question. */
export interface Desk {
  /** Throws AppError where there is no such endpoint. */
  endpoint(id: string | undefined): AskedEndpoint
  earlier: Batcher<QuestionKey, EarlierCall>
  record: RunRecord
}

/** What breaks work on a pair off: calls that are under way, and questions that are not asked yet. */
export interface Stop {
  calls: AbortSignal
  questions: AbortSignal
}

/** What a question and a likelihood have in common. */
interface Inquiry<T> {
  step: StepName
  promptVersion: string
  sample: number
  request: CanonicalRequest
  /** An answer that an earlier call gave, if it still is one. */
  accept(parsed: unknown): T | null
  send(): Promise<Reply<T>>
}

/**
 * Asks for one pair: takes the answer of an earlier call with the same request where there is one, and otherwise calls, keeps whatever
 * came back, and only then hands it on.
 */
export function askFor(pairId: string, desk: Desk, stop: Stop): { ask: Ask; likelihood: Likelihood } {
  const underWay = new Map<string, Promise<unknown>>()

  /** The same question asked twice at once is asked once: the second takes the answer of the first. */
  async function inquire<T>(of: AskedEndpoint, inquiry: Inquiry<T>): Promise<Answered<T>> {
    const { step, promptVersion, sample, request } = inquiry
    const key = { pairId, step, promptVersion, model: of.settings.model, sample, requestHash: request.hash }
    const name = JSON.stringify(key)
    for (let before = underWay.get(name); before; before = underWay.get(name)) await before.catch(() => {})
    const asked = inquireOnce(of, inquiry, key).finally(() => underWay.delete(name))
    underWay.set(name, asked)
    return asked
  }

  async function inquireOnce<T>(of: AskedEndpoint, inquiry: Inquiry<T>, key: QuestionKey): Promise<Answered<T>> {
    stop.calls.throwIfAborted()
    const { model } = key
    const { answer, nextAttempt } = await desk.earlier.add(key)
    if (answer) {
      const value = inquiry.accept(answer.parsed)
      if (value !== null) {
        desk.record.countCached()
        return { value, generationId: answer.id, model }
      }
    }
    stop.questions.throwIfAborted()
    const release = await of.slots.take()
    const sent = await inquiry.send().finally(release)
    // Answers come in waves. What is done with one waits until those that came with it have let the next calls go out.
    await soon()
    const reply = storable(sent)
    const id = newId()
    const { finishReason, inputTokens, outputTokens, latencyMs, tries, raw, repaired } = reply
    await desk.record.keep({
      ...key,
      id,
      endpointId: of.settings.id,
      attempt: nextAttempt,
      status: reply.status,
      request: storable(inquiry.request.request),
      rawOutput: raw,
      parsed: reply.status === 'ok' ? reply.value : null,
      repaired,
      errorClass: reply.status === 'error' ? reply.errorClass : null,
      error: reply.status === 'error' ? reply.message : null,
      finishReason,
      inputTokens,
      outputTokens,
      cost: costOf(of.settings, inputTokens, outputTokens),
      latencyMs: Math.round(latencyMs),
      tries,
    })
    if (reply.status === 'error') throw new CallFailed(reply.errorClass, reply.message, id)
    return { value: reply.value, generationId: id, model }
  }

  return {
    ask: <T>(question: Question<T>) => {
      const of = desk.endpoint(question.endpointId)
      return inquire<T>(of, {
        step: question.step,
        promptVersion: question.promptVersion,
        sample: question.sample ?? 0,
        request: of.client.requestOf(question),
        accept: (parsed) => acceptable(question, parsed),
        send: () => of.client.answer(question, stop.calls),
      })
    },
    likelihood: async ({ step, promptVersion, messages, completion, endpointId }) => {
      const of = desk.endpoint(endpointId)
      const { value, ...answered } = await inquire<CompletionLikelihood>(of, {
        step,
        promptVersion,
        sample: 0,
        request: of.client.requestOfLikelihood(messages, completion),
        accept: (parsed) => likelihoods.safeParse(parsed).data ?? null,
        send: () => of.client.likelihood(messages, completion, stop.calls),
      })
      return { ...answered, logprob: value.logprob, tokens: value.tokens }
    },
  }
}

const likelihoods = z.object({ logprob: z.number(), tokens: z.number(), method: z.enum(['chat', 'plain']) })

/** An earlier answer, held to what the question asks now: its schema and its check. */
function acceptable<T>(question: Question<T>, parsed: unknown): T | null {
  const { answer } = question
  if (answer.kind === 'text') {
    // Where text is asked for, T is string.
    return typeof parsed === 'string' && (answer.check?.(parsed) ?? null) === null ? (parsed as T) : null
  }
  const value = answer.schema.safeParse(parsed)
  return value.success && (answer.check?.(value.data) ?? null) === null ? value.data : null
}

/** Null where the endpoint has no price or does not count tokens. */
function costOf({ inputPrice, outputPrice }: EndpointSettings, inputTokens: number | null, outputTokens: number | null): number | null {
  if (inputPrice === null && outputPrice === null) return null
  if (inputTokens === null && outputTokens === null) return null
  return ((inputTokens ?? 0) * (inputPrice ?? 0) + (outputTokens ?? 0) * (outputPrice ?? 0)) / 1e6
}
