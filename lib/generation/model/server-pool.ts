import { hidePasswords } from '#lib/config/log.ts'
import { adaptiveLimit } from './adaptive-limit.ts'
import { sleep } from './clock.ts'
import type { Clock, ServerState } from './contract.ts'

/** Failures in a row after which a server gets no calls but probes: alone, and where another can take them. */
const failuresAlone = 5
const failuresAmongOthers = 2
const firstProbeMs = 500
const longestProbeMs = 30_000
/** A rest of less is not worth telling people about. */
const tellAfterMs = 5000

/** What a call found out about its server. */
export type Outcome =
  | { health: 'answered' | 'well' | 'stopped' }
  | { health: 'limited' | 'busy' | 'slow' | 'down'; why: string; waitMs: number | null }

/** A place among the calls in flight, at one server. */
export interface Place {
  url: string
  /** Gives it back; once. */
  release(outcome: Outcome): void
}

export interface ServerPoolOptions {
  urls: readonly string[]
  /** Calls at once, over all servers. */
  concurrency: number
  clock: Clock
  random: () => number
  /** Asks a server that was down the least that can be asked; null: it answered, otherwise why not. Never throws, except when aborted. */
  probe(url: string, signal: AbortSignal): Promise<string | null>
  /** `waiting` of `state` began or ended. */
  onChange(): void
}

/** Shares calls among servers of the same model. */
export interface ServerPool {
  /** Waits for a place: at the server with the fewest calls in flight, another than `avoid` where there is one. Rejects with the signal's reason, or when closed. */
  acquire(signal: AbortSignal, avoid: string | null): Promise<Place>
  state(): { limit: number; inFlight: number; queued: number; waiting: { since: number; why: string } | null; servers: ServerState[] }
  /** Whether all servers are down. */
  readonly open: boolean
  /** How many times all servers were down and a probe had said so too, until one came back. */
  readonly outages: number
  close(): void
}

interface Server {
  url: string
  inFlight: number
  failuresInRow: number
  why: string
  restingUntil: number
  /** Set while it is down. */
  down: { since: number; nextProbe: number; failedProbes: number; probing: boolean } | null
}

/**
 * The breaker and the semaphore in one: a server that fails several times in a row gets only probes, one at a time, ever further apart,
 * until one succeeds; the others go on. When all are down, calls wait.
 */
export function serverPool({ urls, concurrency, clock, random, probe, onChange }: ServerPoolOptions): ServerPool {
  const limit = adaptiveLimit(concurrency)
  const servers: Server[] = [...new Set(urls)].map((url) => ({ url, inFlight: 0, failuresInRow: 0, why: '', restingUntil: 0, down: null }))
  const queue: { avoid: string | null; grant(place: Place): void; refuse(reason: unknown): void }[] = []
  const closing = new AbortController()
  let inFlight = 0
  let turn = 0
  let outages = 0
  let confirmed = false
  let waiting: { since: number; why: string } | null = null
  let cancelWake = () => {}

  const isOpen = () => servers.every((server) => server.down !== null)

  function choose(avoid: string | null, now: number): Server | null {
    const able = servers.filter((server) => server.down === null && server.restingUntil <= now)
    const others = able.filter((server) => server.url !== avoid)
    const from = others.length > 0 ? others : able
    turn++
    // From a different one each time, so that the first of equals is not always the same.
    return from.map((_, index) => from[(index + turn) % from.length]).reduce<Server | null>((best, one) => (one && (best === null || one.inFlight < best.inFlight) ? one : best), null)
  }

  function dispatch(): void {
    // Looked at once: a rest that ended between two looks would have nobody chosen and nobody woken.
    const now = clock.now()
    while (inFlight < limit.value) {
      const next = queue[0]
      const server = next && choose(next.avoid, now)
      if (!server) break
      queue.shift()
      next.grant(place(server))
    }
    for (const server of servers) if (server.down) void revive(server)
    noteWaiting(now)
    cancelWake()
    const ends = servers.flatMap((server) => (server.down === null && server.restingUntil > now ? [server.restingUntil] : []))
    if ((queue.length > 0 || waiting) && ends.length > 0) cancelWake = clock.after(Math.min(...ends) - now, dispatch)
  }

  function noteWaiting(now: number): void {
    const held = servers.every((server) => server.down !== null || server.restingUntil > now + (waiting ? 0 : tellAfterMs))
    if (held === (waiting !== null)) return
    waiting = held ? { since: now, why: [...new Set(servers.map((server) => `${shown(server.url)}: ${server.why}`))].join('; ') } : null
    onChange()
  }

  function place(server: Server): Place {
    inFlight++
    server.inFlight++
    return {
      url: server.url,
      release(outcome) {
        inFlight--
        server.inFlight--
        learn(server, outcome)
        dispatch()
      },
    }
  }

  function learn(server: Server, outcome: Outcome): void {
    if (!('why' in outcome)) {
      if (outcome.health === 'answered') limit.answered()
      if (outcome.health !== 'stopped') recovered(server)
      return
    }
    server.why = outcome.why
    if (outcome.waitMs !== null) server.restingUntil = Math.max(server.restingUntil, clock.now() + outcome.waitMs)
    if (outcome.health !== 'down') limit.complained()
    // To say that it was too much it must be there.
    if (outcome.health === 'limited') return recovered(server)
    server.failuresInRow++
    const others = servers.some((other) => other !== server && other.down === null)
    if (server.down === null && server.failuresInRow >= (others ? failuresAmongOthers : failuresAlone)) {
      server.down = { since: clock.now(), nextProbe: clock.now() + jittered(firstProbeMs), failedProbes: 0, probing: false }
    }
  }

  function recovered(server: Server): void {
    server.failuresInRow = 0
    if (server.down === null) return
    if (isOpen() && confirmed) outages++
    confirmed = false
    server.down = null
  }

  /** Probes a server that is down as long as somebody asks for the endpoint: a run that is over leaves it in peace. */
  async function revive(server: Server): Promise<void> {
    const { down } = server
    if (down === null || down.probing) return
    down.probing = true
    // An answer to an older call may come meanwhile; and what fails then is another time that it is down, with probes of its own.
    const isStillDown = () => server.down === down
    try {
      while (isStillDown() && (queue.length > 0 || inFlight > 0)) {
        await sleep(clock, Math.max(0, down.nextProbe - clock.now()), closing.signal)
        if (!isStillDown()) break
        const problem = await probe(server.url, closing.signal)
        if (!isStillDown()) break
        if (problem === null) {
          recovered(server)
        } else {
          server.why = problem
          down.failedProbes++
          down.nextProbe = clock.now() + jittered(Math.min(longestProbeMs, firstProbeMs * 2 ** down.failedProbes))
          if (isOpen()) confirmed = true
        }
      }
    } catch (error) {
      if (!closing.signal.aborted) throw error
    } finally {
      down.probing = false
    }
    if (!closing.signal.aborted && server.down === null) dispatch()
  }

  const jittered = (milliseconds: number) => milliseconds * (0.5 + random() / 2)

  return {
    acquire(signal, avoid) {
      return new Promise((resolve, reject) => {
        if (signal.aborted || closing.signal.aborted) return reject(signal.aborted ? signal.reason : closing.signal.reason)
        const abort = () => entry.refuse(signal.reason)
        const entry = {
          avoid,
          grant(granted: Place) {
            signal.removeEventListener('abort', abort)
            resolve(granted)
          },
          refuse(reason: unknown) {
            signal.removeEventListener('abort', abort)
            queue.splice(queue.indexOf(entry), 1)
            reject(reason)
          },
        }
        signal.addEventListener('abort', abort, { once: true })
        queue.push(entry)
        dispatch()
      })
    },
    state: () => ({
      limit: limit.value,
      inFlight,
      queued: queue.length,
      waiting,
      servers: servers.map((server) => ({ url: shown(server.url), inFlight: server.inFlight, failuresInRow: server.failuresInRow, resting: restOf(server, clock.now()) })),
    }),
    get open() {
      return isOpen()
    },
    get outages() {
      return outages
    },
    close() {
      cancelWake()
      closing.abort(new Error('the client was closed'))
      while (queue[0]) queue[0].refuse(closing.signal.reason)
    },
  }
}

function restOf(server: Server, now: number): { until: number; why: string } | null {
  if (server.down) return { until: server.down.nextProbe, why: server.why }
  return server.restingUntil > now ? { until: server.restingUntil, why: server.why } : null
}

function shown(url: string): string {
  return hidePasswords(url)
}
