import { z } from 'zod'
import type { EndpointSettings } from '#lib/endpoints/contract.ts'
import type { Question } from '#lib/generation/step.ts'

/** An endpoint with good defaults, at these base URLs. */
export function endpointAt(baseUrls: string | string[], changes: Partial<EndpointSettings> = {}): EndpointSettings {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    name: 'stand-in',
    baseUrls: typeof baseUrls === 'string' ? [baseUrls] : baseUrls,
    model: 'made-up-model',
    key: null,
    concurrency: 8,
    requestsPerMinute: null,
    tokensPerMinute: null,
    timeoutSeconds: 10,
    inputPrice: null,
    outputPrice: null,
    currency: 'USD',
    jsonSchema: null,
    fromEnvironment: false,
    ...changes,
  }
}

export const verdictSchema = z.object({ verdict: z.enum(['yes', 'no']), reason: z.string().min(3) })
export type VerdictAnswer = z.infer<typeof verdictSchema>

/** A question whose answer is JSON; `about` makes it another question. */
export function jsonQuestion(about = 'it', changes: Partial<Question<VerdictAnswer>> = {}): Question<VerdictAnswer> {
  return {
    step: 'judge',
    promptVersion: 'judge/1',
    messages: [
      { role: 'system', content: 'You judge.' },
      { role: 'user', content: `Is ${about} so?` },
    ],
    answer: { kind: 'json', name: 'verdict', schema: verdictSchema },
    temperature: 0.2,
    maxTokens: 200,
    ...changes,
  }
}

/** A question whose answer is text. */
export function textQuestion(about = 'it', changes: Partial<Question<string>> = {}): Question<string> {
  return {
    step: 'answer',
    promptVersion: 'answer/1',
    messages: [{ role: 'user', content: `Write about ${about}.` }],
    answer: { kind: 'text' },
    temperature: 0.7,
    maxTokens: 200,
    ...changes,
  }
}
