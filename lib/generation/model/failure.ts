import { APIConnectionError, APIError } from 'openai'
import type { ErrorClass } from '#lib/generation/step.ts'
import { ConnectionProblem } from './http.ts'
import { retryAfterMs } from './retry-after.ts'

/** Why a request came to nothing, and what to do about it. */
export interface Failure {
  errorClass: ErrorClass
  /** A sentence for people; without the key where `clean` takes it out. */
  message: string
  /** Of the HTTP answer; null where none came. */
  status: number | null
  /** Whether the same request may go better later. */
  retry: boolean
  /** How long the server asks to be left alone. */
  waitMs: number | null
  /** What it says about the server: it works, limits us, has too much to do, does not answer in time, or is down. */
  health: 'well' | 'limited' | 'busy' | 'slow' | 'down'
  /** The account is refused, so that no other call will go better. */
  refused: boolean
}

const tooLong = /context.?(length|size|window)|maximum (context|model)|max_model_len|exceed_context_size|(prompt|input|request).{0,40}too (long|large|many tokens)|too many tokens|longer than the maximum|reduce the length|string_above_max_length|must be <= ?\d+ ?.{0,20}tokens/i
const filtered = /content_filter|content management policy|content_policy|responsible.?ai/i
/** Some servers answer a request that they do not understand as if they had failed (llama-cpp-python: 500). */
const notUnderstood = /response_format/
/** The chat template, or the model, knows no system message. */
export const systemUnknown = /system (?:role|message|instruction)s? (?:is |are )?not supported|does not support 'system'|only user and assistant roles|roles must alternate|developer instruction is not enabled/i
const withoutCredit = /insufficient_quota|insufficient.{0,10}(credit|balance|funds)/i

/** The endpoint's timeout ended before the answer came. `seconds`: the timeout. */
export function timedOut(seconds: number): Failure {
  return { errorClass: 'timeout', message: `No answer within ${seconds} seconds.`, status: null, retry: true, waitMs: null, health: 'slow', refused: false }
}

/** The server answered 200 with something that no chat completion is; proxies in front of a dead server do that. */
export function notAnAnswer(what: string): Failure {
  return { errorClass: 'server', message: `The server answered with something that is not a completion: ${what}`, status: 200, retry: true, waitMs: null, health: 'down', refused: false }
}

/** The server answered 200 with a part of an answer, and says that it is no more than that. */
export function brokenOff(message: string): Failure {
  return { errorClass: 'server', message, status: 200, retry: true, waitMs: null, health: 'busy', refused: false }
}

/** What the `openai` package threw. `now` in milliseconds since 1970; `clean` takes out of the server's words what is secret, before they are cut: half a key would not be known as one. */
export function failureOf(error: unknown, now: number, clean: (text: string) => string): Failure {
  if (error instanceof APIConnectionError || !(error instanceof APIError)) return connectionFailure(error)
  const status = typeof error.status === 'number' ? error.status : null
  if (status === null) return connectionFailure(error)
  const said = saidBy(error, clean)
  const failure: Failure = { errorClass: 'rejected', message: `The server answered ${status}: ${said}`, status, retry: false, waitMs: null, health: 'well', refused: false }
  const wait = error.headers instanceof Headers ? retryAfterMs(error.headers, now) : null
  if (status === 429) {
    if (withoutCredit.test(said)) return { ...failure, errorClass: 'rate_limited', refused: true }
    return { ...failure, errorClass: 'rate_limited', retry: true, waitMs: wait, health: 'limited' }
  }
  if (status === 503) return { ...failure, errorClass: 'server', retry: true, waitMs: wait, health: 'busy' }
  if (status === 500 && (notUnderstood.test(said) || systemUnknown.test(said))) return failure
  if (status >= 500) return { ...failure, errorClass: 'server', retry: status !== 501, waitMs: wait, health: status === 501 ? 'well' : 'down' }
  if (status === 408) return { ...failure, errorClass: 'timeout', retry: true, waitMs: wait, health: 'slow' }
  if (status === 409 || status === 425) return { ...failure, retry: true, waitMs: wait }
  if (status === 401 || status === 403) return { ...failure, errorClass: 'auth', refused: true }
  // No credit; no such model, or no such address.
  if (status === 402 || status === 404) return { ...failure, refused: true }
  if (status === 413 || tooLong.test(said)) return { ...failure, errorClass: 'too_long' }
  if (filtered.test(said)) return { ...failure, errorClass: 'refused' }
  return failure
}

function connectionFailure(error: unknown): Failure {
  const reason = rootOf(error)
  const code = reason instanceof ConnectionProblem && reason.code !== 'UNKNOWN' && !reason.message.includes(reason.code) ? ` (${reason.code})` : ''
  const message = reason instanceof Error ? reason.message : String(reason)
  // Our transport loses connections in one way only; anything else never left, such as a key that no header can hold.
  if (!(reason instanceof ConnectionProblem)) return { errorClass: 'rejected', message: `The request could not be sent: ${message}`, status: null, retry: false, waitMs: null, health: 'well', refused: true }
  return { errorClass: 'connection', message: `The connection failed: ${message || 'no reason given'}${code}`, status: null, retry: true, waitMs: null, health: 'down', refused: false }
}

/** The package wraps what our fetch threw, sometimes twice. */
function rootOf(error: unknown): unknown {
  let reason = error
  for (let depth = 0; depth < 5; depth++) {
    if (reason instanceof ConnectionProblem || !(reason instanceof Error) || reason.cause === undefined) break
    reason = reason.cause
  }
  return reason
}

/** The server's own words: message, code and type, at most 500 characters. */
function saidBy(error: APIError, clean: (text: string) => string): string {
  const words = clean(error.message.replace(/^\d{3} /, '').trim())
  const marks = [error.code, error.type].filter((mark): mark is string => typeof mark === 'string' && mark !== '' && !words.includes(mark))
  const said = marks.length > 0 ? `${words} (${marks.join(', ')})` : words
  return said.length > 500 ? `${said.slice(0, 500)}…` : said
}
