import type { Act } from '#components/review/act.ts'
import type { UnsentActs } from '#components/review/unsent-acts.ts'
import type { DecisionInput, DecisionResult } from '#lib/review/contract.ts'

/** Sends a batch; answers one result each, in order. Throws what has a `status` when the server said no, anything else when it was not reached. */
export type Send = (decisions: DecisionInput[], options: { leaving: boolean }) => Promise<DecisionResult[]>

export interface DecisionQueue {
  add(act: Act): void
  /** Keeps an act back, so that a reason can still be added; it is kept in storage all the same. */
  hold(id: string): void
  /** Lets the act that is held back go, with a reason or without. */
  release(reason?: string): void
  heldId(): string | null
  /** All that the server has not answered, in order. */
  pending(): readonly Act[]
  /** Acts on a constraint that the server has not answered, in order. */
  pendingOf(constraintId: string): readonly Act[]
  /** Keeps an act as it was changed in place. */
  update(act: Act): void
  /** Forgets acts that make no sense any more. */
  drop(ids: ReadonlySet<string>): void
  size(): number
  /** Why nothing gets through just now; null while all is well. */
  trouble(): string | null
  /** How many of them would be lost with the page: not written to the browser's storage, or not yet. */
  unkept(): number
  /** Whether the browser keeps what is not sent; false once it did not. */
  keeps(): boolean
  retryNow(): void
  /** Sends what is left while the page closes; what the server does not get stays in storage. */
  leave(): void
  /** Resolves once what was kept from earlier is known, and everything is answered or sending is in trouble. */
  settled(): Promise<void>
}

interface QueueOptions {
  send: Send
  unsent: UnsentActs
  onResult: (act: Act, result: DecisionResult) => void
  onChange: () => void
}

const largestBatch = 200
const firstWaitMs = 1000
const longestWaitMs = 30_000

/**
 * The outbox of decisions. Acts on one constraint go one after the other, since each builds on the version that the one before
 * makes; acts on different constraints go in one batch. What fails for the network's or the server's sake is sent again, later
 * and later, under the same id, which the server takes once.
 */
export function createDecisionQueue({ send, unsent, onResult, onChange }: QueueOptions): DecisionQueue {
  const acts: Act[] = []
  // What the browser has written down of them.
  const safe = new Set<string>()
  let keeps = true
  const loaded = unsent.load().then(takeIn, () => void (keeps = false)).then(onChange)
  let held: string | null = null
  let sending = false
  let failures = 0
  let batchLimit = largestBatch
  let trouble: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: (() => void)[] = []

  function takeIn(found: readonly Act[]): void {
    const made = new Set(acts.map(({ input }) => input.id))
    acts.unshift(...found.filter(({ input }) => !made.has(input.id)))
    for (const { input } of found) safe.add(input.id)
    if (found.length > 0) void pump()
  }

  function keep(act: Act): void {
    safe.delete(act.input.id)
    unsent.put(act).then(
      () => {
        safe.add(act.input.id)
        if (keeps) return
        keeps = true
        keepRest()
        onChange()
      },
      () => {
        keeps = false
        onChange()
      },
    )
  }

  /** Writes down what found no room before. */
  function keepRest(): void {
    for (const act of acts) if (!safe.has(act.input.id)) keep(act)
  }

  function nextBatch(limit: number): Act[] {
    const batch: Act[] = []
    const taken = new Set<string>()
    for (const act of acts) {
      if (batch.length >= limit) break
      if (taken.has(act.input.constraintId)) continue
      taken.add(act.input.constraintId)
      if (act.input.id !== held) batch.push(act)
    }
    return batch
  }

  async function pump(): Promise<void> {
    if (sending || timer !== undefined) return
    const batch = nextBatch(batchLimit)
    if (batch.length === 0) return wake()
    sending = true
    try {
      const results = await send(batch.map((act) => act.input), { leaving: false })
      failures = 0
      trouble = null
      if (acts.length === batch.length) batchLimit = largestBatch
      for (const act of batch) settle(act, results.find((result) => result.id === act.input.id))
    } catch (error) {
      fail(batch, error)
    }
    sending = false
    onChange()
    void pump()
  }

  function settle(act: Act, result: DecisionResult | undefined): void {
    if (!result) throw new Error('The server did not answer every decision.')
    forget(act)
    onResult(act, result)
  }

  function fail(batch: Act[], error: unknown): void {
    const message = error instanceof Error ? error.message : 'The server cannot be reached.'
    if (isRefusal(error)) {
      // One bad act must not take the others of its batch with it: then they go one by one.
      if (batch.length > 1) batchLimit = 1
      else for (const act of batch) settle(act, { id: act.input.id, outcome: 'refused', message })
      return
    }
    trouble = message
    timer = setTimeout(retryNow, Math.min(longestWaitMs, firstWaitMs * 2 ** failures))
    failures += 1
    wake()
  }

  function retryNow(): void {
    clearTimeout(timer)
    timer = undefined
    if (!keeps) keepRest()
    void pump()
  }

  function forget(act: Act): void {
    const at = acts.indexOf(act)
    if (at !== -1) acts.splice(at, 1)
    if (held === act.input.id) held = null
    safe.delete(act.input.id)
    unsent.remove(act.input.id)
  }

  function wake(): void {
    const woken = waiting
    waiting = []
    for (const done of woken) done()
  }

  function release(reason?: string): void {
    const act = acts.find(({ input }) => input.id === held)
    held = null
    if (!act) return
    if (reason !== undefined) {
      act.input = { ...act.input, reason }
      keep(act)
    }
    onChange()
    void pump()
  }

  return {
    add: (act) => {
      acts.push(act)
      keep(act)
      onChange()
      queueMicrotask(() => void pump())
    },
    hold: (id) => {
      held = id
    },
    release,
    heldId: () => held,
    pending: () => acts,
    pendingOf: (constraintId) => acts.filter((act) => act.input.constraintId === constraintId),
    update: keep,
    drop: (ids) => {
      for (const act of acts.filter(({ input }) => ids.has(input.id))) forget(act)
    },
    size: () => acts.length,
    trouble: () => trouble,
    unkept: () => acts.filter(({ input }) => !safe.has(input.id)).length,
    keeps: () => keeps,
    retryNow,
    leave: () => {
      held = null
      const batch = nextBatch(largestBatch)
      if (batch.length > 0) send(batch.map((act) => act.input), { leaving: true }).catch(() => {})
    },
    settled: async () => {
      await loaded
      await new Promise<void>((done) => {
        if (acts.every(({ input }) => input.id === held) || timer !== undefined) return done()
        waiting.push(done)
      })
    },
  }
}

/** Whether asking again cannot help: the server understood and said no. Signing in again, or waiting, may help with the rest. */
export function isRefusal(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 && status < 500 && status !== 401 && status !== 408 && status !== 429
}
