import { isRefusal } from '#components/review/decision-queue.ts'
import type { PairView, ReviewScope } from '#lib/review/contract.ts'

/** What of `GET /api/v1/datasets/:id/review` is asked; scope and dataset are the loader's. */
export interface PageQuery {
  at?: string
  after?: string
  before?: string
  limit: number
  /** Only to be at hand without a connection: nobody is handed them, and others may have them meanwhile. */
  reserve?: true
}

export interface TrailState {
  /** `none`: nothing in this scope; `ended`: all that was in it is behind the reviewer. */
  status: 'loading' | 'ready' | 'none' | 'ended' | 'failed'
  pair: PairView | null
  error: unknown
  /** A move that waits for the server, or for what says where it leads. */
  moving: boolean
  /** Counts what came to the screen, or was waited for there. */
  came: number
}

interface TrailOptions {
  scope: ReviewScope
  load: (query: PageQuery) => Promise<PairView[]>
  /** Waits until the server knows of the decisions made so far, for what is left to do depends on them. */
  settled: () => Promise<void>
  /** Does work when nothing else is to be done. Without it nothing is put by for a time without a connection. */
  whenIdle?: ((work: () => void) => void) | undefined
}

type Move = 'moved' | 'last' | 'first' | 'ended' | 'failed'

export type PairTrail = ReturnType<typeof createPairTrail>

const aheadWanted = 2
/**
 * How many pairs are at hand for when the server cannot be reached: some ten minutes' to an hour's work. They are not leased, for leases end two minutes
 * after the connection; so they may be many, and keep nothing from others.
 */
const reserveWanted = 60
/** As many as one request may ask for. */
const reserveAtOnce = 20

/** The way through the pairs of a scope: those visited, the one shown, and the next ones, fetched ahead so that moving on is instant. */
export function createPairTrail({ scope, load, settled, whenIdle }: TrailOptions) {
  // Pairs of these scopes leave it by being decided; the other scopes end at their last pair.
  const empties = scope === 'undecided' || scope === 'disputed'
  const visited: PairView[] = []
  let index = -1
  let ahead: PairView[] = []
  let fetchingAhead: Promise<void> | null = null
  let nothingBehind = false
  // Behind those fetched ahead, in order; shown only where the server is not reached.
  let reserve: PairView[] = []
  let putBy: { whole: boolean; underWay: boolean } = { whole: false, underWay: false }
  let state: TrailState = { status: 'loading', pair: null, error: null, moving: false, came: 0 }
  const listeners = new Set<() => void>()

  function set(change: Partial<TrailState>): void {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  function show(at: number): void {
    index = at
    set({ status: 'ready', pair: visited[index] ?? null, error: null, came: state.came + 1 })
    void fetchAhead().then(putMoreBy)
  }

  function push(pair: PairView): void {
    visited.splice(index + 1, visited.length, pair)
    reserve = reserve.filter(({ id }) => id !== pair.id)
    show(visited.length - 1)
  }

  function fetchAhead(): Promise<void> {
    const last = ahead.at(-1) ?? visited.at(-1)
    if (!last || nothingBehind || ahead.length >= aheadWanted) return Promise.resolve()
    fetchingAhead ??= load({ after: last.id, limit: 3 })
      .then((pairs) => {
        ahead.push(...pairs.filter((pair) => !ahead.some((known) => known.id === pair.id)))
        nothingBehind = pairs.length === 0
      })
      // Fetching ahead is a courtesy; the move itself asks again and shows what is wrong.
      .catch(() => {})
      .finally(() => {
        fetchingAhead = null
      })
    return fetchingAhead
  }

  /** Puts more pairs by, a few at a time. */
  function putMoreBy(): void {
    const last = reserve.at(-1) ?? ahead.at(-1)
    if (!whenIdle || !last || nothingBehind || putBy.whole || putBy.underWay || reserve.length > reserveWanted - reserveAtOnce) return
    const mine = (putBy = { whole: false, underWay: true })
    whenIdle(() => {
      load({ after: last.id, limit: reserveAtOnce, reserve: true })
        .then((pairs) => {
          if (putBy !== mine) return
          const known = new Set([...visited, ...ahead, ...reserve].map(({ id }) => id))
          reserve.push(...pairs.filter(({ id }) => !known.has(id)))
          putBy = { whole: pairs.length < reserveAtOnce, underWay: false }
          putMoreBy()
        })
        // Without it the way ends sooner where the connection does.
        .catch(() => {
          if (putBy === mine) putBy = { whole: false, underWay: false }
        })
    })
  }

  /** Forgets what was put by. */
  function emptyReserve(): void {
    reserve = []
    putBy = { whole: false, underWay: false }
  }

  /** Fetches ahead what could not be fetched before; where the screen says that the server was not reached, asks first whether it still is not. */
  async function reconnect(): Promise<void> {
    const { error, pair, status, moving: busy } = state
    if (busy || status !== 'ready' || !pair || (error !== null && isRefusal(error))) return
    if (error !== null) {
      try {
        await load({ at: pair.id, limit: 1 })
      } catch {
        return
      }
      // A move may have begun, and failed, meanwhile.
      if (state.error === error) set({ error: null })
    }
    nothingBehind = false
    putBy = { ...putBy, whole: false }
    await fetchAhead()
    putMoreBy()
  }

  /** Runs a move, showing that it waits and what went wrong. */
  async function moving(work: () => Promise<Move>): Promise<Move> {
    if (state.moving) return 'failed'
    set({ moving: true, error: null })
    try {
      return await work()
    } catch (error) {
      set({ error, ...(state.pair ? {} : { status: 'failed' }) })
      return 'failed'
    } finally {
      set({ moving: false })
    }
  }

  /** Waits, as a move does, for what says where the next one leads. Not to be called while something moves. */
  async function waitFor(work: () => Promise<void>): Promise<void> {
    set({ moving: true })
    try {
      await work()
    } finally {
      set({ moving: false, came: state.came + 1 })
    }
  }

  async function start(at: string | null): Promise<Move> {
    visited.length = 0
    index = -1
    ahead = []
    emptyReserve()
    nothingBehind = false
    set({ status: 'loading', pair: null })
    return moving(async () => {
      // What was kept from another visit: the numbers and the queue are to know of it.
      await settled()
      const [first, ...rest] = await load({ ...(at ? { at } : {}), limit: 3 })
      if (!first) {
        set({ status: 'none' })
        return 'last'
      }
      ahead = rest
      push(first)
      return 'moved'
    })
  }

  async function next(): Promise<Move> {
    if (state.status === 'ended') return 'ended'
    // A second press while the next pair is on its way means that one, not the one behind it.
    if (state.moving) return 'failed'
    if (index < visited.length - 1) {
      show(index + 1)
      return 'moved'
    }
    const ready = ahead.shift()
    if (ready) {
      push(ready)
      return 'moved'
    }
    return moving(() => beyond(visited[index]))
  }

  async function beyond(current: PairView | undefined): Promise<Move> {
    if (fetchingAhead) await fetchingAhead
    await settled()
    const behind = ahead.length > 0 ? ahead : await load({ ...(current ? { after: current.id } : {}), limit: 3 }).catch(fromReserve)
    // Those that were passed by undecided come again.
    const left = behind.length > 0 || !empties ? behind : await load({ limit: 3 })
    const [first, ...rest] = left.filter((pair) => pair.id !== current?.id)
    if (first) {
      ahead = rest
      nothingBehind = false
      push(first)
      return 'moved'
    }
    if (left.length > 0 || !empties) return 'last'
    set({ status: 'ended' })
    return 'ended'
  }

  /** The next one that was put by, where the server was not reached; throws the error where there is none, or it said no. */
  function fromReserve(error: unknown): PairView[] {
    const next = isRefusal(error) ? undefined : reserve.shift()
    if (!next) throw error
    return [next]
  }

  async function previous(): Promise<Move> {
    if (state.status === 'ended') {
      show(index)
      return 'moved'
    }
    if (index > 0) {
      show(index - 1)
      return 'moved'
    }
    return moving(async () => {
      const first = visited[0]
      if (!first) return 'first'
      const before = await load({ before: first.id, limit: 3 })
      if (before.length === 0) return 'first'
      visited.unshift(...before.toReversed())
      show(before.length - 1)
      return 'moved'
    })
  }

  /** Goes to a pair of this visit, or fetches it. */
  async function goTo(pairId: string): Promise<Move> {
    if (state.pair?.id === pairId && state.status === 'ready') return 'moved'
    const known = visited.findLastIndex((pair) => pair.id === pairId)
    if (known !== -1) {
      show(known)
      return 'moved'
    }
    return moving(async () => {
      const [found] = await load({ at: pairId, limit: 1 })
      if (found?.id !== pairId) return 'failed'
      push(found)
      return 'moved'
    })
  }

  /** Changes a pair wherever it stands on the way. */
  function change(pairId: string, how: (pair: PairView) => PairView): void {
    const changed = (pair: PairView): PairView => (pair.id === pairId ? how(pair) : pair)
    visited.splice(0, visited.length, ...visited.map(changed))
    ahead = ahead.map(changed)
    reserve = reserve.map(changed)
    if (state.pair) set({ pair: changed(state.pair) })
  }

  return {
    start,
    reconnect,
    waitFor,
    change,
    next,
    previous,
    goTo,
    snapshot: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
