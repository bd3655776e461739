import type { Clock } from './contract.ts'

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  /** Moves on to the end of each timer in turn, up to `milliseconds` from now, letting what follows from it run in between. */
  advance(milliseconds: number): Promise<void>
  /** When the timers that have not ended will, in milliseconds from now, in order. */
  pending(): number[]
}

/** Starts at `start`, milliseconds since 1970. */
export function fakeClock(start = 1_000_000): FakeClock {
  let now = start
  const timers = new Set<{ at: number; run: () => void }>()
  return {
    now: () => now,
    after(milliseconds, run) {
      const timer = { at: now + milliseconds, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async advance(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        await turns()
        const next = [...timers].filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)[0]
        if (!next) break
        timers.delete(next)
        now = Math.max(now, next.at)
        next.run()
      }
      now = end
      await turns()
    },
    pending: () => [...timers].map((timer) => timer.at - now).toSorted((a, b) => a - b),
  }
}

/** Promises settle in their own time, and requests over the loopback need some turns of the event loop. */
async function turns(): Promise<void> {
  for (let i = 0; i < 10; i++) await new Promise((resolve) => setImmediate(resolve))
}
