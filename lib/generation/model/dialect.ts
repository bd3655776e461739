import type { EndpointSettings } from '#lib/endpoints/contract.ts'
import type { ChatMessage } from '#lib/generation/step.ts'
import { type Failure, systemUnknown } from './failure.ts'
import type { AnswerSchema } from './request.ts'

/**
 * How an answer to a schema is asked for, the best first: by the schema, as the documentation has it; as any JSON, which the servers of
 * llama.cpp hold to the schema beside it; in the prompt alone. Where the schema may not be seen, it stands in the prompt as well.
 */
const forms = ['json_schema', 'json_object', 'prompt'] as const
type Form = (typeof forms)[number]

/** Schemas that a server refuses in one form before that is tried with none. */
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
 * Starts from the documentation, and goes on from what a server refuses: `response_format` (see forms), `max_tokens` (newer models of
 * OpenAI call it `max_completion_tokens`), `temperature` and `top_p` (reasoning models have their own; some take one of the two), and the
 * system message (the chat templates of Gemma and of Mistral's first models know none).
 */
export function dialect(settings: Pick<EndpointSettings, 'model' | 'jsonSchema'>): Dialect {
  // By the schema itself, of which there is one for each kind of answer.
  const known = { json_schema: knowledge(), json_object: knowledge() }
  const onTrial = new WeakSet<object>()
  let maxTokensName: 'max_tokens' | 'max_completion_tokens' = 'max_tokens'
  const takes = { temperature: true, top_p: true, system: true }

  function formOf(schema: object): Form {
    if (settings.jsonSchema === false || onTrial.has(schema)) return 'prompt'
    return forms.find((form) => form === 'prompt' || !known[form].refuses(schema)) ?? 'prompt'
  }

  return {
    bodyOf(request) {
      const { schema, temperature, topP, maxTokens } = request
      const messages = takes.system ? request.messages : withoutSystem(request.messages)
      const form = schema && formOf(schema.schema)
      return {
        model: settings.model,
        messages: schema && form !== 'json_schema' ? withSchema(messages, schema) : messages,
        ...(takes.temperature ? { temperature } : {}),
        ...(takes.top_p && topP !== undefined ? { top_p: topP } : {}),
        [maxTokensName]: maxTokens,
        ...(schema && form === 'json_schema' ? { response_format: { type: form, json_schema: schema } } : {}),
        ...(schema && form === 'json_object' ? { response_format: { type: form, schema: schema.schema } } : {}),
      }
    },
    learn(request, sent, { status, errorClass, message }) {
      if (errorClass !== 'rejected' && status !== 501) return false
      if ('max_tokens' in sent && /max_completion_tokens/.test(message)) {
        maxTokensName = 'max_completion_tokens'
        return true
      }
      const unwanted = samplingRefused(sent, message)
      if (unwanted) {
        takes[unwanted] = false
        return true
      }
      if (systemUnknown.test(message) && Array.isArray(sent.messages) && sent.messages.some(isSystem)) {
        takes.system = false
        return true
      }
      const schema = request.schema?.schema
      if (!schema) return false
      const form = formIn(sent)
      if (form === 'prompt') {
        // Without it the request was refused all the same: it was not the schema.
        onTrial.delete(schema)
        return false
      }
      if (status !== 400 && status !== 422 && status !== 500 && status !== 501) return false
      // Where the words do not say that it is the schema, one try without it shows.
      const named = /response_format|json_?schema|json_?object|schema|grammar|guided|structured/i.test(message)
      if (named) known[form].refused(schema)
      else onTrial.add(schema)
      return true
    },
    accepted({ schema }, sent) {
      if (!schema) return
      const form = formIn(sent)
      if (form !== 'prompt') known[form].taken()
      else if (onTrial.delete(schema.schema)) for (const one of Object.values(known)) one.refused(schema.schema)
    },
  }
}

/** Which schemas a server refuses in one form. One may hold something that it does not know; a server that refuses several and takes none knows none. */
function knowledge() {
  const schemas = new WeakSet<object>()
  let count = 0
  let takesAny = false
  return {
    refuses: (schema: object) => schemas.has(schema) || (count >= schemasRefused && !takesAny),
    refused(schema: object) {
      if (!schemas.has(schema)) count++
      schemas.add(schema)
    },
    taken() {
      takesAny = true
    },
  }
}

function formIn({ response_format: format }: Record<string, unknown>): Form {
  if (typeof format !== 'object' || format === null || !('type' in format)) return 'prompt'
  return format.type === 'json_schema' ? 'json_schema' : 'json_object'
}

/** Which of the two a refusal is about, of those that were sent; where it will have one of them only, the temperature stays. */
function samplingRefused(sent: Record<string, unknown>, message: string): 'temperature' | 'top_p' | null {
  const [temperature, topP] = [/temperature/i.test(message), /top_p/i.test(message)]
  if (!notTaken.test(message)) return null
  if (topP && 'top_p' in sent) return 'top_p'
  return temperature && 'temperature' in sent ? 'temperature' : null
}

const notTaken = /unsupported|not support|only the default|deprecated|not (?:allowed|permitted)|un(?:known|recogni[sz]ed|expected)|only \S+ is allowed|cannot both/i

function isSystem(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'role' in message && message.role === 'system'
}

/** What the system message says, said at the beginning of the first one of the user. */
function withoutSystem(messages: readonly ChatMessage[]): ChatMessage[] {
  const said = messages.filter(isSystem).map(({ content }) => content)
  const rest = messages.filter((one) => !isSystem(one))
  if (said.length === 0) return rest
  const [first, ...others] = rest
  if (first?.role !== 'user') return [{ role: 'user', content: said.join('\n\n') }, ...rest]
  return [{ role: 'user', content: [...said, first.content].join('\n\n') }, ...others]
}

/** The schema as part of the last message: not all chat templates take a second system message, or one at the end. */
function withSchema(messages: readonly ChatMessage[], { schema }: AnswerSchema): ChatMessage[] {
  const last = messages.at(-1)
  const asked = `Answer with one JSON object and nothing else, without a code fence. It must be valid against this JSON schema:\n${JSON.stringify(schema)}`
  if (last?.role !== 'user') return [...messages, { role: 'user', content: asked }]
  return [...messages.slice(0, -1), { role: 'user', content: `${last.content}\n\n${asked}` }]
}
