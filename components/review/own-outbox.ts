import { z } from 'zod'
import type { BrowserTable } from '#components/review/browser-table.ts'
import { isRefusal } from '#components/review/decision-queue.ts'
import type { ConstraintView } from '#lib/review/contract.ts'

/** A constraint in a reviewer's own words that the server does not have yet. */
export interface OwnWaiting {
  /** Names the request, and not the constraint: sent twice, it is added once. */
  id: string
  pairId: string
  text: string
  elapsedMs: number
  madeAt: number
  /** Why the server did not take it, in its words: it is not sent again, and stays until it is taken back. */
  refused?: string | undefined
}

/** What became of one when it was sent first: the constraint `added`; it `waits` where the server was not reached, and was refused with these words. */
export type OwnSent = { added: ConstraintView } | { refused: string } | 'waits' | 'taken back'

interface Options {
  table: BrowserTable
  reviewerId: string
  /** Throws what has a `status` when the server said no, anything else when it was not reached. */
  send: (own: OwnWaiting) => Promise<ConstraintView>
  /** `late`: not at the first attempt, of which `add` answers. `takenBack`: in another tab, while it was on its way. */
  onAdded: (constraint: ConstraintView, own: OwnWaiting & { takenBack?: boolean }, late: boolean) => void
  onRefused: (message: string, own: OwnWaiting, late: boolean) => void
}

export type OwnOutbox = ReturnType<typeof createOwnOutbox>

const retryMs = 5000
const kept = z.object({ id: z.uuid(), pairId: z.uuid(), text: z.string(), elapsedMs: z.number(), madeAt: z.number(), refused: z.string().optional() })

/** The outbox of a reviewer's own constraints: kept in the browser until the server has them, sent one after the other. */
export function createOwnOutbox({ table, reviewerId, send, onAdded, onRefused }: Options) {
  const keyOf = (id: string) => ['own', reviewerId, id]
  const listeners = new Set<() => void>()
  const addedListeners = new Set<(constraint: ConstraintView) => void>()
  const unsafe = new Set<string>()
  const first = new Set<string>()
  const arrived = new Map<string, ConstraintView>()
  let waiting: readonly OwnWaiting[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let sending: Promise<void> | null = null
  let underWay: string | null = null
  let stopped = false
  const loaded = load().catch(() => {})

  async function load(): Promise<void> {
    const found = (await table.list(['own', reviewerId])).flatMap(({ value }) => kept.safeParse(value).data ?? [])
    if (found.length === 0) return
    set([...found.toSorted((a, b) => a.madeAt - b.madeAt), ...waiting])
    void sendAll()
  }

  function set(next: readonly OwnWaiting[]): void {
    waiting = next
    for (const listener of listeners) listener()
  }

  function forget(id: string): void {
    unsafe.delete(id)
    set(waiting.filter((each) => each.id !== id))
    table.write([{ remove: keyOf(id) }]).catch(() => {})
  }

  function keep(own: OwnWaiting): void {
    unsafe.add(own.id)
    table.write([{ put: keyOf(own.id), value: own }]).then(() => unsafe.delete(own.id), () => {})
  }

  /** Whether it is still wanted: another tab may have taken it back, or have seen to it. */
  async function isKept({ id }: OwnWaiting): Promise<boolean> {
    if (unsafe.has(id)) return true
    const rows = await table.list(['own', reviewerId]).catch(() => null)
    return rows === null || rows.some(({ key }) => key[2] === id)
  }

  async function sendOne(own: OwnWaiting): Promise<'done' | 'waits'> {
    if (!(await isKept(own))) {
      set(waiting.filter((each) => each !== own))
      return 'done'
    }
    // Taken back, or the page left, while that was looked up.
    if (!waiting.includes(own)) return 'done'
    if (stopped) return 'waits'
    underWay = own.id
    try {
      const constraint = await send(own)
      const takenBack = !(await isKept(own))
      forget(own.id)
      if (first.has(own.id)) arrived.set(own.id, constraint)
      onAdded(constraint, takenBack ? { ...own, takenBack } : own, !first.has(own.id))
      for (const listener of addedListeners) listener(constraint)
      return 'done'
    } catch (error) {
      if (!isRefusal(error)) return 'waits'
      const message = error instanceof Error ? error.message : 'The server did not take it.'
      const refused = { ...own, refused: message }
      set(waiting.map((each) => (each === own ? refused : each)))
      keep(refused)
      onRefused(message, own, !first.has(own.id))
      return 'done'
    } finally {
      underWay = null
    }
  }

  const nextOne = (): OwnWaiting | undefined => waiting.find(({ refused }) => refused === undefined)

  /** Sends those that wait, in order, until one cannot be sent; then tries again later. */
  function sendAll(): Promise<void> {
    clearTimeout(timer)
    if (stopped) return Promise.resolve()
    sending ??= (async () => {
      for (let own = nextOne(); own && !stopped; own = nextOne()) {
        if ((await sendOne(own)) === 'done') continue
        if (!stopped) timer = setTimeout(() => void sendAll(), retryMs)
        return
      }
    })().finally(() => (sending = null))
    return sending
  }

  return {
    loaded,
    /** Keeps one and sends it; answers once the first attempt is over. */
    add: async (own: Omit<OwnWaiting, 'madeAt'>): Promise<OwnSent> => {
      const made = { ...own, madeAt: Date.now() }
      set([...waiting, made])
      first.add(own.id)
      keep(made)
      if (sending) await sending
      if (waiting.includes(made)) await sendAll()
      first.delete(own.id)
      const added = arrived.get(own.id)
      if (arrived.delete(own.id) && added) return { added }
      const left = waiting.find(({ id }) => id === own.id)
      return left === undefined ? 'taken back' : left.refused === undefined ? 'waits' : { refused: left.refused }
    },
    /** Takes one back that waits or was refused; answers false for one that is on its way just now, which cannot be. */
    takeBack: (id: string): boolean => {
      if (id === underWay) return false
      forget(id)
      return true
    },
    /** Sends nothing more: the screen was left, and whoever comes after it has what is kept. */
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
    goOn: () => {
      stopped = false
      void sendAll()
    },
    retryNow: () => void sendAll(),
    /** How many would be lost with the page. */
    unkept: () => waiting.filter(({ id }) => unsafe.has(id)).length,
    /** Tells of each constraint that was added; answers how to stop that. */
    whenAdded: (listener: (constraint: ConstraintView) => void) => {
      addedListeners.add(listener)
      return () => void addedListeners.delete(listener)
    },
    snapshot: () => waiting,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
