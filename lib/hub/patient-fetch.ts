import { setTimeout as sleep } from 'node:timers/promises'

/** How often something is asked before its failure stands. */
const tries = 5
/** No server that asks for patience is waited for longer than this, in milliseconds. */
const longestWait = 60_000
/** Answers that pass by themselves. */
const passing: readonly number[] = [408, 429, 500, 502, 503, 504]

interface Patience {
  /** Ends every request, also those of functions of the library that take no signal. */
  signal: AbortSignal
  /** Told what is waited for, in words, and null when it goes on: one after another, each once what it did with the one before has ended. */
  onWait: (reason: string | null) => unknown
  /** Before the second try, in milliseconds; doubled each time. */
  firstWait?: number
}

/**
 * A fetch for the Hub's library that asks again where the network or the server failed for the moment, and tells how far a body has been read
 * (the library's `progressHint`). A commit is asked once: whether it took effect has to be looked up first.
 */
export function patientFetch({ signal, onWait, firstWait = 1000 }: Patience): typeof fetch {
  // A wait of no time would else be written down after its end.
  let told: Promise<unknown> = Promise.resolve()
  const tell = (reason: string | null): void => {
    told = told.then(() => onWait(reason)).catch(() => {})
  }
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const most = /\/commit\/[^/]+$/.test(url.pathname) ? 1 : tries
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted()
      const answer = await once(input, init, signal)
      const failure = answer instanceof Response ? (passing.includes(answer.status) ? `answers ${answer.status}` : null) : 'cannot be reached'
      if (failure === null || attempt >= most) {
        if (answer instanceof Response) return answer
        throw answer.error
      }
      // It may have broken by now.
      if (answer instanceof Response) await answer.body?.cancel().catch(() => {})
      tell(`${url.host} ${failure}; asked again in a moment (${attempt} of ${most} tries)`)
      await sleep(Math.min(longestWait, retryAfter(answer) ?? firstWait * 2 ** (attempt - 1)), undefined, { signal })
      tell(null)
    }
  }
}

async function once(input: string | URL | Request, init: RequestInit | undefined, signal: AbortSignal): Promise<Response | { error: unknown }> {
  const signals = init?.signal ? AbortSignal.any([signal, init.signal]) : signal
  try {
    return await fetch(input, { ...init, signal: signals, ...streamed(init) })
  } catch (error) {
    signals.throwIfAborted()
    return { error }
  }
}

/** What the server asks to wait, in milliseconds. */
function retryAfter(answer: Response | { error: unknown }): number | null {
  const seconds = answer instanceof Response ? Number(answer.headers.get('retry-after') ?? Number.NaN) : Number.NaN
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}

/**
 * A body that is a blob is counted and streamed. Fetch keeps a copy of all that it sent, for a redirect that it might have to follow, unless there
 * is no window and redirects are errors: whole files would be in memory.
 */
function streamed(init: RequestInit | undefined): RequestInit {
  if (!(init?.body instanceof Blob)) return {}
  const told = progressCallback(init)
  return { window: null, redirect: 'error', ...(told ? { body: new CountedBlob(init.body, told) } : {}) }
}

function progressCallback(init: RequestInit | undefined): ((share: number) => void) | null {
  if (!init || !('progressHint' in init) || typeof init.progressHint !== 'object' || init.progressHint === null) return null
  const { progressHint } = init
  if (!('progressCallback' in progressHint) || typeof progressHint.progressCallback !== 'function') return null
  const callback = progressHint.progressCallback
  return (share) => void callback(share)
}

/** A blob that tells which share of it has been read. Its size stays known, so that it is sent with its length. */
class CountedBlob extends Blob {
  readonly #blob: Blob
  readonly #told: (share: number) => void

  constructor(blob: Blob, told: (share: number) => void) {
    super()
    this.#blob = blob
    this.#told = told
  }

  override get size(): number {
    return this.#blob.size
  }

  override get type(): string {
    return this.#blob.type
  }

  override stream(): ReturnType<Blob['stream']> {
    let read = 0
    const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (chunk, controller) => {
        read += chunk.byteLength
        this.#told(Math.min(1, read / Math.max(1, this.size)))
        controller.enqueue(chunk)
      },
    })
    return this.#blob.stream().pipeThrough(count)
  }
}
