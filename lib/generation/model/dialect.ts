import type { EndpointSettings } from '#lib/endpoints/contract.ts'
import type { ChatMessage } from '#lib/generation/step.ts'
import type { Failure } from './failure.ts'
import type { AnswerSchema } from './request.ts'

/** Schemas that a server refuses before it is asked with none. */
const schemasRefused = 3

/** What a chat completion is asked with, before it is put in a server's words. */
export interface ChatRequest {
  messages: ChatMessage[]
  schema: AnswerSchema | null
  temperature: number
  topP: number | undefined
  maxTokens: number
}

/** What an endpoint's servers turned out to know of the API; remembered for as long as the client lives. */
export interface Dialect {
  /** The body to send for a request. */
  bodyOf(request: ChatRequest): Record<string, unknown>
  /**
   * Learns from a refusal. True: the request has another body now, and is worth sending again. `sent` is what was refused.
   */
  learn(request: ChatRequest, sent: Record<string, unknown>, failure: Failure): boolean
  /** The body was accepted, so that what was left out of it on trial stays out. */
  accepted(request: ChatRequest, sent: Record<string, unknown>): void
}

/**
 * Starts from the documentation, and leaves out what a server refuses: `response_format` (the schema then stands in the prompt),
 * `max_tokens` (newer models of OpenAI call it `max_completion_tokens`) and `temperature` (its reasoning models have their own).
 */
export function dialect(settings: Pick<EndpointSettings, 'model' | 'jsonSchema'>): Dialect {
  // By the schema itself, of which there is one for each kind of answer.
  const schemasInPrompt = new WeakSet<object>()
  const schemasOnTrial = new WeakSet<object>()
  let refusedSchemas = 0
  let acceptedSchema = false
  let maxTokensName: 'max_tokens' | 'max_completion_tokens' = 'max_tokens'
  let sampling = true

  /** One schema may hold something that a server does not know; a server that refuses several and takes none does not know schemas. */
  const inPrompt = ({ schema }: ChatRequest) =>
    schema !== null &&
    (settings.jsonSchema === false ||
      schemasInPrompt.has(schema.schema) ||
      schemasOnTrial.has(schema.schema) ||
      (refusedSchemas >= schemasRefused && !acceptedSchema))

  function putInPrompt(schema: object): void {
    if (!schemasInPrompt.has(schema)) refusedSchemas++
    schemasInPrompt.add(schema)
  }

  return {
    bodyOf(request) {
      const { messages, schema, temperature, topP, maxTokens } = request
      return {
        model: settings.model,
        messages: schema && inPrompt(request) ? withSchema(messages, schema) : messages,
        ...(sampling ? { temperature } : {}),
        ...(sampling && topP !== undefined ? { top_p: topP } : {}),
        [maxTokensName]: maxTokens,
        ...(schema && !inPrompt(request) ? { response_format: { type: 'json_schema', json_schema: schema } } : {}),
      }
    },
    learn(request, sent, { status, errorClass, message }) {
      if (errorClass !== 'rejected' && status !== 501) return false
      if ('max_tokens' in sent && /max_completion_tokens/.test(message)) {
        maxTokensName = 'max_completion_tokens'
        return true
      }
      if ('temperature' in sent && /temperature|top_p/i.test(message) && /unsupported|not support|only the default/i.test(message)) {
        sampling = false
        return true
      }
      const schema = request.schema?.schema
      if (!schema) return false
      if (!('response_format' in sent)) {
        // Without it the request was refused all the same: it was not the schema.
        schemasOnTrial.delete(schema)
        return false
      }
      if (status !== 400 && status !== 422 && status !== 501) return false
      // Where the words do not say that it is the schema, one try without it shows.
      const named = /response_format|json_?schema|schema|grammar|guided|structured/i.test(message)
      if (named) putInPrompt(schema)
      else schemasOnTrial.add(schema)
      return true
    },
    accepted({ schema }, sent) {
      if ('response_format' in sent) acceptedSchema = true
      else if (schema && schemasOnTrial.delete(schema.schema)) putInPrompt(schema.schema)
    },
  }
}

/** The schema as part of the last message: not all chat templates take a second system message, or one at the end. */
function withSchema(messages: readonly ChatMessage[], { schema }: AnswerSchema): ChatMessage[] {
  const last = messages.at(-1)
  const asked = `Answer with one JSON object and nothing else, without a code fence. It must be valid against this JSON schema:\n${JSON.stringify(schema)}`
  if (last?.role !== 'user') return [...messages, { role: 'user', content: asked }]
  return [...messages.slice(0, -1), { role: 'user', content: `${last.content}\n\n${asked}` }]
}
