import type { DisjointSets } from '#lib/generation/disjoint-sets.ts'
import { jaccard } from '#lib/text/minhash.ts'

/** Pairs that share a band, by id, in order. */
export type Bucket = readonly string[]

/** What gives the shingles of pairs; a pair that is gone has none. */
export interface ShingleStore {
  /** Shingles of at most `ShingleStore.atOnce` pairs. */
  of(pairIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<number>>>
  atOnce: number
}

interface Joining {
  clusters: DisjointSets
  store: ShingleStore
  threshold: number
  signal: AbortSignal
}

/** In larger buckets each member is compared with one of each cluster only, and with so many clusters at most: linear work. */
const mostCompared = 50

/**
 * Joins the pairs of a bucket whose texts are alike to the threshold. In a bucket of up to fifty, all pairs are compared that are not of one
 * cluster already.
 */
export async function joinBucket(bucket: Bucket, { clusters, store, threshold, signal }: Joining): Promise<void> {
  if (isOneCluster(bucket, clusters)) return
  const isSmall = bucket.length <= mostCompared
  const compared: { id: string; shingles: ReadonlySet<number> }[] = []
  for (let at = 0; at < bucket.length; at += store.atOnce) {
    signal.throwIfAborted()
    const part = bucket.slice(at, at + store.atOnce)
    const shinglesOf = await store.of(part)
    for (const id of part) {
      const shingles = shinglesOf.get(id)
      if (!shingles) continue
      let isJoined = false
      for (const other of compared) {
        if (isJoined && !isSmall) break
        const isSame = clusters.firstOf(id) === clusters.firstOf(other.id)
        if (!isSame && !areAlike(shingles, other.shingles, threshold)) continue
        if (!isSame) clusters.join(id, other.id)
        isJoined = true
      }
      if (isSmall || (!isJoined && compared.length < mostCompared)) compared.push({ id, shingles })
    }
  }
}

function isOneCluster([first, ...others]: Bucket, clusters: DisjointSets): boolean {
  if (first === undefined) return true
  const root = clusters.firstOf(first)
  return others.every((other) => clusters.firstOf(other) === root)
}

function areAlike(a: ReadonlySet<number>, b: ReadonlySet<number>, threshold: number): boolean {
  // Sets of very different sizes cannot be alike.
  if (Math.min(a.size, b.size) < threshold * Math.max(a.size, b.size)) return false
  return jaccard(a, b) >= threshold
}
