/** Lets so many in at once; the others wait in line. */
export interface Slots {
  /** Resolves with what gives the slot back, once. Rejects when the line is closed. */
  take(): Promise<() => void>
  /** Sends away whoever waits, and whoever comes. */
  close(reason: unknown): void
}

/** Works when there is room, and makes room again. Rejects with the signal's reason where nobody wants it any more once its turn has come. */
export async function inSlot<T>(of: Pick<Slots, 'take'>, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const release = await of.take()
  try {
    signal.throwIfAborted()
    return await work()
  } finally {
    release()
  }
}

/** First come, first served. */
export function slots(count: number): Slots {
  let free = count
  let closed: { reason: unknown } | null = null
  let line: { enter(): void; leave(reason: unknown): void }[] = []
  let head = 0

  function release(): void {
    const next = line[head]
    if (!next) return void free++
    head++
    // Cut off what is behind now and then: shifting each time would move the whole line.
    if (head > 1000) {
      line = line.slice(head)
      head = 0
    }
    next.enter()
  }

  function once(): () => void {
    let given = false
    return () => {
      if (given) return
      given = true
      release()
    }
  }

  return {
    take() {
      if (closed) return Promise.reject(closed.reason)
      if (free > 0) {
        free--
        return Promise.resolve(once())
      }
      return new Promise((resolve, reject) => line.push({ enter: () => resolve(once()), leave: reject }))
    },
    close(reason) {
      closed = { reason }
      for (const { leave } of line.slice(head)) leave(reason)
      line = []
      head = 0
    },
  }
}

/** Lets so many in at once for each key, such as a person; nothing is kept of a key that nobody is in for. */
export function slotsEach(count: number) {
  const open = new Map<string, { slots: Slots; users: number }>()
  return {
    /** Resolves with what gives the slot back, once. */
    async take(key: string): Promise<() => void> {
      const own = open.get(key) ?? { slots: slots(count), users: 0 }
      open.set(key, own)
      own.users++
      const give = await own.slots.take()
      let given = false
      return () => {
        if (given) return
        given = true
        give()
        if (--own.users === 0) open.delete(key)
      }
    },
  }
}
