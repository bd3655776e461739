import { createHash } from 'node:crypto'
import { isUnspaced } from '#lib/text/script.ts'
import { wordRuns } from '#lib/text/words.ts'

/** How many minima a signature has. The standard error of an estimate is at most 0.5 / sqrt(128) = 0.044. */
export const signatureLength = 128

/** Words, or characters where no spaces are written, that make one shingle. */
const shingleLength = 5

/** What a text is compared as: its words in small letters, or its letters where no spaces are written. */
function unitsOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase()
  const runs = wordRuns(plain).map(({ start, end }) => plain.slice(start, end))
  return isUnspaced(plain) ? runs.flatMap((run) => Array.from(run)) : runs
}

/**
 * The runs of five words of a text, each as a signed hash of 32 bits, every one once: small letters, no punctuation. Where no spaces are written
 * (Chinese, Japanese, Thai and their like) the runs are of five characters. A shorter text is one shingle; one without words has none.
 */
export function shinglesOf(text: string): Set<number> {
  const units = unitsOf(text)
  const shingles = new Set<number>()
  if (units.length === 0) return shingles
  const hashes = units.map(hashOf)
  const last = Math.max(0, hashes.length - shingleLength)
  for (let at = 0; at <= last; at++) {
    let hash = 0
    for (let i = at; i < Math.min(at + shingleLength, hashes.length); i++) hash = mix((Math.imul(hash, 0x01000193) ^ (hashes[i] ?? 0)) | 0)
    shingles.add(hash)
  }
  return shingles
}

/** The true Jaccard similarity of two sets, 0 to 1; of two empty ones 0, for nothing says that they are alike. */
export function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let both = 0
  for (const item of small) if (large.has(item)) both++
  const either = a.size + b.size - both
  return either === 0 ? 0 : both / either
}

/** Whether `jaccard` of two sets is at least so much: the same answer, given as soon as it is certain. */
export function reachesJaccard(a: ReadonlySet<number>, b: ReadonlySet<number>, threshold: number): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size === 0) return threshold <= 0
  const reaches = (both: number): boolean => both / (a.size + b.size - both) >= threshold
  let most = small.size
  if (!reaches(most)) return false
  for (const item of small) if (!large.has(item) && !reaches(--most)) return false
  return true
}

/**
 * The MinHash signature of a set (Broder, On the resemblance and containment of documents, 1997): for each of 128 permutations of the
 * 32-bit numbers the least that an item is taken to. Null for an empty set. The permutations never change: signatures are stored.
 */
export function minHash(items: ReadonlySet<number>): Uint32Array | null {
  if (items.size === 0) return null
  const signature = new Uint32Array(signatureLength).fill(0xffffffff)
  for (const item of items) {
    for (let i = 0; i < signatureLength; i++) {
      // Multiplying by an odd number, adding and the mix can all be undone: a permutation.
      const value = mix((Math.imul(item, factors[i] ?? 1) + (addends[i] ?? 0)) | 0) >>> 0
      if (value < (signature[i] ?? 0)) signature[i] = value
    }
  }
  return signature
}

/** The share of places in which two signatures agree: the estimate of the Jaccard similarity of their sets. */
export function estimatedJaccard(a: Uint32Array, b: Uint32Array): number {
  let same = 0
  for (let i = 0; i < signatureLength; i++) if (a[i] === b[i]) same++
  return same / signatureLength
}

/** A signature cut into bands of so many rows: sets that agree in all rows of one band are candidates. */
export interface Banding {
  bands: number
  rows: number
}

/** Of two sets exactly at the threshold, at least this share share a band. */
const leastFound = 0.99

/** The banding with the most rows, and so the fewest needless candidates, that finds 99 of 100 pairs at the threshold. */
export function bandingFor(threshold: number): Banding {
  for (let rows = signatureLength; rows > 1; rows--) {
    const bands = Math.floor(signatureLength / rows)
    if (candidateRate(threshold, { bands, rows }) >= leastFound) return { bands, rows }
  }
  return { bands: signatureLength, rows: 1 }
}

/** How likely two sets of this Jaccard similarity share a band. */
export function candidateRate(similarity: number, { bands, rows }: Banding): number {
  return 1 - (1 - similarity ** rows) ** bands
}

/** The hash of each band of a signature, as a signed 64-bit number. */
export function bandHashes(signature: Uint32Array, { bands, rows }: Banding): bigint[] {
  return Array.from({ length: bands }, (_, band) => {
    let [high, low] = [0x9e3779b9, 0x85ebca6b]
    for (let i = band * rows; i < (band + 1) * rows; i++) {
      const value = signature[i] ?? 0
      high = mix((Math.imul(high, 0x01000193) ^ value) | 0)
      low = mix((Math.imul(low, 0x85ebca6b) + value) | 0)
    }
    return BigInt.asIntN(64, (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0))
  })
}

/** Names what is left of a text when case, punctuation and spaces are put aside, as a signed 64-bit number; null where nothing is left. */
export function sameTextHash(text: string): bigint | null {
  const units = unitsOf(text)
  return units.length === 0 ? null : createHash('sha256').update(units.join('\n')).digest().readBigInt64BE(0)
}

/** FNV-1a over UTF-16 code units, mixed. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix(hash)
}

/** The last steps of MurmurHash3 (Appleby): each bit of the input turns half of the bits of the output. */
function mix(value: number): number {
  let hash = value ^ (value >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** Fixed for ever: drawn by Weyl's sequence through the mix. */
const factors = Int32Array.from({ length: signatureLength }, (_, i) => mix(Math.imul(2 * i + 1, 0x9e3779b9)) | 1)
const addends = Int32Array.from({ length: signatureLength }, (_, i) => mix(Math.imul(2 * i + 2, 0x9e3779b9)))
