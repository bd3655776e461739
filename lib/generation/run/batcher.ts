import { setTimeout as sleep } from 'node:timers/promises'
import { isLasting } from './lasting-failure.ts'

/** Puts what many callers ask for at about the same time into one call. */
export interface Batcher<In, Out> {
  /** Resolves with the answer for this item once its batch is done; rejects with what went wrong with this item. */
  add(item: In): Promise<Out>
  /** Resolves when nothing that was added before is still under way; never rejects. */
  idle(): Promise<void>
}

export interface BatcherOptions {
  /** Items of one call. */
  most: number
  /** How long the first item waits for others. */
  waitMs: number
  /** Pauses before further tries of a call that failed for a connection that was lost or a deadlock. None: it is tried once. */
  retryAfterMs?: readonly number[]
}

interface Waiting<In, Out> {
  item: In
  resolve(out: Out): void
  reject(error: unknown): void
}

/**
 * Collects items for at most `waitMs`, or until there are `most`, and hands them to `handle`, which answers one for each, in order.
 * Batches run one after the other, so that `handle` never works beside itself: while one is under way, the next collects. Where a
 * batch fails for good, each of its items is tried alone, so that one item's trouble is only its own.
 */
export function batcher<In, Out>(handle: (items: In[]) => Promise<Out[]>, { most, waitMs, retryAfterMs = [] }: BatcherOptions): Batcher<In, Out> {
  const waiting: Waiting<In, Out>[] = []
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null

  function schedule(): void {
    if (running || waiting.length === 0) return
    if (waiting.length >= most) flush()
    else timer ??= setTimeout(flush, waitMs)
  }

  function flush(): void {
    if (timer) clearTimeout(timer)
    timer = null
    running = run(waiting.splice(0, most)).finally(() => {
      running = null
      schedule()
    })
  }

  async function run(batch: Waiting<In, Out>[]): Promise<void> {
    try {
      const outs = await persistently(batch.map(({ item }) => item))
      for (const [index, { resolve }] of batch.entries()) resolve(outs[index] as Out)
    } catch (error) {
      const [only, ...others] = batch
      if (others.length === 0) only?.reject(error)
      else for (const one of batch) await run([one])
    }
  }

  async function persistently(items: In[]): Promise<Out[]> {
    for (let tries = 0; ; tries++) {
      try {
        const outs = await handle(items)
        if (outs.length !== items.length) throw new Error('a batch answered fewer items than it was given')
        return outs
      } catch (error) {
        const pause = retryAfterMs[tries]
        if (pause === undefined || isLasting(error)) throw error
        await sleep(pause)
      }
    }
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        schedule()
      }),
    async idle() {
      while (running || waiting.length > 0) await (running ?? sleep(waitMs))
    },
  }
}
