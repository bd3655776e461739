/** Puts what many callers ask for at about the same time into one call. */
export interface Batcher<In, Out> {
  /** Resolves with the answer for this item once its batch is done; rejects when it fails alone, too. */
  add(item: In): Promise<Out>
  /** Resolves when nothing that was added before is still under way; never rejects. */
  idle(): Promise<void>
}

/**
 * Collects items for at most `waitMs`, or until there are `most`, and hands them to `handle`, which answers one for each, in order.
 * Batches run one after the other, so that `handle` never works beside itself: while one is under way, the next collects. When a batch
 * fails, its items are handed over again one by one, so that the trouble of one is only its own; `handle` must bear that.
 */
export function batcher<In, Out>(handle: (items: In[]) => Promise<Out[]>, { most, waitMs }: { most: number; waitMs: number }): Batcher<In, Out> {
  let waiting: { item: In; resolve: (out: Out) => void; reject: (error: unknown) => void }[] = []
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
    const batch = waiting.slice(0, most)
    waiting = waiting.slice(most)
    running = run(batch).finally(() => {
      running = null
      schedule()
    })
  }

  async function run(batch: typeof waiting): Promise<void> {
    try {
      const outs = await handle(batch.map(({ item }) => item))
      for (const [index, { resolve, reject }] of batch.entries()) {
        if (index < outs.length) resolve(outs[index] as Out)
        else reject(new Error('a batch answered fewer items than it was given'))
      }
    } catch (error) {
      if (batch.length === 1) for (const { reject } of batch) reject(error)
      else for (const one of batch) await run([one])
    }
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        schedule()
      }),
    async idle() {
      while (running || waiting.length > 0) await (running ?? new Promise((resolve) => setTimeout(resolve, waitMs)))
    },
  }
}
