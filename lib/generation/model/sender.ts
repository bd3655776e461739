import { OpenAI, type ClientOptions } from 'openai'
import type { EndpointSettings } from '#lib/endpoints/contract.ts'
import { sleep } from './clock.ts'
import type { Allowance, Clock } from './contract.ts'
import { brokenOff, type Failure, failureOf, notAnAnswer, timedOut } from './failure.ts'
import { keepAliveFetch, type KeepAliveFetch } from './http.ts'
import type { Scrub } from './scrub.ts'
import { serverPool, type Outcome, type Place, type ServerPool } from './server-pool.ts'

/** Tries for a call at an endpoint that is up, by what went wrong; a limit is no fault, and each timeout costs minutes. */
const mostTries = { failing: 6, slow: 3, limited: 12 }
const firstBackoffMs = 500
const longestBackoffMs = 30_000
/** How many outages give a call its tries back; more, and it may be the call that brings the server down. */
const outagesForgiven = 5

/** One token takes no longer at a server that works. */
const probeSeconds = 60

/** A request to `path` below the base URL, such as `/chat/completions`. */
export interface Outgoing {
  path: string
  body: Record<string, unknown>
  /** Estimated, for limits a minute. */
  tokens: number
}

export type Sent<Answer> =
  | { ok: true; answer: Answer; latencyMs: number; tries: number }
  | { ok: false; failure: Failure; tries: number }

/** Takes a body apart (null: it is no answer) and says how many tokens it came to, where the server counts them; or what the server says broke the answer off. */
export type Read<Answer> = (body: unknown) => { answer: Answer; tokens: number | null } | { broken: string } | null

type Attempt<Answer> = { ok: true; answer: Answer; latencyMs: number } | { ok: false; failure: Failure; url: string }

export interface SenderOptions {
  clock: Clock
  random: () => number
  scrub: Scrub
  allowance: Allowance | undefined
  onChange(): void
}

/** Gets requests through to one of an endpoint's servers. */
export interface Sender {
  /** Throws only the signal's reason, when that aborts. */
  send<Answer>(outgoing: Outgoing, read: Read<Answer>, signal: AbortSignal): Promise<Sent<Answer>>
  pool: ServerPool
  close(): void
}

/** Sends with retries, full-jitter backoff, a timeout, the limits of the server pool and those a minute. */
export function sender(settings: EndpointSettings, { clock, random, scrub, allowance, onChange }: SenderOptions): Sender {
  const { fetch, close } = keepAliveFetch()
  const options = {
    // The package insists on a key, and would take others from the environment, which belong to another endpoint.
    apiKey: settings.key || 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    ...(settings.key ? {} : { defaultHeaders: { authorization: null } }),
    maxRetries: 0,
    logLevel: 'off' as const,
  }
  const clients = new Map(settings.baseUrls.map((baseURL) => [baseURL, new WholeAnswers(fetch, { ...options, baseURL })]))
  const pool = serverPool({ urls: settings.baseUrls, concurrency: settings.concurrency, clock, random, probe, onChange })

  async function once(url: string, { path, body }: Outgoing, signal: AbortSignal, timeoutSeconds = settings.timeoutSeconds): Promise<{ body: unknown; latencyMs: number } | Failure> {
    const ending = new AbortController()
    const abort = () => ending.abort(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    let late = false
    const cancelTimeout = clock.after(timeoutSeconds * 1000, () => {
      late = true
      ending.abort()
    })
    const started = clock.now()
    try {
      signal.throwIfAborted()
      const answered: unknown = await clients.get(url)?.post(path, { body, signal: ending.signal })
      // The package parses what is marked as JSON only; not all servers mark it.
      return { body: typeof answered === 'string' && answered.trimStart().startsWith('{') ? JSON.parse(answered) : answered, latencyMs: clock.now() - started }
    } catch (error) {
      signal.throwIfAborted()
      if (late) return timedOut(timeoutSeconds)
      if (error instanceof SyntaxError) return notAnAnswer('broken JSON')
      return failureOf(error, clock.now(), scrub.message)
    } finally {
      cancelTimeout()
      signal.removeEventListener('abort', abort)
    }
  }

  /** The least that a server can be asked. That it refuses (a key, a parameter) also shows that it is there. */
  async function probe(url: string, signal: AbortSignal): Promise<string | null> {
    const body = { model: settings.model, messages: [{ role: 'user', content: 'Say yes.' }], max_tokens: 1 }
    const result = await once(url, { path: '/chat/completions', body, tokens: 0 }, signal, Math.min(settings.timeoutSeconds, probeSeconds))
    const failure = 'health' in result ? result : isCompletion(result.body) ? null : notAnAnswer(excerpt(result.body, scrub.message))
    return failure === null || failure.health === 'well' || failure.health === 'limited' ? null : scrub.message(failure.message)
  }

  async function attempt<Answer>(outgoing: Outgoing, read: Read<Answer>, signal: AbortSignal, avoid: string | null): Promise<Attempt<Answer>> {
    await allowance?.take(outgoing.tokens, signal)
    let used = 0
    let place: Place | undefined
    let outcome: Outcome = { health: 'stopped' }
    try {
      place = await pool.acquire(signal, avoid)
      const result = await once(place.url, outgoing, signal)
      const answer = 'health' in result ? null : read(result.body)
      if (!('health' in result) && answer && 'answer' in answer) {
        outcome = { health: 'answered' }
        used = answer.tokens ?? outgoing.tokens
        return { ok: true, answer: answer.answer, latencyMs: result.latencyMs }
      }
      const failure = 'health' in result ? result : answer && 'broken' in answer ? brokenOff(answer.broken) : notAnAnswer(excerpt(result.body, scrub.message))
      failure.message = scrub.message(failure.message)
      outcome = failure.health === 'well' ? { health: 'well' } : { health: failure.health, why: failure.message, waitMs: failure.waitMs }
      return { ok: false, failure, url: place.url }
    } finally {
      place?.release(outcome)
      allowance?.settle(outgoing.tokens, used)
    }
  }

  return {
    pool,
    async send<Answer>(outgoing: Outgoing, read: Read<Answer>, signal: AbortSignal) {
      const failed = { failing: 0, slow: 0, limited: 0 }
      let avoid: string | null = null
      let forgiven = 0
      for (let tries = 1; ; tries++) {
        const outages = pool.outages
        const result: Attempt<Answer> = await attempt(outgoing, read, signal, avoid)
        if (result.ok) return { ...result, tries }
        const failure: Failure = result.failure
        if (!failure.retry) return { ok: false, failure, tries }
        if (pool.outages > outages && forgiven++ < outagesForgiven) Object.assign(failed, { failing: 0, slow: 0, limited: 0 })
        const kind = failure.health === 'limited' ? 'limited' : failure.errorClass === 'timeout' ? 'slow' : 'failing'
        failed[kind]++
        avoid = result.url
        // While all servers are down it is not this call that fails: it waits for its place.
        if (pool.open) continue
        if (failed[kind] >= mostTries[kind]) return { ok: false, failure: givenUp(failure, tries), tries }
        await sleep(clock, backoff(failed[kind], failure), signal)
      }
    },
    close() {
      pool.close()
      close()
    },
  }

  /** A server that said how long it wants to rest gets its rest from the pool; a little on top keeps all from coming back at once. */
  function backoff(failures: number, { waitMs }: Failure): number {
    if (waitMs !== null) return random() * Math.min(1000, waitMs / 10)
    return random() * Math.min(longestBackoffMs, firstBackoffMs * 2 ** failures)
  }
}

/**
 * The package's client over our own transport. Signal and timeout are the caller's business (see `once`): the package would compose
 * signals and start a timer for each request, at a third of what a call costs.
 */
class WholeAnswers extends OpenAI {
  readonly #fetch: KeepAliveFetch['fetch']
  constructor(fetch: KeepAliveFetch['fetch'], options: ClientOptions) {
    super(options)
    this.#fetch = fetch
  }

  override fetchWithTimeout(url: RequestInfo, init: RequestInit | undefined): Promise<Response> {
    return this.#fetch(url instanceof Request ? url.url : url, init ?? {})
  }
}

function givenUp(failure: Failure, tries: number): Failure {
  return { ...failure, message: `${failure.message} Given up after ${tries} ${tries === 1 ? 'try' : 'tries'}.` }
}

function isCompletion(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'choices' in body
}

function excerpt(body: unknown, clean: (text: string) => string): string {
  const text = clean(typeof body === 'string' ? body : (JSON.stringify(body) ?? 'nothing'))
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
