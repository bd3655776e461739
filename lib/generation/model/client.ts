import type { EndpointSettings } from '#lib/endpoints/contract.ts'
import type { ModelClient, ModelClientOptions } from './contract.ts'

export type * from './contract.ts'

/** The client of an endpoint: chat completions through the `openai` package, with our own retries, limit and breaker. */
export function createModelClient(settings: EndpointSettings, _options: ModelClientOptions = {}): ModelClient {
  throw new Error(`not yet: ${settings.name}`)
}
