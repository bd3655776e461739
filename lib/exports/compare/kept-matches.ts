import { matchRows, type ComparedExport, type RowMatches } from '#lib/exports/compare/match-rows.ts'
import { inSlot, slots } from '#lib/runs/slots.ts'

/** Comparisons whose matches are kept, some megabytes each: whoever turns the pages of one need not wait for it again. */
const mostKept = 4
/** Rows are matched for so long, in milliseconds, after the last who waited has gone: who asks again soon finds it further on. */
const patience = 10_000

/** Rows of two exports that are being matched, or were. */
interface Matching {
  done: Promise<RowMatches>
  /** Null when it is done. */
  progress: { read: number; of: number } | null
  waiting: number
  stop: AbortController
}

const kept = new Map<string, Matching>()
const readers = slots(1)

/**
 * The matches of two exports, which never change: one comparison at a time is computed, and the last few are kept. Rejects with the signal's reason;
 * soon after nobody waits any more the matching stops. Throws as `matchRows` does.
 */
export async function keptMatches(before: ComparedExport, after: ComparedExport, signal: AbortSignal, stopAfter: number = patience): Promise<RowMatches> {
  const key = keyOf(before, after)
  const matching = kept.get(key) ?? begin(key, before, after)
  // What was asked for last is forgotten last.
  kept.delete(key)
  kept.set(key, matching)
  for (const oldest of [...kept.keys()].slice(0, -mostKept)) kept.delete(oldest)
  matching.waiting++
  try {
    return await unlessAborted(matching.done, signal)
  } finally {
    matching.waiting--
    if (matching.waiting === 0 && matching.progress) {
      setTimeout(() => {
        if (matching.waiting > 0 || !matching.progress) return
        if (kept.get(key) === matching) kept.delete(key)
        matching.stop.abort()
      }, stopAfter).unref()
    }
  }
}

/** How far the matching of two exports is; null where there is none under way. */
export function matchingProgress(before: ComparedExport, after: ComparedExport): Matching['progress'] {
  return kept.get(keyOf(before, after))?.progress ?? null
}

/** Reads whole files one at a time, whoever asks: each page of a comparison reads both exports up to its rows. Throws the signal's reason. */
export function inTurn<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return inSlot(readers, signal, read)
}

function keyOf(before: ComparedExport, after: ComparedExport): string {
  return `${before.folder}\n${after.folder}`
}

function rowsOf({ manifest }: ComparedExport): number {
  return manifest.files.reduce((sum, { rows }) => sum + (rows ?? 0), 0)
}

function begin(key: string, before: ComparedExport, after: ComparedExport): Matching {
  const stop = new AbortController()
  const progress = { read: 0, of: rowsOf(before) + rowsOf(after) }
  const done = inTurn(() => matchRows(before, after, { signal: stop.signal, tell: (read) => (progress.read = read) }), stop.signal)
  const matching: Matching = { done, progress, waiting: 0, stop }
  done.then(
    () => (matching.progress = null),
    () => {
      matching.progress = null
      if (kept.get(key) === matching) kept.delete(key)
    },
  )
  return matching
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const leave = (): void => reject(signal.reason)
  if (signal.aborted) leave()
  signal.addEventListener('abort', leave, { once: true })
  work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  return promise
}
