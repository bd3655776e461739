import type { AskedEndpoint } from './asking.ts'
import { pool } from '#lib/db/client.ts'
import { endpointSettings } from '#lib/endpoints/endpoints.ts'
import { sharedAllowance } from '#lib/generation/model/allowance.ts'
import { createModelClient, type ModelClientState } from '#lib/generation/model/client.ts'
import { stepsWithoutEndpoint, type GenerateParams } from '#lib/generation/recipe.ts'
import { AppError } from '#lib/http/errors.ts'

/** The endpoints that a run asks, each with one client for all its calls in this process. */
export interface EndpointsOfRun {
  find(id: string | undefined): AskedEndpoint
  /** Calls at once that all of them together bear. */
  concurrency: number
  close(): void
}

/** The endpoints that a recipe names, each once. */
export function endpointIds(params: Pick<GenerateParams, 'steps' | 'endpointId'>): string[] {
  const asking = params.steps.filter(({ step }) => !stepsWithoutEndpoint.includes(step))
  const ids = asking.map((step) => ('endpointId' in step ? step.endpointId : undefined) ?? params.endpointId)
  return [...new Set(ids.filter((id) => id !== null))]
}

/** Throws AppError('not_found') when a recipe names an endpoint that is not there, or ('conflict') when its key cannot be had. */
export async function requireEndpoints(params: Pick<GenerateParams, 'steps' | 'endpointId'>): Promise<void> {
  for (const id of endpointIds(params)) await endpointSettings(id)
}

/** `onState` is told whenever an endpoint stops or goes on. Throws AppError when one is gone or its key cannot be had. */
export async function openEndpoints(params: GenerateParams, onState: (name: string, state: ModelClientState) => void): Promise<EndpointsOfRun> {
  const opened = new Map<string, AskedEndpoint>()
  for (const id of endpointIds(params)) {
    const settings = await endpointSettings(id)
    const allowance = sharedAllowance(pool(), settings)
    const client = createModelClient(settings, { onState: (state) => onState(settings.name, state), ...(allowance ? { allowance } : {}) })
    opened.set(id, { settings, client })
  }
  return {
    find(id) {
      const found = opened.get(id ?? params.endpointId ?? '')
      if (!found) throw new AppError('invalid', 'A step asks a model, and no endpoint is chosen for it.')
      return found
    },
    concurrency: [...opened.values()].reduce((sum, { settings }) => sum + settings.concurrency, 0),
    close() {
      for (const { client } of opened.values()) client.close()
    },
  }
}
