import { z } from 'zod'

const baseUrl = z
  .url({ protocol: /^https?$/, message: 'is not an http(s) address' })
  .max(500)
  .refine((url) => !URL.parse(url)?.username && !URL.parse(url)?.password, 'holds a name or password: the key has a field of its own')
  .transform((url) => url.replace(/\/+$/, ''))
const price = z.number().min(0).max(1_000_000).nullish()
const perMinute = z.int().min(1).max(2_000_000_000).nullish()
const name = z.string().trim().min(1, 'An endpoint needs a name').max(100)
/** Several servers of the same model share the load. */
const baseUrls = z.array(baseUrl).min(1, 'An endpoint needs an address').max(64)
const model = z.string().trim().min(1, 'Name the model as its server does').max(200)
/** Calls at once, over all its servers. */
const concurrency = z.int().min(1).max(4096)
const timeoutSeconds = z.int().min(1).max(3600)
const currency = z.string().regex(/^[A-Z]{3}$/, 'is not a currency code of three letters')
const limitsAndPrices = {
  requestsPerMinute: perMinute,
  tokensPerMinute: perMinute,
  /** Per million tokens, in `currency`. */
  inputPrice: price,
  outputPrice: price,
}
/** Sent as an HTTP header, which holds nothing but printable ASCII. */
const key = z.string().trim().max(1000).regex(/^[\x21-\x7e]*$/, 'holds a space or a character that no key has').optional()

/** An OpenAI-compatible model. `key` is written only: an empty string removes it, leaving it out keeps it. */
export const endpointInput = z.object({
  name,
  baseUrls,
  model,
  key,
  concurrency: concurrency.default(8),
  timeoutSeconds: timeoutSeconds.default(300),
  currency: currency.default('USD'),
  ...limitsAndPrices,
})
export type EndpointInput = z.input<typeof endpointInput>

/** What of an endpoint is to change; what is left out stays as it is. */
export const endpointChange = z
  .object({ name, baseUrls, model, key, concurrency, timeoutSeconds, currency, ...limitsAndPrices })
  .partial()
export type EndpointChange = z.infer<typeof endpointChange>

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
 * `GET /api/v1/endpoints` answers an EndpointList; POST makes one (201), PATCH /:id changes, DELETE /:id removes,
 * `POST /api/v1/endpoints/:id/test` tries it and answers the EndpointView with the fresh `lastTest`. POST and PATCH answer the
 * EndpointView. Only the owner and admins may write and test.
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

export interface EndpointList {
  endpoints: EndpointView[]
  /** Why the environment gives none although it names a server; null where all is well. */
  environmentProblem: string | null
}

/** What the worker needs to call an endpoint; holds the key, so it never leaves the server. */
export interface EndpointSettings extends Omit<EndpointView, 'hasKey' | 'lastTest'> {
  key: string | null
}
