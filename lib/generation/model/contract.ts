import type { ChatMessage, ErrorClass, Question } from '#lib/generation/step.ts'

/** Time as the client sees it, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs something once, after so many milliseconds, unless what it answers is called before. */
  after(milliseconds: number, run: () => void): () => void
}

/** Keeps the calls of all workers under an endpoint's requests and tokens a minute. */
export interface Allowance {
  /** Resolves when one request of about so many tokens may go out; rejects with the signal's reason when that aborts first. */
  take(tokens: number, signal: AbortSignal): Promise<void>
  /** Says what a request that had reserved `reserved` tokens came to. */
  settle(reserved: number, used: number): void
}

/** What asking came to, whether or not it helped. */
export interface Figures {
  /** As the server calls the model that answered; the endpoint's own name for it where it does not say. */
  model: string
  finishReason: string | null
  /** Of all requests that were answered, the repair included; null where the server does not count. */
  inputTokens: number | null
  outputTokens: number | null
  /** From sending to the end of the answer, the repair's added; waiting and failed tries left out. */
  latencyMs: number
  /** HTTP requests it took: retries, fallbacks and the repair included. */
  tries: number
}

/** A first answer that could not be used, and what was wrong with it. */
export interface Repaired {
  raw: string
  problem: string
}

/** What came of a question; never a throw. The key of the endpoint stands in none of its texts. */
export type Reply<T> = GoodReply<T> | FailedReply
export interface GoodReply<T> extends Figures {
  status: 'ok'
  value: T
  /** The answer to the letter, thoughts included. */
  raw: string
  repaired: Repaired | null
}
export interface FailedReply extends Figures {
  status: 'error'
  errorClass: ErrorClass
  /** A sentence for people. */
  message: string
  /** The last answer to the letter; null where none came. */
  raw: string | null
  repaired: Repaired | null
}

/** How likely a model finds a completion. */
export interface CompletionLikelihood {
  /** Natural logarithm of the probability of the whole completion, given the messages. */
  logprob: number
  /** Tokens of the completion. */
  tokens: number
  /** Through the model's own chat template, or after a plain rendering of the messages: the two do not compare. */
  method: 'chat' | 'plain'
}

/** A question as it is recognised when it is asked again. */
export interface CanonicalRequest {
  /** What is sent, in the words of the chat completions API; without key. What a server turns out not to know is left out when sent. */
  request: Record<string, unknown>
  /** The same as JSON with sorted keys. */
  json: string
  /** SHA-256 of `json`, in hexadecimal. */
  hash: string
}

/** One server behind an endpoint. */
export interface ServerState {
  url: string
  inFlight: number
  failuresInRow: number
  /** Set while no calls go to it: it failed, or asked to be left alone until then (milliseconds since 1970). */
  resting: { until: number; why: string } | null
}

/** How an endpoint is doing, as one worker sees it. */
export interface ModelClientState {
  /** Calls at once that the client allows itself now: shrinks when servers complain, grows back to the endpoint's concurrency. */
  limit: number
  inFlight: number
  /** Calls that wait for a place. */
  queued: number
  /** Set while nothing can go out; calls wait, and go on by themselves. `since` in milliseconds since 1970. */
  waiting: { since: number; why: string } | null
  /** Set when the server refused the key (or the account's credit) three times in a row; cleared by the next answer. Calls fail at once. */
  refused: { since: number; why: string } | null
  servers: ServerState[]
}

export interface ModelClientOptions {
  clock?: Clock
  /** A float in [0, 1), for jitter. */
  random?: () => number
  /** Where the endpoint has limits a minute; see allowance.ts. */
  allowance?: Allowance
  /** Told whenever `waiting` or `refused` begins or ends. */
  onState?: (state: ModelClientState) => void
}

/** Asks one endpoint. Make one per process and endpoint: its limit and its breaker are shared by all calls through it. */
export interface ModelClient {
  /** Asks, retries, repairs. Throws only the signal's reason, when that aborts. */
  answer<T>(question: Question<T>, signal: AbortSignal): Promise<Reply<T>>
  /** How likely the completion is after the messages; errorClass `unsupported` where the endpoint cannot say. Throws as `answer` does. */
  likelihood(messages: ChatMessage[], completion: string, signal: AbortSignal): Promise<Reply<CompletionLikelihood>>
  requestOf<T>(question: Question<T>): CanonicalRequest
  /** The same for `likelihood`. */
  requestOfLikelihood(messages: ChatMessage[], completion: string): CanonicalRequest
  state(): ModelClientState
  /** Closes its sockets; calls that wait are rejected, those in flight fail. For when no more is asked. */
  close(): void
}
