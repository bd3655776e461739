import { z } from 'zod'

const baseUrl = z.url({ protocol: /^https?$/, message: 'is not an http(s) address' }).max(500).transform((url) => url.replace(/\/+$/, ''))
const price = z.number().min(0).max(1_000_000).nullish()
const perMinute = z.int().min(1).max(2_000_000_000).nullish()

/** An OpenAI-compatible model. `key` is written only: an empty string removes it, leaving it out keeps it. */
export const endpointInput = z.object({
  name: z.string().trim().min(1, 'An endpoint needs a name').max(100),
  /** Several servers of the same model share the load. */
  baseUrls: z.array(baseUrl).min(1).max(64),
  model: z.string().trim().min(1, 'Name the model as its server does').max(200),
  key: z.string().max(1000).optional(),
  /** Calls at once, over all its servers. */
  concurrency: z.int().min(1).max(4096).default(8),
  requestsPerMinute: perMinute,
  tokensPerMinute: perMinute,
  timeoutSeconds: z.int().min(1).max(3600).default(300),
  /** Per million tokens, in `currency`. */
  inputPrice: price,
  outputPrice: price,
  currency: z.string().regex(/^[A-Z]{3}$/, 'is not a currency code of three letters').default('USD'),
})
export type EndpointInput = z.input<typeof endpointInput>

/** What a test of an endpoint found. */
export const endpointTest = z.object({
  at: z.string(),
  ok: z.boolean(),
  /** Names that the server lists, at most 100; empty where it lists none. */
  models: z.array(z.string()),
  /** Whether the endpoint's model is among them; null where the server lists none. */
  modelListed: z.boolean().nullable(),
  /** Of one small call. */
  latencyMs: z.number().nullable(),
  outputTokensPerSecond: z.number().nullable(),
  /** Whether it held to a JSON schema; null where no answer came. */
  jsonSchema: z.boolean().nullable(),
  /** What went wrong and what to do, in a sentence; never with the key in it. */
  error: z.string().nullable(),
})
export type EndpointTest = z.infer<typeof endpointTest>

/**
 * `GET /api/v1/endpoints` answers {endpoints: EndpointView[]}; POST makes one (201), PATCH /:id changes, DELETE /:id removes,
 * `POST /api/v1/endpoints/:id/test` tries it and answers the EndpointView with the fresh `lastTest`.
 */
export interface EndpointView {
  id: string
  name: string
  baseUrls: string[]
  model: string
  hasKey: boolean
  concurrency: number
  requestsPerMinute: number | null
  tokensPerMinute: number | null
  timeoutSeconds: number
  inputPrice: number | null
  outputPrice: number | null
  currency: string
  jsonSchema: boolean | null
  lastTest: EndpointTest | null
  /** Made from OPENAI_BASE_URL, OPENAI_API_KEY and PINCER_MODEL; changed there. */
  fromEnvironment: boolean
}

/** What the worker needs to call an endpoint; holds the key, so it never leaves the server. */
export interface EndpointSettings extends Omit<EndpointView, 'hasKey' | 'lastTest'> {
  key: string | null
}
