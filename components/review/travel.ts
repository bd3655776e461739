import type { DecisionStore } from '#components/review/decision-store.ts'
import type { PairTrail } from '#components/review/pair-trail.ts'

/** What became of an undo or redo, in words for the reviewer, and where it was; `warn` where it could not be done. */
export interface Travelled {
  text: string
  tone: 'plain' | 'warn'
  where: { pairId: string; constraintId: string } | null
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

interface Way {
  store: DecisionStore
  trail: PairTrail
}

const underWay = new WeakMap<DecisionStore, Promise<Travelled>>()

async function carryOut({ store, trail }: Way, direction: 'undo' | 'redo'): Promise<Travelled> {
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
    if (moved === 'failed' && trail.snapshot().error !== null) return { text: `The pair of what is to be ${done[direction]} cannot be opened just now.`, tone: 'warn', where: null }
  }
  const where = store[direction]()
  if (!where) return { text: `There is nothing to ${direction}.`, tone: 'plain', where: null }
  if (where.count === 0) return { text: `That cannot be ${done[direction]}: its constraint is not here any more.`, tone: 'warn', where: null }
  if (trail.snapshot().moving) await atRest(trail)
  await trail.goTo(where.pairId)
  const what = where.count === 1 ? '' : ` of ${where.count} decisions`
  return { text: `${direction === 'undo' ? 'Undone' : 'Redone'}${what}.`, tone: 'plain', where }
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
