import { pool, processOf, withLent } from '#lib/db/client.ts'
import { cancelOnStop } from '#lib/db/cancel-on-stop.ts'

/**
 * Does something that only reads until nobody wants it any more: once `stop` says so, what its statements take is given up, no further one begins, and it fails with the
 * signal's reason, whatever it came to meanwhile. `db()` and `pool()` in it go over the connections that are there; one that answered when it was stopped is closed, so that nobody
 * else meets what was meant for it. Where many such works are under way at once, one more goes on to its end.
 */
export async function untilStopped<T>(stop: AbortSignal, work: () => Promise<T>): Promise<T> {
  stop.throwIfAborted()
  const shared = pool()
  const answering = new Map<object, number>()
  const stopped = new WeakSet<object>()
  let allBack = () => {}
  const lend = async () => {
    stop.throwIfAborted()
    const client = await shared.connect()
    const release = client.release
    client.release = (error) => {
      answering.delete(client)
      client.release = release
      release(error === undefined || error === false ? stopped.has(client) : error)
      if (answering.size === 0) allBack()
    }
    answering.set(client, processOf(client))
    if (!stop.aborted) return client
    client.release()
    throw stop.reason
  }
  const processes = () => {
    for (const client of answering.keys()) stopped.add(client)
    return [...answering.values()]
  }
  const settled = new AbortController()
  const stopping = cancelOnStop(processes, stop, settled.signal)
  try {
    const answer = await withLent(lend, work)
    stop.throwIfAborted()
    return answer
  } catch (error) {
    // Whatever the database says of it.
    throw stop.aborted ? stop.reason : error
  } finally {
    // Of several statements the first that fails ends the work.
    if (stop.aborted && answering.size > 0) await new Promise<void>((resolve) => (allBack = resolve))
    settled.abort()
    await stopping
  }
}
