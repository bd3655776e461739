import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { seededRng } from '#lib/random.ts'
import { chatLogprobs, echoedCompletion } from './made-up-likelihood.fixture.ts'
import { madeUpInstance, madeUpText } from './made-up-answer.fixture.ts'

/** How often each fault happens, 0 to 1; together at most 1. */
export interface Faults {
  rate429?: number
  rate500?: number
  rate503?: number
  /** The connection is lost, before the answer or in the middle of it. */
  cut?: number
  /** Half an answer, with finish_reason `length`. */
  truncated?: number
  /** To a question with a JSON schema: prose, broken JSON, or JSON of another shape. */
  wrongJson?: number
  /** No answer, ever. */
  hang?: number
  /** Seconds, sent along with 429 and 503. */
  retryAfter?: number
}

const chatRequest = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })).default([]),
  response_format: z.looseObject({ type: z.string(), schema: z.unknown().optional(), json_schema: z.looseObject({ name: z.string(), schema: z.unknown() }).optional() }).optional(),
  prompt: z.string().default(''),
  max_tokens: z.number().optional(),
})

/** A request as `answer` sees it. */
export interface FaultRequest extends z.infer<typeof chatRequest> {
  /** SHA-256 of its body. */
  hash: string
  /** How many times the very same request came before. */
  nth: number
}

/** What the server does about one request; a string: it answers with it. */
export type Reaction =
  | string
  | { content: string | null; finishReason?: string; refusal?: string }
  | { status: number; headers?: Record<string, string>; body?: unknown }
  | { cut: 'before' | 'within' }
  | { hang: true }

export interface FaultServerOptions {
  seed?: string | number
  /** From the request to the answer; faults come at once. */
  latencyMs?: number
  /** What answers wait for besides; faults do not. */
  until?: Promise<void>
  faults?: Faults
  /** Instead of a made-up answer; undefined: made up after all. Faults come first. */
  answer?: (request: FaultRequest) => Reaction | undefined
  /** 0: any that is free. */
  port?: number
  model?: string
  /** Only this key is let in; others are told off, with the key that they sent. */
  key?: string
  /** Whether it takes `response_format`, knows it as `json_object` only and fails at others (llama-cpp-python), refuses it, or answers as if it were not there. */
  jsonSchema?: 'yes' | 'as_object' | 'refused' | 'ignored'
  /** How it gives log-probabilities of a prompt; `misplaced`: as `echo`, but those of other tokens (llama-cpp-python). */
  likelihood?: 'chat' | 'echo' | 'misplaced' | 'none'
}

export interface FaultServer {
  /** Base URL, with /v1. */
  url: string
  requests: {
    total: number
    /** `ok`, or the name of the fault; answers other than made-up ones by `ok`, their status, `cut` or `hang`. */
    outcomes: Record<string, number>
    /** By hash of the body: how many came, and how many were answered well. */
    byHash: Map<string, { total: number; ok: number }>
    inFlight: number
    mostInFlight: number
  }
  /** Changes how it behaves from the next request on. */
  set(changes: Pick<FaultServerOptions, 'latencyMs' | 'faults' | 'answer' | 'jsonSchema' | 'likelihood'>): void
  /** Nobody is at the address any more; calls in flight are cut. */
  down(): Promise<void>
  up(): Promise<void>
  stop(): Promise<void>
}

/**
 * A stand-in for an OpenAI-compatible server that fails as real ones do. What it answers is made up, decided by the seed and the request;
 * which fault meets a request, by the seed, the request and how often it came before, so that order and number of callers do not matter.
 */
export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  let settings = { seed: 0, latencyMs: 0, faults: {}, model: 'made-up-model', jsonSchema: 'yes', likelihood: 'none', ...options }
  const requests: FaultServer['requests'] = { total: 0, outcomes: {}, byHash: new Map(), inFlight: 0, mostInFlight: 0 }
  let port = options.port ?? 0
  let server = await listen()
  port = portOf(server)

  async function listen(): Promise<Server> {
    const made = createServer((request, response) => {
      handle(request, response).catch(() => response.destroy())
    })
    // Longer than any client keeps a socket that it does not use, so that no request meets a closing one.
    made.keepAliveTimeout = 120_000
    await new Promise<void>((resolve, reject) => {
      made.once('error', reject)
      made.listen(port, '127.0.0.1', 2048, resolve)
    })
    return made
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const body = await text(request)
    const bearer = request.headers.authorization
    if (options.key !== undefined && bearer !== `Bearer ${options.key}`) {
      count('401')
      return json(response, 401, { error: { message: `Incorrect API key provided: ${bearer}`, type: 'invalid_request_error', code: 'invalid_api_key' } })
    }
    if (path === '/v1/models') return json(response, 200, { object: 'list', data: [{ id: settings.model, object: 'model', owned_by: 'nobody' }] })
    const isChat = path === '/v1/chat/completions'
    if (!isChat && path !== '/v1/completions') return json(response, 404, { error: { message: 'Not Found' } })

    const hash = createHash('sha256').update(body).digest('hex')
    const seen = requests.byHash.get(hash) ?? { total: 0, ok: 0 }
    requests.byHash.set(hash, seen)
    const asked = { ...chatRequest.parse(JSON.parse(body)), hash, nth: seen.total++ }
    requests.total++
    requests.inFlight++
    requests.mostInFlight = Math.max(requests.mostInFlight, requests.inFlight)
    response.once('close', () => requests.inFlight--)
    const { name, reaction } = isChat ? reactionTo(asked) : { name: 'ok', reaction: echoReaction(asked) }
    count(name)
    if (name === 'ok' && settings.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, settings.latencyMs))
    if (name === 'ok') await settings.until
    if (name === 'ok') seen.ok++
    react(response, asked, reaction)
  }

  function reactionTo(asked: FaultRequest): { name: string; reaction: Reaction } {
    const fault = faultFor(asked)
    if (fault) return fault
    if (asked.response_format && settings.jsonSchema === 'refused') {
      return { name: '400', reaction: { status: 400, body: { error: { message: 'response_format is not supported by this server' } } } }
    }
    if (asked.response_format?.type === 'json_schema' && settings.jsonSchema === 'as_object') {
      const message = "1 validation error: {'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'text' or 'json_object'\"}"
      return { name: '500', reaction: { status: 500, body: { error: { message, type: 'internal_server_error' } } } }
    }
    const reaction = settings.answer?.(asked)
    if (reaction === undefined) return { name: 'ok', reaction: madeUp(asked) }
    if (typeof reaction === 'string' || 'content' in reaction) return { name: 'ok', reaction }
    return { name: 'status' in reaction ? (reaction.status === 200 ? 'ok' : String(reaction.status)) : 'cut' in reaction ? 'cut' : 'hang', reaction }
  }

  function faultFor(asked: FaultRequest): { name: string; reaction: Reaction } | null {
    const faults: Faults = settings.faults
    const rng = seededRng(settings.seed, 'fault', asked.hash, asked.nth)
    const headers: Record<string, string> = faults.retryAfter === undefined ? {} : { 'retry-after': String(faults.retryAfter) }
    const kinds: [keyof Faults, () => Reaction][] = [
      ['rate429', () => ({ status: 429, headers, body: { error: { message: 'Rate limit reached', code: 'rate_limit_exceeded' } } })],
      ['rate500', () => ({ status: 500, body: { error: { message: 'Internal Server Error' } } })],
      ['rate503', () => ({ status: 503, headers, body: { error: { message: 'The server is overloaded' } } })],
      ['cut', () => ({ cut: rng.next() < 0.5 ? 'before' : 'within' })],
      ['truncated', () => truncated(madeUp(asked))],
      ['wrongJson', () => (asked.response_format ? wrongJson(madeUp(asked), rng.int(0, 2)) : madeUp(asked))],
      ['hang', () => ({ hang: true })],
    ]
    let left = rng.next()
    for (const [name, reaction] of kinds) {
      left -= faults[name] ?? 0
      if (left < 0) return { name, reaction: reaction() }
    }
    return null
  }

  function madeUp(asked: FaultRequest): string {
    const seed = `${settings.seed} ${asked.hash}`
    const { json_schema: named, schema: plain } = asked.response_format ?? {}
    const schema = settings.jsonSchema === 'yes' ? named?.schema : settings.jsonSchema === 'as_object' ? plain : undefined
    return schema === undefined ? madeUpText(seed) : JSON.stringify(madeUpInstance(schema, seed, asked.messages.findLast(({ role }) => role === 'user')?.content))
  }

  function echoReaction(asked: FaultRequest): Reaction {
    if (settings.likelihood !== 'echo' && settings.likelihood !== 'misplaced') return { status: 404, body: { error: { message: 'Not Found' } } }
    return { status: 200, body: echoedCompletion(asked.model, asked.prompt, settings.seed, settings.likelihood === 'misplaced' ? -10 : 0) }
  }

  function react(response: ServerResponse, asked: FaultRequest, reaction: Reaction): void {
    if (typeof reaction !== 'string' && 'hang' in reaction) return
    if (typeof reaction !== 'string' && 'status' in reaction) return json(response, reaction.status, reaction.body ?? {}, reaction.headers)
    if (typeof reaction !== 'string' && 'cut' in reaction) {
      if (reaction.cut === 'before') return void response.destroy()
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 })
      response.write('{"id":"chatcmpl-', () => response.destroy())
      return
    }
    const { content, finishReason = 'stop', refusal } = typeof reaction === 'string' ? { content: reaction } : reaction
    const prompt = asked.messages.map((message) => message.content).join(' ')
    const message = { role: 'assistant', content, ...(refusal === undefined ? {} : { refusal }) }
    json(response, 200, {
      id: `chatcmpl-${asked.hash.slice(0, 12)}`,
      object: 'chat.completion',
      model: asked.model,
      choices: [{ index: 0, message, finish_reason: finishReason }],
      usage: { prompt_tokens: tokens(prompt), completion_tokens: tokens(content ?? ''), total_tokens: tokens(prompt) + tokens(content ?? '') },
      ...(settings.likelihood === 'chat' && asked.prompt_logprobs !== undefined ? { prompt_logprobs: chatLogprobs(asked, settings.seed) } : {}),
    })
  }

  function count(name: string): void {
    requests.outcomes[name] = (requests.outcomes[name] ?? 0) + 1
  }

  async function down(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }

  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    set: (changes) => void (settings = { ...settings, ...changes }),
    down,
    async up() {
      server = await listen()
    },
    stop: down,
  }
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const content = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json', 'content-length': content.length, ...headers })
  response.end(content)
}

function truncated(content: string): Reaction {
  return { content: content.slice(0, Math.floor(content.length / 2)), finishReason: 'length' }
}

function wrongJson(content: string, how: number): string {
  if (how === 0) return 'I am sorry, but here is what I think about it instead.'
  if (how === 1) return content.slice(0, -1)
  return '{"unexpected": true}'
}

function tokens(content: string): number {
  return Math.ceil(content.length / 4)
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}
