import { Agent as HttpAgent, type IncomingHttpHeaders, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

/** No TCP connection within this time: nobody is there. Answers may take as long as the endpoint's timeout. */
const connectMs = 10_000
/** Free sockets go before the server closes them (vLLM does after five seconds), lest a request meets a closing one. No limit for answers. */
const idleMs = 4000
const maxBodyBytes = 64 * 1024 * 1024

/** The server was not reached, or went away before it had answered. */
export class ConnectionProblem extends Error {
  /** As Node names it: ECONNREFUSED, ECONNRESET, ... */
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** As `fetch`, as far as the `openai` package needs it for answers that come whole. */
export interface KeepAliveFetch {
  fetch: (url: string | URL, init: RequestInit) => Promise<Response>
  close(): void
}

/**
 * Over node:http because Node's `fetch` gives up after five minutes without headers whatever the caller's timeout, and does not say
 * which way a connection was lost. Sockets are kept and reused, as many as there are calls at once. Behind a proxy when
 * NODE_USE_ENV_PROXY=1 says so, as Node does. The body is read before the promise resolves. Rejects with ConnectionProblem or the signal's reason.
 */
export function keepAliveFetch(): KeepAliveFetch {
  const options = {
    keepAlive: true,
    maxSockets: Infinity,
    maxFreeSockets: 4096,
    timeout: idleMs,
    // The socket used last is the least likely to have been closed by the server meanwhile.
    scheduling: 'lifo' as const,
    ...(process.env.NODE_USE_ENV_PROXY === '1' ? { proxyEnv: process.env } : {}),
  }
  const http = new HttpAgent(options)
  const https = new HttpsAgent(options)
  return {
    fetch(address, init) {
      const url = new URL(address)
      const secure = url.protocol === 'https:'
      return send(url, init, secure ? { request: httpsRequest, agent: https } : { request: httpRequest, agent: http })
    },
    close() {
      http.destroy()
      https.destroy()
    },
  }
}

function send(url: URL, init: RequestInit, over: { request: typeof httpRequest; agent: HttpAgent }): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const signal = init.signal ?? undefined
  if (signal?.aborted) return Promise.reject(signal.reason)
  const body = typeof init.body === 'string' ? Buffer.from(init.body) : undefined
  const headers: Record<string, string | number> = Object.fromEntries(init.headers instanceof Headers ? init.headers : new Headers(init.headers))
  if (body) headers['content-length'] = body.length

  const request = over.request(url, { method: init.method ?? 'GET', headers, agent: over.agent })
  const abort = () => {
    request.destroy()
    fail(signal?.reason)
  }
  const settled = () => signal?.removeEventListener('abort', abort)
  const fail = (reason: unknown) => {
    settled()
    reject(reason)
  }
  const lost = (error: Error) => fail(connectionProblem(error))
  signal?.addEventListener('abort', abort, { once: true })

  request.on('error', lost)
  request.on('socket', (socket) => {
    if (!socket.connecting) return
    const timer = setTimeout(() => request.destroy(new ConnectionProblem('ETIMEDOUT', 'no connection within 10 seconds')), connectMs)
    socket.once('connect', () => clearTimeout(timer))
    socket.once('close', () => clearTimeout(timer))
  })
  request.on('response', (response) => {
    const chunks: Buffer[] = []
    let bytes = 0
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > maxBodyBytes) response.destroy(new ConnectionProblem('TOO_LARGE', 'the answer is larger than 64 MiB'))
    })
    response.on('error', lost)
    response.on('close', () => {
      if (!response.complete) lost(new ConnectionProblem('ECONNRESET', 'the connection was cut in the middle of the answer'))
    })
    response.on('end', () => {
      if (!response.complete) return
      settled()
      resolve(asResponse(response.statusCode ?? 0, response.headers, Buffer.concat(chunks)))
    })
  })
  request.end(body)
  return promise
}

function asResponse(status: number, headers: IncomingHttpHeaders, body: Buffer): Response {
  const single = Object.entries(headers).flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []))
  const response = new Response(null, { status: status >= 200 && status <= 599 ? status : 502, headers: single })
  // The body is here already: a stream of it would cost more than all the rest of a call.
  return Object.assign(response, { text: async () => body.toString('utf8') })
}

function connectionProblem(error: Error): ConnectionProblem {
  if (error instanceof ConnectionProblem) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
  // A host with several addresses fails with an error for each, and an empty message.
  const message = error instanceof AggregateError && !error.message ? error.errors.map((one) => (one instanceof Error ? one.message : '')).join(', ') : error.message
  return new ConnectionProblem(code, message)
}
