import { z } from 'zod'

const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
  }),
})

/** What the server answered when it did not do what was asked; its message is meant for people. */
export class ApiError extends Error {
  readonly code: string
  readonly status: number
  readonly details: { field: string; reason: string }[]

  constructor(code: string, message: string, status: number, details: { field: string; reason: string }[] = []) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.details = details
  }
}

interface Init {
  method?: string
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

/**
 * Asks the JSON API. `T` is the answer's type in the contract of the route. Throws ApiError for every answer that is no success and
 * code `offline` when there was none; a session that ended leads to the sign-in page.
 */
export async function api<T>(path: string, init: Init = {}): Promise<T> {
  const response = await send(path, init)
  if (response.ok) return response.status === 204 ? (undefined as T) : ((await response.json()) as T)
  const parsed = errorBody.safeParse(await response.json().catch(() => null))
  if (response.status === 401) window.location.assign(`/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`)
  if (!parsed.success) throw new ApiError('internal', `The server answered ${response.status}.`, response.status)
  const { code, message, details } = parsed.data.error
  throw new ApiError(code, message, response.status, details)
}

async function send(path: string, { method, body, headers, signal }: Init): Promise<Response> {
  try {
    return await fetch(path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
      credentials: 'same-origin',
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError('offline', 'The server cannot be reached. Is Pincer running, and are you connected?', 0)
  }
}
