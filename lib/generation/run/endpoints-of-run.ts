import { pool } from '#lib/db/client.ts'
import { endpointSettings } from '#lib/endpoints/endpoints.ts'
import { sharedAllowance } from '#lib/generation/model/allowance.ts'
import { createModelClient, type ModelClientState } from '#lib/generation/model/client.ts'
import { stepsWithoutEndpoint, type GenerateParams } from '#lib/generation/recipe.ts'
import { AppError } from '#lib/http/errors.ts'
import type { AskedEndpoint } from './asking.ts'
import { slots } from '#lib/runs/slots.ts'

/** Calls that a client has for each that its endpoint bears: those that wait between two tries leave their places to others. */
const slotsPerCall = 2

/** The endpoints that a run asks, each with one client for all its calls in this process. */
export interface EndpointsOfRun {
  find(id: string | undefined): AskedEndpoint
  /** Calls at once that all of them together bear. */
  concurrency: number
  /** Whether one of them is down, so that calls wait for it. */
  waiting(): boolean
  /** Sends no more calls out than those that are under way. */
  halt(reason: unknown): void
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
    const client = createModelClient(settings, { allowance: sharedAllowance(pool(), settings), onState: (state) => onState(settings.name, state) })
    opened.set(id, { settings, client, slots: slots(slotsPerCall * settings.concurrency) })
  }
  return {
    find(id) {
      const found = opened.get(id ?? params.endpointId ?? '')
      if (!found) throw new AppError('invalid', 'A step asks a model, and no endpoint is chosen for it.')
      return found
    },
    concurrency: [...opened.values()].reduce((sum, { settings }) => sum + settings.concurrency, 0),
    waiting: () => [...opened.values()].some(({ client }) => client.state().waiting !== null),
    halt(reason) {
      for (const endpoint of opened.values()) endpoint.slots.close(reason)
    },
    close() {
      for (const { client } of opened.values()) client.close()
    },
  }
}
