import type { DecisionStore } from '#components/review/decision-store.ts'
import type { PairTrail } from '#components/review/pair-trail.ts'

/** What became of an undo or redo, in words for the reviewer, and where it was; `warn` where it could not be done. */
export interface Travelled {
  text: string
  tone: 'plain' | 'warn'
  where: { pairId: string; constraintId: string } | null
  /** How many decisions it took back or did again. */
  count: number
}

/**
 * Takes the last step back, or does the last one taken back again, and shows its pair. A pair that was decided before the page was
 * loaded is fetched first: what it is by now is what an undo builds on. Several at once are carried out one after the other.
 */
export function travel(way: Way, direction: 'undo' | 'redo'): Promise<Travelled> {
  const before = underWay.get(way.store)
  const mine = before ? before.then(() => carryOut(way, direction)) : carryOut(way, direction)
  underWay.set(way.store, mine)
  void mine.then(() => {
    if (underWay.get(way.store) === mine) underWay.delete(way.store)
  })
  return mine
}

/** Takes back all that was done last on one pair, however many keys it took. */
export async function undoPair(way: Way): Promise<Travelled> {
  await reach(way, 'undo')
  const pairId = way.store.nextPair('undo')
  let count = 0
  let last: Travelled | null = null
  do {
    const travelled = await travel(way, 'undo')
    // What cannot be undone any more is passed over, once it is said; what came before it is still there.
    if (!travelled.where) return last ?? travelled
    last = travelled
    count += travelled.count
    await reach(way, 'undo')
  } while (pairId !== null && way.store.nextPair('undo') === pairId)
  return count === 1 ? last : { ...last, text: `Undone: ${count} decisions on this pair.` }
}

interface Way {
  store: DecisionStore
  trail: PairTrail
}

const underWay = new WeakMap<DecisionStore, Promise<Travelled>>()

async function carryOut({ store, trail }: Way, direction: 'undo' | 'redo'): Promise<Travelled> {
  await reach({ store, trail }, direction)
  const tried = new Set<string>()
  for (;;) {
    const pairId = store.unseenPair(direction)
    if (pairId === null || tried.has(pairId)) break
    if (trail.snapshot().moving) {
      await atRest(trail)
      continue
    }
    tried.add(pairId)
    const moved = await trail.goTo(pairId)
    if (moved === 'failed' && trail.snapshot().error !== null) return { text: `The pair of what is to be ${done[direction]} cannot be opened just now.`, tone: 'warn', where: null, count: 0 }
  }
  const where = store[direction]()
  if (!where) return { text: `There is nothing to ${direction}.`, tone: 'plain', where: null, count: 0 }
  if (where.overruledBy !== undefined) {
    await trail.goTo(where.pairId)
    return { text: `That cannot be ${done[direction]}: ${where.overruledBy} has decided it since. Decide it again, if you see it otherwise.`, tone: 'warn', where, count: 0 }
  }
  if (where.count === 0) return { text: `That cannot be ${done[direction]}: its constraint is not here any more.`, tone: 'warn', where: null, count: 0 }
  if (trail.snapshot().moving) await atRest(trail)
  await trail.goTo(where.pairId)
  const what = where.count === 1 ? '' : `: ${where.count} decisions`
  return { text: `${direction === 'undo' ? 'Undone' : 'Redone'}${what}.`, tone: 'plain', where, count: where.count }
}

/** Makes the next step known. Where that takes time it is a move: a key that is pressed meanwhile is for what comes of it. */
async function reach({ store, trail }: Way, direction: 'undo' | 'redo'): Promise<void> {
  while (store.isFar(direction)) {
    if (trail.snapshot().moving) await atRest(trail)
    else return trail.waitFor(() => store.reach(direction))
  }
}

const done = { undo: 'undone', redo: 'redone' } as const

/** Waits for a move that is under way. */
function atRest(trail: PairTrail): Promise<void> {
  return new Promise((resolve) => {
    const stop = trail.subscribe(() => {
      if (trail.snapshot().moving) return
      stop()
      resolve()
    })
  })
}
