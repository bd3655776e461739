import { pause } from '#lib/pause.ts'
import { reviewersAtWork } from '#lib/review/at-work.ts'

/** A piece of counting; it ends early, and throws for that, when `stop` says so. */
export type Piece = (stop: AbortSignal) => Promise<void>

/** Does one piece when it may be done. */
export type InTurn = (piece: Piece) => Promise<void>

export interface Turns {
  inTurn: InTurn
  /** Milliseconds that pieces took, those that were given up too. */
  spentMs(): number
}

interface TurnOptions {
  /** Whether anybody reviews. */
  atWork?: () => Promise<boolean>
  /** Milliseconds between two looks whether anybody does. */
  lookMs?: number
  /** Milliseconds after which a turn is taken all the same, and those in which pieces follow each other then; the last one is done to its end. */
  patienceMs?: number
  turnMs?: number
}

/** Of the time that a piece took: so long the next one waits, where people review without an end. */
const restTimes = 20

/**
 * Pieces of counting that nobody waits for, one after the other, while nobody reviews; one that is under way when somebody begins is given up and done again
 * later. Where people review without an end, pieces are done for five seconds each five minutes all the same, the last of them to its end, and after a long one it is twenty times as long to the next: as
 * little as that is in their way, everything is counted some time. Stops waiting, and does nothing more, once the signal says so.
 */
export function turns(signal: AbortSignal, { atWork = reviewersAtWork, lookMs = 500, patienceMs = 300_000, turnMs = 5000 }: TurnOptions = {}): Turns {
  let spent = 0
  let waitsSince = Date.now()
  let patience = patienceMs
  let leftOfTurn = 0

  async function inTurn(piece: Piece): Promise<void> {
    while (!signal.aborted) {
      const outOfPatience = await untilTurn()
      if (signal.aborted) return
      const began = Date.now()
      try {
        await (outOfPatience ? piece(signal) : whileNobody(piece))
        patience = Math.max(patienceMs, (Date.now() - began) * restTimes)
        leftOfTurn -= Date.now() - began
        waitsSince = Date.now()
        return
      } catch (error) {
        if (!(error instanceof GivenUp) && !signal.aborted) throw error
      } finally {
        spent += Date.now() - began
      }
    }
  }

  /** Waits until nobody reviews, or for too long: then answers true. */
  async function untilTurn(): Promise<boolean> {
    while (!signal.aborted && (await atWork())) {
      if (leftOfTurn > 0) return true
      if (Date.now() - waitsSince >= patience) {
        leftOfTurn = turnMs
        return true
      }
      await pause(lookMs, signal)
    }
    return false
  }

  async function whileNobody(piece: Piece): Promise<void> {
    const way = new AbortController()
    const done = new AbortController()
    const watching = watch(way, done.signal)
    try {
      await piece(AbortSignal.any([signal, way.signal]))
    } catch (error) {
      // Whatever it says of it. What fails by itself fails again.
      throw way.signal.aborted ? new GivenUp() : error
    } finally {
      done.abort()
      await watching
    }
  }

  async function watch(way: AbortController, done: AbortSignal): Promise<void> {
    for (;;) {
      await pause(lookMs, done)
      if (done.aborted) return
      if (await atWork().catch(() => false)) return way.abort()
    }
  }

  return { inTurn, spentMs: () => spent }
}

class GivenUp extends Error {}
