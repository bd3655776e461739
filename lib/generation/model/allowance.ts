import { z } from 'zod'
import type { EndpointSettings } from '#lib/endpoints/contract.ts'
import { sleep, systemClock } from './clock.ts'
import type { Allowance, Clock } from './contract.ts'

/**
 * How much of a minute's allowance may pile up while nobody uses it: no burst is larger than this part of it. The bucket is refilled
 * by so much less, so that the burst and what comes after it stay within any minute's allowance together.
 */
const burstMinutes = 1 / 20
/** A lease is for at most so much of a minute, so that what one worker has is not long missing to the others. */
const leaseMinutes = 1 / 120
/** Where all is used up as it comes, so much is left to gather that a worker asks the database some ten times a second at most. */
const shortestWaitMs = 200

const leased = z.object({ granted: z.boolean(), requests: z.number(), tokens: z.number() })

/** As a pool of `pg` has it. */
interface Database {
  query(sql: string, values: unknown[]): Promise<{ rows: unknown[] }>
}

/** One lease: what is asked for at least and at most. */
interface Wish {
  requests: [number, number]
  tokens: [number, number]
}

/**
 * An endpoint's requests and tokens a minute, shared by all workers: a token bucket in the endpoint's row. Leased in batches; what a
 * request turns out to need less or more than was reserved for it goes into the next lease. Undefined where the endpoint has
 * no limits. `take` rejects also with what the database threw.
 */
export function sharedAllowance(
  database: Database,
  endpoint: Pick<EndpointSettings, 'id' | 'requestsPerMinute' | 'tokensPerMinute'>,
  { clock = systemClock, random = Math.random }: { clock?: Clock; random?: () => number } = {},
): Allowance | undefined {
  const { id, requestsPerMinute, tokensPerMinute } = endpoint
  if (requestsPerMinute === null && tokensPerMinute === null) return undefined
  const have = { requests: requestsPerMinute === null ? Infinity : 0, tokens: tokensPerMinute === null ? Infinity : 0 }
  let turn: Promise<void> = Promise.resolve()

  /** Callers come one after the other, so that a large request is not overtaken forever by small ones. */
  async function take(tokens: number, signal: AbortSignal): Promise<void> {
    const before = turn
    const done = Promise.withResolvers<void>()
    turn = done.promise
    try {
      await aborted(before, signal)
      for (;;) {
        if (have.requests >= 1 && have.tokens >= tokens) break
        const waitMs = await lease(tokens)
        if (waitMs > 0) await sleep(clock, waitMs * (1 + random() / 4), signal)
      }
      have.requests -= 1
      have.tokens -= tokens
    } finally {
      // An aborted caller leaves its place to the next only when its own turn has come.
      void before.then(done.resolve)
    }
  }

  /** Zero: something came; otherwise how many milliseconds until there is enough. */
  async function lease(tokens: number): Promise<number> {
    const wish: Wish = { requests: share(requestsPerMinute, 1 - have.requests), tokens: share(tokensPerMinute, tokens - have.tokens) }
    const answer = await leaseAllowance(database, id, { requestsPerMinute, tokensPerMinute }, wish)
    // An endpoint that is gone limits nobody.
    if (answer === null || answer.granted) {
      have.requests += answer?.requests ?? wish.requests[0]
      have.tokens += answer?.tokens ?? wish.tokens[0]
      return 0
    }
    return Math.max(shortestWaitMs, wait(wish.requests[0], answer.requests, requestsPerMinute), wait(wish.tokens[0], answer.tokens, tokensPerMinute))
  }

  return {
    take,
    settle(reserved, used) {
      have.tokens += reserved - used
    },
  }
}

/** At least what is missing, at most a batch. */
function share(perMinute: number | null, missing: number): [number, number] {
  if (perMinute === null) return [0, 0]
  const least = Math.max(0, missing)
  return [least, Math.max(least, Math.ceil(perMinute * leaseMinutes))]
}

/** Milliseconds until there is enough: a request larger than any burst is let in when the bucket is full. */
function wait(least: number, available: number, perMinute: number | null): number {
  if (perMinute === null) return 0
  return ((Math.min(least, burst(perMinute)) - available) / refill(perMinute)) * 60_000
}

function refill(perMinute: number): number {
  return perMinute * (1 - burstMinutes)
}

function burst(perMinute: number): number {
  return Math.max(1, perMinute * burstMinutes)
}

/**
 * Refills an endpoint's bucket and takes a lease from it, in one statement by primary key. The row lock orders the workers: one that had
 * to wait for it reckons with the row as the other left it, as long as the reckoning uses nothing but that row's own columns. Answers
 * what was taken, or what there is where that is not enough; null: the endpoint is gone. An allowance goes below zero for a request that
 * is larger than any burst, and is paid back by waiting.
 */
async function leaseAllowance(
  database: Database,
  endpointId: string,
  limits: { requestsPerMinute: number | null; tokensPerMinute: number | null },
  { requests, tokens }: Wish,
): Promise<z.infer<typeof leased> | null> {
  const { rows } = await database.query(
    `WITH refilled AS MATERIALIZED (
       SELECT "id",
         CASE WHEN $2::float8 IS NULL THEN $4::float8
           ELSE least($6::float8, "requestAllowance" + $2 * greatest(0, extract(epoch FROM clock_timestamp() - "allowanceAt")::float8 / 60)) END AS requests,
         CASE WHEN $3::float8 IS NULL THEN $5::float8
           ELSE least($7::float8, "tokenAllowance" + $3 * greatest(0, extract(epoch FROM clock_timestamp() - "allowanceAt")::float8 / 60)) END AS tokens
       FROM "Endpoint" WHERE "id" = $1::uuid
       FOR UPDATE
     ), decided AS (
       SELECT "id", requests, tokens,
         requests >= least($8::float8, $6) AND tokens >= least($9::float8, $7) AS granted,
         greatest($8, least($4, requests)) AS "takenRequests",
         greatest($9, least($5, tokens)) AS "takenTokens"
       FROM refilled
     )
     UPDATE "Endpoint" SET
       "requestAllowance" = CASE WHEN $2 IS NULL THEN 0 ELSE decided.requests - CASE WHEN granted THEN "takenRequests" ELSE 0 END END,
       "tokenAllowance" = CASE WHEN $3 IS NULL THEN 0 ELSE decided.tokens - CASE WHEN granted THEN "takenTokens" ELSE 0 END END,
       "allowanceAt" = greatest("allowanceAt", clock_timestamp())
     FROM decided WHERE "Endpoint"."id" = decided."id"
     RETURNING granted,
       CASE WHEN granted THEN "takenRequests" ELSE decided.requests END AS requests,
       CASE WHEN granted THEN "takenTokens" ELSE decided.tokens END AS tokens`,
    [
      endpointId,
      limits.requestsPerMinute === null ? null : refill(limits.requestsPerMinute),
      limits.tokensPerMinute === null ? null : refill(limits.tokensPerMinute),
      requests[1],
      tokens[1],
      burst(limits.requestsPerMinute ?? 0),
      burst(limits.tokensPerMinute ?? 0),
      requests[0],
      tokens[0],
    ],
  )
  return rows[0] === undefined ? null : leased.parse(rows[0])
}

/** A promise, or the signal's reason when that aborts before it. */
function aborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    void promise.then(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    })
  })
}
