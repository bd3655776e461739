import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ChatMessage, Question } from '#lib/generation/step.ts'
import type { CanonicalRequest } from './contract.ts'

/** A JSON schema as servers want it. */
export interface AnswerSchema {
  name: string
  schema: Record<string, unknown>
  /** OpenAI's strict mode takes no optional properties. */
  strict: boolean
}

const schemas = new WeakMap<z.ZodType, Omit<AnswerSchema, 'name'>>()

/** The schema of a question's answer; null where it asks for text. */
export function schemaOf<T>(question: Question<T>): AnswerSchema | null {
  if (question.answer.kind === 'text') return null
  const { name, schema } = question.answer
  const made = schemas.get(schema) ?? jsonSchemaOf(schema)
  schemas.set(schema, made)
  return { name, ...made }
}

function jsonSchemaOf(of: z.ZodType): Omit<AnswerSchema, 'name'> {
  let strict = true
  const { $schema: _, ...schema } = z.toJSONSchema(of, {
    // The model writes what the schema reads, before defaults and transformations.
    io: 'input',
    override({ jsonSchema }) {
      if (jsonSchema.type !== 'object' || !jsonSchema.properties) return
      // Strict mode wants it said.
      jsonSchema.additionalProperties ??= false
      if (Object.keys(jsonSchema.properties).some((name) => !jsonSchema.required?.includes(name))) strict = false
    },
  })
  return { schema, strict }
}

/** The body of a chat completion as the API's documentation has it; see dialect.ts for what servers do not know. */
export function requestOf<T>(model: string, question: Question<T>): CanonicalRequest {
  const format = schemaOf(question)
  return canonical({
    model,
    messages: question.messages,
    temperature: question.temperature,
    ...(question.topP === undefined ? {} : { top_p: question.topP }),
    max_tokens: question.maxTokens,
    ...(format ? { response_format: { type: 'json_schema', json_schema: format } } : {}),
  })
}

/** The question how likely a completion is; both ways of asking it are the same question. */
export function requestOfLikelihood(model: string, messages: readonly ChatMessage[], completion: string): CanonicalRequest {
  return canonical({ model, messages, completion, prompt_logprobs: true })
}

/** A token holds about four bytes of English, and three of most other text. */
export function estimateTokens(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Math.ceil(Buffer.byteLength(text) / 3.5) + 4, 0)
}

function canonical(request: Record<string, unknown>): CanonicalRequest {
  const json = JSON.stringify(sorted(request))
  return { request, json, hash: createHash('sha256').update(json).digest('hex') }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]))
}
