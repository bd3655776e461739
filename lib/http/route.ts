import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { requireActor } from '#lib/auth/actor.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { log } from '#lib/config/log.ts'
import { isWithoutConnection } from '#lib/db/timeout.ts'
import type { ErrorBody } from '#lib/http/contract.ts'
import { AppError, notFound } from '#lib/http/errors.ts'
import { readText } from '#lib/http/read-text.ts'
import { unstorablePath } from '#lib/http/unstorable.ts'

type Params = Record<string, string>

interface RouteContext<Body, Query> {
  request: Request
  actor: Actor
  params: Params
  body: Body
  query: Query
}

interface RouteOptions<Body, Query> {
  body?: z.ZodType<Body>
  query?: z.ZodType<Query>
}

/**
 * Makes a Next route handler of a use case: asks who it is, holds writes to the same origin, parses body and query, and turns
 * whatever is thrown into an ErrorBody. A handler returns plain data (200), or a Response of its own.
 */
export function route<Body = undefined, Query = undefined>(
  options: RouteOptions<Body, Query>,
  handle: (context: RouteContext<Body, Query>) => Promise<unknown>,
) {
  return (request: Request, next: { params: Promise<Params> }): Promise<Response> =>
    answer(request, async () => {
      const actor = await requireActor(request.headers)
      return handle({ request, actor, params: await next.params, ...(await parseRequest(request, options)) })
    })
}

/** The same for the few routes that people use before they are signed in. */
export function openRoute<Body = undefined, Query = undefined>(
  options: RouteOptions<Body, Query>,
  handle: (context: Omit<RouteContext<Body, Query>, 'actor'>) => Promise<unknown>,
) {
  return (request: Request, next: { params: Promise<Params> }): Promise<Response> =>
    answer(request, async () => handle({ request, params: await next.params, ...(await parseRequest(request, options)) }))
}

/** Answers a JSON body with another status than 200. */
export function json(body: unknown, status: number): Response {
  return Response.json(body, { status })
}

async function parseRequest<Body, Query>(request: Request, options: RouteOptions<Body, Query>): Promise<{ body: Body; query: Query }> {
  if (request.method !== 'GET' && request.method !== 'HEAD') requireSameOrigin(request)
  const query = options.query ? parse(options.query, Object.fromEntries(new URL(request.url).searchParams), 'query') : undefined
  const body = options.body ? parse(options.body, await readJson(request), 'body') : undefined
  return { body: body as Body, query: query as Query }
}

/** A page of another site must not be able to write with the reader's cookie. */
function requireSameOrigin(request: Request): void {
  const origin = request.headers.get('origin')
  if (!origin) return
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host')
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new AppError('forbidden', 'This request came from another site.')
}

/** Of a body in JSON; files are uploaded by another way. */
const mostBytes = 64 * 1024 * 1024
/** What checks and stores a body calls itself for each level. */
const mostLevels = 256

async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('application/json')) throw new AppError('invalid', 'Send the body as application/json.')
  const text = await readText(request, mostBytes)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new AppError('invalid', 'The body is not valid JSON.')
  }
  if (isDeeper(value, mostLevels)) throw new AppError('invalid', `The body is nested more than ${mostLevels} levels deep.`)
  return value
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1))
}

function parse<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const unstorable = unstorablePath(value)
  if (unstorable !== null) {
    const details = [{ field: unstorable || where, reason: 'holds a character that cannot be stored: a zero byte or half a surrogate pair' }]
    throw new AppError('invalid', details.map(({ field, reason }) => `${field}: ${reason}.`).join(' '), details)
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const details = result.error.issues.map((issue) => ({ field: issue.path.join('.') || where, reason: issue.message }))
  throw new AppError('invalid', details.map((detail) => `${detail.field}: ${detail.reason}`).join('; '), details)
}

async function answer(request: Request, work: () => Promise<unknown>): Promise<Response> {
  const requestId = randomUUID()
  try {
    const result = await work()
    return result instanceof Response ? result : Response.json(result)
  } catch (error) {
    return errorResponse(error, requestId, request)
  }
}

function errorResponse(error: unknown, requestId: string, request: Request): Response {
  // Nobody reads the answer of a request that was left, and what it did has been given up for that.
  if (request.signal.aborted && error === request.signal.reason) return new Response(null, { status: 499 })
  const known = error instanceof AppError ? error : isWithoutConnection(error) ? new AppError('busy', 'The server has too much to do just now. Try again in a moment.') : null
  if (known !== error) log().error({ requestId, method: request.method, path: new URL(request.url).pathname, err: error }, 'request failed')
  const body: ErrorBody = {
    error: {
      code: known?.code ?? 'internal',
      message: known?.message ?? 'Something went wrong on the server. Nothing was changed; the log has the details under this request id.',
      ...(known?.details ? { details: known.details } : {}),
      requestId,
    },
  }
  // In seconds.
  const headers: Record<string, string> = known?.code === 'not_yet' ? { 'retry-after': '1' } : {}
  return Response.json(body, { status: known?.status ?? 500, headers })
}

/** A path's id. Throws AppError('not_found') when it is not a UUID, for then there can be no such thing. */
export function uuidParam(value: string | undefined, noun: string): string {
  const id = z.uuid().toLowerCase().safeParse(value)
  if (!id.success) throw notFound(noun)
  return id.data
}
