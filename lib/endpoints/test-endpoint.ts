import OpenAI from 'openai'
import { z } from 'zod'
import type { Actor } from '#lib/auth/contract.ts'
import { requireManager } from '#lib/auth/managing.ts'
import type { EndpointSettings, EndpointTest, EndpointView } from '#lib/endpoints/contract.ts'
import { endpointSettings, keepTest } from '#lib/endpoints/endpoints.ts'
import { explainFailure } from '#lib/endpoints/explain-failure.ts'
import { readJson } from '#lib/generation/model/json-answer.ts'
import { scrubber } from '#lib/generation/model/scrub.ts'
import { AppError } from '#lib/http/errors.ts'

const patienceMs = 30_000
const listed = 100

const modelList = z.object({ data: z.array(z.object({ id: z.string() })) })
const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullish() }) })).min(1),
  usage: z.object({ completion_tokens: z.number() }).nullish(),
})
const city = z.object({ city: z.string(), country: z.string() })
const citySchema = {
  type: 'object',
  properties: { city: { type: 'string' }, country: { type: 'string' } },
  required: ['city', 'country'],
  additionalProperties: false,
}

/** The second is what the servers of llama.cpp understand; the package knows it without a schema only. */
const schemaForms: OpenAI.ChatCompletionCreateParams['response_format'][] = [
  { type: 'json_schema', json_schema: { name: 'city', strict: true, schema: citySchema } },
  Object.assign({ type: 'json_object' as const }, { schema: citySchema }),
]

/** Tries an endpoint and keeps what it found. Throws AppError('forbidden' | 'not_found'); an endpoint that fails is a finding. */
export async function testKeptEndpoint(actor: Actor, id: string, timeoutMs?: number): Promise<EndpointView> {
  requireManager(actor, 'test endpoints')
  const settings = await endpointSettings(id).catch((error: unknown) => {
    // A key that cannot be read any more is a finding too.
    if (error instanceof AppError && error.code === 'conflict') return error.message
    throw error
  })
  return keepTest(id, typeof settings === 'string' ? nothingFound(settings) : await testEndpoint(settings, timeoutMs))
}

/**
 * Lists the models at each address, then asks the first for one small answer, measured, and one to a JSON schema. Each question waits
 * at most `timeoutMs` milliseconds and is sent once. Never throws; the key does not stand in what it answers.
 */
export async function testEndpoint(settings: EndpointSettings, timeoutMs: number = patienceMs): Promise<EndpointTest> {
  const { baseUrls, model, key } = settings
  const patience = Math.min(timeoutMs, settings.timeoutSeconds * 1000)
  const servers = baseUrls.map((url) => ({ url, client: clientOf(url, key, patience) }))
  const lists = await Promise.all(servers.map(async ({ url, client }) => ({ url, ...(await listModels(client)) })))
  const models = (lists[0]?.models ?? []).map(scrubber(key).message)
  const found: EndpointTest = { ...nothingFound(null), models: models.slice(0, listed), modelListed: models.length > 0 ? models.includes(model) : null }
  const asked = { model, key, timeoutMs: patience, models }

  // A server may do without a list, but not without an answer or the right key.
  const broken = lists.find(({ failure }) => failure !== undefined && !listsNothing(failure))
  if (broken) return { ...found, error: explainFailure(broken.failure, { ...asked, url: broken.url }) }
  const elsewhere = lists.find((list) => list.models.length > 0 && models.includes(model) && !list.models.includes(model))
  if (elsewhere) return { ...found, error: `${new URL(elsewhere.url).host} does not serve "${model}", while ${new URL(baseUrls[0] ?? elsewhere.url).host} does: all addresses of an endpoint must serve the same model.` }

  const [first] = servers
  if (!first) return { ...found, error: 'The endpoint has no address.' }
  try {
    Object.assign(found, await measure(first.client, model))
    return { ...found, jsonSchema: await holdsToSchema(first.client, model), ok: true }
  } catch (error) {
    return { ...found, error: explainFailure(error, { ...asked, url: first.url }) }
  }
}

function nothingFound(error: string | null): EndpointTest {
  return { at: new Date().toISOString(), ok: false, models: [], modelListed: null, latencyMs: null, outputTokensPerSecond: null, jsonSchema: null, error }
}

function clientOf(baseURL: string, key: string | null, timeout: number): OpenAI {
  return new OpenAI({
    baseURL,
    timeout,
    maxRetries: 0,
    apiKey: key ?? 'none',
    ...(key === null ? { defaultHeaders: { Authorization: null } } : {}),
    // Otherwise taken from the environment, and sent to whatever server this is.
    organization: null,
    project: null,
    logLevel: 'off',
  })
}

async function listModels(client: OpenAI): Promise<{ models: string[]; failure?: unknown }> {
  try {
    return { models: modelList.parse(await client.get('/models')).data.map(({ id }) => id) }
  } catch (failure) {
    return { models: [], failure }
  }
}

/** Whether it only means that there is no list, which some servers and proxies do not have. */
function listsNothing(failure: unknown): boolean {
  if (failure instanceof OpenAI.APIConnectionError) return false
  return !(failure instanceof OpenAI.APIError) || failure.status === 404 || failure.status === 405 || failure.status === 501
}

async function measure(client: OpenAI, model: string): Promise<{ latencyMs: number; outputTokensPerSecond: number | null }> {
  const begun = performance.now()
  const { usage } = await ask(client, { model, messages: [{ role: 'user', content: 'Count from one to twenty in words.' }] }, 96)
  const latencyMs = performance.now() - begun
  return { latencyMs: Math.round(latencyMs), outputTokensPerSecond: usage ? Math.round((usage.completion_tokens / latencyMs) * 10_000) / 10 : null }
}

/** In the first of the forms that the server does not refuse; runs go on from a refusal alike (lib/generation/model/dialect.ts). */
async function holdsToSchema(client: OpenAI, model: string): Promise<boolean> {
  for (const response_format of schemaForms) {
    try {
      const request = {
        model,
        // Says nothing of JSON, so that an answer in it is the server's doing.
        messages: [{ role: 'user' as const, content: 'Which city is the capital of Japan? Answer in a friendly sentence.' }],
        response_format,
      }
      // Enough for a model that thinks first.
      const answer = await ask(client, request, 1024)
      const read = readJson(answer.choices[0]?.message.content ?? '')
      return read.ok && city.safeParse(read.value).success
    } catch (error) {
      // Where it is refused there is another form.
      if (error instanceof OpenAI.APIConnectionError || !(error instanceof OpenAI.APIError)) throw error
    }
  }
  return false
}

type Request = Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, 'max_tokens' | 'max_completion_tokens'>

async function ask(client: OpenAI, request: Request, tokens: number): Promise<z.infer<typeof completion>> {
  try {
    return completion.parse(await client.chat.completions.create({ ...request, max_tokens: tokens }))
  } catch (error) {
    // OpenAI's newer models know the limit by another name only.
    if (!(error instanceof OpenAI.BadRequestError) || !error.message.includes('max_completion_tokens')) throw error
    return completion.parse(await client.chat.completions.create({ ...request, max_completion_tokens: tokens }))
  }
}
