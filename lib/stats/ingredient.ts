import { stateKey } from '#lib/stats/kept-answers.ts'
import type { Reader } from '#lib/stats/reader.ts'
import type { Scope } from '#lib/stats/scope.ts'

/** Of each kind so many are held, the newest. */
const mostHeld = 10
/** Milliseconds for which it is held, as long as an answer is given without a look at it: that people have other names changes no count. */
const longestHeld = 600_000

/**
 * What several parts of a great dataset's statistics are made of: counted once for all that ask for it, at once or one after the other, while the dataset's exact counts stay as they are, and for ten minutes at most.
 * In a smaller one it is counted each time. Where not everybody may know as much, for each `reader` by themselves.
 */
export function ingredient<T>(name: string): (scope: Scope, count: () => Promise<T>, reader?: Reader) => Promise<T> {
  const held = new Map<string, { counting: Promise<T>; at: number }>()
  return async ({ datasetId, filter }, count, reader = null) => {
    const key = await stateKey({ datasetId, part: name, filter, reader })
    if (key === null) return count()
    const going = held.get(key)
    // Who counted it may have been told to stop.
    if (going && Date.now() - going.at <= longestHeld) return going.counting.catch(count)
    const counting = count()
    const own = { counting, at: Date.now() }
    held.delete(key)
    held.set(key, own)
    for (const old of [...held.keys()].slice(0, -mostHeld)) held.delete(old)
    counting.catch(() => held.get(key) === own && held.delete(key))
    return counting
  }
}
